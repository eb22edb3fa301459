"""Computers: laptops, phones, screens, input, print."""

from techmart.demo.catalogue.shape import (
    ProductData,
    Replenishment,
    Visibility,
    in_both,
    in_colours,
    in_sizes,
    single,
)

PRODUCTS: tuple[ProductData, ...] = (
    ProductData(
        slug="field-14",
        title="Field 14 laptop",
        category="laptops",
        facts="14 in · 32 GB · 1.2 kg",
        about=(
            "A quiet machine with a matte screen, a battery held by four screws and memory in sockets. It "
            "comes with a clean system and nothing to uninstall."
        ),
        points=(
            "Two USB-C ports on each side, either charges",
            "Spare parts for ten years",
        ),
        specs={
            "screen_in": 14,
            "memory_gb": 32,
            "battery_h": 13,
            "material": "recycled aluminium",
            "weight_g": 1200,
        },
        brand="Oriel",
        price=124900,
        compare_at=139000,
        weight_g=2300,
        variants=in_both(
            "FLD14",
            "laptop",
            "Storage",
            {
                "Silver": {"512 GB": (0, 14), "1 TB": (12000, 9), "2 TB": (28000, 3)},
                "Graphite": {"512 GB": (0, 10), "1 TB": (12000, 0)},
            },
        ),
        tags=("repairable",),
        popularity=1.5,
    ),
    ProductData(
        slug="field-16",
        title="Field 16 laptop",
        category="laptops",
        facts="16 in · 64 GB · 1.8 kg",
        about=(
            "The same plain idea with more room: a larger screen, a larger battery and a fan that stays "
            "under a whisper. For film, code and long tables."
        ),
        specs={
            "screen_in": 16,
            "memory_gb": 64,
            "battery_h": 11,
            "material": "recycled aluminium",
            "weight_g": 1800,
        },
        brand="Oriel",
        price=189900,
        weight_g=3200,
        variants=in_both(
            "FLD16",
            "laptop-large",
            "Storage",
            {"Graphite": {"1 TB": (0, 7), "2 TB": (16000, 4)}, "Silver": {"1 TB": (0, 5)}},
        ),
        tags=("repairable",),
        popularity=0.8,
    ),
    ProductData(
        slug="slate-11",
        title="Slate 11 tablet",
        category="laptops",
        facts="11 in · pen included · 460 g",
        about=(
            "For reading, drawing and signing things. The glass has a slight tooth, so the pen writes "
            "rather than slides."
        ),
        specs={"screen_in": 11, "memory_gb": 8, "battery_h": 12, "material": "aluminium", "weight_g": 460},
        brand="Oriel",
        price=54900,
        weight_g=900,
        variants=in_both(
            "SLT11",
            "tablet",
            "Storage",
            {"Mist": {"128 GB": (0, 12), "256 GB": (8000, 6)}, "Graphite": {"128 GB": (0, 9)}},
        ),
        popularity=1.1,
    ),
    ProductData(
        slug="field-sleeve",
        title="Field sleeve",
        category="laptops",
        facts="14 or 16 in · felted wool",
        about=(
            "Three millimetres of felted wool and a zip that does not scratch. It takes the laptop and a "
            "thin notebook, and nothing more."
        ),
        specs={"material": "felted wool", "weight_g": 180},
        brand="Oriel",
        price=4900,
        weight_g=240,
        variants=in_both(
            "FLDSLV",
            "sleeve",
            "Size",
            {"Moss": {"14 in": (0, 22), "16 in": (600, 12)}, "Clay": {"14 in": (0, 8), "16 in": (600, 2)}},
        ),
        popularity=1.5,
        replenishment=Replenishment.ACCESSORY,
        goes_with=("field-14", "field-16"),
    ),
    ProductData(
        slug="perch-stand",
        title="Perch laptop stand",
        category="laptops",
        facts="one piece · up to 17 in",
        about=(
            "One bent sheet of aluminium that lifts the screen to where your neck would like it. Folds no "
            "further than it needs to."
        ),
        specs={"screen_in": 17, "material": "aluminium", "weight_g": 820},
        brand="Plainware",
        price=5900,
        weight_g=1100,
        variants=single("PERCH", "laptop-stand", "Silver", 28),
        popularity=1.2,
        replenishment=Replenishment.ACCESSORY,
        goes_with=("field-14", "field-16", "tact-75"),
    ),
    ProductData(
        slug="fern-phone",
        title="Fern phone",
        category="phones-watches",
        facts="6.1 in · 2 days · 171 g",
        about=(
            "Two days on a charge, a back that unclips, and system updates promised for eight years. The "
            "camera is good; the phone is better."
        ),
        specs={"screen_in": 6.1, "battery_h": 48, "rain_proof": True, "weight_g": 171},
        brand="Oriel",
        price=59900,
        weight_g=420,
        variants=in_both(
            "FERN",
            "phone",
            "Storage",
            {
                "Forest": {"128 GB": (0, 16), "256 GB": (7000, 8)},
                "Rose": {"128 GB": (0, 7)},
                "Ink": {"128 GB": (0, 19), "256 GB": (7000, 11)},
            },
        ),
        tags=("repairable",),
        popularity=1.4,
        launched_days_ago=150,
    ),
    ProductData(
        slug="tempo-watch",
        title="Tempo watch",
        category="phones-watches",
        facts="14 days · heart rate · 5 ATM",
        about=(
            "Time, steps, pulse and the next appointment, for two weeks on a charge. What it measures stays "
            "on the watch until you ask for it."
        ),
        specs={"screen_in": 1.4, "battery_h": 336, "rain_proof": True, "weight_g": 38},
        brand="Oriel",
        price=17900,
        weight_g=160,
        variants=in_colours("TEMPO", "watch", {"Slate": 21, "Moss": 9, "Sand": 13}),
        popularity=1.8,
    ),
    ProductData(
        slug="tempo-strap",
        title="Tempo strap",
        category="phones-watches",
        facts="leather · 20 mm",
        about="Vegetable-tanned leather that darkens where you touch it. Changed in ten seconds, no tool.",
        specs={"fits": "Tempo watch, 20 mm", "weight_g": 18},
        brand="Oriel",
        price=2900,
        weight_g=40,
        variants=in_colours("TMPSTR", "strap", {"Walnut": 30, "Ink": 22, "Clay": 4}, low=5),
        popularity=1.3,
        replenishment=Replenishment.ACCESSORY,
        goes_with=("tempo-watch",),
    ),
    ProductData(
        slug="plane-27",
        title="Plane 27 screen",
        category="screens",
        facts="27 in · 4K · USB-C 90 W",
        about=(
            "Even from edge to edge, measured one by one before it is packed. A single cable carries the "
            "picture and charges the laptop."
        ),
        specs={"screen_in": 27, "resolution": "3840 × 2160", "refresh_hz": 60, "usb_c_w": 90},
        brand="Oriel",
        price=44900,
        weight_g=7800,
        variants=in_colours("PLN27", "monitor", {"Graphite": 11, "White": 6}),
        popularity=1.1,
    ),
    ProductData(
        slug="plane-34",
        title="Plane 34 wide screen",
        category="screens",
        facts="34 in · 100 Hz · USB-C 65 W",
        about=(
            "Two windows side by side with no bar between them. The stand turns, tilts and goes low enough "
            "for small people."
        ),
        specs={"screen_in": 34, "resolution": "3440 × 1440", "refresh_hz": 100, "usb_c_w": 65},
        brand="Oriel",
        price=62900,
        compare_at=69900,
        weight_g=10400,
        variants=single("PLN34", "monitor-wide", "Silver", 5),
        popularity=0.6,
    ),
    ProductData(
        slug="tact-75",
        title="Tact 75 keyboard",
        category="keyboards-mice",
        facts="75 % · hot-swap · USB-C",
        about=(
            "A low, heavy keyboard with a soft sound. Switches pull out without soldering, and the two "
            "vermilion keys are there because we liked them."
        ),
        specs={"layout": "75 %", "wireless": True, "hot_swap": True, "weight_g": 980},
        brand="Oriel",
        price=12900,
        weight_g=1400,
        variants=in_both(
            "TACT75",
            "keyboard",
            "Switches",
            {
                "Slate": {"Soft": (0, 18), "Firm": (0, 12)},
                "Sand": {"Soft": (0, 9), "Firm": (0, 3)},
                "Vermilion": {"Soft": (1000, 6)},
            },
        ),
        tags=("repairable",),
        popularity=2.2,
    ),
    ProductData(
        slug="tact-full",
        title="Tact Full keyboard",
        category="keyboards-mice",
        facts="104 keys · wired · 1.1 kg",
        about=(
            "For people who enter numbers for a living. The same switches as the small one, with a cable, "
            "so there is nothing to charge."
        ),
        specs={"layout": "full", "wireless": False, "hot_swap": True, "weight_g": 1100},
        brand="Oriel",
        price=11900,
        weight_g=1600,
        variants=in_colours("TACTFL", "keyboard-full", {"Sand": 14, "Graphite": 12}),
        popularity=1.0,
    ),
    ProductData(
        slug="drift-mouse",
        title="Drift mouse",
        category="keyboards-mice",
        facts="either hand · 70 days · 84 g",
        about=(
            "Symmetrical, so it suits either hand. Clicks are nearly silent and rated for ten million; the "
            "feet are replaceable."
        ),
        specs={"layout": "either hand", "wireless": True, "hot_swap": False, "weight_g": 84},
        brand="Oriel",
        price=4900,
        weight_g=180,
        variants=in_colours("DRIFT", "mouse", {"Graphite": 37, "Bone": 25, "Sky": 11}),
        popularity=2.0,
        goes_with=("tact-75", "field-14"),
    ),
    ProductData(
        slug="drift-upright",
        title="Drift Upright mouse",
        category="keyboards-mice",
        facts="right-handed · 60 days · 118 g",
        about="Holds your hand as if to shake it, which wrists prefer. Give it a week before you decide.",
        specs={"layout": "right-handed", "wireless": True, "hot_swap": False, "weight_g": 118},
        brand="Oriel",
        price=6900,
        weight_g=260,
        variants=single("DRIFTUP", "mouse-upright", "Slate", 16),
        popularity=0.9,
    ),
    ProductData(
        slug="proof-printer",
        title="Proof printer",
        category="print-paper",
        facts="A4 · colour · Wi-Fi",
        about=(
            "A printer that prints. Ink tanks you can see into, no subscription, and it never refuses black "
            "because yellow is empty."
        ),
        specs={"wireless": True, "fits": "A4, A5, envelopes"},
        brand="Plainware",
        price=21900,
        weight_g=8200,
        variants=single("PROOF", "printer", "Bone", 9),
        popularity=0.9,
    ),
    ProductData(
        slug="proof-ink",
        title="Proof ink set",
        category="print-paper",
        facts="4 colours · about 1,200 pages",
        about=(
            "One cartridge each of black, cyan, magenta and yellow. Send the empty ones back in the same "
            "box; postage is paid."
        ),
        specs={"pages": 1200, "fits": "Proof printer", "pack_count": 4},
        brand="Plainware",
        price=3600,
        weight_g=420,
        variants=single("PRFINK", "ink", "Bone", 74, low=15),
        popularity=2.6,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=75,
        goes_with=("proof-printer",),
    ),
    ProductData(
        slug="plain-paper",
        title="Plain paper A4",
        category="print-paper",
        facts="80 g · recycled · 500 sheets",
        about="Recycled, unbleached at heart and white enough. It does not curl in the tray.",
        specs={"pages": 500, "fits": "any A4 printer", "pack_count": 500},
        brand="Plainware",
        price=690,
        weight_g=2500,
        variants=in_sizes("PAPERA4", "paper", "Sky", "Pack", {"1 pack": (0, 120), "5 packs": (2300, 48)}, low=20),
        popularity=2.8,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=50,
        goes_with=("proof-printer", "proof-ink"),
    ),
    ProductData(
        slug="field-go",
        title="Field Go laptop",
        category="laptops",
        facts="12 in · 16 GB · 890 g",
        about="The smallest Field. We are still choosing its hinge, so nobody can buy it yet.",
        specs={"screen_in": 12, "memory_gb": 16, "battery_h": 15, "material": "magnesium", "weight_g": 890},
        brand="Oriel",
        price=99900,
        weight_g=1700,
        variants=in_colours("FLDGO", "laptop", {"Mist": 0, "Rose": 0}),
        popularity=0,
        visibility=Visibility.DRAFT,
        launched_days_ago=0,
    ),
)
