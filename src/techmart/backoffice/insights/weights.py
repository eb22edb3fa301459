"""The page on which the weighted score is weighed."""

from django.utils.translation import gettext

from techmart.backoffice.charts import Table, percent
from techmart.backoffice.insights.forms import WeightsForm
from techmart.backoffice.insights.names import PARTS
from techmart.scoring.models import ScoringSettings
from techmart.scoring.queries import weights_in_use


def weights_form() -> WeightsForm:
    """Return the form filled in with the weights in use."""
    return WeightsForm.showing(ScoringSettings.current(), weights_in_use().used)


def weights_table() -> Table:
    """Return the weights in use beside those that the shop's orders would have."""
    weights = weights_in_use()
    learned = [percent(weight) for weight in weights.learned] if weights.learned else [gettext("not yet")] * 3
    used = [percent(weight) for weight in weights.used]
    header = (gettext("Part"), gettext("In use"), gettext("Learned from your orders"))
    return Table(header, list(zip(map(str, PARTS.values()), used, learned, strict=True)))
