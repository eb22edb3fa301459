"""What the charts of Insights say: each sentence is computed from the numbers below it, and owns up where they do."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext

from techmart.backoffice.charts import (
    Bar,
    Cell,
    Figure,
    Series,
    Table,
    bars,
    heat_map,
    histogram,
    lines,
    percent,
)
from techmart.core.money import Money
from techmart.prediction.rfm import QuintileRate
from techmart.scoring.queries import HeatMap, Week

# For each score: the claim, what it is about, and its lowest and highest fifth.
CLAIMS = {
    "recency": (
        "more lately they had ordered",
        "How lately they had ordered",
        "the longest silent fifth",
        "the latest",
    ),
    "frequency": (
        "more often they had ordered",
        "How often they had ordered",
        "those who ordered least often",
        "the most frequent",
    ),
    "monetary": (
        "more they had spent",
        "How much they had spent",
        "the fifth that spent least",
        "those who spent most",
    ),
}
YEAR = 52
# A change of less is none.
SAME = 0.005


def repurchase_by_quintile(name: str, rates: Sequence[QuintileRate], horizon: int) -> Figure:
    """Show which share of each fifth bought again, and whether that bears the claim out."""
    known = [(rate.quintile, rate.rate) for rate in rates if rate.rate is not None]
    claim, matter, lowest, highest = CLAIMS[name]
    (_, first), (best, last) = known[0], known[-1]
    rising = all(before <= after for (_, before), (_, after) in pairwise(known))
    span = f"{percent(first)} of {lowest}, {percent(last)} of {highest}"
    if rising and last > first:
        title = f"The {claim}, the more came back: {span}."
    elif last > first:
        title = f"The {claim}, the more came back, though not at every step: {span}."
    else:
        title = f"{matter} says little about coming back here: {span}."
    marks = [
        Bar(
            f"{name[0].upper()}{rate.quintile}",
            rate.rate or 0.0,
            percent(rate.rate) if rate.rate is not None else "",
            _people(rate),
        )
        for rate in rates
    ]
    rows = [
        [str(rate.quintile), f"{rate.customers:,}", f"{rate.bought:,}", "" if rate.rate is None else percent(rate.rate)]
        for rate in rates
    ]
    picture = bars(
        title, marks, highlight=best - 1, description=f"Share of each fifth who bought within {horizon} days."
    )
    return Figure(title, picture, Table(("Score", "Customers", "Came back", "Share"), rows))


def rfm_heat_map(grid: HeatMap) -> Figure:
    """Show where customers stand, and which field the next orders come from."""
    total = float(grid.expected.sum())
    best = divmod(int(grid.expected.argmax()), 5)
    share = float(grid.expected[best]) / total if total else 0.0
    title = (
        f"R{best[0] + 1} F{best[1] + 1} alone, {grid.customers[best]:,} customers, should bring "
        f"{percent(share)} of those who buy within 90 days."
    )
    cells = [
        [_field(grid, row, column) if grid.customers[row, column] else None for column in range(5)]
        for row in reversed(range(5))
    ]
    rows = [
        [f"R{row + 1} F{column + 1}", f"{grid.customers[row, column]:,}", percent(grid.probability[row, column]),
         f"{grid.expected[row, column]:,.1f}"]
        for row in reversed(range(5)) for column in range(5) if grid.customers[row, column]
    ]  # fmt: skip
    picture = heat_map(
        title, [f"R{score}" for score in (5, 4, 3, 2, 1)], [f"F{score}" for score in range(1, 6)], cells,
        names=("lately ↑", "often →"), highlight=(4 - best[0], best[1]),
        description="Customers in each field; the darker, the likelier they buy within 90 days.",
    )  # fmt: skip
    return Figure(title, picture, Table(("Field", "Customers", "Mean chance", "Expected buyers"), rows))


def probability_histogram(counts: Sequence[int], horizon: int) -> Figure:
    """Show how chances are spread."""
    likely, everybody = sum(counts[5:]), sum(counts)
    title = (
        f"{likely:,} of {everybody:,} customers are more likely than not to buy within {horizon} days."
        if likely
        else f"None of {everybody:,} customers is more likely than not to buy within {horizon} days."
    )
    edges = [percent(tenth / 10) if tenth % 5 == 0 else "" for tenth in range(11)]
    picture = histogram(
        title, counts, edges, highlight=range(5, 10),
        description=f"Customers by their chance of buying within {horizon} days, in steps of ten per cent.",
    )  # fmt: skip
    rows = [[f"{tenth * 10}-{tenth * 10 + 10} %", f"{count:,}"] for tenth, count in enumerate(counts)]
    return Figure(title, picture, Table(("Chance", "Customers"), rows))


def daily_revenue(days: Sequence[tuple[date, int, int]], currency: str) -> Figure:
    """Show what each day took, and what the day as many days earlier had taken."""
    now, before = [took for _, took, _ in days], [took for _, _, took in days]
    words = partial(whole_money, currency=currency)
    title = _daily_title(len(days), words(sum(now)), sum(now) / sum(before) - 1 if sum(before) else None)
    earlier = gettext("{days} days before").format(days=len(days))
    series = [Series(gettext("now"), now), *([Series(gettext("before"), before, is_main=False)] if sum(before) else [])]
    mondays = [(step, date_format(day, gettext("j M"))) for step, (day, _, _) in enumerate(days) if day.weekday() == 0]
    description = gettext("One point a day; the dot is yesterday.")
    picture = lines(title, series, mondays, words=words, description=description)
    rows = [[date_format(day, gettext("D j M Y")), words(took), words(was)] for day, took, was in reversed(days)]
    return Figure(title, picture, Table((gettext("Day"), gettext("Took"), earlier), rows))


def whole_money(minor: float, currency: str) -> str:
    """Write money without what is after the point."""
    money = Money(round(minor), currency)
    return Money(int(money.amount) * 10**money.exponent, currency).short()


def _daily_title(days: int, money: str, change: float | None) -> str:
    if change is None:
        words = gettext("The {days} days to yesterday took {money}.")
    elif abs(change) < SAME:
        words = gettext("The {days} days to yesterday took {money}, as much as the {days} before.")
    elif change > 0:
        words = gettext("The {days} days to yesterday took {money}, {share} more than the {days} before.")
    else:
        words = gettext("The {days} days to yesterday took {money}, {share} less than the {days} before.")
    return words.format(days=days, money=money, share=percent(abs(change or 0)))


def weekly_revenue(weeks: Sequence[Week], currency: str) -> Figure:
    """Show what each week took, before the year before."""
    words = partial(whole_money, currency=currency)
    return _weekly(weeks, [week.revenue for week in weeks], "took {}", words)


def weekly_orders(weeks: Sequence[Week]) -> Figure:
    """Show how many orders each week brought, before the year before."""
    return _weekly(weeks, [week.orders for week in weeks], "brought {}", _orders)


def _orders(number: float) -> str:
    return f"{number:,.0f} order{'' if number == 1 else 's'}"


def _weekly(weeks: Sequence[Week], values: Sequence[int], verb: str, words: Callable[[float], str]) -> Figure:
    shown, year = weeks[-YEAR:], values[-YEAR:]
    before: list[float | None] = [*values[-2 * YEAR : -YEAR]]
    gap: list[float | None] = [None] * (len(year) - len(before))
    compared = f", {_change(year[-1], before[-1])} the same week a year before" if before and before[-1] else ""
    title = f"The week of {_day(shown[-1].starts_on)} {verb.format(words(year[-1]))}{compared}."
    series = [Series("", year)]
    if before:
        series = [Series("now", year), Series("year ago", [*gap, *before], is_main=False)]
    quarters = [
        (step, f"{week.starts_on:%b %Y}")
        for step, week in enumerate(shown)
        if week.starts_on.month % 3 == 1 and week.starts_on.day <= 7
    ]
    picture = lines(title, series, quarters, words=words, description="One point a week; the dot is the newest.")
    rows = [[f"{week.starts_on:%d %b %Y}", words(value)] for week, value in zip(weeks, values, strict=True)]
    return Figure(title, picture, Table(("Week of", "Total"), rows[::-1]))


def _change(now: float, before: float) -> str:
    """Say how two numbers compare: the words that go before "the same week"."""
    share = now / before - 1
    if abs(share) < SAME:
        return "as much as"
    return f"{percent(abs(share))} {'more' if share > 0 else 'less'} than"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _people(rate: QuintileRate) -> str:
    return f"{rate.customers:,}" if rate.customers else "none"


def _field(grid: HeatMap, row: int, column: int) -> Cell:
    customers, probability = int(grid.customers[row, column]), float(grid.probability[row, column])
    hint = f"{customers:,} customers, {percent(probability)} on average"
    return Cell(0.06 + 0.84 * probability, f"{customers:,}", hint)
