"""One HTML file that needs nothing else: what is expected, how far to trust it, and what the file was like.

Django's HTML escaping and the back office's charts are used, without a shop; they are loaded for a report alone.
"""

import math
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from numpy.typing import NDArray

from techmart.analyst.files import SalesFile, day_of
from techmart.analyst.forecasting import Forecast
from techmart.analyst.judging import Court
from techmart.analyst.printing import JUDGED, NOTHING_JUDGED, figures_of, first_guess, likeliest
from techmart.analyst.writing import written_whole
from techmart.backoffice.charts import Dot, Series, found_curve, histogram, lines, percent, reliability
from techmart.prediction.backtest import Verdict
from techmart.prediction.base import Floats
from techmart.prediction.diagnostics import gain_curve, reliability_table
from techmart.prediction.intervals import Range

STYLES = (
    "core/static/techmart/css/tokens.css",
    "backoffice/static/backoffice/css/chart.css",
    "analyst/static/report.css",
)
CUSTOMERS = 50
TENTHS = 10
DAYS_A_WEEK = 7
LEGEND = (
    "Log loss: what wrong forecasts cost, lower is better. AUC: of two customers, how often the one who came back had "
    "been given the higher chance. ECE: how far chances were from what happened, on average. These are the days by "
    "which the model was chosen; each model knew only what was known on the day."
)


def write_report(path: Path, sales: SalesFile, forecast: Forecast, court: Court, verdicts: Sequence[Verdict]) -> None:
    """Write the report, whole or not at all.

    Raises
    ------
    BadInput
        If it cannot be written.
    """
    # The charts' words are looked up in catalogues that only a shop has; without one they stay as they are.
    if not settings.configured:
        settings.configure(USE_I18N=False)
    with written_whole(path) as file:
        file.write(report(sales, forecast, court, verdicts))


def report(sales: SalesFile, forecast: Forecast, court: Court, verdicts: Sequence[Verdict]) -> str:
    """Return the whole page."""
    longest = forecast.horizons[-1]
    judged = [
        verdict for verdict in verdicts if verdict.horizon == longest and verdict.model == forecast.models[longest]
    ]
    figures = [_chances(forecast, longest), *(_judged_figures(court, judged) if judged else [])]
    return format_html(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Who buys again</title><style>{}</style></head><body>\n<h1>Who buys again</h1>\n<p>{}</p>\n{}\n"
        '<div class="figures">{}</div>\n{}\n<h2>How earlier forecasts came true</h2>\n<p>{}</p>\n{}\n'
        "<h2>The {} likeliest to buy within {} days</h2>\n{}\n<h2>What was read</h2>\n{}\n</body></html>\n",
        _style(),
        _about(sales, forecast),
        _facts(sales, forecast),
        format_html_join("", "{}", ((figure,) for figure in figures)),
        _weeks(sales),
        LEGEND if verdicts else NOTHING_JUDGED,
        _judgements(verdicts),
        min(CUSTOMERS, len(forecast.summary)),
        longest,
        _customers(forecast),
        _table(["what", "figure"], _read(sales)),
    )


def _style() -> SafeString:
    texts = [files("techmart").joinpath(style).read_text(encoding="utf-8") for style in STYLES]
    return mark_safe("\n".join(texts))  # noqa: S308 - our own files, nothing of the customers'


def _about(sales: SalesFile, forecast: Forecast) -> str:
    models = ", ".join(f"{model} for {horizon} days" for horizon, model in forecast.models.items())
    kind, until = sales.report.cleaning.format, sales.observed_until
    guess = f" {first_guess(forecast.lacking)}" if forecast.lacking else ""
    return (
        f"As of {until}, from {kind}. Model: {models}; who is still a customer and when they buy next: "
        f"{forecast.lifetime}.{guess}"
    )


def _facts(sales: SalesFile, forecast: Forecast) -> SafeString:
    longest = forecast.horizons[-1]
    facts = [(f"{len(forecast.summary):,}", "customers who have bought")]
    facts += [
        (f"{ranges.buyers.expected:,.0f}", f"expected to buy within {horizon} days, {_between(ranges.buyers)}")
        for horizon, ranges in forecast.ranges.items()
    ]
    if sales.priced:
        revenue = forecast.ranges[longest].total_value
        words = f"expected of them in {longest} days, {_between(revenue)}"
        facts.append((f"{sales.currency} {revenue.expected:,.0f}", words))
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<div><dt>{1}</dt><dd>{0}</dd></div>", facts))


