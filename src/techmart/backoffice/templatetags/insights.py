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
def chance(probability: float) -> SafeString:
    """Draw a probability as a bar."""
    return charts.probability_bar(probability)
