"""The little HTML that people may write: an allow-list, everything else is taken out."""

from html import escape
from html.parser import HTMLParser

ALLOWED = frozenset({"p", "br", "ul", "ol", "li", "strong", "em", "h3", "h4"})
VOID = frozenset({"br"})
# What stands inside these is code, not words.
DROPPED = frozenset({"script", "style", "template", "iframe", "object", "svg", "math"})


def clean_html(text: str) -> str:
    """Return the text with allowed elements only, without attributes, every element closed.

    >>> clean_html('<p onclick="x()">Hi <b>there</b><script>bad()</script>')
    '<p>Hi there</p>'
    """
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    return cleaner.result()


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
            self.parts.append(f"<{tag}>")
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
