"""`techmart import-orders`."""

import json
from dataclasses import fields
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from techmart.core.progress import ProgressBar, peak_memory_mb
from techmart.orders.importing.actions import import_file
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames


class Command(BaseCommand):
    help = (
        "Import past orders, all or nothing: Online Retail II as downloaded, or any CSV with a line per thing bought. "
        "Example: techmart import-orders sales.csv --customer email --date day --amount total --currency EUR"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8, plain or gzip")
        for column in fields(ColumnNames):
            parser.add_argument(f"--{column.name}", metavar="COLUMN", help=f"column of {column.metadata['holds']}")
        parser.add_argument("--date-format", metavar="FORMAT", help="such as %%d/%%m/%%Y; otherwise found out")
        parser.add_argument("--currency", metavar="CODE", type=str.upper, help="of a file that tells none, like EUR")
        parser.add_argument("--dry-run", action="store_true", help="print the same report, write nothing")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        try:
            report = import_file(
                path=options["file"],
                named=ColumnNames(**{column.name: options[column.name] for column in fields(ColumnNames)}),
                **{name: options[name] for name in ("date_format", "currency", "dry_run")},
                now=timezone.now(),
                reading=ProgressBar("Reading"),
                writing=ProgressBar("Writing"),
            )
        except BadInput as error:
            raise CommandError(f"{options['file']}: {error}. Nothing was imported.", returncode=2) from error
        cost: dict[str, Any] = {"seconds": round(monotonic() - started, 1), "peak_memory_mb": peak_memory_mb()}
        self.stdout.write(json.dumps(report.to_dict() | cost, indent=2) if options["json"] else report.table(**cost))
