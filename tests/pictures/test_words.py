"""A title alone is enough for a fitting picture."""

import pytest

from techmart.pictures import FAMILIES, family_for
from techmart.pictures.words import FALLBACK, KEYWORDS


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Small ivory T-light holder with heart", "candle"),
        ("SET OF 6 TEA LIGHTS", "candle"),
        ("Wicker heart", "heart"),
        ("Paper bag, roses", "bag"),
        ("Striped lunch boxes", "box"),
        ("Cake tins, set of 3", "tin"),
        ("Cake stand, 3 tiers", "cake-stand"),
        ("Coffee mug", "mug"),
        ("Alarm clock, mint", "clock"),
        ("Wireless headphones", "headphones"),
        ("Spiral notebooks", "notebook"),
        ("Laptop sleeve", "sleeve"),
        ("15 inch laptop", "laptop"),
        ("Braided USB-C cable 2 m", "cable"),
        ("Memory card 64 GB", "memory-card"),
        ("Boxing gloves", "cloth"),
        ("Something nobody has named", "parcel"),
        ("", "parcel"),
    ],
)
def test_title_finds_its_family(title, family):
    assert family_for(title) == family
    assert family_for(title.upper()) == family


def test_every_keyword_leads_to_a_drawing():
    assert {family for family, _ in KEYWORDS} <= set(FAMILIES)
    assert FALLBACK in FAMILIES
