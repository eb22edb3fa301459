"""What the charts of Insights say: each sentence is computed from the numbers below it, and owns up where they do."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

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
from techmart.backoffice.insights.days import short_day
from techmart.core.languages import local_number
from techmart.core.money import Money
from techmart.prediction.rfm import QuintileRate
from techmart.scoring.queries import HeatMap, Week

# For each score, what is said where every fifth bears it out, where the ends do, and where they do not.
CLAIMS = {
    "recency": (
        _(
            "The more lately they had ordered, the more came back: "
            "{first} of the longest silent fifth, {last} of the latest."
        ),
        _(
            "The more lately they had ordered, the more came back, though not at every step: "
            "{first} of the longest silent fifth, {last} of the latest."
        ),
        _(
            "How lately they had ordered says little about coming back here: "
            "{first} of the longest silent fifth, {last} of the latest."
        ),
    ),
    "frequency": (
        _(
            "The more often they had ordered, the more came back: "
            "{first} of those who ordered least often, {last} of the most frequent."
        ),
        _(
            "The more often they had ordered, the more came back, though not at every step: "
            "{first} of those who ordered least often, {last} of the most frequent."
        ),
        _(
            "How often they had ordered says little about coming back here: "
            "{first} of those who ordered least often, {last} of the most frequent."
        ),
    ),
    "monetary": (
        _(
            "The more they had spent, the more came back: "
            "{first} of the fifth that spent least, {last} of those who spent most."
        ),
        _(
            "The more they had spent, the more came back, though not at every step: "
            "{first} of the fifth that spent least, {last} of those who spent most."
        ),
        _(
            "How much they had spent says little about coming back here: "
            "{first} of the fifth that spent least, {last} of those who spent most."
        ),
    ),
}
YEAR = 52
# A change of less is none.
SAME = 0.005


def repurchase_by_quintile(name: str, rates: Sequence[QuintileRate], horizon: int) -> Figure:
    """Show which share of each fifth bought again, and whether that bears the claim out."""
    known = [rate.rate for rate in rates if rate.rate is not None]
    best = max(rate.quintile for rate in rates if rate.rate is not None)
    title = _claim(name, known)
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
        [
            str(rate.quintile),
            local_number(rate.customers),
            local_number(rate.bought),
            "" if rate.rate is None else percent(rate.rate),
        ]
        for rate in rates
    ]
    description = gettext("Share of each fifth who bought within {days} days.").format(days=horizon)
    picture = bars(title, marks, highlight=best - 1, description=description)
    header = (gettext("Score"), gettext("Customers"), pgettext("customers", "Came back"), gettext("Share"))
    note = gettext("{score}1 is the lowest fifth, {score}5 the highest; below each, its customers.")
    return Figure(title, picture, Table(header, rows), note.format(score=name[0].upper()))


def _claim(name: str, known: Sequence[float]) -> str:
    first, last = known[0], known[-1]
    rising, uneven, flat = CLAIMS[name]
    claim = uneven if last > first else flat
    if last > first and all(before <= after for before, after in pairwise(known)):
        claim = rising
    return claim.format(first=percent(first), last=percent(last))


def rfm_heat_map(grid: HeatMap) -> Figure:
    """Show where customers stand, and which field the next orders come from."""
    total = float(grid.expected.sum())
    best = divmod(int(grid.expected.argmax()), 5)
    share = float(grid.expected[best]) / total if total else 0.0
    title = gettext(
        "{field} alone, {customers} customers, should bring {share} of those who buy within 90 days."
    ).format(
        field=f"R{best[0] + 1} F{best[1] + 1}",
        customers=local_number(int(grid.customers[best])),
        share=percent(share),
    )
    cells = [
        [_field(grid, row, column) if grid.customers[row, column] else None for column in range(5)]
        for row in reversed(range(5))
    ]
    rows = [
        [f"R{row + 1} F{column + 1}", local_number(int(grid.customers[row, column])),
         percent(grid.probability[row, column]), local_number(float(grid.expected[row, column]), 1)]
        for row in reversed(range(5)) for column in range(5) if grid.customers[row, column]
    ]  # fmt: skip
    picture = heat_map(
        title, [f"R{score}" for score in (5, 4, 3, 2, 1)], [f"F{score}" for score in range(1, 6)], cells,
        names=(gettext("lately ↑"), gettext("often →")), highlight=(4 - best[0], best[1]),
        description=gettext("Customers in each field; the darker, the likelier they buy within 90 days."),
    )  # fmt: skip
    header = (gettext("Field"), gettext("Customers"), gettext("Mean chance"), gettext("Expected buyers"))
    return Figure(title, picture, Table(header, rows))


def probability_histogram(counts: Sequence[int], horizon: int) -> Figure:
    """Show how chances are spread."""
    likely, everybody = sum(counts[5:]), sum(counts)
    title = (
        ngettext(
            "{likely} of {everybody} customers is more likely than not to buy within {days} days.",
            "{likely} of {everybody} customers are more likely than not to buy within {days} days.",
            likely,
        )
        if likely
        else gettext("None of {everybody} customers is more likely than not to buy within {days} days.")
    ).format(likely=local_number(likely), everybody=local_number(everybody), days=horizon)
    description = gettext("Customers by their chance of buying within {days} days, in steps of ten per cent.")
    edges = [percent(tenth / 10) if tenth % 5 == 0 else "" for tenth in range(11)]
    picture = histogram(
        title, counts, edges, highlight=range(5, 10),
        description=description.format(days=horizon), name=gettext("customers, by their chance →"),
    )  # fmt: skip
    rows = [[f"{tenth * 10}-{tenth * 10 + 10} %", local_number(count)] for tenth, count in enumerate(counts)]
    return Figure(title, picture, Table((gettext("Chance"), gettext("Customers")), rows))


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
    return _weekly(weeks, [week.revenue for week in weeks], words, words)


def weekly_orders(weeks: Sequence[Week]) -> Figure:
    """Show how many orders each week brought, before the year before."""
    return _weekly(weeks, [week.orders for week in weeks], _orders, local_number)


def _orders(number: float) -> str:
    return ngettext("{number} order", "{number} orders", round(number)).format(number=local_number(number))


def _weekly(
    weeks: Sequence[Week], values: Sequence[int], words: Callable[[float], str], scale: Callable[[float], str]
) -> Figure:
    shown, year = weeks[-YEAR:], values[-YEAR:]
    before: list[float | None] = [*values[-2 * YEAR : -YEAR]]
    gap: list[float | None] = [None] * (len(year) - len(before))
    change = year[-1] / before[-1] - 1 if before and before[-1] else None
    title = _weekly_title(shown[-1].starts_on, words(year[-1]), change)
    series = [Series("", year)]
    if before:
        series = [Series(gettext("now"), year), Series(gettext("year ago"), [*gap, *before], is_main=False)]
    quarters = [
        (step, date_format(week.starts_on, "M Y"))
        for step, week in enumerate(shown)
        if week.starts_on.month % 3 == 1 and week.starts_on.day <= 7
    ]
    description = gettext("One point a week; the dot is the newest.")
    picture = lines(title, series, quarters, words=words, scale=scale, description=description)
    rows = [[short_day(week.starts_on), words(value)] for week, value in zip(weeks, values, strict=True)]
    return Figure(title, picture, Table((gettext("Week of"), gettext("Total")), rows[::-1]))


def _weekly_title(monday: date, amount: str, change: float | None) -> str:
    if change is None:
        words = gettext("The week of {day} brought {amount}.")
    elif abs(change) < SAME:
        words = gettext("The week of {day} brought {amount}, as much as the same week a year before.")
    elif change > 0:
        words = gettext("The week of {day} brought {amount}, {share} more than the same week a year before.")
    else:
        words = gettext("The week of {day} brought {amount}, {share} less than the same week a year before.")
    day = date_format(monday, gettext("j F"))
    return words.format(day=day, amount=amount, share=percent(abs(change or 0)))


def _people(rate: QuintileRate) -> str:
    return local_number(rate.customers) if rate.customers else gettext("none")


def _field(grid: HeatMap, row: int, column: int) -> Cell:
    customers, probability = int(grid.customers[row, column]), float(grid.probability[row, column])
    hint = ngettext("{number} customer, {share} on average", "{number} customers, {share} on average", customers)
    number = local_number(customers)
    return Cell(0.06 + 0.84 * probability, number, hint.format(number=number, share=percent(probability)))
