"""Products side by side, by the facts that they share."""

from collections import Counter
from dataclasses import dataclass

from techmart.catalogue.models import Product
from techmart.storefront.product import spec_texts

MOST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of every product; `differs` where they do not all say the same."""

    label: str
    values: list[str]
    differs: bool


def comparison(products: list[Product]) -> list[Row]:
    """Return the facts that at least two products state (all of a single one), in the order of their categories."""
    stated = [spec_texts(product) for product in products]
    counts = Counter(label for facts in stated for label in facts)
    shared = [label for label, count in counts.items() if count >= min(2, len(products))]
    return [_row(label, [facts.get(label, "") for facts in stated]) for label in shared]


def _row(label: str, values: list[str]) -> Row:
    return Row(label, values, len(set(values)) > 1)
