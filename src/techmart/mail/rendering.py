"""From a template to the words of a message."""

import re
from typing import Any, NamedTuple

from django.template import Context
from django.template.loader import get_template, select_template
from django.utils import translation
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

from techmart.core.models import ShopSettings

# A line that says what to do and where ("Follow it here: https://…"), or only where.
DEED = re.compile(r"^(?:(?P<words>[^\n:]{2,80}):\s)?(?P<url>https?://\S+)$", re.MULTILINE)
SHOWN_OF_A_LINK = 48


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
    context = {"shop": ShopSettings.current(), **(context or {}), "subject": subject, "body": on_paper(text, subject)}
    return Rendered(subject, text, paper.render(context))


def on_paper(text: str, subject: str) -> SafeString:
    """Set plain text as HTML: a line that ends in an address becomes a link of its words, or of the subject.

    Where a letter has one such line, it is what the letter is for, and looks like it: a button.
    """
    deeds = list(DEED.finditer(text))
    look = "button" if len(deeds) == 1 else "deed"
    pieces, done = [], 0
    for deed in deeds:
        pieces.append(_plain(text[done : deed.start()]))
        words = deed["words"] or subject
        pieces.append(format_html('<p><a class="{}" href="{}">{}</a></p>', look, deed["url"], words))
        done = deed.end()
    return mark_safe("\n".join(filter(None, [*pieces, _plain(text[done:])])))  # noqa: S308  (each piece is escaped)


def _plain(text: str) -> str:
    words = text.strip()
    return linebreaks(urlize(words, trim_url_limit=SHOWN_OF_A_LINK, nofollow=True, autoescape=True)) if words else ""
