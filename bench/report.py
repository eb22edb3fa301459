"""What was measured, beside what it has to reach: a table for people, JSON for machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MET, MISSED = "met", "MISSED"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `at_most` is the target, None where the number only informs."""

    subject: str
    name: str
    value: float
    unit: str
    at_most: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the target is met; empty where there is none."""
        if self.at_most is None:
            return ""
        return MET if self.value <= self.at_most else MISSED


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the smallest value that is not below `percent` of all.

    >>> percentile([4, 1, 3, 2], 50), percentile([4, 1, 3, 2], 95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * percent // 100) - 1)]


def median(values: Iterable[float]) -> float:
    """Return the middle value, or the mean of the two in the middle.

    >>> median([3, 1, 2]), median([4, 1, 2, 3])
    (2, 2.5)
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def as_json(machine: dict[str, Any], figures: Iterable[Figure]) -> dict[str, Any]:
    """Return the results as plain data, rounded to what the measurement can say."""
    rows = [
        {
            "subject": figure.subject,
            "name": figure.name,
            "value": float(f"{figure.value:.4g}"),
            "unit": figure.unit,
            **({} if figure.at_most is None else {"at_most": figure.at_most, "verdict": figure.verdict.lower()}),
        }
        for figure in figures
    ]
    return {"machine": machine, "figures": rows}


def as_table(figures: Iterable[Figure]) -> str:
    """Return the results as an aligned table, one block a subject."""
    lines, subject = [f"{'':16} {'':26} {'measured':>12} {'at most':>10}"], ""
    for figure in figures:
        shown = "" if figure.subject == subject else figure.subject
        subject = figure.subject
        target = "" if figure.at_most is None else f"{figure.at_most:g}"
        measured = f"{_short(figure.value)} {figure.unit}".strip()
        lines.append(f"{shown:16} {figure.name:26} {measured:>12} {target:>10}  {figure.verdict}".rstrip())
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
