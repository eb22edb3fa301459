"""Things that compute: laptops, screens, keyboards, mice, printers and what they use up."""

from functools import partial

from techmart.pictures.family import Family
from techmart.pictures.shapes import GLASS, INK, PAPER, SOOT, STEEL, Sheet

KEY, KEY_GREY = "#f6f5f2", "#c9cdd0"


def laptop(s: Sheet, *, wide: int = 0) -> None:
    """Draw an open laptop; `wide` adds to each side and to the height of the lid."""
    s.shadow(318, 160 + wide)
    left, top, width, height = 78 - wide, 96 - wide, 244 + 2 * wide, 164 + wide
    s.rect(left, top, width, height, INK, r=12)
    _picture(s, left + 10, top + 10, width - 20, height - 20, INK)
    s.rect(left + 36, 256, width - 72, 14, s.deep)
    base = f"M{50 - wide} 268h{300 + 2 * wide}l16 34a8 8 0 0 1-7 10H{41 - wide}a8 8 0 0 1-7-10z"
    s.path(base, s.slope(s.light, s.base))
    s.path(f"M{66 - wide} 274h{268 + 2 * wide}l8 17H{58 - wide}z", s.deep, opacity=0.85)
    for row in range(3):
        s.line(
            f"M{66 - wide} {278.5 + row * 4.5}h{268 + 2 * wide}",
            s.light,
            1.2,
            opacity=0.3,
            stroke_dasharray="12 4",
        )
    s.rect(164, 295, 72, 10, s.dark, r=4)
    s.rect(34 - wide, 306, 332 + 2 * wide, 7, s.dark, r=3)
    s.dot(334 + wide, 300, 3)


def tablet(s: Sheet) -> None:
    s.shadow(338, 120)
    s.path("M250 120l60 210h-30L228 200z", s.deep)
    s.rect(82, 70, 222, 262, s.body, r=20)
    s.rect(94, 82, 198, 238, SOOT, r=11)
    _picture(s, 102, 90, 182, 222, SOOT)
    s.gleam("M89 96v90", 3, 0.4)
    s.line("M322 330L338 112", PAPER, 9)
    s.line("M338 124l1-14", s.accent, 9)
    s.line("M322 330l-1 7", INK, 5)


def phone(s: Sheet) -> None:
    s.shadow(350, 92)
    s.path("M214 66h72a22 22 0 0 1 22 22v238a22 22 0 0 1-22 22h-60z", s.body)
    s.rect(226, 84, 62, 66, s.dark, r=16)
    for x, y in ((243, 102), (271, 102), (243, 132)):
        s.circle(x, y, 11, SOOT)
        s.circle(x, y, 5, GLASS)
    s.dot(271, 132, 4)
    s.rect(94, 56, 146, 292, s.deep, r=26)
    s.rect(98, 60, 138, 284, SOOT, r=22)
    _picture(s, 104, 66, 126, 272, SOOT, r=14)
    s.rect(148, 74, 38, 10, SOOT, r=5)
    s.gleam("M97 96v70", 2, 0.4)


def monitor(s: Sheet, *, wide: int = 0) -> None:
    s.shadow(346, 84 + wide)
    s.path("M178 268h44l8 70h-60z", s.fall(s.deep, s.base))
    s.rect(126, 332, 148, 13, s.body, r=6)
    s.rect(32 - wide, 72, 336 + 2 * wide, 204, s.body, r=12)
    s.rect(38 - wide, 78, 324 + 2 * wide, 182, SOOT, r=7)
    _picture(s, 44 - wide, 84, 312 + 2 * wide, 170, SOOT)
    s.rim(32 - wide, 72, 336 + 2 * wide, 204, 12)
    s.dot(350 + wide, 268, 3)


def keyboard(s: Sheet, *, full: bool = False) -> None:
    """Draw a keyboard seen from above; the full one is lower and carries a number block."""
    s.shadow(318, 176)
    top, height = (160, 140) if full else (128, 176)
    s.rect(32, top, 336, height, s.body, r=18)
    s.rim(32, top, 336, height, 18)
    scale, reach = (0.72, 330) if full else (1, 304)
    with s.moved(48 * (1 - scale) if full else 0, top + 19 - 147 * scale, scale=scale):
        for row, widths in enumerate(_KEY_ROWS):
            _keys(s, row, widths, reach)
    if full:
        _number_block(s, top + 19)
    s.gleam(f"M48 {top + 4}h210", 3, 0.25)


