"""Gift-ware for table and kitchen: what an imported gift shop sells to be filled, poured, baked or lit."""

from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, PAPER, STEEL, Sheet

FLAME, WAX = "#f2b54a", "#f4ecd8"


def mug(s: Sheet) -> None:
    s.shadow(326, 112, 190)
    s.line("M270 166c78-16 78 104-8 94", s.dark, 22)
    s.path("M106 128h172v150c0 28-22 46-50 46h-72c-28 0-50-18-50-46z", s.round)
    s.ellipse(192, 128, 86, 24, s.light)
    s.ellipse(192, 130, 75, 18, "#5b3d2c")
    s.gleam("M124 166v96", 7, 0.4)
    _little_heart(s, 192, 204, s.accent)


def plate(s: Sheet) -> None:
    s.shadow(322, 150)
    s.ellipse(200, 214, 158, 104, s.dark)
    s.ellipse(200, 206, 158, 104, s.slope(s.light, s.base))
    s.ellipse(200, 212, 112, 70, s.base)
    s.ellipse(200, 208, 106, 66, s.slope(PAPER, s.light))
    s.ellipse(
        200,
        206,
        138,
        88,
        "none",
        stroke=s.deep,
        stroke_width=7,
        stroke_dasharray="0 15.9",
        stroke_linecap="round",
        opacity=0.6,
    )
    s.gleam("M62 182q24-50 84-66", 5, 0.7)
    _little_heart(s, 200, 206, s.accent)


def cake_stand(s: Sheet) -> None:
    s.shadow(350, 104)
    s.rect(195, 40, 10, 300, STEEL, r=4)
    s.line("M200 46a18 18 0 1 1 .1 0", STEEL, 7)
    s.path("M150 330h100l14 16H136z", s.dark)
    for y, reach in ((314, 142), (220, 108), (134, 74)):
        s.path(f"M{200 - reach} {y - 16}h{reach * 2}q-14 24-{reach} 26t-{reach}-26z", s.dark)
        s.ellipse(200, y - 16, reach, reach * 0.17, s.light)
        s.ellipse(200, y - 16, reach * 0.86, reach * 0.13, s.base)
        for x in (-0.55, 0.5):
            s.rect(200 + reach * x - 17, y - 44, 34, 26, "#d9b48a", r=6)
            s.path(f"M{200 + reach * x - 19} {y - 40}q19-34 38 0z", PAPER)
            s.circle(200 + reach * x, y - 56, 5, s.accent)
    s.gleam("M70 302q12 12 40 16", 4, 0.5)


def jug(s: Sheet) -> None:
    s.shadow(344, 104)
    s.line("M268 142c88-14 82 130-10 134", s.dark, 18)
    s.path(
        "M128 84l-26 22c16 26 30 40 30 62-26 40-34 60-34 92 0 52 32 82 92 82s92-30 92-82c0-34-8-54-28-84V84z", s.round
    )
    s.path("M128 84l-26 22q82 26 152-22z", s.deep)
    s.line("M112 232q80 26 158 0", s.deep, 8, opacity=0.45)
    s.line("M108 254q82 28 166 0", s.deep, 4, opacity=0.45)
    s.gleam("M122 220c-8 30-4 60 16 80", 7, 0.4)
    s.dot(190, 190, 8)


def teapot(s: Sheet) -> None:
    s.shadow(330, 136)
    s.line("M288 172c80-8 70 106-12 106", s.dark, 18)
    s.path("M104 190c-26 0-34 30-54-6l-24 8c18 60 40 80 86 88z", s.dark)
    s.path("M88 234c0-60 46-96 108-96s108 36 108 96c0 58-40 92-62 92h-92c-22 0-62-34-62-92z", s.round)
    s.path("M132 150q64-52 128 0-64 20-128 0z", s.light)
    s.circle(196, 112, 14, s.accent)
    for x, y in ((140, 226), (196, 210), (252, 226), (168, 270), (224, 270)):
        s.circle(x, y, 11, PAPER, opacity=0.85)
    s.gleam("M108 222c6-28 20-44 42-54", 7, 0.4)


def bowl(s: Sheet) -> None:
    s.shadow(318, 116)
    s.path("M60 176h280c0 82-48 128-96 134v10h-88v-10c-48-6-96-52-96-134z", s.round)
    s.ellipse(200, 176, 140, 38, s.light)
    s.ellipse(200, 180, 126, 30, s.deep)
    for x in range(94, 310, 42):
        s.circle(x, 226 + (18 if 110 < x < 290 else 0), 10, PAPER, opacity=0.8)
    s.gleam("M80 206c10 34 28 58 50 72", 6, 0.4)
    s.dot(200, 282, 7)


