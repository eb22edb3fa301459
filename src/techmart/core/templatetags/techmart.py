"""Money, stylesheets and page links in templates."""

from django import template
from django.core.paginator import Page
from django.http import HttpRequest

from techmart.core.money import Money
from techmart.core.stylesheets import stylesheet_url

register = template.Library()


@register.filter
def money(minor: int, currency: str) -> str:
    """Write minor units as money.

    >>> money(8490, "EUR")
    '€84.90'
    """
    return str(Money(minor, currency))


@register.simple_tag
def stylesheet(face: str) -> str:
    """Return the address of a face's stylesheet."""
    return stylesheet_url(face)


@register.inclusion_tag("techmart/pagination.html", takes_context=True)
def pagination(context: dict[str, HttpRequest], page: Page) -> dict[str, object]:
    """Show links to the pages around this one; the rest of the address stays as it is."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": f"{query.urlencode()}&" if query else ""}
