"""A square of shares against shares: on its diagonal one is as large as the other."""

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import percent
from techmart.backoffice.charts.svg import frame, tag, text

WIDTH, HEIGHT, LEFT, TOP, SIDE = 320, 320, 44, 14, 256


def square(title: str, caption: str, *drawn: str, top: float = 1.0, description: str = "") -> SafeString:
    """Return a picture of what is drawn over the diagonal, both axes going from nothing to `top`."""
    ground = [
        tag("line", x1=LEFT, y1=TOP + SIDE, x2=LEFT + SIDE, y2=TOP, class_="chart-guide", stroke_dasharray="2 5"),
        tag("line", x1=LEFT, y1=TOP + SIDE, x2=LEFT + SIDE, y2=TOP + SIDE, class_="chart-axis"),
    ]
    for share in (0.0, 0.5, 1.0):
        x, y = place(share, share)
        ground.append(text(x, TOP + SIDE + 20, percent(share * top)))
        ground.append(text(LEFT - 8, y + 4, percent(share * top), text_anchor="end"))
    below = text(LEFT + SIDE / 2, TOP + SIDE + 40, caption, class_="chart-note")
    return frame(WIDTH, HEIGHT, title, description, *ground, *drawn, below, size="square")


def place(across: float, up: float, *, top: float = 1.0) -> tuple[float, float]:
    """Return where a point lies."""
    return LEFT + SIDE * across / top, TOP + SIDE * (1 - up / top)
