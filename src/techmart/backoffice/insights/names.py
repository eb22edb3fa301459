"""What people call the models, and the groups of customers."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: dict[str, "StrOrPromise"] = {
    "weighted-rfm": _("Weighted score"),
    "bg-nbd": "BG/NBD",
    "mbg-nbd": "MBG/NBD",
    "population-mbg-nbd": _("MBG/NBD of shops in general"),
    "bg-cnbd": "BG/CNBD-k",
    "mbg-cnbd": "MBG/CNBD-k",
    "individual-regularity": _("Individual regularity"),
    "pareto-nbd": "Pareto/NBD",
    "bg-bb": "BG/BB",
    "seasonal-bg-nbd": _("Seasonal BG/NBD"),
    "seasonal-pareto-nbd": _("Seasonal Pareto/NBD"),
    "logistic": _("Logistic regression"),
    "tree": _("Decision tree"),
    "forest": _("Random forest"),
    "boosting": _("Gradient boosting"),
    "ensemble": _("Ensemble"),
}
# The terms of the weighted score.
PARTS = {"R": _("Recency"), "F": _("Frequency"), "M": _("Monetary value")}
# For each group its name and what is true of its members.
GROUPS: dict[str, tuple["StrOrPromise", "StrOrPromise"]] = {
    "Champions": (pgettext_lazy("group", "Champions"), _("Ordered lately, order often, spend most.")),
    "Loyal": (pgettext_lazy("group", "Loyal"), _("Order often and spend well.")),
    "Becoming loyal": (pgettext_lazy("group", "Becoming loyal"), _("Ordered lately and are building a habit.")),
    "New": (pgettext_lazy("group", "New"), _("Ordered for the first time, just now.")),
    "Promising": (pgettext_lazy("group", "Promising"), _("Ordered lately, but little so far.")),
    "Needs attention": (
        pgettext_lazy("group", "Needs attention"),
        _("Good customers who have been quiet for a while."),
    ),
    "Cooling": (pgettext_lazy("group", "Cooling"), _("Ordered little, and not for a while.")),
    "At risk": (pgettext_lazy("group", "At risk"), _("Ordered well once, and not for long.")),
    "Do not lose": (pgettext_lazy("group", "Do not lose"), _("Among the best there were, and silent now.")),
    "Lost": (pgettext_lazy("group", "Lost"), _("Ordered little, long ago.")),
}


def title_of(model: str) -> str:
    """Return a model's name for people; one without is called as the engine calls it.

    >>> title_of("bg-nbd"), title_of("of-tomorrow")
    ('BG/NBD', 'of-tomorrow')
    """
    return str(TITLES.get(model, model))