def tin(s: Sheet) -> None:
    s.shadow(332, 112)
    s.path("M92 142h216v158q0 28-108 28T92 300z", s.round)
    s.path("M86 118h228v32q0 24-114 24T86 150z", s.barrel(s.base, s.dark, s.deep))
    s.ellipse(200, 118, 114, 32, s.slope(s.light, s.base))
    s.ellipse(200, 116, 92, 24, "none", stroke=s.dark, stroke_width=3)
    s.rect(138, 206, 124, 76, PAPER, r=10)
    s.line("M160 232h80M172 252h56", s.deep, 6)
    s.gleam("M108 196v96", 6, 0.4)
    s.dot(200, 116, 9)


def jar(s: Sheet) -> None:
    s.shadow(340, 100)
    s.rect(106, 116, 188, 220, s.barrel("#eef4f3", "#dbe7e6", "#adc1c1"), r=34)
    s.path("M114 190q86-20 172 0v112q0 26-26 26H140q-26 0-26-26z", s.body, opacity=0.92)
    s.rect(122, 66, 156, 54, s.barrel("#d9dcde", STEEL, "#84898e"), r=10)
    s.line("M124 84h152M124 100h152", "#84898e", 2)
    s.rect(146, 222, 108, 70, PAPER, r=6)
    _little_heart(s, 200, 254, s.accent)
    s.gleam("M122 150v120", 7, 0.7)


def bottle(s: Sheet) -> None:
    """Draw a hot-water bottle in a knitted cover."""
    s.shadow(352, 96)
    s.path("M170 60h60l-4 46h-52z", s.deep)
    s.rect(158, 44, 84, 22, INK, r=8)
    s.path("M174 100h52c4 22 66 12 66 62v142c0 28-22 46-50 46h-84c-28 0-50-18-50-46V162c0-50 62-40 66-62z", s.body)
    s.rect(166, 98, 68, 24, s.dark, r=10)
    for y in range(176, 340, 20):
        s.line(f"M118 {y}h164", s.deep, 3, stroke_dasharray="9 7", opacity=0.4)
    _little_heart(s, 200, 246, s.accent, 2.4)
    s.gleam("M122 190v110", 6, 0.3)


def cutlery(s: Sheet) -> None:
    s.shadow(346, 110)
    s.rect(126, 46, 14, 130, STEEL, r=7)
    s.path("M108 46h8v56h8V46h18v56h8V46h8v70q0 22-25 22t-25-22z", STEEL)
    s.path("M200 46c24 0 34 28 34 54s-14 42-26 44v40h-16v-40c-12-2-26-18-26-44s10-54 34-54z", STEEL)
    s.path("M262 50c26 6 32 60 24 112h-24z", "#d3d6d9")
    for x in (125, 192, 264):
        s.rect(x, 172, 18, 168, s.round, r=9)
    s.gleam("M184 72q4-14 12-16", 4, 0.8)
    for x in (134, 201, 273):
        s.dot(x, 316, 4)


def napkins(s: Sheet) -> None:
    s.shadow(326, 150)
    for step in range(5):
        s.path(f"M{64 + step} {300 - step * 9}l136 30 136-30-136-34z", s.dark if step % 2 else s.light)
    s.path("M66 256L200 90l134 166-134 30z", s.body)
    s.path("M200 90l134 166-134 30z", s.deep, opacity=0.35)
    for x, y in ((150, 222), (200, 160), (178, 262), (236, 216), (286, 244), (214, 250), (118, 250)):
        s.circle(x, y, 9, PAPER, opacity=0.9)
    s.gleam("M96 240l70-88", 4, 0.5)
    s.dot(200, 206, 8)


def bakeware(s: Sheet) -> None:
    s.shadow(322, 150)
    for x, y, size in ((126, 196, 1.0), (274, 196, 1.0), (200, 230, 1.35)):
        with s.moved(x, y, scale=size):
            s.path("M-48 0h96l-16 66q-32 10-64 0z", s.fall(s.base, s.dark))
            s.line("M-36 6l10 56M-18 8l5 60M0 8v62M18 8l-5 60M36 6l-10 56", s.deep, 2, opacity=0.5)
            s.path("M-52 2c-8-34 24-54 52-54s60 20 52 54q-52 14-104 0z", "#e8c79c")
            s.path("M-40-18c0-30 22-38 40-38s42 10 40 38q-14 14-26 0-14 14-28 0-12 14-26 0z", PAPER)
            s.circle(0, -58, 8, s.accent)
    s.gleam("M150 204q8-22 26-30", 4, 0.6)


