"""Lines of text on A4, as PDF, with the fonts that every reader has.

These fonts know the letters of Western European languages; what they lack is written as a question mark.
"""

from bisect import bisect_right
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
GREY: Final = 0.8


class Document:
    """Pages being written; `text` and `rule` go onto the last one. Points; y is counted from the top."""

    def __init__(self, title: str) -> None:
        self._file = BytesIO()
        self._height = A4[1]
        # The same order gives the same file: no clock in it.
        self._canvas = Canvas(self._file, pagesize=A4, invariant=1)
        self._canvas.setTitle(_known(title))

    def add_page(self) -> None:
        """Begin another page."""
        self._canvas.showPage()

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 10,
        bold: bool = False,
        right: bool = False,
        width: float | None = None,
    ) -> None:
        """Write one line, beginning at x, or ending there; cut with an ellipsis where it is wider than `width`."""
        font, words = BOLD if bold else PLAIN, _known(words)
        self._canvas.setFont(font, size)
        write = self._canvas.drawRightString if right else self._canvas.drawString
        write(x, self._height - y, words if width is None else _cut(words, font, size, width))

    def rule(self, x: float, y: float, to: float) -> None:
        """Draw a thin line across."""
        self._canvas.setLineWidth(0.5)
        self._canvas.setStrokeGray(GREY)
        self._canvas.line(x, self._height - y, to, self._height - y)

    def to_bytes(self) -> bytes:
        """Return the file; nothing can be written afterwards."""
        self._canvas.save()
        return self._file.getvalue()


def _cut(words: str, font: str, size: float, width: float) -> str:
    if stringWidth(words, font, size) <= width:
        return words
    fits = bisect_right(range(len(words)), width, key=lambda length: stringWidth(words[:length] + "…", font, size))
    return words[: max(fits - 1, 0)].rstrip() + "…"


def _known(words: str) -> str:
    letters = "".join(letter if letter.isprintable() else " " for letter in words)
    return letters.encode("cp1252", errors="replace").decode("cp1252")
