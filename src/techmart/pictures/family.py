"""What a family of drawings is."""

from collections.abc import Callable
from dataclasses import dataclass

from techmart.pictures.shapes import Sheet

Paint = Callable[[Sheet], None]

VIEWS = ("front", "detail", "in-use")


@dataclass(frozen=True, slots=True)
class Family:
    """One parametrised drawing: how to paint it, what to look closely at, and where it is used.

    `ground` is the height its contact shadow lies at; `focus` is the point the detail view enlarges
    `zoom` times; `scene` names the setting of the in-use view, where the product stands at `scale`.
    """

    name: str
    label: str
    colour: str
    paint: Paint
    ground: float = 330
    focus: tuple[float, float] = (200, 200)
    zoom: float = 2.2
    scene: str = "desk"
    scale: float = 0.62
    views: tuple[str, ...] = VIEWS