def candle(s: Sheet) -> None:
    """Draw a tea-light in its holder."""
    s.shadow(334, 110)
    s.circle(200, 172, 124, FLAME, opacity=0.18)
    s.path("M94 190h212l-18 122q-4 20-28 20H140q-24 0-28-20z", s.body, opacity=0.96)
    s.ellipse(200, 190, 106, 28, s.light)
    s.ellipse(200, 192, 92, 21, s.deep)
    s.ellipse(200, 194, 62, 14, WAX)
    s.line("M200 194v-20", INK, 4)
    s.path("M200 84c30 40 34 58 26 78a28 28 0 0 1-52 0c-8-20-4-38 26-78z", FLAME)
    s.path("M200 122c14 20 16 30 12 40a13 13 0 0 1-24 0c-4-10-2-20 12-40z", "#fff3d4")
    _little_heart(s, 200, 262, s.accent, 1.9)
    s.gleam("M112 218l12 80", 6, 0.5)


def lantern(s: Sheet) -> None:
    s.shadow(350, 104)
    s.line("M158 82c0-56 84-56 84 0", s.deep, 8)
    s.path("M200 62l92 64H108z", s.body)
    s.path("M200 62l92 64h-60z", s.deep, opacity=0.4)
    s.rect(118, 126, 164, 190, s.dark, r=4)
    s.rect(132, 138, 136, 166, s.fall("#f8ecd0", "#eccf94"))
    s.rect(176, 218, 48, 86, WAX, r=6)
    s.path("M200 162c18 24 20 34 15 46a17 17 0 0 1-30 0c-5-12-3-22 15-46z", FLAME)
    s.line("M200 138v20M132 220h36M232 220h36", s.dark, 7, opacity=0.7)
    s.rect(104, 312, 192, 30, s.body, r=6)
    s.gleam("M140 150v130", 5, 0.7)
    s.dot(200, 327, 6)


def basket(s: Sheet) -> None:
    s.shadow(334, 130)
    s.line("M96 190c0-150 208-150 208 0", s.dark, 13)
    s.path("M76 186h248l-28 128q-4 16-22 16H126q-18 0-22-16z", s.body)
    for row, y in enumerate(range(208, 322, 20)):
        shift = 10 if row % 2 else 0
        s.line(
            f"M{92 + row * 3 + shift} {y}H{310 - row * 3}", s.deep, 9, cap="butt", stroke_dasharray="14 8", opacity=0.45
        )
    s.rect(66, 172, 268, 22, s.light, r=10)
    s.path("M120 172q38-40 80-26t84 26z", PAPER)
    s.path("M120 172q38-40 80-26l-14 26z", s.accent, opacity=0.9)
    s.gleam("M82 180h130", 4, 0.5)


def _little_heart(s: Sheet, x: float, y: float, colour: str, scale: float = 1.4) -> None:
    with s.moved(x, y, scale=scale):
        s.path("M0 11C-18-1-11-14 0-6 11-14 18-1 0 11z", colour)


FAMILIES = (
    Family("mug", "Mug", "8ba6bf", mug, 322, (192, 190), 1.9, "desk", 0.52),
    Family("plate", "Plate", "a5b8a4", plate, 316, (200, 200), 1.8, "counter", 0.5),
    Family("cake-stand", "Cake stand", "d9a9a6", cake_stand, 344, (200, 200), 2.0, "counter", 0.66),
    Family("jug", "Jug", "e9dfc8", jug, 340, (190, 210), 1.9, "counter", 0.5),
    Family("teapot", "Teapot", "b8402f", teapot, 326, (196, 220), 1.8, "counter", 0.54),
    Family("bowl", "Bowl", "6f93b0", bowl, 318, (200, 200), 1.8, "counter", 0.58),
    Family("tin", "Tin", "d2a255", tin, 326, (200, 190), 1.9, "counter", 0.5),
    Family("jar", "Jar", "b9544c", jar, 336, (200, 230), 1.9, "counter", 0.58),
    Family("bottle", "Hot-water bottle", "b98b75", bottle, 348, (200, 230), 1.9, "shelf", 0.52),
    Family("cutlery", "Cutlery", "c9825f", cutlery, 340, (200, 150), 1.9, "counter", 0.5),
    Family("napkins", "Napkins", "c2565a", napkins, 326, (200, 210), 1.9, "counter", 0.54),
    Family("bakeware", "Bakeware", "d9a9a6", bakeware, 318, (200, 200), 1.8, "counter", 0.52),
    Family("candle", "Tea-light holder", "c9b7a0", candle, 332, (200, 200), 1.8, "shelf", 0.5),
    Family("lantern", "Lantern", "7a8a86", lantern, 342, (200, 210), 1.9, "shelf", 0.6),
    Family("basket", "Basket", "c7a473", basket, 330, (200, 230), 1.9, "floor", 0.5),
)
