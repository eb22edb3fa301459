"""`techmart predict`, `estimate`, `backtest` and `models`: what they take, what they print, how they end.

They end with 0, with 1 where the data do not carry an answer, with 2 and one line that helps where the input is bad.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from techmart.analyst import estimating
from techmart.analyst.files import SalesFile, read
from techmart.analyst.tables import table
from techmart.core.progress import ProgressBar
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.prediction import MODELS, InputError, PredictionError

DONE, FAILED, BAD_INPUT = 0, 1, 2


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
        complain.write(f"techmart {options.command}: {error}\n")
        return FAILED
    return DONE


def _parser() -> ArgumentParser:
    parser = ArgumentParser("techmart", description="Repurchase prediction over a file of sales; no shop is needed.")
    commands = parser.add_subparsers(dest="command", required=True)
    _add_estimate(_command(commands, "estimate", "Learn a model's parameters.", "orders.csv --model bg-nbd"))
    return parser


def _command(commands: Any, name: str, does: str, example: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(
        name, help=does, description=does, epilog=f"Example: techmart {name} {example}", allow_abbrev=False
    )
    return parser


def _add_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="sales as CSV, plain or gzip; formats are recognised by their header")
    parser.add_argument("--observed-until", type=_day, metavar="DATE", help="last day looked at; the file's last order")
    parser.add_argument("--json", action="store_true", help="print figures for machines")
    columns = parser.add_argument_group("any other CSV")
    for column in fields(ColumnNames):
        columns.add_argument(f"--{column.name}", metavar="COLUMN", help=f"column of {column.metadata['holds']}")
    columns.add_argument("--date-format", metavar="FORMAT", help="such as %%d/%%m/%%Y; otherwise ISO 8601")
    columns.add_argument("--currency", type=str.upper, default="EUR", metavar="CODE", help="of a file that tells none")
    columns.add_argument("--time-zone", type=_zone, default="UTC", metavar="NAME", help="whose days, like Europe/Paris")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day; expected YYYY-MM-DD") from None


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ArgumentTypeError(f"{text!r} is no time zone; expected a name such as Europe/Paris") from None


def _read(options: Namespace) -> SalesFile:
    return read(
        options.file,
        named=ColumnNames(**{column.name: getattr(options, column.name) for column in fields(ColumnNames)}),
        date_format=options.date_format,
        currency=options.currency,
        zone=options.time_zone,
        observed_until=options.observed_until,
        progress=ProgressBar("Reading"),
    )


def _add_estimate(parser: ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument("--model", choices=sorted(MODELS), default="bg-nbd")
    parser.add_argument("--unit", choices=list(estimating.UNITS), default="day", help="what times are counted in")
    parser.set_defaults(run=_estimate)


def _estimate(options: Namespace) -> str:
    sales = _read(options)
    learned = estimating.estimate(sales.history, options.model, unit=options.unit)
    if options.json:
        return json.dumps({**learned.to_dict(), "observed_until": sales.observed_until.isoformat()}, indent=2)
    errors = learned.standard_errors or {}
    rows = [
        [name, f"{value:.6g}", f"{errors[name]:.3g}" if name in errors else "-"]
        for name, value in learned.parameters.items()
    ]
    cells = f", {learned.cells:,} cells" if learned.cells else ""
    likelihood = "" if learned.log_likelihood is None else f", log-likelihood {learned.log_likelihood:,.4f}"
    about = f"{learned.model} until {sales.observed_until}, times in {learned.unit}s: {learned.customers:,} customers"
    return "\n".join(
        [
            f"{about}{cells}{likelihood}, {learned.seconds:.3f} s",
            "",
            table(["parameter", "estimate", "std. error"], rows),
            *learned.remarks,
        ]
    )
