"""The frame around every page."""

from django import template
from django.http import HttpRequest

from techmart.storefront.visit import Visit, visit_of

register = template.Library()


@register.simple_tag(takes_context=True)
def visit(context: dict[str, HttpRequest]) -> Visit:
    """Return what the frame shows for this request."""
    return visit_of(context["request"])
