"""`techmart predict`, `estimate`, `backtest` and `models`: what they take, what they print, how they end.

They end with 0, with 1 where the data do not carry an answer, with 2 and one line that helps where the input is bad.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from techmart.analyst import estimating, printing, registry
from techmart.analyst.files import SalesFile, day_number, read
from techmart.analyst.forecasting import AUTO, predict
from techmart.analyst.judging import Court, require_watched
from techmart.analyst.writing import require_folder, require_table, write_table
from techmart.core.progress import ProgressBar, peak_memory_mb
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.prediction import (
    BetaGeo,
    ConvergenceError,
    InputError,
    NotEnoughData,
    PopulationBetaGeo,
    PredictionError,
)
from techmart.prediction.champion import BASELINE, WINDOWS
from techmart.prediction.engine import NAMES
from techmart.prediction.tournament import tournament

DONE, FAILED, BAD_INPUT = 0, 1, 2
HORIZONS = [30, 90]
# What a person compares the model in use with.
FAMILIAR = (BASELINE, BetaGeo.model)
LONGEST_HORIZON = 3650
# A file that settles no parameters still has an answer from what shops in general are like.
WITH_A_PRIOR = f" Or: --model {PopulationBetaGeo.model}, which has a prior."


def main(arguments: Sequence[str], out: TextIO = sys.stdout, complain: TextIO = sys.stderr) -> int:
    """Run the command that the first argument names, and return its exit code."""
    options = _parser().parse_args(arguments)
    run: Callable[[Namespace], str] = options.run
    try:
        out.write(run(options) + "\n")
    except (BadInput, InputError) as error:
        complain.write(f"techmart {options.command}: {options.file}: {error}\n")
        return BAD_INPUT
    except PredictionError as error:
        complain.write(f"techmart {options.command}: {error}{WITH_A_PRIOR * isinstance(error, ConvergenceError)}\n")
        return FAILED
    return DONE


def _parser() -> ArgumentParser:
    parser = ArgumentParser("techmart", description="Repurchase prediction over a file of sales; no shop is needed.")
    commands = parser.add_subparsers(dest="command", required=True)
    _add_estimate(_command(commands, "estimate", "Learn a model's parameters.", "orders.csv --model bg-nbd"))
    _add_backtest(
        _command(commands, "backtest", "Judge models on earlier days.", "orders.csv --horizon 90 --windows 4")
    )
    _add_predict(_command(commands, "predict", "Say who buys again.", "orders.csv --horizon 90 --out scores.csv"))
    _add_models(_command(commands, "models", "Name the models, and those that the shop here has fitted.", "--json"))
    return parser


def _command(commands: Any, name: str, does: str, example: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(
        name, help=does, description=does, epilog=f"Example: techmart {name} {example}", allow_abbrev=False
    )
    return parser


def _add_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="sales as CSV, plain or gzip, or Parquet; recognised by its columns")
    parser.add_argument("--observed-until", type=_day, metavar="DATE", help="last day looked at; the file's last order")
    parser.add_argument("--json", action="store_true", help="print figures for machines")
    columns = parser.add_argument_group("any other CSV, and Parquet")
    for column in fields(ColumnNames):
        columns.add_argument(f"--{column.name}", metavar="COLUMN", help=f"column of {column.metadata['holds']}")
    columns.add_argument("--date-format", metavar="FORMAT", help="such as %%d/%%m/%%Y; otherwise found out")
    columns.add_argument("--currency", type=str.upper, default="EUR", metavar="CODE", help="of a file that tells none")
    columns.add_argument("--time-zone", type=_zone, default="UTC", metavar="NAME", help="whose days, like Europe/Paris")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day; expected YYYY-MM-DD") from None


def _whole(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= LONGEST_HORIZON:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a whole number from 1 to {LONGEST_HORIZON}")


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ArgumentTypeError(f"{text!r} is no time zone; expected a name such as Europe/Paris") from None


def _read(options: Namespace) -> SalesFile:
    sales = read(
        options.file,
        named=ColumnNames(**{column.name: getattr(options, column.name) for column in fields(ColumnNames)}),
        date_format=options.date_format,
        currency=options.currency,
        zone=options.time_zone,
        observed_until=options.observed_until,
        progress=ProgressBar("Reading"),
    )
    return sales if options.observed_until else sales.until(datetime.now(options.time_zone).date())


def _add_estimate(parser: ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument("--model", choices=estimating.MODEL_NAMES, default="bg-nbd")
    parser.add_argument("--unit", choices=list(estimating.UNITS), default="day", help="what times are counted in")
    parser.set_defaults(run=_estimate)


def _estimate(options: Namespace) -> str:
    sales = _read(options)
    learned = estimating.estimate(sales.history, options.model, unit=options.unit)
    if options.json:
        return json.dumps({**learned.to_dict(), "observed_until": sales.observed_until.isoformat()}, indent=2)
    return printing.estimate_text(learned, sales.observed_until)


def _add_horizons(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--horizon", type=_whole, action="append", metavar="DAYS", help=f"days ahead, repeatable; {HORIZONS} by default"
    )


def _add_backtest(parser: ArgumentParser) -> None:
    _add_file(parser)
    _add_horizons(parser)
    parser.add_argument("--model", action="append", choices=list(NAMES), help="repeatable; all by default")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--cutoff", type=_day, action="append", metavar="DATE", help="last day a model sees, repeatable")
    when.add_argument("--windows", type=_whole, default=WINDOWS, metavar="N", help="latest windows, one by one")
    parser.set_defaults(run=_backtest)


def _backtest(options: Namespace) -> str:
    sales = _read(options)
    horizons = _horizons(options)
    cutoffs = sorted({day_number(day) for day in options.cutoff or ()}) or None
    require_watched(sales.history, horizons[-1], cutoffs or ())
    names = list(dict.fromkeys(options.model or NAMES))
    windows = tournament(
        sales.history, horizons=horizons, cutoffs=cutoffs, windows=options.windows, names=names, progress=_say
    )
    if not windows:
        raise NotEnoughData(
            f"the file covers too few days: {horizons[0]} to learn from and as many to judge by are needed"
        )
    if options.json:
        return json.dumps({**_source(sales), "windows": [window.to_dict() for window in windows]}, indent=2)
    return printing.windows_text(windows)


def _add_predict(parser: ArgumentParser) -> None:
    _add_file(parser)
    _add_horizons(parser)
    parser.add_argument(
        "--model",
        choices=[AUTO, *NAMES, PopulationBetaGeo.model],
        default=AUTO,
        help="auto: what did best on earlier days",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write every customer's scores: .csv or .parquet")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write one page with charts")
    parser.set_defaults(run=_predict)


def _predict(options: Namespace) -> str:
    started = monotonic()
    if options.out:
        require_table(options.out)
    if options.report:
        require_folder(options.report)
    sales = _read(options)
    horizons = _horizons(options)
    court = Court.of(sales.history)
    forecast = predict(court, horizons, model=options.model, priced=sales.priced, progress=_say)
    verdicts = [
        verdict for horizon, model in forecast.models.items() for verdict in court.verdicts((model, *FAMILIAR), horizon)
    ]
    if options.out:
        write_table(options.out, forecast.header, forecast.rows())
    if options.report:
        # Charts need Django's HTML escaping, which takes longer to load than most fits.
        from techmart.analyst.report import write_report

        write_report(options.report, sales, forecast, court, verdicts)
    if not options.json:
        return printing.forecast_text(sales, forecast, verdicts)
    cost = {"seconds": round(monotonic() - started, 1), "peak_memory_mb": peak_memory_mb()}
    judged = {"verdicts": [verdict.to_dict() for verdict in verdicts]}
    return json.dumps({**_source(sales), **forecast.to_dict(top=printing.SHOWN), **judged, **cost}, indent=2)


def _add_models(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the same for machines")
    parser.set_defaults(run=_models)


def _models(options: Namespace) -> str:
    known, in_use = registry.known_models(), registry.models_in_use()
    boards = registry.leaderboards() if in_use else []
    if options.json:
        return json.dumps({"models": known, "in_use": in_use, "horizons": boards}, indent=2)
    return printing.models_text(known, in_use, boards)


def _say(doing: str) -> None:
    sys.stderr.write(f"{doing} …\n")


def _horizons(options: Namespace) -> list[int]:
    return sorted(set(options.horizon or HORIZONS))


def _source(sales: SalesFile) -> dict[str, Any]:
    return {
        "format": sales.report.cleaning.format,
        "currency": sales.currency if sales.priced else None,
        "observed_until": sales.observed_until.isoformat(),
        "lines_read": sales.report.cleaning.lines_read,
        "left_out": {reason.key: reason.left_out for reason in sales.report.cleaning.omissions},
        "customers": len(sales.history.summary()),
    }
