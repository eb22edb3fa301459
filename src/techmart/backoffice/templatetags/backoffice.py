"""Navigation and states in the back office's templates."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.letters import ABOUT
from techmart.orders.verbs import spoken
from techmart.payments.providers import name_of

register = template.Library()

NAVIGATION = [
    (_("Home"), "backoffice:home"),
    (_("Orders"), "backoffice:orders"),
    (_("Products"), "backoffice:products"),
    (_("Customers"), "backoffice:customers"),
    (_("Discounts"), "backoffice:discounts"),
    (_("Inbox"), "backoffice:inbox"),
    (_("Insights"), "backoffice:insights"),
    (_("Outbox"), "backoffice:outbox"),
    (_("Settings"), "backoffice:settings"),
]
# How a state looks: done, waiting for somebody, or neither. The word beside the dot says it as well.
TONES = {
    "agreed": "warn",
    "awaited": "warn",
    "partly": "warn",
    "requested": "now",
    "approved": "warn",
    "received": "good",
    "attention": "now",
    "unshipped": "warn",
    "queued": "warn",
    "new": "warn",
    "due": "warn",
    "scheduled": "warn",
    "pending": "warn",
    "dead": "now",
    "failed": "now",
    "paid": "good",
    "shipped": "good",
    "succeeded": "good",
    "sent": "good",
    "answered": "good",
    "published": "good",
    "well": "good",
    "running": "good",
}


@register.inclusion_tag("backoffice/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, object]:
    """Show the rooms of the back office, the one we are in marked."""
    request: HttpRequest = context["request"]
    home = reverse("backoffice:home")
    links = [(title, reverse(name)) for title, name in NAVIGATION]
    inside = [address for _, address in links if address != home and request.path.startswith(address)]
    here = max(inside, key=len, default=home if request.path == home else "")
    return {"links": [(title, address, address == here) for title, address in links]}


@register.simple_tag
def state(value: str, words: str) -> SafeString:
    """Write a state as a word with a dot that repeats it."""
    return format_html('<span class="status status--{}">{}</span>', TONES.get(value, "none"), words)


@register.filter
def way_to_pay(code: str) -> str:
    """Name a payment provider; one that is not offered any more keeps its code.

    >>> way_to_pay("cash"), way_to_pay("cheque")
    ('Cash on delivery', 'cheque')
    """
    return name_of(code)


@register.filter
def told(kept: str) -> str:
    """Say in the reader's language what rows keep in the source's words.

    >>> told("payment received")
    'payment received'
    """
    return spoken(kept)


@register.filter
def about(kind: str) -> str:
    """Say what an e-mail is about; a kind that has no words keeps its code.

    >>> about("order_placed"), about("other")
    ('Order placed', 'other')
    """
    return str(ABOUT.get(kind, kind))


@register.filter
def signed(change: int) -> str:
    """Write a change with its sign.

    >>> signed(3), signed(-3)
    ('+3', '−3')
    """
    return f"{change:+d}".replace("-", "\u2212")


@register.simple_tag(takes_context=True)
def sortable(context: dict[str, Any], key: str, title: str, css: str = "") -> SafeString:
    """Write a column's head as a link that sorts by it, and the other way round the second time."""
    query = context["request"].GET.copy()
    current = query.get("sort", "")
    query["sort"] = f"-{key}" if current == key else key
    query.pop("page", None)
    direction = {key: "ascending", f"-{key}": "descending"}.get(current)
    return format_html(
        '<th scope="col" class="{}"{}><a href="?{}">{}</a></th>',
        css,
        format_html(' aria-sort="{}"', direction) if direction else "",
        query.urlencode(),
        title,
    )
