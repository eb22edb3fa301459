"""Chances in templates, as words and as bars."""

from django import template
from django.utils.safestring import SafeString

from techmart.backoffice import charts
from techmart.backoffice.insights import names, words
from techmart.prediction.phrases import Phrase

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


@register.filter
def said(phrase: Phrase) -> str:
    """Say a phrase in the reader's language."""
    return words.said(phrase)


@register.filter
def group_name(group: str) -> str:
    """Name a group of customers.

    >>> group_name("At risk")
    'At risk'
    """
    return str(names.GROUPS[group][0])


@register.filter
def group_meaning(group: str) -> str:
    """Say what is true of a group's members."""
    return str(names.GROUPS[group][1])
