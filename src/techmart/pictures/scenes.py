"""Where things are used: quiet rooms drawn in the tile's own greys, with the product in full colour."""

from collections.abc import Callable

from techmart.pictures.family import Family
from techmart.pictures.shapes import SIZE, Sheet

WALL, WALL_SHADE = "#e9e3d9", "#ddd5c8"
TABLE, TABLE_EDGE = "#cfb492", "#b4966f"
POT, LEAF, LEAF_SHADE = "#b8ada0", "#7f9077", "#6a7b64"
SKIN, SKIN_SHADE = "#d9ab88", "#c6936e"
CLOTH, CLOTH_SHADE = "#8a9097", "#747a81"
HAIR = "#4f3f35"


def desk(s: Sheet, family: Family) -> None:
    _wall(s)
    _window(s, 36, 40)
    _table(s, 318)
    _plant(s, 336, 318)
    _books(s, 26, 318)
    _stand(s, family, 196, 330)


def shelf(s: Sheet, family: Family) -> None:
    _wall(s)
    s.rect(244, 44, 104, 132, "#f5f1ea", r=3)
    s.path("M256 164v-40l26-30 22 24 14-14 18 22v38z", WALL_SHADE)
    s.circle(276, 78, 11, "#d9c7ae")
    s.rect(0, 318, SIZE, 16, TABLE)
    s.rect(0, 334, SIZE, 66, "#cabfae")
    s.path("M0 334h400v12H0z", "#000", opacity=0.1)
    _books(s, 26, 318)
    _stand(s, family, 206, 318)


def counter(s: Sheet, family: Family) -> None:
    _wall(s)
    lines = "".join(f"M0 {y}H400" for y in range(62, 300, 62)) + "".join(f"M{x} 0V310" for x in range(50, 400, 100))
    s.line(lines, WALL_SHADE, 3)
    s.rect(0, 310, SIZE, 18, "#efece6")
    s.rect(0, 328, SIZE, 72, "#b9ad9d")
    s.line("M200 340v60", "#a3978a", 3)
    _cup(s, 322, 312)
    _stand(s, family, 176, 318)


def floor(s: Sheet, family: Family) -> None:
    _wall(s)
    s.rect(0, 236, SIZE, 10, "#f3efe8")
    s.rect(0, 246, SIZE, 154, s.fall(TABLE, TABLE_EDGE))
    s.line("M0 284H400M0 330H400M120 246l-40 38M300 246l30 38M220 284l10 46", TABLE_EDGE, 2)
    s.ellipse(200, 342, 176, 42, "#e8ddcb")
    s.ellipse(200, 342, 158, 35, "none", stroke="#d3c4ac", stroke_width=3)
    s.path("M20 96h84v112a14 14 0 0 1-14 14H34a14 14 0 0 1-14-14z", CLOTH)
    s.rect(12, 148, 100, 60, CLOTH_SHADE, r=16)
    s.rect(24, 208, 8, 48, "#7b6248", r=3)
    s.rect(92, 208, 8, 48, "#7b6248", r=3)
    _stand(s, family, 214, 356)


def wall(s: Sheet, family: Family) -> None:
    _wall(s)
    s.rect(270, 54, 96, 346, "#f3efe8", r=3)
    s.rect(284, 70, 68, 140, WALL_SHADE, r=2, opacity=0.6)
    s.rect(284, 226, 68, 174, WALL_SHADE, r=2, opacity=0.6)
    s.circle(278, 236, 7, "#a9894f")
    _plant(s, 62, 400)
    s.grounded = False
    _stand(s, family, 160, 150 + family.scale * 130)


def outdoors(s: Sheet, family: Family) -> None:
    s.rect(0, 0, SIZE, SIZE, s.fall("#dbe6ea", "#f3ead9"))
    s.circle(310, 84, 34, "#f6dcae")
    s.path("M0 236l86-90 66 62 62-44 98 70 88-58v100H0z", "#a9b9b4")
    s.path("M0 272c90-52 180-34 240-12s110 8 160-14v154H0z", "#92a58c")
    s.path("M0 322c110-30 280-26 400-6v84H0z", "#7f9077")
    s.path("M76 334q10-18 44-20h150q46 0 56 26l10 26H60z", "#bdb4a6")
    s.path("M60 366h276l-14 14H78z", "#a1978a")
    _stand(s, family, 200, 344)


