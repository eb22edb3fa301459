"""`techmart import-products`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from techmart.catalogue.importing.actions import Outcome, import_products
from techmart.catalogue.importing.reading import BadFile, ReadFile, read_file
from techmart.core.models import ShopSettings

FAULTS_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import products from CSV or Parquet, all or nothing; a second time, only what changed. "
        "Example: techmart import-products products.csv --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a row for each product; columns are recognised by their names")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
        parser.add_argument("--skip-faults", action="store_true", help="leave out rows with faults, import the others")

    def handle(self, *args: Any, **options: Any) -> None:
        currency = ShopSettings.current().currency
        try:
            read = read_file(options["file"], currency=currency)
        except BadFile as error:
            raise CommandError(f"{options['file']}: {error} Nothing was imported.", returncode=2) from error
        for fault in read.faults[:FAULTS_SHOWN]:
            self.stderr.write(str(fault))
        if read.faults and not (options["skip_faults"] or options["dry_run"]):
            raise CommandError(
                f"{options['file']}: {len(read.faults)} faults. Mend them, or leave their rows out with --skip-faults. "
                "Nothing was imported.",
                returncode=2,
            )
        outcome = import_products(rows=read.rows, currency=currency, now=timezone.now(), dry_run=options["dry_run"])
        self.stdout.write(_report(read, outcome, is_dry=options["dry_run"]))


def _report(read: ReadFile, outcome: Outcome, *, is_dry: bool) -> str:
    columns = ", ".join(f"{ours} from {theirs!r}" for ours, theirs in read.columns.items())
    figures = {
        "new products": outcome.new,
        "of them drafts, for want of a price": outcome.drafts,
        "changed products": outcome.changed,
        "unchanged products": outcome.unchanged,
        "new categories": len(outcome.categories),
        "titles shortened, whole in the description": read.shortened,
        "rows left out for faults": len({fault.line for fault in read.faults}),
    }
    lines = [f"{number:>9,}  {what}" for what, number in figures.items() if number]
    end = ["Nothing was written: --dry-run."] if is_dry else []
    return "\n".join([f"Columns: {columns}", *(lines or ["        0  products"]), *end])
