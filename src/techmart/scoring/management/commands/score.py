"""`techmart score`: score every customer with the models in use."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from techmart.core.progress import ProgressBar
from techmart.scoring import actions, reports


class Command(BaseCommand):
    help = "Score every customer and keep the result as today's. Example: techmart score --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print figures for machines")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        try:
            run = actions.score_customers(now=timezone.now(), progress=ProgressBar("Scoring"))
        except actions.NotEnoughData as reason:
            raise CommandError(f"Not enough data yet: {reason}", returncode=1) from None
        self.stdout.write(json.dumps(reports.score_report(run), indent=2) if as_json else reports.score_table(run))
