"""What the demo's merchant put together by hand."""

from techmart.demo.catalogue.shape import CollectionData

COLLECTIONS = (
    CollectionData(
        slug="a-desk-that-lasts",
        title="A desk that lasts",
        intro="A screen at eye level, keys with switches you can change, and light that does not flicker.",
        products=(
            "plane-27",
            "tact-75",
            "drift-upright",
            "perch-stand",
            "beam-lamp",
            "reed-microphone",
            "relay-router",
        ),
    ),
    CollectionData(
        slug="one-bag-two-weeks",
        title="One bag, two weeks",
        intro="All of it charges from one plug and fits under the seat in front of you.",
        products=("carry-18", "iris-pocket", "pebble-earbuds", "reserve-20", "trio-charger", "braid-cable", "slate-11"),
    ),
)
