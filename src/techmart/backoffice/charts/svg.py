"""SVG elements, escaped by construction; presentation attributes only, because the pages allow no inline style."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def tag(name: str, *children: str, **attributes: object) -> SafeString:
    """Return an element; `stroke_width=2` becomes `stroke-width="2"`, and `class_` is `class`.

    >>> tag("text", "A & B", x=1.25, text_anchor="end")
    '<text x="1.2" text-anchor="end">A &amp; B</text>'
    """
    pairs = ((key.rstrip("_").replace("_", "-"), _short(value)) for key, value in attributes.items())
    written = format_html_join("", ' {}="{}"', pairs)
    return format_html(
        "<{}{}>{}</{}>", name, written, format_html_join("", "{}", ((child,) for child in children)), name
    )


def frame(width: int, height: int, title: str, description: str, *children: str, size: str = "small") -> SafeString:
    """Return a whole picture: what it says is its title, so that it can be heard as well as seen."""
    return tag(
        "svg", tag("title", title), tag("desc", description) if description else "", *children,
        class_=f"chart chart--{size}", viewBox=f"0 0 {width} {height}", role="img",
    )  # fmt: skip


def text(x: float, y: float, words: str, **attributes: object) -> SafeString:
    """Return a label, in the middle of `x` unless told otherwise."""
    return tag("text", words, x=x, y=y, **{"text_anchor": "middle", **attributes})


def _short(value: object) -> object:
    """Round coordinates: a tenth of a unit is less than anyone sees."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
