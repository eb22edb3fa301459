"""Whole queries, put together from the texts beside this module."""

from functools import cache
from importlib.resources import files

# What each text reads; `sale` is the caller's, and so are `returns`, `lines` and `visits`.
WATCHED = ("purchase", "bought", "watched")
LATEST = (*WATCHED, "item", "outcome", "comeback", "latest")
READS = {
    "purchase": (),
    "bought": ("purchase",),
    "summary": ("purchase", "bought"),
    "cell": ("purchase", "bought"),
    "step": ("purchase",),
    "tally": ("purchase", "step"),
    "tempo": ("purchase", "step", "tally"),
    "features": ("purchase", "step", "tally", "tempo"),
    "watched": ("purchase", "bought"),
    "features_of_returns": WATCHED,
    "features_of_visits": WATCHED,
    "item": WATCHED,
    "outcome": (*WATCHED, "item"),
    "comeback": (*WATCHED, "item", "outcome"),
    "latest": (*WATCHED, "item", "outcome", "comeback"),
    "taste": LATEST,
    "usual": (*LATEST, "taste"),
    "features_of_lines": (*LATEST, "taste", "usual"),
}


def query(name: str, sale: str, **facts: str) -> str:
    """Return the query of one text over `sale`: SQL that yields customer, day and amount, one row per order.

    The amount is in whole minor units. The day may be of any type that sorts; for all features it is a number.
    Parameters are written `:cutoff`, the last day that counts, `:horizon` and `:since`, the first day that facts
    were watched. Facts are named by their kind: `returns` yields customer, day and amount, `lines` customer, day,
    product, category and quantity, `visits` customer, day and carts.

    >>> print(query("purchase", "SELECT who AS customer, day, cents AS amount FROM orders"))
    WITH sale AS (
    SELECT who AS customer, day, cents AS amount FROM orders
    )
    SELECT customer, day, COUNT(*) AS orders, CAST(SUM(amount) AS BIGINT) AS spend
    FROM sale
    WHERE day <= :cutoff
    GROUP BY customer, day
    """
    relations = {"sale": sale, **facts, **{part: text(part) for part in READS[name]}}
    named = ",\n".join(f"{relation} AS (\n{body}\n)" for relation, body in relations.items())
    return f"WITH {named}\n{text(name)}"


@cache
def text(name: str) -> str:
    """Return one text without the comments."""
    lines = files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("--"))
