"""`techmart fit`: learn from the shop's orders who buys again."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from techmart.prediction.engine import NAMES
from techmart.scoring import actions, reports
from techmart.scoring.judging import QUICK
from techmart.scoring.models import FittedModel


class Command(BaseCommand):
    help = (
        "Learn from all orders who buys again, judge the models on earlier days, and put them to use. "
        "Example: techmart fit --json"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print figures for machines")
        parser.add_argument("--quick", action="store_true", help=f"judge {', '.join(QUICK)} alone, in seconds")
        parser.add_argument(
            "--refit", action="store_true", help="fit the lifetime model anew, judging none: no order is read"
        )

    def handle(self, *, as_json: bool, quick: bool, refit: bool, **options: Any) -> None:
        try:
            models = actions.refit(now=timezone.now()) if refit else self._fit(quick=quick)
        except actions.NotEnoughData as reason:
            raise CommandError(f"Not enough data yet: {reason}", returncode=1) from None
        except actions.FitSuperseded as reason:
            raise CommandError(str(reason), returncode=1) from None
        self.stdout.write(json.dumps(reports.fit_report(models), indent=2) if as_json else reports.fit_table(models))

    def _fit(self, *, quick: bool) -> list[FittedModel]:
        return actions.fit_models(
            now=timezone.now(), names=QUICK if quick else NAMES, progress=self._progress, learns_widths=not quick
        )

    def _progress(self, message: str) -> None:
        self.stderr.write(f"{message} …")