def _between(said: Range) -> str:
    return f"nine times in ten {math.floor(said.low):,} to {math.ceil(said.high):,}"


def _chances(forecast: Forecast, horizon: int) -> SafeString:
    probability = forecast.probability[horizon]
    counts = np.bincount(np.minimum((probability * TENTHS).astype(int), TENTHS - 1), minlength=TENTHS).tolist()
    likely = percent(float((probability >= 0.5).mean()))
    title = f"{likely} of customers are likelier than not to buy within {horizon} days"
    edges = [percent(tenth / TENTHS) for tenth in range(TENTHS + 1)]
    return _figure(title, histogram(title, counts, edges, highlight=range(TENTHS // 2, TENTHS)))


def _judged_figures(court: Court, verdicts: Sequence[Verdict]) -> list[SafeString]:
    outcomes = [court.outcome(verdict) for verdict in verdicts]
    said, came = (np.concatenate(parts) for parts in zip(*outcomes, strict=True))
    return [_came_true(said, came), *([_found(said, came)] if came.any() else [])]


def _came_true(said: Floats, came: NDArray[np.bool_]) -> SafeString:
    table = reliability_table(said, came)
    dots = [Dot(group.predicted, group.observed, group.customers, (group.low, group.high)) for group in table]
    title = f"Of those given {percent(said.mean())} on average, {percent(came.mean())} came back"
    return _figure(title, reliability(title, dots))


def _found(said: Floats, came: NDArray[np.bool_]) -> SafeString:
    curve = gain_curve(said, came)
    tenth = next(point for point in curve if point.share >= 1 / TENTHS)
    title = f"The likeliest tenth held {percent(tenth.found)} of those who came back"
    found = [(point.share, point.found) for point in curve]
    best = [(point.share, point.best) for point in curve]
    return _figure(title, found_curve(title, found, best, mark=(tenth.share, tenth.found), words=f"{tenth.lift:.1f} ×"))


def _weeks(sales: SalesFile) -> SafeString:
    history = sales.history
    ago = ((history.observed_until - history.day) // DAYS_A_WEEK).astype(int)
    buyers = np.bincount(ago)[::-1].tolist()
    title = f"Purchases a week: {buyers[-1]:,} in the last one"
    ends = [(0, str(day_of(history.day.min()))), (len(buyers) - 1, str(sales.observed_until))]
    return _figure(title, lines(title, [Series("purchases", buyers)], ends))


def _judgements(verdicts: Sequence[Verdict]) -> SafeString:
    rows = [
        [
            *(f"{verdict.horizon}", day_of(verdict.cutoff), verdict.model),
            *figures_of(verdict.result, verdict.positive_rate),
        ]
        for verdict in verdicts
    ]
    return _table(JUDGED, rows) if rows else mark_safe("")


def _customers(forecast: Forecast) -> SafeString:
    header, rows = likeliest(forecast, CUSTOMERS)
    reasons = forecast.why.reasons(forecast.order[: len(rows)])
    why = (" ".join(reason.text for reason in each) for each in reasons)
    return _table([*header, "why"], [[*row, said] for row, said in zip(rows, why, strict=True)], name="people")


def _read(sales: SalesFile) -> list[tuple[str, str]]:
    written = {"Orders written", "Orders known before"}
    return [(label.strip(), figure) for label, figure in sales.report.rows() if label not in written]


def _figure(title: str, picture: SafeString) -> SafeString:
    return format_html("<figure><figcaption>{}</figcaption>{}</figure>", title, picture)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]], name: str = "plain") -> SafeString:
    cells = ((format_html_join("", "<td>{}</td>", (("" if cell is None else cell,) for cell in row)),) for row in rows)
    return format_html(
        '<div class="scroll"><table class="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        name,
        format_html_join("", "<th>{}</th>", ((name,) for name in header)),
        format_html_join("\n", "<tr>{}</tr>", cells),
    )
