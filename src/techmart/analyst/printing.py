"""What people read on a terminal."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from techmart.analyst.estimating import Estimate
from techmart.analyst.files import SalesFile, day_of
from techmart.analyst.forecasting import Forecast
from techmart.analyst.tables import table
from techmart.orders.importing.report import Report
from techmart.prediction.backtest import Result, Verdict
from techmart.prediction.intervals import Range
from techmart.prediction.tournament import Window

SHOWN = 10
JUDGED = ("days", "until", "model", "log loss", "AUC", "Brier", "ECE", "said", "came")
NOTHING_JUDGED = "No earlier forecasts to judge by: the file covers too few days. Take these figures for a first guess."


def estimate_text(learned: Estimate, until: date) -> str:
    """Write a model's parameters with their standard errors."""
    errors = learned.standard_errors or {}
    rows = [
        [name, f"{value:.6g}", f"{errors[name]:.3g}" if name in errors else "-"]
        for name, value in learned.parameters.items()
    ]
    cells = f", {learned.cells:,} cells" if learned.cells else ""
    likelihood = "" if learned.log_likelihood is None else f", log-likelihood {learned.log_likelihood:,.4f}"
    about = f"{learned.model} until {until}, times in {learned.unit}s: {learned.customers:,} customers"
    return "\n".join([
        f"{about}{cells}{likelihood}, {learned.seconds:.3f} s",
        "",
        table(["parameter", "estimate", "std. error"], rows),
        *learned.remarks,
    ])  # fmt: skip


def windows_text(windows: Sequence[Window]) -> str:
    """Write how the models did in each window, the best first, and which one would have been in use."""
    rows = [
        [
            *(f"{window.horizon:.0f}", day_of(window.cutoff).isoformat()),
            name + " *" * (name == window.champion),
            *figures_of(result, window.positive_rate),
        ]
        for window in windows
        for name, result in sorted(window.models.items(), key=lambda pair: pair[1].log_loss)
    ]
    missing = [
        f"{name} until {day_of(window.cutoff)}: {problem}"
        for window in windows
        for name, problem in window.missing.items()
    ]
    legend = "* in use on that day, by how all did before it"
    return "\n".join([table(JUDGED, rows, left=3), "", legend, *missing])


def verdicts_text(verdicts: Iterable[Verdict]) -> str:
    """Write how a few models did on earlier days."""
    rows = [
        [
            *(f"{verdict.horizon}", day_of(verdict.cutoff).isoformat(), verdict.model),
            *figures_of(verdict.result, verdict.positive_rate),
        ]
        for verdict in verdicts
    ]
    return table(JUDGED, rows, left=3)


def figures_of(result: Result, positive_rate: float) -> list[str]:
    """Write the figures under `JUDGED`."""
    numbers = (result.log_loss, result.auc, result.brier, result.ece)
    shares = (result.mean_over_rate * positive_rate, positive_rate)
    return [*map(_short, numbers), *("-" if share != share else f"{share:.1%}" for share in shares)]


def forecast_text(sales: SalesFile, forecast: Forecast, verdicts: Sequence[Verdict]) -> str:
    """Write how many will buy, how such forecasts came true before, and who is likeliest to."""
    return "\n".join([
        *_about(sales),
        *[first_guess(forecast.lacking)] * bool(forecast.lacking),
        "",
        table(_total_header(sales), _totals(forecast), left=2),
        "In brackets: where it will lie nine times in ten, new customers apart.",
        "",
        "How forecasts of earlier days came true; said and came are shares of buyers:",
        verdicts_text(verdicts) if verdicts else NOTHING_JUDGED,
        "",
        f"The {min(SHOWN, len(forecast.summary))} likeliest to buy within {forecast.horizons[-1]} days:",
        table(*likeliest(forecast, SHOWN)),
    ])  # fmt: skip


def first_guess(lacking: str) -> str:
    """Say that, and why, an answer is a guess."""
    return f"Not enough data yet: {lacking} Until then these are guesses from what shops in general are like."