_KEY_ROWS = (
    ((1, "a"), *((1, "k"),) * 12, (1, "g")),
    ((1.5, "g"), *((1, "k"),) * 11, (1.5, "g")),
    ((1.9, "g"), *((1, "k"),) * 10, (2.2, "a")),
    ((2.3, "g"), *((1, "k"),) * 10, (1.8, "g")),
    ((1.5, "g"), (1.3, "g"), (6.2, "g"), (1.3, "g"), (1.1, "g"), (1.1, "g"), (1.6, "g")),
)


def _keys(s: Sheet, row: int, widths: tuple[tuple[float, str], ...], reach: float) -> None:
    paints = {"a": s.accent, "k": KEY, "g": KEY_GREY}
    unit = (reach - 4 * (len(widths) - 1)) / sum(width for width, _ in widths)
    x, y = 48.0, 147 + row * 28
    s.rect(48, y + 3, reach, 21, "#000", r=5, opacity=0.18)
    for width, kind in widths:
        s.rect(round(x, 1), y, round(width * unit, 1), 21, paints[kind], r=5)
        x += width * unit + 4


def _number_block(s: Sheet, top: float) -> None:
    for row in range(5):
        for column in range(4):
            s.rect(
                289 + column * 17,
                top + row * 20.2,
                14,
                15,
                KEY_GREY if row == 0 or column == 3 else KEY,
                r=3.5,
            )


def mouse(s: Sheet) -> None:
    s.shadow(332, 96)
    s.path("M200 70c62 0 92 46 92 118v60c0 52-38 84-92 84s-92-32-92-84v-60c0-72 30-118 92-118z", s.body)
    s.path("M108 186c50 22 134 22 184 0v8c-50 22-134 22-184 0z", s.deep, opacity=0.5)
    s.line("M200 72v126", s.deep, 3)
    s.rect(189, 112, 22, 52, SOOT, r=11)
    s.rect(194, 122, 12, 32, s.accent, r=6)
    s.gleam("M128 168c4-36 16-58 38-70", 7, 0.3)


def mouse_upright(s: Sheet) -> None:
    s.shadow(330, 116)
    s.path(
        "M96 318c-10-100 24-214 92-226 54-8 62 50 66 96 4 54 50 70 50 116 0 20-12 24-28 24H112c-10 0-15-2-16-10z",
        s.body,
    )
    s.path(
        "M188 92c54-8 62 50 66 96 4 54 50 70 50 116 0 20-12 24-28 24h-30c-30-60-60-150-58-236z",
        s.deep,
        opacity=0.45,
    )
    s.line("M192 150c18 4 34 12 54 8M200 206c20 6 38 10 58 6", s.deep, 3)
    s.rect(208, 108, 14, 40, s.accent, r=7, transform="rotate(-14 215 128)")
    s.gleam("M112 262c2-66 22-118 54-146", 7, 0.28)


def printer(s: Sheet) -> None:
    s.shadow(334, 160)
    s.path("M118 66h164l10 96H108z", PAPER)
    s.line("M138 92h124M136 110h128", "#cfcac0", 4)
    s.rect(50, 152, 300, 172, s.body, r=22)
    s.path("M50 190v-16a22 22 0 0 1 22-22h256a22 22 0 0 1 22 22v16z", s.light)
    s.rect(92, 224, 216, 64, s.deep, r=10)
    s.path("M112 250h176l14 74H98z", PAPER)
    s.path("M126 262h148l6 40H120z", GLASS)
    s.path("M120 302l50-26 34 16 30-12 46 22z", "#e0723f")
    s.rect(84, 164, 70, 16, INK, r=5)
    s.dot(318, 172, 6)
    s.gleam("M62 196v86", 4, 0.4)


def ink(s: Sheet) -> None:
    s.shadow(326, 168)
    for place, colour in enumerate(("#2a9fb8", "#c8487e", "#e6bb3c", "#26282d")):
        x = 52 + place * 76
        s.rect(x + 14, 106, 42, 20, s.deep, r=5)
        s.rect(x, 120, 68, 202, s.slope(s.light, s.base), r=9)
        s.rim(x, 120, 68, 202, 9)
        s.rect(x + 8, 152, 52, 122, colour, r=6)
        s.path(f"M{x + 34} 184q22 32 0 46q-22-14 0-46z", "#fff", opacity=0.85)
        s.rect(x + 20, 290, 28, 14, s.deep, r=3)
    s.gleam("M60 134v10", 4, 0.7)
    s.rect(286, 246, 40, 8, s.accent, r=2)


