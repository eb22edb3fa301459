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
# How each thinks, in a sentence for whoever sells.
WAYS: dict[str, "StrOrPromise"] = {
    "weighted-rfm": _("Adds up how lately, how often and for how much somebody bought, each with its weight."),
    "bg-nbd": _("Customers buy at a pace of their own, and may stop for good after any purchase but the first."),
    "mbg-nbd": _("Customers buy at a pace of their own, and may stop for good after any purchase."),
    "population-mbg-nbd": _("What is usual in shops, as long as this one has too few customers to learn from."),
    "bg-cnbd": _("Like BG/NBD, for customers who buy more regularly than by chance."),
    "mbg-cnbd": _("Like MBG/NBD, for customers who buy more regularly than by chance."),
    "individual-regularity": _("Customers keep a rhythm of their own, each as steady as they have been."),
    "pareto-nbd": _("Customers buy at a pace of their own, and may stop for good at any moment."),
    "bg-bb": _("In every stretch of time customers buy or do not, and may stop for good after it."),
    "seasonal-bg-nbd": _(
        "Customers buy at a pace of their own, faster when the shop is busy, "
        "and may stop for good after any purchase but the first."
    ),
    "seasonal-pareto-nbd": _(
        "Customers buy at a pace of their own, faster when the shop is busy, and may stop for good at any moment."
    ),
    "logistic": _("Weighs what is known of a customer as it told earlier ones who came back from those who did not."),
    "tree": _("Asks a few questions one after the other, learned from who came back earlier."),
    "forest": _("The mean of many decision trees."),
    "boosting": _("Many small decision trees, each mending what those before it got wrong."),
    "ensemble": _("Averages four other models, and sets the level by how many came back of late."),
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
