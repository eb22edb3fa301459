"""The figure beside every choice is what counting the products one by one gives, whatever else is chosen."""

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import LONG_AGO, NOW, a_category

from techmart.catalogue import actions as catalogue
from techmart.catalogue.columns import columns
from techmart.catalogue.facets import Counted, counted
from techmart.catalogue.filters import SPEC, Filters, Narrowed, range_of
from techmart.catalogue.models import Category, Product, Variant
from techmart.catalogue.queries import Spec, navigation

pytestmark = pytest.mark.django_db
PRODUCTS = 48
BRANDS = ("", "Oak", "Pine", "Vale")
SPECS = (Spec("wireless", "Wireless", "boolean", ""), Spec("battery_h", "Battery life", "number", "h"))
VALUES = {
    "category": ("audio", "phones", "speakers", "home", "attic"),
    "brand": (*BRANDS[1:], "Nobody"),
    "stock": ("1",),
    "sale": ("1",),
    "rating": ("4", "3"),
    "tag": ("small", "repairable"),
    "spec.wireless": ("yes", "no"),
    "spec.battery_h": ("8", "..10", "10..30", "30.."),
}


@pytest.fixture
def shelf() -> list[Product]:
    """Products of every kind: reduced, rated, sold out in all variants or in one, never counted, of no brand."""
    audio, home = a_category(), a_category("home", "Home")
    places = [
        audio,
        home,
        *(Category.objects.add_child(audio, {"slug": s, "title": s}) for s in ("phones", "speakers")),
    ]
    chance = random.Random(5)
    for number in range(PRODUCTS):
        product = _product(number, chance, chance.choice(places))
        prices = [chance.randrange(500, 5000, 500) for _ in range(chance.choice((1, 2)))]
        for place, price in enumerate(prices):
            Variant.objects.create(
                product=product,
                sku=f"{number}/{place}",
                price=price,
                compare_at=chance.choice((None, price + 100)),
                tracks_stock=chance.random() < 0.8,
                **chance.choice(({"on_hand": 0}, {"on_hand": 3}, {"on_hand": 3, "allocated": 1, "held": 2})),
            )
    catalogue.refresh_cards()
    return list(Product.objects.select_related("category").prefetch_related("variants"))


def _product(number: int, chance: random.Random, category: Category) -> Product:
    rating = chance.choice((0, 250, 300, 399, 400, 500))
    specs: dict[str, Any] = {"wireless": chance.random() < 0.5, "battery_h": chance.choice((5, 8, 10, 20, 30, 40, 60))}
    return Product.objects.create(
        title=f"Thing {number}",
        slug=f"thing-{number}",
        category=category,
        brand=chance.choice(BRANDS),
        status="published",
        published_at=LONG_AGO,
        rating=rating,
        rating_count=rating and 2,
        tags=chance.sample(VALUES["tag"], chance.randrange(3)),
        specs={key: value for key, value in specs.items() if chance.random() < 0.8},
    )


def has(product: Product, key: str, value: str) -> bool:
    """Whether a product has one value of a filter, read from the product itself."""
    if key == "category":
        top = Category.objects.filter(slug=value).first()
        return top is not None and product.category.path.startswith(top.path)
    if key == "stock":
        return any(variant.available is None or variant.available > 0 for variant in product.variants.all())
    if key == "sale":
        return product.compare_at is not None and product.compare_at > product.price
    if key == "rating":
        return product.rating >= 100 * int(value)
    if key == "tag":
        return value in product.tags
    return product.brand == value if key == "brand" else _has_spec(product.specs.get(key.removeprefix(SPEC)), value)


def _has_spec(said: bool | float | None, value: str) -> bool:
    if said is None or isinstance(said, bool):
        return said is not None and value == ("yes" if said else "no")
    low, high = range_of(value) or (float(value), float(value) + 0.5)
    return low <= said < high


def left(products: Iterable[Product], filters: Filters, has: Callable[..., bool], besides: str = "") -> list[Product]:
    """Return what a shopper who looked at every product would keep."""
    low, high = (0, 10**9) if besides == "price" else (filters.cheapest or 0, filters.dearest or 10**9)
    return [
        product
        for product in products
        if low <= product.price <= high
        and all(any(has(product, key, v) for v in values) for key, values in filters.chosen.items() if key != besides)
    ]


CHOSEN = st.fixed_dictionaries(
    {}, optional={key: st.lists(st.sampled_from(v), min_size=1, max_size=2, unique=True) for key, v in VALUES.items()}
)
PRICES = st.none() | st.sampled_from((1000, 2000, 3500))


def test_every_count_is_that_of_looking_at_each_product(shelf):
    known, looked_at = columns(), dict[tuple[int, str, str], bool]()

    def has_it(product: Product, key: str, value: str) -> bool:
        asked = (product.pk, key, value)
        if asked not in looked_at:
            looked_at[asked] = has(product, key, value)
        return looked_at[asked]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(chosen=CHOSEN, cheapest=PRICES, dearest=PRICES)
    def check(chosen, cheapest, dearest):
        filters = Filters(chosen, cheapest=cheapest, dearest=dearest)
        narrowed = Narrowed(known, known.published_until(NOW), filters)
        found = counted(narrowed, filters, tree=navigation(), specs=SPECS)
        kept = left(shelf, filters, has_it)
        assert found.total == len(kept)
        assert known.pk[narrowed.left()].tolist() == sorted(product.pk for product in kept)
        prices = [product.price for product in left(shelf, filters, has_it, besides="price")]
        assert (found.lowest, found.highest) == (min(prices, default=None), max(prices, default=None))
        for facet in found.facets:
            others = left(shelf, filters, has_it, besides=facet.key)
            expected = {c.value: sum(has_it(product, facet.key, c.value) for product in others) for c in facet.choices}
            assert {choice.value: choice.count for choice in facet.choices} == expected, facet.key

    check()


def test_every_filter_is_offered_with_choices_that_leave_nothing(shelf):
    plain, none_left = (_counted(filters) for filters in (Filters(), Filters({"brand": ["Nobody"]}, dearest=1)))
    assert _offered(plain) == _offered(none_left)
    assert {key for key, _ in _offered(plain)} == set(VALUES)
    assert none_left.total == 0


def _counted(filters: Filters) -> Counted:
    known = columns()
    return counted(Narrowed(known, known.everything(), filters), filters, tree=navigation(), specs=SPECS)


def _offered(found: Counted) -> list[tuple[str, str]]:
    return [(facet.key, choice.value) for facet in found.facets for choice in facet.choices]
