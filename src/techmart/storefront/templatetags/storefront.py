"""The frame around every page."""

from typing import Any

from django import template

from techmart.storefront.visit import Visit, visit_of

register = template.Library()


@register.simple_tag(takes_context=True)
def visit(context: dict[str, Any]) -> Visit:
    """Return what the frame shows for this request."""
    return visit_of(context["request"], cart_units=context.get("units"))
