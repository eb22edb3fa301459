"""What was typed is taken for what was meant: misspelt, in the plural, hyphenated, or by another name."""

import pytest
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import search
from techmart.catalogue.search_models import Synonym


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("haedphones", "headphones"),
        ("headphnes", "headphones"),
        ("keybord", "keyboard"),
        ("kyeboard usb", "keyboard usb"),
        # Two slips, beside the plural: it is none.
        ("headfone", "headphones"),
        ("headphones", ""),
        ("zebra", ""),
    ],
)
def test_a_misspelt_word_is_taken_for_the_right_one(typed, corrected):
    assert search.ranked(typed, now=NOW).corrected == corrected


@pytest.mark.usefixtures("shelf")
def test_a_slip_of_the_catalogue_is_not_what_was_meant():
    a_variant(product=a_product("Headpones of one shelf"))
    for number in range(20):
        a_variant(product=a_product(f"Studio headphones {number}"))
    assert search.ranked("headfones", now=NOW).corrected == "headphones"


@pytest.mark.usefixtures("shelf")
def test_words_are_compared_by_their_stems_and_across_hyphens(found):
    a_variant(product=a_product("Wi-Fi cameras", summary="15,6 inches"))
    texts = ("headphone", "keyboards", "camera", "wifi", "wi fi", "15.6 inch", "15.6inch")
    assert [found(text) for text in texts] == [["Halo 2 headphones"], ["Tact 75 keyboard"], *[["Wi-Fi cameras"]] * 5]


@pytest.mark.usefixtures("shelf")
def test_synonyms_of_one_word_and_of_several(found):
    a_variant(product=a_product("Hard drive"))
    a_variant(product=a_product("Drive belt, hard wearing"))
    Synonym.objects.create(phrases="headphones, cans")
    Synonym.objects.create(phrases="hdd, hard drive")
    assert [found(text) for text in ("cans", "hdd", "belt hdd")] == [
        ["Halo 2 headphones"],
        ["Hard drive", "Drive belt, hard wearing"],
        ["Drive belt, hard wearing"],
    ]
