"""The little HTML that people may write: an allow-list, everything else is taken out."""

import re
from html import escape
from html.parser import HTMLParser

from django.utils.html import linebreaks

ALLOWED = frozenset({"p", "br", "ul", "ol", "li", "strong", "em", "h3", "h4"})
# Of pages, which have sections and lead elsewhere.
ON_PAGES = ALLOWED | {"h2", "a"}
VOID = frozenset({"br"})
# What stands inside these is code, not words.
DROPPED = frozenset({"script", "style", "template", "iframe", "object", "svg", "math"})


# Where a link may lead: to another page of the shop, a web site, a mailbox. Nothing that a browser would run.
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|/(?!/)|#)[^\s\x00-\x1f\\]*")


def clean_html(text: str, allowed: frozenset[str] = ALLOWED) -> str:
    """Return the text with allowed elements only, every element closed, without attributes but a link's safe address.

    >>> clean_html('<p onclick="x()">Hi <b>there</b><script>bad()</script>')
    '<p>Hi there</p>'
    """
    cleaner = _Cleaner(allowed)
    cleaner.feed(text)
    cleaner.close()
    return cleaner.result()


def typed_html(text: str, allowed: frozenset[str] = ALLOWED) -> str:
    """Return what somebody typed as clean HTML: plain text in paragraphs, nothing where nothing was typed.

    >>> typed_html("Two cups\\n\\nand a lid"), typed_html("<b>Two</b> cups"), typed_html(" ")
    ('<p>Two cups</p>\\n\\n<p>and a lid</p>', 'Two cups', '')
    """
    text = text.strip()
    return clean_html(text if "<" in text else linebreaks(text, autoescape=True), allowed) if text else ""


def plain_text(text: str) -> str:
    """Return the words alone.

    >>> plain_text("<p>Fits <em>all</em></p><p>cups</p>")
    'Fits all cups'
    """
    cleaner = _Cleaner(allowed=frozenset())
    cleaner.feed(text.replace("<", " <"))
    cleaner.close()
    return " ".join(cleaner.words().split())


class _Cleaner(HTMLParser):
    def __init__(self, allowed: frozenset[str] = ALLOWED) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed = allowed
        self.parts: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self.dropping.append(tag)
        elif tag in self.allowed and not self.dropping:
            address = dict(attrs).get("href") or ""
            if tag == "a" and not SAFE_ADDRESS.fullmatch(address):
                return
            self.parts.append(f'<a href="{escape(address)}">' if tag == "a" else f"<{tag}>")
            if tag not in VOID:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.dropping:
            del self.dropping[self.dropping.index(tag) :]
        elif tag in self.open and not self.dropping:
            while (last := self.open.pop()) != tag:
                self.parts.append(f"</{last}>")
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.parts.append(escape(data, quote=False))
            self.text.append(data)

    def result(self) -> str:
        return "".join(self.parts + [f"</{tag}>" for tag in reversed(self.open)])

    def words(self) -> str:
        return "".join(self.text)
