"""The category tree and what is specified in each branch."""

from techmart.demo.catalogue.shape import CategoryData, SpecField

WEIGHT = SpecField("weight_g", "Weight", "number", "g")
BATTERY = SpecField("battery_h", "Battery life", "number", "h")
WIRELESS = SpecField("wireless", "Wireless", "boolean")
POWER = SpecField("power_w", "Power", "number", "W")
FITS = SpecField("fits", "Fits", "text")
PACK = SpecField("pack_count", "In the pack", "number")
MATERIAL = SpecField("material", "Material", "text")
SCREEN = SpecField("screen_in", "Screen", "number", "in")

AUDIO = CategoryData(
    "audio",
    "Audio",
    "Made to be listened to for years, and opened with one screwdriver when something wears out.",
    children=(
        CategoryData(
            "headphones",
            "Headphones and earbuds",
            "For the desk, the train and the run.",
            (
                SpecField("design", "Design", "choice", choices=("closed", "open", "in-ear")),
                WIRELESS,
                SpecField("noise_cancelling", "Noise cancelling", "boolean"),
                BATTERY,
                WEIGHT,
            ),
        ),
        CategoryData(
            "speakers",
            "Speakers",
            "One for the kitchen, two for the record.",
            (POWER, BATTERY, WIRELESS, SpecField("rain_proof", "Rain-proof", "boolean"), WEIGHT),
        ),
        CategoryData(
            "studio",
            "Turntables and studio",
            "For playing records and making them.",
            (
                SpecField("connection", "Connection", "choice", choices=("phono", "USB-C", "XLR")),
                MATERIAL,
                WEIGHT,
            ),
        ),
        CategoryData("audio-care", "Care and spares", "The parts that wear out first.", (FITS, PACK, MATERIAL)),
    ),
)

COMPUTERS = CategoryData(
    "computers",
    "Computers",
    "Machines with a battery you can change and a keyboard you want to type on.",
    children=(
        CategoryData(
            "laptops",
            "Laptops and tablets",
            "Light to carry, simple to repair.",
            (SCREEN, SpecField("memory_gb", "Memory", "number", "GB"), BATTERY, MATERIAL, WEIGHT),
        ),
        CategoryData(
            "phones-watches",
            "Phones and watches",
            "Small screens that stay quiet.",
            (SCREEN, BATTERY, SpecField("rain_proof", "Rain-proof", "boolean"), FITS, WEIGHT),
        ),
        CategoryData(
            "screens",
            "Screens",
            "Even light, true colour, one cable.",
            (
                SCREEN,
                SpecField(
                    "resolution",
                    "Resolution",
                    "choice",
                    choices=("2560 × 1440", "3840 × 2160", "3440 × 1440"),
                ),
                SpecField("refresh_hz", "Refresh rate", "number", "Hz"),
                SpecField("usb_c_w", "Power over USB-C", "number", "W"),
            ),
        ),
        CategoryData(
            "keyboards-mice",
            "Keyboards and mice",
            "What your hands touch all day.",
            (
                SpecField("layout", "Layout", "choice", choices=("75 %", "full", "right-handed", "either hand")),
                WIRELESS,
                SpecField("hot_swap", "Hot-swap switches", "boolean"),
                WEIGHT,
            ),
        ),
        CategoryData(
            "print-paper",
            "Print and paper",
            "A plain printer, and what it uses up.",
            (SpecField("pages", "Pages", "number"), FITS, PACK, WIRELESS),
        ),
    ),
)

PHOTO = CategoryData(
    "photo",
    "Photo",
    "Cameras with dials, lenses with rings, and bags that keep them dry.",
    children=(
        CategoryData(
            "cameras",
            "Cameras and drones",
            "From the coat pocket to the sky.",
            (
                SpecField("megapixels", "Resolution", "number", "MP"),
                SpecField("sensor", "Sensor", "choice", choices=("1 inch", "APS-C", "instant film")),
                SpecField("rain_proof", "Rain-proof", "boolean"),
                WEIGHT,
            ),
        ),
        CategoryData(
            "lenses",
            "Lenses",
            "All with the Iris mount and a real aperture ring.",
            (
                SpecField("focal_length", "Focal length", "text", "mm"),
                SpecField("aperture", "Widest aperture f/", "number"),
                SpecField("filter_mm", "Filter thread", "number", "mm"),
                WEIGHT,
            ),
        ),
        CategoryData(
            "support-bags",
            "Tripods and bags",
            "Hold still, then carry home.",
            (
                SpecField("max_load_kg", "Carries up to", "number", "kg"),
                SpecField("height_cm", "Full height", "number", "cm"),
                SpecField("volume_l", "Volume", "number", "l"),
                MATERIAL,
                WEIGHT,
            ),
        ),
        CategoryData("photo-supplies", "Film and supplies", "Used up, worn out, wanted again.", (FITS, PACK)),
    ),
)

HOME = CategoryData(
    "home",
    "Home",
    "Kitchen, light and air: useful every day, and quiet about it.",
    children=(
        CategoryData(
            "kitchen",
            "Kitchen",
            "Coffee, mostly.",
            (SpecField("capacity_ml", "Holds", "number", "ml"), POWER, PACK, MATERIAL),
        ),
        CategoryData(
            "light",
            "Light",
            "Warm in the evening, clear at the desk.",
            (
                SpecField("brightness_lm", "Brightness", "number", "lm"),
                SpecField("dimmable", "Dimmable", "boolean"),
                WIRELESS,
                POWER,
            ),
        ),
        CategoryData(
            "climate",
            "Climate and sensing",
            "Works on your own network; no account, no cloud.",
            (
                SpecField("radio", "Radio", "choice", choices=("Thread", "Wi-Fi", "Thread and Wi-Fi")),
                SpecField("battery_months", "Battery life", "number", "months"),
                FITS,
            ),
        ),
        CategoryData(
            "floor-care",
            "Floor care",
            "A robot, and the parts it wears through.",
            (BATTERY, SpecField("noise_db", "Noise", "number", "dB"), FITS, PACK),
        ),
    ),
)

PARTS = CategoryData(
    "parts",
    "Parts",
    "Power, storage, network and the tools to mend all of it.",
    children=(
        CategoryData(
            "power",
            "Power and cables",
            "Enough watts, and a plug that fits.",
            (
                POWER,
                SpecField("capacity_mah", "Capacity", "number", "mAh"),
                SpecField("length_m", "Length", "number", "m"),
                PACK,
            ),
        ),
        CategoryData(
            "storage",
            "Storage",
            "Room for the originals and for the copy.",
            (
                SpecField("read_mb_s", "Reads", "number", "MB/s"),
                SpecField("connection", "Connection", "choice", choices=("USB-C", "M.2", "SD")),
                WEIGHT,
            ),
        ),
        CategoryData(
            "network",
            "Network",
            "Firmware you can read, updates for ten years.",
            (SpecField("standard", "Standard", "text"), SpecField("ports", "Ports", "number"), POWER),
        ),
        CategoryData("tools", "Tools", "For the other half of owning things.", (PACK, MATERIAL, WEIGHT)),
    ),
)

CATEGORIES: tuple[CategoryData, ...] = (AUDIO, COMPUTERS, PHOTO, HOME, PARTS)
