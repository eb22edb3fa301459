"""A grid of cells, darker where there is more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from techmart.backoffice.charts.svg import frame, tag, text

# Beyond this shade the words on a cell turn light.
DARK = 0.57


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: how dark it is (0 to 1), what is written on it, and what it says when pointed at."""

    shade: float
    words: str
    hint: str = ""


def heat_map(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Cell | None]],
    *,
    names: tuple[str, str] = ("", ""),
    highlight: tuple[int, int] | None = None,
    description: str = "",
) -> SafeString:
    """Draw a grid; `names` say what rows and columns are, `None` is an empty cell."""
    width, cell_width, cell_height, left, top = 480, 76, 42, 100, 8
    drawn = []
    for row, label in enumerate(rows):
        drawn.append(text(left - 12, top + (row + 0.5) * cell_height + 4, label, text_anchor="end"))
        for column, cell in enumerate(cells[row]):
            x, y = left + column * cell_width, top + row * cell_height
            if cell:
                drawn.append(_cell(cell, x, y, cell_width, cell_height, is_marked=(row, column) == highlight))
            else:
                drawn.append(_box(x, y, cell_width, cell_height, class_="chart-empty"))
    base = top + len(rows) * cell_height
    drawn += [text(left + (i + 0.5) * cell_width, base + 18, label) for i, label in enumerate(columns)]
    drawn.append(text(left - 12, base + 18, names[0], text_anchor="end", class_="chart-note"))
    drawn.append(text(left + len(columns) * cell_width / 2, base + 38, names[1], class_="chart-note"))
    return frame(width, base + 44, title, description, *drawn, size="medium")


def _cell(cell: Cell, x: float, y: float, width: float, height: float, *, is_marked: bool) -> SafeString:
    shade = {"class_": "chart-mark"} if is_marked else {"fill": "currentColor", "fill_opacity": f"{cell.shade:.2f}"}
    on_dark = is_marked or cell.shade > DARK
    words = text(x + width / 2, y + height / 2 + 4, cell.words, class_="chart-light" if on_dark else "chart-value")
    return tag("g", tag("title", cell.hint) if cell.hint else "", _box(x, y, width, height, **shade), words)


def _box(x: float, y: float, width: float, height: float, **attributes: object) -> SafeString:
    return tag("rect", x=x + 1, y=y + 1, width=width - 2, height=height - 2, rx=4, **attributes)
