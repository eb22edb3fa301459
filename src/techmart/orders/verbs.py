"""What an order's timeline says happened: kept in the source's words, said in the reader's."""

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

VERBS: Final = frozenset(
    {
        _("placed"),
        _("imported"),
        _("payment received"),
        _("shipped"),
        _("cancellation asked for"),
        _("cancelled"),
        _("refunded"),
        _("return asked for"),
        _("return approved"),
        _("return refused"),
        _("return received"),
        _("needs a look"),
        _("looked after"),
        _("disputed"),
        _("note"),
    }
)


def spoken(verb: str) -> str:
    """Return a kept verb in the language that is being read; one that is not ours stays as it is."""
    return gettext(verb) if verb in VERBS else verb
