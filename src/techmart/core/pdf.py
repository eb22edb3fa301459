"""A plain page or more of text as PDF, with the fonts that every reader has: no library, nothing embedded.

These fonts know the letters of Western European languages; what they lack is written as a question mark.
"""

import zlib
from dataclasses import dataclass, field
from typing import Final

# A4, in points; y is counted from the top here, and from the bottom in the file.
WIDTH: Final = 595
HEIGHT: Final = 842
FONTS: Final = ("Helvetica", "Helvetica-Bold")
# The width of a letter in thousandths of its size, as the font has it; the others are about as wide as a digit.
NARROW: Final = {
    **dict.fromkeys("ijl'", 222), **dict.fromkeys(" !,./:;I[]ft", 278), **dict.fromkeys("r()-", 333),
    **dict.fromkeys("cksvxyzJ", 500), **dict.fromkeys("FTZ", 611), **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778), **dict.fromkeys("mM", 833), "W": 944,
}  # fmt: skip
USUAL: Final = 556


@dataclass
class Document:
    """Pages being written; `text` and `rule` go onto the last one."""

    title: str
    pages: list[list[bytes]] = field(default_factory=lambda: [[]])

    def add_page(self) -> None:
        """Begin another page."""
        self.pages.append([])

    def text(
        self, x: float, y: float, words: str, *, size: float = 10, bold: bool = False, right: bool = False
    ) -> None:
        """Write one line, beginning at x, or ending there."""
        x = x - width_of(words, size) if right else x
        font = "F2" if bold else "F1"
        line = f"BT /{font} {size:g} Tf {x:.2f} {HEIGHT - y:.2f} Td (".encode() + _escaped(words) + b") Tj ET"
        self.pages[-1].append(line)

    def rule(self, x: float, y: float, to: float) -> None:
        """Draw a thin line across."""
        self.pages[-1].append(f"0.5 w 0.8 G {x:.2f} {HEIGHT - y:.2f} m {to:.2f} {HEIGHT - y:.2f} l S".encode())

    def to_bytes(self) -> bytes:
        """Return the file."""
        first_page = 4 + len(FONTS)
        kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(self.pages)))
        fonts = " ".join(f"/F{number} {number + 3} 0 R" for number in range(1, len(FONTS) + 1))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>".encode(),
            b"<< /Title (" + _escaped(self.title) + b") >>",
            *(
                f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
                for font in FONTS
            ),
        ]
        for number, page in enumerate(self.pages):
            content = zlib.compress(b"\n".join(page))
            objects += [
                (
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
                    f"/Resources << /Font << {fonts} >> >> /Contents {first_page + 2 * number + 1} 0 R >>"
                ).encode(),
                f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode() + content + b"\nendstream",
            ]
        return _file(objects)


def width_of(words: str, size: float) -> float:
    """Return how wide a line is, in points."""
    return sum(NARROW.get(letter, USUAL) for letter in words) * size / 1000


def fitted(words: str, size: float, width: float) -> str:
    """Return words that fit into a width, cut with an ellipsis where they do not."""
    if width_of(words, size) <= width:
        return words
    while words and width_of(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def _escaped(words: str) -> bytes:
    letters = "".join(letter if letter.isprintable() else " " for letter in words)
    plain = letters.encode("cp1252", errors="replace")
    return plain.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + head.encode() + tail.encode()
