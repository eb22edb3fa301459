"""`python -m bench.shop.scoring`: summarise, fit and score a shop's customers; print how long each took."""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django


def main() -> None:
    """Do what the nightly job does, step by step; print one line of JSON."""
    from techmart.scoring import actions
    from techmart.scoring.models import CustomerSummary

    now = datetime.now(UTC)
    report = {
        "summaries_s": _seconds(actions.refresh_summaries),
        "fit_s": _seconds(lambda: actions.fit_models(now=now)),
        "score_s": _seconds(lambda: actions.score_customers(now=now)),
        "customers": CustomerSummary.objects.count(),
    }
    sys.stdout.write(json.dumps(report))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    django.setup()
    main()
