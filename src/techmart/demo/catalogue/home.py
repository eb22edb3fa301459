"""Home: kitchen, light, climate and floor care."""

from techmart.demo.catalogue.shape import (
    ProductData,
    Replenishment,
    Visibility,
    in_colours,
    in_sizes,
    single,
)

PRODUCTS: tuple[ProductData, ...] = (
    ProductData(
        slug="still-kettle",
        title="Still kettle",
        category="kitchen",
        facts="0.9 l · 40-100 °C · 1,200 W",
        about=(
            "Pours in a thin, slow line and stops at the degree you set. Steel inside and out; no plastic "
            "touches the water."
        ),
        specs={"capacity_ml": 900, "power_w": 1200, "material": "stainless steel"},
        brand="Hearthside",
        price=9900,
        weight_g=1700,
        variants=in_colours("STILL", "kettle", {"Forest": 15, "Ink": 20, "Bone": 6}),
        popularity=1.6,
    ),
    ProductData(
        slug="burr-grinder",
        title="Burr coffee grinder",
        category="kitchen",
        facts="38 mm steel burrs · 30 g · by hand",
        about=(
            "Forty turns for a cup, in the quiet of the morning. Takes apart without tools and goes back "
            "together the same way."
        ),
        specs={"capacity_ml": 90, "material": "steel, glass", "pack_count": 1},
        brand="Hearthside",
        price=7900,
        weight_g=920,
        variants=in_colours("BURR", "grinder", {"Graphite": 18, "Clay": 7}),
        tags=("repairable",),
        popularity=1.3,
        goes_with=("still-kettle",),
    ),
    ProductData(
        slug="morning-coffee",
        title="Morning coffee beans",
        category="kitchen",
        facts="250 g or 1 kg · medium roast",
        about=(
            "Roasted on Tuesdays, sent on Wednesdays. Tastes of hazelnut and a little of plum; good black, "
            "good with milk."
        ),
        specs={"pack_count": 1, "material": "arabica, two farms"},
        brand="Hearthside",
        price=890,
        weight_g=270,
        variants=in_sizes("MORNING", "coffee", "Clay", "Size", {"250 g": (0, 84), "1 kg": (2100, 40)}, low=20),
        tags=("fresh",),
        popularity=4.2,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=24,
        goes_with=("burr-grinder", "still-kettle"),
    ),
    ProductData(
        slug="evening-decaf",
        title="Evening decaf beans",
        category="kitchen",
        facts="250 g · dark roast · no caffeine",
        about=("For the cup after dinner. The caffeine is washed out with water alone, and the chocolate stays in."),
        specs={"pack_count": 1, "material": "arabica, one farm"},
        brand="Hearthside",
        price=990,
        weight_g=270,
        variants=single("EVENING", "coffee", "Navy", 46, low=15),
        tags=("fresh",),
        popularity=1.8,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=32,
        goes_with=("burr-grinder", "still-kettle"),
    ),
    ProductData(
        slug="paper-filters",
        title="Paper filters",
        category="kitchen",
        facts="size 02 · unbleached · 100",
        about=("Thick enough not to tear, thin enough to let the coffee through. Compost them with the grounds."),
        specs={"pack_count": 100, "material": "unbleached paper"},
        brand="Hearthside",
        price=490,
        weight_g=130,
        variants=single("FILTER02", "paper-filters", "Oak", 140, low=25),
        popularity=3.0,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=60,
        goes_with=("morning-coffee", "evening-decaf"),
    ),
    ProductData(
        slug="beam-lamp",
        title="Beam desk lamp",
        category="light",
        facts="720 lm · dimmable · USB-C",
        about=(
            "Stays where you put it and lights the page rather than your eyes. The dial on the foot goes "
            "from candle to noon."
        ),
        specs={"brightness_lm": 720, "dimmable": True, "wireless": False, "power_w": 9},
        brand="Hearthside",
        price=8900,
        weight_g=1900,
        variants=in_colours("BEAM", "desk-lamp", {"Moss": 16, "Ink": 13, "Mustard": 3}),
        popularity=1.4,
    ),
    ProductData(
        slug="glow-bulb",
        title="Glow bulb",
        category="light",
        facts="E27 · 806 lm · Thread",
        about=(
            "Warm at night, clear by day, and still a bulb when the network is down. The wall switch keeps "
            "working as it always did."
        ),
        specs={"brightness_lm": 806, "dimmable": True, "wireless": True, "power_w": 8},
        brand="Hearthside",
        price=1490,
        weight_g=90,
        variants=in_sizes("GLOW", "bulb", "Silver", "Pack", {"1 bulb": (0, 66), "3 bulbs": (2500, 31)}, low=10),
        popularity=2.2,
        replenishment=Replenishment.ACCESSORY,
        goes_with=("dial-thermostat",),
    ),
    ProductData(
        slug="dome-light",
        title="Dome table light",
        category="light",
        facts="320 lm · 20 h · no cable",
        about=(
            "A small light to carry from the table to the balcony. It charges on any USB-C cable and "
            "remembers how bright you like it."
        ),
        specs={"brightness_lm": 320, "dimmable": True, "wireless": True, "power_w": 5},
        brand="Hearthside",
        price=6900,
        weight_g=1100,
        variants=in_colours("DOME", "table-light", {"Clay": 40, "Sky": 40, "Bone": 40}),
        tags=("new",),
        popularity=1.0,
        visibility=Visibility.SCHEDULED,
        launched_days_ago=0,
        opens_in_days=12,
    ),
    ProductData(
        slug="dial-thermostat",
        title="Dial thermostat",
        category="climate",
        facts="Thread · 24 months · turn to set",
        about=("Turn it, and the room gets warmer. It learns nothing about you; it follows the timetable you draw."),
        specs={"radio": "Thread", "battery_months": 24, "fits": "24 V and dry-contact boilers"},
        brand="Hearthside",
        price=12900,
        weight_g=480,
        variants=in_colours("DIAL", "thermostat", {"Silver": 19, "Oak": 4}),
        popularity=1.0,
    ),
    ProductData(
        slug="draught-monitor",
        title="Draught air monitor",
        category="climate",
        facts="CO₂ · humidity · e-paper",
        about=(
            "Tells you when to open the window, and when you may close it again. The sensor is the optical "
            "kind that needs no yearly fuss."
        ),
        specs={"radio": "Thread and Wi-Fi", "battery_months": 9, "fits": "shelf or wall"},
        brand="Hearthside",
        price=9900,
        compare_at=11900,
        weight_g=360,
        variants=in_colours("DRAUGHT", "air-monitor", {"Sand": 22, "Slate": 9}),
        popularity=0.9,
    ),
    ProductData(
        slug="roam-robot",
        title="Roam vacuum robot",
        category="floor-care",
        facts="150 min · 58 dB · maps stay home",
        about=(
            "Finds its way with a lamp and two bumpers, and keeps the map of your rooms to itself. Every "
            "brush, wheel and battery comes out by hand."
        ),
        specs={"battery_h": 2.5, "noise_db": 58, "fits": "hard floor, short carpet"},
        brand="Hearthside",
        price=37900,
        weight_g=5600,
        variants=in_colours("ROAM", "vacuum-robot", {"White": 8, "Graphite": 6}),
        tags=("repairable",),
        popularity=1.0,
    ),
    ProductData(
        slug="roam-filters",
        title="Roam filters",
        category="floor-care",
        facts="2 filters · change every 3 months",
        about="Fine dust stays in. When the robot begins to sound tired, this is usually why.",
        specs={"fits": "Roam vacuum robot", "pack_count": 2},
        brand="Hearthside",
        price=1990,
        weight_g=140,
        variants=single("ROAMFLT", "vacuum-filters", "Slate", 57, low=12),
        tags=("spare part",),
        popularity=2.1,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=90,
        goes_with=("roam-robot",),
    ),
)
