"""What learned champions say of each customer, kept as the shift from what the lifetime model says."""

from datetime import datetime

import numpy as np

from techmart.prediction.almanac import Almanac
from techmart.prediction.engine import Fitted
from techmart.prediction.features import log_odds
from techmart.prediction.recipes import forecast
from techmart.scoring.actions.models import watched_history
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole
from techmart.scoring.scores import CurrentModels

BATCH = 2000


def refresh_shifts(models: CurrentModels, *, now: datetime) -> None:
    """Write every customer's shift for each horizon whose champion has learned from examples."""
    if not models.learned:
        return
    _, history, _ = watched_history(now)
    almanac, summary = Almanac(history), history.summary()
    shifts = {}
    for row in FittedModel.objects.filter(role=ModelRole.CHAMPION, is_current=True, horizon__in=models.learned):
        said = Fitted.from_dict(row.parameters).of(almanac)
        shifts[f"shift_{row.horizon}"] = log_odds(said) - log_odds(forecast(models.lifetime, summary, row.horizon))
    columns = np.column_stack(list(shifts.values())).tolist()
    stored = CustomerSummary.objects.in_bulk(summary.customer.tolist())
    changed = []
    for customer, values in zip(summary.customer.tolist(), columns, strict=True):
        if customer in stored:
            for name, value in zip(shifts, values, strict=True):
                setattr(stored[customer], name, value)
            changed.append(stored[customer])
    CustomerSummary.objects.bulk_update(changed, list(shifts), batch_size=BATCH)