def paper(s: Sheet) -> None:
    s.shadow(322, 168)
    s.path("M60 196l70-60h238l-54 60z", "#fff")
    s.path("M60 196h254v124H60z", s.slope(PAPER, "#dcd6ca"))
    s.path("M314 196l54-60v120l-54 64z", "#c9c2b4")
    for step in range(1, 4):
        s.line(f"M316 {196 + step * 28}l50-60", "#b3ab9c", 1.5)
    s.rect(60, 222, 254, 72, s.base)
    s.path("M314 222l54-60v68l-54 64z", s.dark)
    s.circle(108, 258, 18, PAPER)
    s.path("M108 258V240a18 18 0 1 1-17 12z", s.accent)
    s.line("M146 250h92M146 268h60", PAPER, 6)
    s.gleam("M68 204h120", 3, 0.8)


def laptop_stand(s: Sheet) -> None:
    s.shadow(326, 150)
    s.path("M70 318h260v-12H104L74 170l-22 6z", s.dark)
    s.path("M330 318h-30l14-160h28z", s.deep)
    s.path("M56 182l236-86 58 44-246 92z", s.body)
    s.path("M104 232l246-92v12L106 244z", s.deep)
    s.path("M130 186l120-44 30 22-122 46z", s.deep, opacity=0.4)
    s.path("M98 214l14-6v40h-14z", s.dark)
    s.rect(96, 214, 18, 10, s.accent, r=4)
    s.gleam("M74 180l190-70", 4, 0.5)


def sleeve(s: Sheet) -> None:
    s.shadow(324, 160)
    s.rect(56, 98, 288, 216, s.body, r=22)
    s.path("M56 150v-30a22 22 0 0 1 22-22h244a22 22 0 0 1 22 22v30z", s.light)
    s.line("M70 152h260", s.deep, 4, stroke_dasharray="6 5")
    s.rect(72, 116, 256, 182, "none", r=12, stroke=s.deep, stroke_width=2, stroke_dasharray="7 6", opacity=0.5)
    s.rect(306, 144, 34, 16, STEEL, r=6)
    s.rect(78, 262, 34, 20, s.accent, r=3)
    s.gleam("M66 176v92", 4, 0.25)


def _picture(s: Sheet, x: float, y: float, width: float, height: float, bezel: str, r: float = 5) -> None:
    """Draw what every screen shows, dunes under a low sun, and the bezel that rounds its corners."""
    s.rect(x, y, width, height, "#16324f")
    s.circle(x + width * 0.76, y + height * 0.25, min(width, height) * 0.11, "#ffe3bd")
    with s.group(transform=f"translate({x} {y}) scale({width} {height})"):
        s.path("M0 1V.6C.22 .32 .4 .67 .58 .5S.85 .22 1 .3V1z", "#e0723f")
        s.path("M0 1V.8C.27 .62 .5 .9 1 .65V1z", "#f3b27a")
    s.rect(x - 3, y - 3, width + 6, height + 6, "none", r=r + 3, stroke=bezel, stroke_width=6)


FAMILIES = (
    Family("laptop", "Laptop", "dedbd4", laptop, 316, (200, 256), 1.9, "desk", 0.72),
    Family("laptop-large", "Large laptop", "6b6f76", partial(laptop, wide=22), 316, (200, 256), 1.8, "desk", 0.74),
    Family("tablet", "Tablet", "8f979c", tablet, 336, (300, 150), 2.0, "desk", 0.6),
    Family("phone", "Phone", "3f5a4a", phone, 348, (250, 116), 2.2, "desk", 0.5),
    Family("monitor", "Monitor", "3a3d43", monitor, 344, (300, 240), 2.0, "desk", 0.76),
    Family("monitor-wide", "Wide monitor", "c9cacb", partial(monitor, wide=20), 344, (310, 240), 2.0, "desk", 0.8),
    Family("keyboard", "Keyboard", "3a434b", keyboard, 312, (120, 190), 2.2, "desk", 0.6),
    Family(
        "keyboard-full",
        "Full keyboard",
        "d8d3c8",
        partial(keyboard, full=True),
        306,
        (300, 220),
        2.2,
        "desk",
        0.66,
    ),
    Family("mouse", "Mouse", "4a4d55", mouse, 330, (200, 150), 2.1, "desk", 0.46),
    Family("mouse-upright", "Upright mouse", "5d6b70", mouse_upright, 328, (210, 160), 2.0, "desk", 0.48),
    Family("printer", "Printer", "dcd8cf", printer, 330, (210, 270), 1.9, "desk", 0.62),
    Family("ink", "Ink cartridges", "e6e2d9", ink, 322, (128, 210), 1.9, "desk", 0.56),
    Family("paper", "Paper", "6f8fa8", paper, 320, (150, 240), 2.0, "desk", 0.5),
    Family("laptop-stand", "Laptop stand", "b9bcc0", laptop_stand, 320, (180, 180), 1.8, "desk", 0.58),
    Family("sleeve", "Sleeve", "7b8577", sleeve, 318, (300, 160), 2.0, "desk", 0.56),
)
