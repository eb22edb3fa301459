"""Chances in templates, as words and as bars."""

from django import template
from django.utils.safestring import SafeString

from techmart.backoffice import charts

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """Write a share in whole per cent."""
    return charts.percent(share)


@register.filter
def chance(probability: float, span: tuple[float, float] | None = None) -> SafeString:
    """Draw a probability as a bar, and where it may lie as a shadow on it."""
    return charts.probability_bar(probability, span)


@register.filter
def span(ends: tuple[float, float]) -> str:
    """Write between which two chances one lies."""
    return charts.between(*ends)
