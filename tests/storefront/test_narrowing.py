"""An address says what a listing is narrowed by; whatever it says is read, bounded and can be taken back."""

import pytest
from django.http import QueryDict

from techmart.catalogue.facets import Choice, Counted, Facet
from techmart.catalogue.filters import Filters
from techmart.catalogue.queries import Spec
from techmart.storefront.narrowing import boxes, chips, price_box, read_filters, without_filters

WIRELESS = Spec(key="wireless", label="Wireless", type="boolean", unit="")
NOTHING = Counted(total=0, lowest=None, highest=None, facets=[])


def test_filters_are_read_and_whatever_is_none_is_left_out():
    query = QueryDict("brand=Vale&brand=Oak&brand=Vale&spec.battery_h=..20&colour=red&tag=&from=9,50&to=x&page=2")
    assert read_filters(query, "EUR") == Filters({"brand": ("Vale", "Oak"), "spec.battery_h": ("..20",)}, cheapest=950)


@pytest.mark.parametrize("typed", ["1e999999", "-5", "0"])
def test_a_price_is_never_below_nothing_nor_beyond_every_number(typed: str):
    assert read_filters(QueryDict(f"from={typed}"), "EUR").cheapest in (None, 0)


@pytest.mark.parametrize(("filters", "values", "read"), [(900, 1, 10), (10, 20, 40)])
def test_an_address_with_hundreds_of_filters_keeps_nobody_busy(filters: int, values: int, read: int):
    address = "&".join(f"spec.{key}={value}" for key in range(filters) for value in range(values))
    assert sum(map(len, read_filters(QueryDict(address), "EUR").chosen.values())) == read


def test_each_chip_takes_its_own_filter_back():
    query = QueryDict("brand=Vale&spec.wireless=yes&from=10&sort=price&page=2")
    known = Counted(0, None, None, [Facet("spec.wireless", "Wireless", [Choice("yes", "Yes", 1, is_chosen=True)])])
    found = chips(known, read_filters(query, "EUR"), [WIRELESS], query, "EUR")
    assert [(chip.label, chip.url) for chip in found] == [
        ("Vale", "?spec.wireless=yes&from=10&sort=price"),
        ("Wireless: Yes", "?brand=Vale&from=10&sort=price"),
        ("From €10", "?brand=Vale&spec.wireless=yes&sort=price"),
    ]


@pytest.mark.parametrize(("asked", "said"), [("from=5&to=9", "€5 to €9"), ("to=9", "Up to €9"), ("from=5", "From €5")])
def test_a_range_of_prices_is_one_chip(asked: str, said: str):
    query = QueryDict(asked)
    assert [chip.label for chip in chips(NOTHING, read_filters(query, "EUR"), [], query, "EUR")] == [said]


def test_without_filters_the_search_and_its_order_stay():
    assert without_filters(QueryDict("q=halo&brand=Vale&spec.wireless=yes&to=9&sort=price&page=3")) == (
        "?q=halo&sort=price"
    )


def test_a_box_whose_hidden_choice_is_in_use_is_open():
    choices = [Choice(str(number), str(number), 1, is_chosen=number == 8) for number in range(9)]
    (box,) = boxes(Counted(9, None, None, [Facet("brand", "Brand", choices)]))
    assert (len(box.shown), len(box.more), box.is_open) == (8, 1, True)


def test_prices_are_asked_for_where_there_is_more_than_one():
    one, two = (Counted(2, 500, highest, []) for highest in (500, 900))
    assert price_box(NOTHING, QueryDict(), "EUR") is None
    assert price_box(one, QueryDict(), "EUR") is None
    box = price_box(two, QueryDict("from=6&to=x"), "EUR")
    assert box is not None
    assert (box.typed_low, box.typed_high, box.lowest, box.highest) == ("6", "", "€5", "€9")
