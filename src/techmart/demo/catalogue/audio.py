"""Audio: headphones, speakers, studio and spares."""

from techmart.demo.catalogue.shape import ProductData, Replenishment, in_colours, in_sizes, single

PRODUCTS: tuple[ProductData, ...] = (
    ProductData(
        slug="halo-2",
        title="Halo 2 headphones",
        category="headphones",
        facts="closed · 30 h · 265 g",
        about=(
            "Closed-back headphones that keep the room out without pressing on your head. Pads, battery and "
            "headband come off with one screwdriver, and every part is sold on its own."
        ),
        points=(
            "30 hours on a charge, 4 hours from ten minutes at the plug",
            "Works by cable when the battery is empty",
        ),
        specs={
            "design": "closed",
            "wireless": True,
            "noise_cancelling": True,
            "battery_h": 30,
            "weight_g": 265,
        },
        brand="Vale Audio",
        price=18900,
        weight_g=620,
        variants=in_colours("HALO2", "headphones", {"Ink": 34, "Sand": 12, "Moss": 3}),
        tags=("studio line", "repairable"),
        popularity=3.2,
        launched_days_ago=210,
    ),
    ProductData(
        slug="halo-open",
        title="Halo Open headphones",
        category="headphones",
        facts="open · wired · 290 g",
        about=(
            "Open cups let the sound out and the air in, so a long evening of listening stays comfortable. "
            "Best in a quiet room; your neighbour on the train will hear them too."
        ),
        specs={"design": "open", "wireless": False, "noise_cancelling": False, "weight_g": 290},
        brand="Vale Audio",
        price=24900,
        weight_g=680,
        variants=in_colours("HALOOP", "headphones-open", {"Graphite": 11, "Walnut": 5}),
        tags=("studio line", "repairable"),
        popularity=1.1,
    ),
    ProductData(
        slug="halo-junior",
        title="Halo Junior headphones",
        category="headphones",
        facts="closed · 85 dB limit · 190 g",
        about=(
            "Smaller, lighter and never louder than 85 decibels, measured at the ear. The cable pulls free "
            "before anything breaks."
        ),
        specs={
            "design": "closed",
            "wireless": True,
            "noise_cancelling": False,
            "battery_h": 24,
            "weight_g": 190,
        },
        brand="Vale Audio",
        price=6900,
        weight_g=430,
        variants=in_colours("HALOJR", "headphones", {"Sky": 18, "Rose": 16, "Mustard": 9}),
        tags=("for children", "repairable"),
        popularity=1.3,
    ),
    ProductData(
        slug="pebble-earbuds",
        title="Pebble earbuds",
        category="headphones",
        facts="in-ear · 7 + 21 h · 5 g each",
        about=(
            "Small enough to forget, clear enough for calls in the wind. The case holds three more charges, "
            "and its battery can be replaced."
        ),
        specs={"design": "in-ear", "wireless": True, "noise_cancelling": True, "battery_h": 7, "weight_g": 5},
        brand="Vale Audio",
        price=11900,
        compare_at=13900,
        weight_g=180,
        variants=in_colours("PEBBLE", "earbuds", {"Bone": 41, "Ink": 27, "Lilac": 8, "Mist": 0}),
        popularity=3.6,
    ),
    ProductData(
        slug="pebble-run",
        title="Pebble Run earbuds",
        category="headphones",
        facts="neckband · 16 h · rain-proof",
        about=(
            "A soft band joins the two, so neither is lost in the long grass. Sweat and rain do no harm; "
            "rinse them under the tap."
        ),
        specs={
            "design": "in-ear",
            "wireless": True,
            "noise_cancelling": False,
            "battery_h": 16,
            "weight_g": 28,
        },
        brand="Vale Audio",
        price=7900,
        weight_g=150,
        variants=in_colours("PEBRUN", "earbuds-sport", {"Forest": 14, "Graphite": 10}),
        tags=("outdoors",),
        popularity=1.4,
    ),
    ProductData(
        slug="hearth-speaker",
        title="Hearth speaker",
        category="speakers",
        facts="Wi-Fi 6 · 18 h · IP67",
        about=(
            "An oak cabinet with a handle, loud enough for the garden and gentle enough for the kitchen at "
            "seven. It plays from your own network and asks for no account."
        ),
        specs={"power_w": 40, "battery_h": 18, "wireless": True, "rain_proof": True, "weight_g": 2100},
        brand="Vale Audio",
        price=21900,
        weight_g=2900,
        variants=in_colours("HEARTH", "speaker", {"Oak": 22, "Walnut": 7}),
        tags=("outdoors",),
        popularity=2.1,
    ),
    ProductData(
        slug="hearth-mini",
        title="Hearth Mini speaker",
        category="speakers",
        facts="Bluetooth · 12 h · IP67",
        about=(
            "A speaker for the bicycle basket. Woven cover, leather loop, twelve hours; two of them make "
            "stereo by themselves."
        ),
        specs={"power_w": 12, "battery_h": 12, "wireless": True, "rain_proof": True, "weight_g": 480},
        brand="Vale Audio",
        price=8900,
        compare_at=9900,
        weight_g=700,
        variants=in_colours("HRTHMN", "speaker-mini", {"Moss": 26, "Clay": 19, "Navy": 15}),
        tags=("outdoors",),
        popularity=2.4,
    ),
    ProductData(
        slug="cove-pair",
        title="Cove bookshelf pair",
        category="speakers",
        facts="2 × 60 W · wired · 5.2 kg",
        about=(
            "Two honest boxes with a soft dome tweeter and a paper cone. They take a turntable, a computer "
            "or a television, and they like some air behind them."
        ),
        specs={"power_w": 120, "wireless": False, "rain_proof": False, "weight_g": 5200},
        brand="Vale Audio",
        price=34900,
        weight_g=6900,
        variants=in_colours("COVE", "speaker-pair", {"Oak": 9, "Ink": 2}),
        tags=("studio line",),
        popularity=0.9,
    ),
    ProductData(
        slug="groove-one",
        title="Groove One turntable",
        category="studio",
        facts="belt drive · 33/45 · USB-C",
        about=(
            "Lower the arm, sit down. The phono stage is built in, so it plays into any amplifier, and the "
            "USB-C port copies records to a computer."
        ),
        specs={"connection": "phono", "material": "oak veneer, steel platter", "weight_g": 5600},
        brand="Vale Audio",
        price=29900,
        weight_g=7400,
        variants=in_colours("GROOVE1", "turntable", {"Oak": 8, "Ink": 6}),
        popularity=1.0,
    ),
    ProductData(
        slug="reed-microphone",
        title="Reed microphone",
        category="studio",
        facts="cardioid · USB-C and XLR · 610 g",
        about=(
            "Hears the voice in front of it and little else. Plug it into a laptop today and into a mixer "
            "later; the mute key makes no sound."
        ),
        specs={"connection": "USB-C", "material": "steel", "weight_g": 610},
        brand="Vale Audio",
        price=13900,
        weight_g=1100,
        variants=in_colours("REED", "microphone", {"Graphite": 17, "Bone": 4}),
        tags=("studio line",),
        popularity=1.2,
        launched_days_ago=420,
    ),
    ProductData(
        slug="halo-ear-pads",
        title="Halo ear pads",
        category="audio-care",
        facts="one pair · fits Halo 2, Open",
        about=(
            "Pads flatten after a year or so of daily use, and the bass goes with them. This pair clicks in "
            "without tools."
        ),
        specs={"fits": "Halo 2, Halo Open", "pack_count": 2, "material": "memory foam, wool blend"},
        brand="Vale Audio",
        price=2400,
        weight_g=90,
        variants=in_colours("HLPADS", "ear-pads", {"Graphite": 46, "Sand": 24}, low=8),
        tags=("spare part",),
        popularity=1.6,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=320,
        goes_with=("halo-2", "halo-open"),
    ),
    ProductData(
        slug="groove-stylus",
        title="Groove stylus",
        category="audio-care",
        facts="elliptical · about 800 h",
        about=(
            "A worn needle wears the record. Change it after some 800 hours: pull the old one forward, push "
            "the new one in."
        ),
        specs={"fits": "Groove One", "pack_count": 1, "material": "diamond on aluminium"},
        brand="Vale Audio",
        price=3900,
        weight_g=40,
        variants=single("GRSTYL", "stylus", "Clay", 31, low=8),
        tags=("spare part",),
        popularity=0.8,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=365,
        goes_with=("groove-one",),
    ),
    ProductData(
        slug="record-sleeves",
        title="Inner sleeves for records",
        category="audio-care",
        facts="12 in · rice paper · 25 or 50",
        about=(
            "Paper outside, smooth lining inside: no dust, no scratches, no static. For records that came "
            "in plain cardboard."
        ),
        specs={"fits": "12 inch records", "pack_count": 50, "material": "paper, lined"},
        brand="Vale Audio",
        price=1200,
        weight_g=900,
        variants=in_sizes(
            "SLEEVES",
            "record-sleeves",
            "Bone",
            "Pack",
            {"25 sleeves": (0, 60), "50 sleeves": (900, 44)},
            low=10,
        ),
        popularity=1.2,
        replenishment=Replenishment.CONSUMABLE,
        refill_days=120,
        goes_with=("groove-one",),
    ),
)
