from io import BytesIO

import pytest
from pypdf import PdfReader

from techmart.core.pdf import Document


def written(words: str, width: float | None = None) -> str:
    pdf = Document("Invoice")
    pdf.text(50, 50, words, width=width)
    return PdfReader(BytesIO(pdf.to_bytes()), strict=True).pages[0].extract_text().strip()


@pytest.mark.parametrize(
    ("words", "width", "stands_there"),
    [
        ("Kopfhörer (blau) \\ €", None, "Kopfhörer (blau) \\ €"),
        ("Łódź 名", None, "?ód? ?"),
        # Helvetica at 10 points: an i is 2.22 wide, an ellipsis 10.
        ("i" * 20, 44.5, "i" * 20),
        ("i" * 20, 44.3, "i" * 15 + "…"),
        ("i" * 20, 1, "…"),
    ],
)
def test_a_line_is_written_as_far_as_the_font_and_its_width_allow(words, width, stands_there):
    assert written(words, width) == stands_there


def test_pages_follow_each_other():
    pdf = Document("Invoice")
    pdf.text(50, 50, "one")
    pdf.add_page()
    pdf.text(50, 50, "two", right=True, bold=True)
    pdf.rule(50, 60, 100)
    pages = PdfReader(BytesIO(pdf.to_bytes()), strict=True).pages
    assert [page.extract_text().strip() for page in pages] == ["one", "two"]