def sky(s: Sheet, family: Family) -> None:
    s.rect(0, 0, SIZE, SIZE, s.fall("#cfdfe8", "#f3ead9"))
    s.circle(92, 92, 30, "#f6dcae")
    s.path("M0 300l90-74 70 50 70-64 170 96v92H0z", "#a9b9b4")
    s.path("M0 340c120-44 260-30 400-10v70H0z", "#7f9077")
    s.ellipse(330, 70, 44, 12, "#fff", opacity=0.7)
    s.grounded = False
    _stand(s, family, 210, 240)


def head(s: Sheet, family: Family) -> None:
    _wall(s)
    _window(s, 36, 40)
    s.path("M56 400c4-70 52-92 104-100h80c52 8 100 30 104 100z", s.slope(CLOTH, CLOTH_SHADE))
    s.path("M168 252h64v56q-32 30-64 0z", SKIN_SHADE)
    s.rect(136, 96, 128, 176, s.slope(SKIN, SKIN_SHADE), r=62)
    s.path("M131 182c-14-74 20-112 69-112s83 38 69 112c-8-34-30-44-69-46s-61 12-69 46z", HAIR)
    s.grounded = False
    _stand(s, family, 200, 272)


def wrist(s: Sheet, family: Family) -> None:
    _wall(s)
    _table(s, 330)
    s.path(
        "M-10 330C60 250 90 210 140 190h128c50 8 100 30 152 62v80c-60-22-100-32-150-32H150c-50 8-90 40-160 110z",
        SKIN,
    )
    s.path("M268 190c50 8 100 30 152 62v80c-60-22-100-32-150-32z", s.slope(CLOTH, CLOTH_SHADE))
    s.grounded = False
    _stand(s, family, 196, 330)


SCENES: dict[str, Callable[[Sheet, Family], None]] = {
    scene.__name__: scene for scene in (desk, shelf, counter, floor, wall, outdoors, sky, head, wrist)
}


def _stand(s: Sheet, family: Family, x: float, y: float) -> None:
    """Draw the product so that its contact shadow lies at (x, y)."""
    with s.moved(x - 200 * family.scale, y - family.ground * family.scale, scale=family.scale):
        family.paint(s)


def _wall(s: Sheet) -> None:
    s.rect(0, 0, SIZE, SIZE, s.slope(WALL, WALL_SHADE))


def _window(s: Sheet, x: float, y: float) -> None:
    """Draw the light that a window throws on the wall."""
    for pane in (0, 58):
        s.path(f"M{x + pane} {y}h50l34 150h-50z", "#f7f3ea", opacity=0.75)


def _table(s: Sheet, y: float) -> None:
    s.rect(0, y, SIZE, SIZE - y, s.fall(TABLE, TABLE_EDGE))
    s.rect(0, y, SIZE, 3, "#fff", opacity=0.35)


def _plant(s: Sheet, x: float, y: float) -> None:
    for dx, tip, colour in ((-8, -40, LEAF_SHADE), (0, -6, LEAF), (8, 34, LEAF_SHADE), (4, 16, LEAF)):
        s.path(
            f"M{x + dx} {y - 44}c-14-30 {tip - 16}-60 {tip}-84c16 28 {14 - tip / 2} 60 {-tip} 84z".replace("--", "-"),
            colour,
        )
    s.path(f"M{x - 28} {y - 52}h56l-8 52h-40z", POT)


def _books(s: Sheet, x: float, y: float) -> None:
    for place, (height, colour) in enumerate(((84, "#8f8474"), (96, "#b9a98f"), (76, "#9aa1a0"))):
        s.rect(x + place * 17, y - height, 15, height, colour, r=2)


def _cup(s: Sheet, x: float, y: float) -> None:
    s.line(f"M{x + 22} {y - 38}q22 2 2 24", "#f4f0e8", 6)
    s.path(f"M{x - 24} {y - 48}h48l-6 40q-2 8-10 8h-16q-8 0-10-8z", "#f4f0e8")