def models_text(
    known: Sequence[Mapping[str, Any]], in_use: Sequence[Mapping[str, Any]] | None, boards: Sequence[Mapping[str, Any]]
) -> str:
    """Write the models there are, those that a shop has fitted, and how all did on its own past."""
    lines = [table(["model", "commands", "what it is"], [_model_row(model) for model in known], left=3)]
    if in_use is None:
        return lines[0]
    if not in_use:
        return "\n".join([*lines, "", "This shop has fitted no model yet: techmart fit"])
    rows = [
        [
            model["role"],
            str(model["horizon_days"] or ""),
            model["model"],
            model["observed_until"],
            f"{model['customers']}",
        ]
        for model in in_use
    ]
    lines += ["", table(["in use as", "days", "model", "until", "customers"], rows, left=4)]
    if judged := [row for board in boards for row in _board_rows(board)]:
        lines += ["", "On the shop's own past; gain is the log loss saved against the weighted score:"]
        lines.append(table(["days", "model", "log loss", "AUC", "Brier", "ECE", "gain", "±"], judged, left=2))
    return "\n".join(lines)


def _board_rows(board: Mapping[str, Any]) -> list[list[str]]:
    return [
        [f"{board['horizon_days']}", name + " *" * (name == board["champion"]), *map(_or_dash, _figures(figures))]
        for name, figures in board["models"].items()
    ]


def _figures(figures: Mapping[str, float | None]) -> list[float | None]:
    return [figures[name] for name in ("log_loss", "auc", "brier", "ece", "gain", "gain_error")]


def _or_dash(number: float | None) -> str:
    return "-" if number is None else f"{number:.4f}"


def _model_row(model: Mapping[str, Any]) -> list[str]:
    return [model["model"], " ".join(model["commands"]), model["summary"]]


def _about(sales: SalesFile) -> list[str]:
    report = sales.report
    summary = sales.history.summary()
    returned = int((summary.purchases > 1).sum())
    left_out = report.cleaning.lines_read - report.lines
    orders = f"{report.orders:,} orders of {report.customers:,} customers in {report.lines:,} lines"
    return [
        f"{report.cleaning.format}: {orders}.",
        *[f"Left out: {left_out:,} of {report.cleaning.lines_read:,} lines: {_why_left_out(report)}."] * bool(left_out),
        *["Nothing is said of value: no column tells of money. --amount or --price names one."] * (not sales.priced),
        *[f"Left out: {sales.dated_ahead:,} purchases on days still to come."] * bool(sales.dated_ahead),
        f"Until {sales.observed_until}: {len(summary):,} customers, {returned:,} of them came back on another day.",
    ]


def _why_left_out(report: Report) -> str:
    reasons = sorted(report.cleaning.omissions, key=lambda reason: -reason.left_out)
    return "; ".join(f"{reason.left_out:,} {reason.label}" for reason in reasons if reason.left_out)


def _total_header(sales: SalesFile) -> list[str]:
    return ["days", "model", "share", "buyers", "purchases", *[f"value, {sales.currency}"] * sales.priced]


def _totals(forecast: Forecast) -> list[list[str]]:
    return [
        [
            str(horizon),
            forecast.models[horizon],
            f"{probability.mean():.1%}",
            *map(range_text, (ranges.buyers, ranges.total_purchases, *[ranges.total_value] * forecast.priced)),
        ]
        for (horizon, probability), ranges in zip(forecast.probability.items(), forecast.ranges.values(), strict=True)
    ]


def range_text(said: Range) -> str:
    """Write what is expected and, in brackets, where it will lie nine times in ten.

    >>> range_text(Range(3.2, 12.04, 1234.5))
    '12.0 (3 - 1,235)'
    """
    return f"{said.expected:,.1f} ({math.floor(said.low):,} - {math.ceil(said.high):,})"


def likeliest(forecast: Forecast, count: int) -> tuple[list[str], list[list[str]]]:
    """Return what to head columns with, and a row for each of the first so many customers."""
    longest, summary = forecast.horizons[-1], forecast.summary
    header = [
        *("customer", "purchases", "last", "alive"),
        *(f"{days} days" for days in forecast.horizons),
        *["value"] * forecast.priced,
        "next",
    ]
    rows = [
        [
            str(summary.customer[row]),
            f"{summary.purchases[row]:.0f}",
            day_of(summary.last_purchase_on[row]).isoformat(),
            *(f"{chance[row]:.1%}" for chance in (forecast.alive, *forecast.probability.values())),
            *[f"{forecast.value[longest][row]:,.2f}"] * forecast.priced,
            str(forecast.next_purchase_on(row) or "-"),
        ]
        for row in range(min(count, len(summary)))
    ]
    return header, rows


def _short(number: float) -> str:
    return "-" if number != number else f"{number:.4f}"
