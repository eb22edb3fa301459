"""Navigation and states in the back office's templates."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

NAVIGATION = [
    ("Home", "backoffice:home"),
    ("Orders", "backoffice:orders"),
    ("Products", "backoffice:products"),
    ("Customers", "backoffice:customers"),
    ("Inbox", "backoffice:inbox"),
    ("Insights", "backoffice:insights"),
    ("Outbox", "backoffice:outbox"),
    ("Settings", "backoffice:settings"),
]
# How a state looks: done, waiting for somebody, or neither. The word beside the dot says it as well.
TONES = {
    "agreed": "warn",
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
}


@register.inclusion_tag("backoffice/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, object]:
    """Show the rooms of the back office, the one we are in marked."""
    request: HttpRequest = context["request"]
    links = [(title, _address(name)) for title, name in NAVIGATION]
    here = max((address for _, address in links if address and request.path.startswith(address)), key=len, default="")
    return {"links": [(title, address, address == here) for title, address in links if address]}


@register.simple_tag
def state(value: str, words: str) -> SafeString:
    """Write a state as a word with a dot that repeats it."""
    return format_html('<span class="status status--{}">{}</span>', TONES.get(value, "none"), words)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # a page of a room that is not part of this shop
        return ""
