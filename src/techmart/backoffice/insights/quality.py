"""What the charts on the quality of forecasts say."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from techmart.backoffice.charts import Bar, Dot, Figure, Table, bars, between, found_curve, percent, reliability
from techmart.prediction.diagnostics import Tenth, wilson_interval

FIFTH = 0.2


def calibration(tenths: Sequence[Tenth]) -> Figure:
    """Show what came true of earlier forecasts."""
    # The largest group beyond the crowd that is given next to nothing says most.
    shown = max(range(len(tenths)), key=lambda i: (tenths[i].tenth > 0, tenths[i].customers))
    tenth = tenths[shown]
    title = f"Of the {tenth.customers:,} people we gave {_range(tenth.tenth)}, {percent(tenth.observed)} came back."
    spans = [wilson_interval(each.bought, each.customers) for each in tenths]
    dots = [Dot(each.predicted, each.observed, each.customers, span) for each, span in zip(tenths, spans, strict=True)]
    rows = [
        [_range(each.tenth), f"{each.customers:,}", percent(each.predicted), percent(each.observed), between(*span)]
        for each, span in zip(tenths, spans, strict=True)
    ]
    picture = reliability(
        title, dots, highlight=shown,
        description="Each dot is a group of people given a similar chance; on the dashed line, forecasts came true.",
    )  # fmt: skip
    return Figure(title, picture, Table(("We gave", "People", "On average", "Came back", "90 % sure of"), rows))


def gain(points: Sequence[Mapping[str, float]]) -> Figure:
    """Show how many of those who came back were among the likeliest."""
    fifth = min(points, key=lambda point: abs(point["share"] - FIFTH))
    title = f"The likeliest fifth held {percent(fifth['found'])} of all who came back."
    picture = found_curve(
        title,
        [(point["share"], point["found"]) for point in points],
        [(point["share"], point["best"]) for point in points],
        mark=(fifth["share"], fifth["found"]),
        words=percent(fifth["found"]),
        description="Above the dashed line is better than chance; the faint line is the best there could be.",
    )
    rows = [
        [percent(point["share"]), percent(point["found"]), percent(point["best"]), f"{point['lift']:.2f}"]
        for point in points
    ]
    return Figure(title, picture, Table(("Likeliest", "Held", "At best", "Lift"), rows))


def lift(points: Sequence[Mapping[str, float]]) -> Figure:
    """Show how many times more of each tenth of customers came back than of all."""
    found = [0.0, *(point["found"] for point in points[1::2])]
    times = [(after - before) * (len(found) - 1) for before, after in pairwise(found)]
    title = f"The likeliest tenth came back {times[0]:.1f} times as often as all customers."
    marks = [Bar(f"{number}", value, f"{value:.1f}") for number, value in enumerate(times, start=1)]
    picture = bars(
        title, marks, highlight=0, is_falling=True,
        description="Customers in tenths, the likeliest first: how many times more of them came back than of all.",
    )  # fmt: skip
    rows = [[f"{number}", f"{value:.2f}"] for number, value in enumerate(times, start=1)]
    return Figure(title, picture, Table(("Tenth", "Lift"), rows))


def _range(tenth: int) -> str:
    return f"{tenth * 10}-{tenth * 10 + 10} %"
