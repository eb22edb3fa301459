"""What the charts on the quality of forecasts say."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext, pgettext

from techmart.backoffice.charts import Bar, Dot, Figure, Table, bars, between, found_curve, percent, reliability
from techmart.core.languages import local_number
from techmart.prediction.diagnostics import Tenth, wilson_interval

FIFTH = 0.2


def calibration(tenths: Sequence[Tenth]) -> Figure:
    """Show what came true of earlier forecasts."""
    # The largest group beyond the crowd that is given next to nothing says most.
    shown = max(range(len(tenths)), key=lambda i: (tenths[i].tenth > 0, tenths[i].customers))
    tenth = tenths[shown]
    title = gettext("Of the {customers} people we gave {chance}, {share} came back.").format(
        customers=local_number(tenth.customers), chance=_range(tenth.tenth), share=percent(tenth.observed)
    )
    spans = [wilson_interval(each.bought, each.customers) for each in tenths]
    dots = [Dot(each.predicted, each.observed, each.customers, span) for each, span in zip(tenths, spans, strict=True)]
    rows = [
        [
            _range(each.tenth),
            local_number(each.customers),
            percent(each.predicted),
            percent(each.observed),
            between(*span),
        ]
        for each, span in zip(tenths, spans, strict=True)
    ]
    description = gettext(
        "Each dot is a group of people given a similar chance; on the dashed line, forecasts came true."
    )
    picture = reliability(title, dots, highlight=shown, description=description)
    header = (
        gettext("We gave"),
        gettext("People"),
        gettext("On average"),
        pgettext("customers", "Came back"),
        gettext("90 % sure of"),
    )
    return Figure(title, picture, Table(header, rows))


def gain(points: Sequence[Mapping[str, float]]) -> Figure:
    """Show how many of those who came back were among the likeliest."""
    fifth = min(points, key=lambda point: abs(point["share"] - FIFTH))
    title = gettext("The likeliest fifth held {share} of all who came back.").format(share=percent(fifth["found"]))
    picture = found_curve(
        title,
        [(point["share"], point["found"]) for point in points],
        [(point["share"], point["best"]) for point in points],
        mark=(fifth["share"], fifth["found"]),
        words=percent(fifth["found"]),
        description=gettext("Above the dashed line is better than chance; the faint line is the best there could be."),
    )
    rows = [
        [percent(point["share"]), percent(point["found"]), percent(point["best"]), local_number(point["lift"], 2)]
        for point in points
    ]
    return Figure(
        title, picture, Table((gettext("Likeliest"), gettext("Held"), gettext("At best"), gettext("Lift")), rows)
    )


def lift(points: Sequence[Mapping[str, float]]) -> Figure:
    """Show how many times more of each tenth of customers came back than of all."""
    found = [0.0, *(point["found"] for point in points[1::2])]
    times = [(after - before) * (len(found) - 1) for before, after in pairwise(found)]
    title = gettext("The likeliest tenth came back {times} times as often as all customers.").format(
        times=local_number(times[0], 1)
    )
    marks = [Bar(f"{number}", value, local_number(value, 1)) for number, value in enumerate(times, start=1)]
    description = gettext(
        "Customers in tenths, the likeliest first: how many times more of them came back than of all."
    )
    picture = bars(title, marks, highlight=0, is_falling=True, description=description)
    rows = [[f"{number}", local_number(value, 2)] for number, value in enumerate(times, start=1)]
    note = gettext("Tenths of customers, the likeliest first; 1.0 is as often as all.")
    return Figure(title, picture, Table((gettext("Tenth"), gettext("Lift")), rows), note)


def _range(tenth: int) -> str:
    return f"{tenth * 10}-{tenth * 10 + 10} %"
