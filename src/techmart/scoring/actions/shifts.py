"""What champions that need all orders say of each customer, kept as the shift from what the lifetime model says."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from techmart.core.clock import local_day
from techmart.prediction import CustomerSummary as Summary
from techmart.prediction import PurchaseHistory
from techmart.prediction.base import Floats
from techmart.prediction.engine import Fitted
from techmart.prediction.features import Crowd, log_odds
from techmart.prediction.recipes import forecast
from techmart.scoring.facts import with_facts
from techmart.scoring.history import purchases_of
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole
from techmart.scoring.scores import UNREADABLE, CurrentModels

logger = logging.getLogger(__name__)

BATCH = 2000


def refresh_shifts(*, models: CurrentModels, customer_ids: Sequence[int] | None = None, now: datetime) -> None:
    """Write these customers' shifts, or everybody's, for each horizon whose champion needs all their orders.

    A learner's features are worked out from their own orders by the function that the champion was taught with. Where
    this version cannot read what an earlier one stored, the shifts stay as they are until the next fit.
    """
    if not models.of_orders:
        return
    watch, day = models.watch, models.watch.observed_until(local_day(now))
    history = purchases_of(customer_ids, watch=watch, day=day)
    if not len(history.code):
        return
    history = with_facts(history, customer_ids, watch=watch, day=day)
    summary, shifts = history.summary(), {}
    for row in FittedModel.objects.filter(role=ModelRole.CHAMPION, is_current=True, horizon__in=models.of_orders):
        horizon = row.horizon
        try:
            said = _said(row, history)
        except UNREADABLE:
            logger.exception("The champion of %d days cannot be asked; run `techmart fit`.", horizon)
            continue
        shifts[f"shift_{horizon}"] = (log_odds(said) - log_odds(forecast(models.lifetime, summary, horizon))).tolist()
    if shifts:
        _write(summary, shifts)


def _said(row: FittedModel, history: PurchaseHistory) -> Floats:
    return Fitted.from_dict(row.parameters).among(history, Crowd.from_dict(row.parameters["crowd"]))


def _write(summary: Summary, shifts: Mapping[str, Sequence[float]]) -> None:
    stored = CustomerSummary.objects.in_bulk(summary.customer.tolist())
    # Whoever was erased since the orders were read has no summary any more.
    for place, customer in enumerate(summary.customer.tolist()):
        for name, values in shifts.items() if customer in stored else ():
            setattr(stored[customer], name, values[place])
    CustomerSummary.objects.bulk_update(stored.values(), list(shifts), batch_size=BATCH)
