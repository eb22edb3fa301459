"""What an import read, left out, mended and wrote, in plain words and as JSON."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

import numpy as np

from techmart.core.money import Money
from techmart.orders.importing.table import Integers, Mask

LABEL_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Omission:
    """A reason to leave lines out. `lines` fulfil it; `left_out` of them had not been left out before."""

    key: str
    label: str
    lines: int
    left_out: int


class Rule(NamedTuple):
    """A reason to leave lines out, and which lines fulfil it."""

    key: str
    label: str
    lines: Mask


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd that was kept or mended, and how often."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What was found on the way from the file to its sales."""

    format: str
    lines_read: int
    omissions: tuple[Omission, ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...] = ()
    # Empty where the file does not tell it.
    currency: str = ""
    # Whether it tells of money at all.
    priced: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one import. The lines read are the lines left out plus the lines of the orders."""

    cleaning: Cleaning
    lines: int
    orders: int
    customers: int
    repeat_customers: int
    total: Money
    first_order_at: datetime
    last_order_at: datetime
    orders_written: int = 0
    orders_known: int = 0

    @property
    def remarks(self) -> list[str]:
        """Sentences about the file as a whole."""
        last = self.last_order_at
        if last.day == monthrange(last.year, last.month)[1]:
            return [*self.cleaning.remarks]
        partial = f"The last month, {last:%B %Y}, ends on day {last.day}: its figures are partial."
        return [*self.cleaning.remarks, partial]

    def table(self, *, seconds: float, peak_memory_mb: int) -> str:
        """Return what a person reads, with what the import cost."""
        cost = (("Seconds", f"{seconds:.1f}"), ("Peak memory, MB", f"{peak_memory_mb}"))
        return "\n".join(f"{label:<{LABEL_WIDTH}} {figure}" for label, figure in (*self.rows(), *cost))

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield label and figure."""
        yield "Format", self.cleaning.format
        yield "Lines read", f"{self.cleaning.lines_read:,}"
        for omission in self.cleaning.omissions:
            yield f"  left out: {omission.label}", f"{omission.left_out:,} (of {omission.lines:,} in the file)"
        for note in self.cleaning.notes:
            yield f"  {note.label}", f"{note.count:,}"
        yield "Lines", f"{self.lines:,}"
        yield "Orders", f"{self.orders:,}"
        yield "Customers", f"{self.customers:,} ({self.repeat_customers:,} with more than one order)"
        yield "Total", f"{self.total.currency} {self.total.amount:,}"
        yield "First and last order", f"{self.first_order_at:%Y-%m-%d %H:%M} … {self.last_order_at:%Y-%m-%d %H:%M}"
        for remark in self.remarks:
            yield "Note", remark
        yield "Orders written", f"{self.orders_written:,}"
        yield "Orders known before", f"{self.orders_known:,}"

    def to_dict(self) -> dict[str, Any]:
        """Return the same figures for a machine; money in minor units and as text."""
        return {
            "format": self.cleaning.format,
            "lines_read": self.cleaning.lines_read,
            "omissions": {o.key: {"lines": o.lines, "left_out": o.left_out} for o in self.cleaning.omissions},
            "notes": {note.key: note.count for note in self.cleaning.notes},
            "remarks": self.remarks,
            "lines": self.lines,
            "orders": self.orders,
            "customers": self.customers,
            "repeat_customers": self.repeat_customers,
            "currency": self.total.currency,
            "total": str(self.total.amount),
            "total_minor": self.total.minor,
            "first_order_at": self.first_order_at.isoformat(),
            "last_order_at": self.last_order_at.isoformat(),
            "orders_written": self.orders_written,
            "orders_known": self.orders_known,
        }


def leave_out(rules: Iterable[Rule], lines: int) -> tuple[Mask, tuple[Omission, ...]]:
    """Return which of so many lines no rule leaves out, and how many each rule does."""
    kept, omissions = np.ones(lines, dtype=bool), []
    for rule in rules:
        omissions.append(Omission(rule.key, rule.label, int(rule.lines.sum()), int((rule.lines & kept).sum())))
        kept &= ~rule.lines
    return kept, tuple(omissions)


def summarise(
    cleaning: Cleaning, total: Money, zone: tzinfo, *, customer: Integers, placed_at: Integers, lines: int
) -> Report:
    """Sum up orders, given the customer and the time of each, oldest first; times are told in `zone`."""
    orders_of_customer = np.bincount(customer)
    return Report(
        cleaning=cleaning,
        lines=lines,
        orders=len(customer),
        customers=len(orders_of_customer),
        repeat_customers=int(np.count_nonzero(orders_of_customer > 1)),
        total=total,
        first_order_at=datetime.fromtimestamp(int(placed_at[0]), zone),
        last_order_at=datetime.fromtimestamp(int(placed_at[-1]), zone),
    )
