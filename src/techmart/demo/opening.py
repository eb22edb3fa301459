"""Opening the demo: furnish once, train, and say where everything is."""

import time
from collections.abc import Callable

from django.utils import timezone

from techmart.demo.furnish import CAST, PASSWORD, STAFF, furnish, is_furnished
from techmart.scoring import actions as scoring
from techmart.scoring.judging import QUICK
from techmart.scoring.models import ScoringRun

Say = Callable[[str], object]


def open_demo(*, customers: int, seed: int, port: int, say: Say) -> None:
    """Furnish and train what is not yet; the second time this only says where the shop is."""
    start = time.monotonic()
    if not is_furnished():
        orders = furnish(customers=customers, seed=seed, now=timezone.now(), progress=lambda step: say(f"{step} …"))
        say(f"{orders:,} orders of {customers:,} customers.")
    if not ScoringRun.objects.finished().exists():
        say("Learning who buys again …")
        _learn(say)
        say(f"Furnished and trained in {time.monotonic() - start:.0f} s.")
    _say_where(port, say)


def _learn(say: Say) -> None:
    scoring.refresh_summaries()
    try:
        # A first look: the models that need more than a moment are judged in the night.
        scoring.fit_models(now=timezone.now(), names=QUICK)
        scoring.score_customers(now=timezone.now())
    except scoring.NotEnoughData as error:
        say(f"Not enough data yet: {error}")


def _say_where(port: int, say: Say) -> None:
    base = f"http://127.0.0.1:{port}"
    say("")
    say(f"  Shop         {base}/")
    say(f"  Back office  {base}/backoffice/")
    say(f"  Staff        {STAFF}  {PASSWORD}")
    say(f"  Customer     {CAST.ada}  {PASSWORD}")
    say("")
    say("  Stop with Ctrl-C and start again with the same command; for an empty start: make clean")
    say("")
