"""The list of customers: its heads, its saved views and its download."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from techmart.backoffice.insights.days import long_day
from techmart.backoffice.insights.forms import CustomerFilter
from techmart.backoffice.insights.names import GROUPS
from techmart.core.languages import local_number
from techmart.scoring.queries import RISING, SORTS, CustomerPage, ScoredCustomer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VIEWS = [
    (_("All"), ""),
    *(
        (GROUPS[group][0], urlencode({"group": group}))
        for group in ("Champions", "New", "Needs attention", "At risk", "Do not lose")
    ),
]
# Title, sort key and CSS classes of each column.
COLUMNS = (
    (_("Customer"), "name", ""),
    (_("Within 30 days"), "probability", ""),
    (_("90 days"), "probability_90", "number wide"),
    (_("Next order"), "next", "wide"),
    (_("Last order"), "last", "wide broad"),
    (_("Orders"), "purchases", "number wide broad"),
    (_("Spent"), "spend", "number wide"),
    (_("Worth in 90 days"), "value", "number wide broad"),
    ("RFM", "weighted", "wide"),
)
CSV_HEADER = (
    "name", "email", "chance 30 days", "chance 60 days", "chance 90 days", "still a customer", "next order",
    "first order", "last order", "orders", "spent", "worth in 90 days", "currency", "weighted score",
    "R", "F", "M", "group",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, which sorts by it."""

    title: "StrOrPromise"
    query: str
    order: str  # "ascending" or "descending" where the list is sorted by it
    css: str


def columns(asked: CustomerFilter) -> list[Column]:
    """Return the heads of the list; pressing the one it is sorted by turns the order round."""
    sort, way = asked.order
    sort = sort if sort in SORTS else "probability"
    heads = []
    for title, key, css in COLUMNS:
        usual = "asc" if key in RISING else "desc"
        direction = (way if way in {"asc", "desc"} else usual) if key == sort else ""
        turned = {"asc": "desc", "desc": "asc"}.get(direction, usual)
        query = urlencode({**asked.chosen, "sort": key, "direction": turned})
        heads.append(Column(title, query, {"asc": "ascending", "desc": "descending"}.get(direction, ""), css))
    return heads


def shown(found: CustomerPage) -> str:
    """Say how many customers the list holds, and as of when."""
    count = found.page.paginator.count
    said = ngettext("{number} customer as of {day}", "{number} customers as of {day}", count)
    return said.format(number=local_number(count), day=long_day(found.scores.day))


def csv_cells(row: ScoredCustomer) -> tuple[object, ...]:
    """Return the cells of one line of the download."""
    return (
        row.name, row.email, round(row.probability_30, 4), round(row.probability_60, 4), round(row.probability_90, 4),
        round(row.probability_alive, 4), row.next_purchase_on or "", row.first_purchase_on, row.last_purchase_on,
        row.orders, row.spend.amount, row.expected_value.amount, row.spend.currency, round(row.weighted_rfm, 4),
        *row.quintiles, row.group,
    )  # fmt: skip
