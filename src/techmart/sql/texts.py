"""Whole queries, put together from the texts beside this module."""

from functools import cache
from importlib.resources import files

# What each text reads; `sale` is the caller's.
READS = {
    "purchase": (),
    "bought": ("purchase",),
    "summary": ("purchase", "bought"),
    "cell": ("purchase", "bought"),
    "step": ("purchase",),
    "tally": ("purchase", "step"),
    "tempo": ("purchase", "step", "tally"),
    "features": ("purchase", "step", "tally", "tempo"),
}


def query(name: str, sale: str) -> str:
    """Return the query of one text over `sale`: SQL that yields customer, day and amount, one row per order.

    The amount is in whole minor units. The day may be of any type that sorts; from `step` on it is a number.
    Parameters are written `:cutoff`, the last day that counts, and `:horizon`.

    >>> print(query("purchase", "SELECT who AS customer, day, cents AS amount FROM orders"))
    WITH sale AS (
    SELECT who AS customer, day, cents AS amount FROM orders
    )
    SELECT customer, day, COUNT(*) AS orders, CAST(SUM(amount) AS BIGINT) AS spend
    FROM sale
    WHERE day <= :cutoff
    GROUP BY customer, day
    """
    relations = {"sale": sale, **{part: text(part) for part in READS[name]}}
    named = ",\n".join(f"{relation} AS (\n{body}\n)" for relation, body in relations.items())
    return f"WITH {named}\n{text(name)}"


@cache
def text(name: str) -> str:
    """Return one text without the comments."""
    lines = files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("--"))
