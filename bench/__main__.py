"""`python -m bench`: measure the shop and say whether it is as fast as it has to be."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import beside, buying, imports, loading, models, pages, races, rush, scoring, transactions, views, volume
from bench.blocks import Effort
from bench.client import Unexpected
from bench.environment import CommandFailed, Shop, run, temporary_shop
from bench.machine import ROOT, facts
from bench.processes import HAS_PROC
from bench.report import Figure, as_json, as_table
from bench.server import running

RESULTS = Path(__file__).parent / "results"
PARTS = ("furnish", "scores", "models", "pages", "volume", "buying", "views", "races", "rush", "loading", "import")
CUSTOMERS, FEW_CUSTOMERS = 2000, 300
FURNISH_SECONDS = 20
WEB_MB = 150
NO_POSTGRES = 77


def main() -> int:
    """Measure, print, keep."""
    options = _options()
    if options.postgres:
        return _again_with_postgres()
    figures: list[Figure] = []
    database_url = os.environ["DATABASE_URL"] if options.given_database else None
    with temporary_shop(database_url) as shop:
        _say("Furnishing a shop …")
        customers = FEW_CUSTOMERS if options.quick else CUSTOMERS
        furnished = run(shop, "bench.shop.furnish", str(customers), str(options.products), str(options.reviews)).data
        machine = facts(furnished["database"])
        figures += _of_furnishing(furnished, quick=options.quick or bool(options.only))
        for part in _parts(shop, furnished, options):
            figures += part
    results = as_json(machine, figures)
    _keep(results, options)
    sys.stdout.write(json.dumps(results, indent=1) + "\n" if options.json else _page(machine, figures))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("--quick", action="store_true", help="fewer customers, fewer requests; keeps no results")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; keeps results if labelled")
    parser.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite")
    parser.add_argument(
        "--products", type=int, default=0, help="fill the catalogue up to so many (default: the demo's)"
    )
    parser.add_argument("--reviews", type=int, default=0, help="show so many reviews more (default: the demo's)")
    parser.add_argument(
        "--transactions",
        type=int,
        default=0,
        help="also sum up a Parquet file of so many (50000000: ten minutes, 1 GB of disk)",
    )
    parser.add_argument("--label", default="", help="ends the name of the results' file (default: the database)")
    parser.add_argument(
        "--beside", choices=beside.NAMES, action="append", help="install this library for the run, and fit with it too"
    )
    # How --postgres starts this program again.
    parser.add_argument("--given-database", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _again_with_postgres() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--postgres"]
    command = [str(ROOT / "scripts" / "with_postgres"), sys.executable, "-m", "bench", "--given-database", *arguments]
    status = subprocess.run(command, check=False).returncode
    if status == NO_POSTGRES:
        _say("PostgreSQL is not installed (on Debian: apt install postgresql).")
    return status


def _of_furnishing(furnished: dict[str, Any], *, quick: bool) -> list[Figure]:
    at_most = None if quick else FURNISH_SECONDS
    return [
        Figure("demo shop", "furnishing", furnished["seconds"], "s", at_most),
        Figure("demo shop", "orders", furnished["orders"], ""),
        Figure("demo shop", "products", len(furnished["products"]), ""),
    ]


def _parts(shop: Shop, furnished: dict[str, Any], options: argparse.Namespace) -> Iterator[list[Figure]]:
    """Measure what was asked for, one part after the other."""
    asked = options.only or PARTS
    effort = Effort(rounds=3, times=60) if options.quick else Effort(rounds=7, times=200)
    _say("Learning and scoring …")
    scored = scoring.measure(shop, "scores")  # always: an order costs what it costs in a shop that scores
    if "scores" in asked:
        yield scored
    if "models" in asked:
        _say("Fitting models …")
        yield models.measure(quick=options.quick, libraries=options.beside or ())
    if options.transactions:
        _say(f"Summing up {options.transactions:,} transactions …")
        yield transactions.measure(options.transactions)
    if {"pages", "volume", "buying", "views", "loading"} & set(asked):
        yield from _served(shop, furnished, asked, effort)
    if "races" in asked:
        _say("Letting everybody come at once …")
        yield races.measure(shop, quick=options.quick)
    if "rush" in asked:
        _say("Letting everybody order at once …")
        yield rush.measure(shop, quick=options.quick)
    if "import" in asked:
        file = imports.real_file()
        _say("Importing two years of real orders …" if file else "No file of real orders here: import left out.")
        if file:
            yield imports.measure(file)


def _served(shop: Shop, furnished: dict[str, Any], asked: tuple[str, ...], effort: Effort) -> Iterator[list[Figure]]:
    """Measure what needs the running server."""
    products = furnished["products"]
    with running(shop) as server:
        if "pages" in asked:
            _say("Looking around …")
            yield pages.measure(server, products, effort)
        if "volume" in asked:
            _say("Looking around with nothing remembered …")
            yield volume.measure(shop, server, products)
        if "views" in asked:
            _say("Recording views …")
            yield views.measure(shop, server, products, Effort(effort.rounds * 3, effort.times))
        if "buying" in asked:
            _say("Buying …")
            yield buying.measure(server, furnished["variants"], effort)
        if "loading" in asked:
            _say("Loading pages on a slow telephone …" if loading.program() else "No Chromium here: loading left out.")
            yield loading.measure(server, furnished["variants"][0])
        if HAS_PROC:
            yield [Figure("web process", "memory after all that", server.largest_mb(), "MB", WEB_MB)]


def _keep(results: dict[str, Any], options: argparse.Namespace) -> None:
    if options.quick or (options.only and not options.label):
        return
    machine = results["machine"]
    database = machine["database"].partition(" ")[0].lower()
    label = options.label or (f"{database}-{options.products}-products" if options.products else database)
    file = RESULTS / f"{machine['date'].partition(' ')[0]}-{label}.json"
    file.write_text(json.dumps(results, indent=1) + "\n")
    _say(f"Kept as {file.relative_to(ROOT)}")


def _page(machine: dict[str, Any], figures: list[Figure]) -> str:
    about = ", ".join(f"{name} {value}" for name, value in machine.items())
    without_cpu = "" if HAS_PROC else "No CPU times: this system has no /proc; wall times alone.\n"
    return f"\n{about}\n{without_cpu}\n{as_table(figures)}\n"


def _say(step: str) -> None:
    print(step, file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CommandFailed, Unexpected) as error:
        sys.exit(f"bench: {error}")
