"""The page on which the weighted score is weighed."""

from techmart.backoffice.charts import Table, percent
from techmart.backoffice.insights.forms import WeightsForm
from techmart.scoring.models import ScoringSettings
from techmart.scoring.queries import weights_in_use

PARTS = ("Recency", "Frequency", "Money")


def weights_form() -> WeightsForm:
    """Return the form filled in with the weights in use."""
    return WeightsForm.showing(ScoringSettings.current(), weights_in_use().used)


def weights_table() -> Table:
    """Return the weights in use beside those that the shop's orders would have."""
    weights = weights_in_use()
    learned = [percent(weight) for weight in weights.learned] if weights.learned else ["not yet"] * 3
    used = [percent(weight) for weight in weights.used]
    return Table(("Part", "In use", "Learned from your orders"), list(zip(PARTS, used, learned, strict=True)))
