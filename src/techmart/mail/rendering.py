"""From a template to the words of a message."""

from typing import Any, NamedTuple

from django.template import Context
from django.template.loader import get_template, select_template
from django.utils import translation

from techmart.core.models import ShopSettings


class Rendered(NamedTuple):
    """What a message says, ready for `queue(**rendered._asdict(), ...)`."""

    subject: str
    text: str
    html: str


def render(template: str, context: dict[str, Any], *, language: str) -> Rendered:
    """Render `<template>.txt`, whose first line is the subject, and its HTML, in a language.

    The HTML is `<template>.html` where there is one, and otherwise the text in the shop's letter paper. Text is not
    escaped, HTML is. The shop's options are there as `shop`.
    """
    with translation.override(language):
        return _render(template, {"shop": ShopSettings.current(), **context})


def _render(template: str, context: dict[str, Any]) -> Rendered:
    # Plain text knows no entities: "Müller & Sons" must not arrive as "Müller &amp; Sons".
    source = get_template(f"{template}.txt").template  # type: ignore[attr-defined]
    subject, _, text = source.render(Context(context, autoescape=False)).strip().partition("\n")
    return letter(subject.strip(), text.strip(), context, template=f"{template}.html")


def letter(subject: str, text: str, context: dict[str, Any] | None = None, template: str = "") -> Rendered:
    """Put words into the shop's letter paper, or into a template of their own, in the language of now."""
    paper = select_template([name for name in (template, "mail/letter.html") if name])
    context = {"shop": ShopSettings.current(), **(context or {}), "subject": subject, "text": text}
    return Rendered(subject, text, paper.render(context))
