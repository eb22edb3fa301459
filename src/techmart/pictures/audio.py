"""Things that are heard: headphones, speakers, turntable, microphone and what wears out on them."""

from techmart.pictures.colours import mix
from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, SOOT, STEEL, Sheet


def headphones(s: Sheet) -> None:
    s.shadow(352, 120)
    s.line("M92 236C84 120 140 62 200 62s116 58 108 174", s.dark, 22)
    s.line("M104 190C108 120 150 80 200 80s92 40 96 110", s.light, 5, opacity=0.8)
    for cup, pad in ((66, 112), (272, 258)):
        s.rect(pad, 214, 30, 110, SOOT, r=15)
        s.rect(cup, 206, 62, 126, s.body, r=30)
        s.rim(cup, 206, 62, 126, 30)
    s.gleam("M79 238V296", 8, 0.2)
    s.gleam("M285 238V296", 7, 0.1)
    s.dot(97, 306)


def headphones_open(s: Sheet) -> None:
    s.shadow(352, 118)
    s.line("M96 232C84 112 142 56 200 56s116 56 104 176", STEEL, 9)
    s.path("M110 168C116 96 156 78 200 78s84 18 90 90l-12 4C268 114 240 100 200 100s-68 14-78 72z", s.dark)
    for x in (98, 302):
        s.rect(x - 7, 176, 14, 56, s.deep, r=7)
        s.ellipse(x + (10 if x < 200 else -10), 272, 46, 62, SOOT)
        s.ellipse(x, 270, 48, 64, s.body)
        s.ellipse(x, 270, 36, 51, s.deep)
        for step in range(-2, 3):
            reach = 46 - 7 * abs(step)
            s.line(f"M{x + step * 13} {270 - reach}V{270 + reach}", s.light, 2.5, opacity=0.45)
        s.circle(x, 270, 11, s.base)
    s.gleam("M60 246a48 64 0 0 1 22-34", 4, 0.4)
    s.dot(98, 270)


def earbuds(s: Sheet) -> None:
    s.shadow(336, 118)
    s.path("M104 190c0-62 40-104 96-104s96 42 96 104z", s.body)
    s.path("M118 190c0-54 34-88 82-88s82 34 82 88z", s.deep)
    s.path("M96 214h208v52a66 66 0 0 1-66 66h-76a66 66 0 0 1-66-66z", s.body)
    for x, way in ((158, -1), (242, 1)):
        s.rect(x - 12, 138, 24, 62, s.fall(s.light, s.base), r=11)
        s.ellipse(x + 16 * way, 150, 12, 15, SOOT)
        s.ellipse(x + 3 * way, 146, 22, 24, s.slope(s.light, s.base))
        s.rect(x - 2, 138, 4, 14, s.deep, r=2)
    s.rect(96, 190, 208, 28, s.dark, r=10)
    s.gleam("M112 236v32a50 50 0 0 0 18 38", 5)
    s.dot(200, 246)


def earbuds_sport(s: Sheet) -> None:
    s.shadow(342, 124)
    s.line("M112 196C84 292 112 330 200 330S316 292 288 196", s.dark, 15)
    s.line("M106 246C104 300 140 322 200 322", s.light, 3, opacity=0.6)
    for x, way in ((112, 1), (288, -1)):
        s.line(f"M{x} 200C{x - 4 * way} 168 {x + 10 * way} 140 {x + 30 * way} 128", INK, 7)
        s.rect(x - 13, 186, 26, 74, s.body, r=12)
        s.ellipse(x + 56 * way, 120, 17, 22, SOOT)
        s.ellipse(x + 34 * way, 112, 28, 34, s.body)
        s.ellipse(x + 30 * way, 110, 15, 19, s.deep)
    s.gleam("M122 104q4-16 16-20", 5)
    s.dot(112, 206)


def speaker(s: Sheet) -> None:
    s.shadow(346, 112)
    s.rect(172, 46, 56, 40, s.deep, r=14)
    s.rect(182, 56, 36, 30, s.base, r=9)
    s.rect(112, 66, 176, 276, s.body, r=38)
    s.rect(126, 80, 148, 248, "#2b2622", r=28)
    _dots(s, 140, 98, 11, 19, 12, "#463e38")
    for y, r in ((138, 26), (242, 56)):
        s.circle(200, y, r, "#1c1815")
        s.circle(200, y, r * 0.8, "#38302b")
    s.circle(200, 242, 18, "#15120f")
    s.gleam("M164 214a46 46 0 0 1 44-16", 4, 0.24)
    s.gleam("M119 118v150", 3, 0.35)
    s.dot(252, 308, 4)


def speaker_mini(s: Sheet) -> None:
    s.shadow(312, 140)
    s.line("M292 168c62-6 66 84 8 92", s.deep, 12)
    s.path("M72 172h256v76c0 40-50 62-128 62S72 288 72 248z", s.barrel(s.light, s.base, s.dark))
    for row in range(4):
        s.line(f"M{78 + row} {214 + row * 18}q122 {44} {244 - row * 2} 0", s.deep, 3, opacity=0.4)
    s.ellipse(200, 172, 128, 46, s.light)
    s.ellipse(200, 172, 112, 39, s.deep)
    s.ellipse(200, 170, 60, 20, s.dark)
    s.gleam("M96 158q30-24 84-26", 4, 0.5)
    s.dot(200, 170, 5)


def speaker_pair(s: Sheet) -> None:
    s.shadow(340, 158)
    for x in (58, 216):
        s.path(f"M{x + 126} 84l14 10v238l-14 6z", s.deep)
        s.rect(x, 84, 126, 254, s.body, r=8)
        s.rim(x, 84, 126, 254, 8)
        s.circle(x + 63, 140, 27, s.deep)
        s.circle(x + 63, 140, 11, STEEL)
        s.circle(x + 63, 246, 50, s.deep)
        s.circle(x + 63, 246, 41, INK)
        s.circle(x + 63, 246, 16, SOOT)
        s.gleam(f"M{x + 33} 228a36 36 0 0 1 28-18", 4, 0.3)
    s.dot(78, 322, 4)


def turntable(s: Sheet) -> None:
    s.shadow(318, 176)
    s.path("M66 146h268l34 132H32z", s.body)
    s.path("M32 278h336v20a12 12 0 0 1-12 12H44a12 12 0 0 1-12-12z", s.deep)
    s.ellipse(180, 212, 122, 55, STEEL)
    s.ellipse(180, 208, 122, 55, SOOT)
    for share in (0.86, 0.72, 0.58):
        s.ellipse(180, 208, 122 * share, 55 * share, "none", stroke="#3a3d43", stroke_width=1.5)
    s.ellipse(180, 208, 40, 18, s.accent)
    s.ellipse(180, 207, 5, 2.5, STEEL)
    s.gleam("M92 184q30-20 70-24", 4, 0.25)
    s.ellipse(320, 178, 20, 10, INK)
    s.line("M320 172v-14", STEEL, 9)
    s.line("M320 160L300 236l-34 12", STEEL, 6)
    s.rect(248, 242, 26, 12, INK, r=4, transform="rotate(-18 261 248)")
    for x in (70, 316):
        s.rect(x, 308, 18, 9, SOOT, r=3)
    s.circle(330, 262, 8, s.light)


def microphone(s: Sheet) -> None:
    s.shadow(350, 96)
    s.ellipse(200, 342, 84, 15, s.deep)
    s.ellipse(200, 337, 84, 15, s.dark)
    s.rect(193, 262, 14, 76, STEEL, r=4)
    s.line("M116 166v30a84 84 0 0 0 168 0v-30", s.dark, 10)
    s.rect(144, 52, 112, 200, s.round, r=54)
    s.path("M144 106a56 56 0 0 1 112 0v38H144z", SOOT)
    for y in range(72, 142, 11):
        inset = max(0, 100 - y) * 0.5
        s.line(f"M{152 + inset} {y}H{248 - inset}", STEEL, 2.5, opacity=0.55)
    s.rect(144, 142, 112, 8, STEEL)
    for x in (116, 284):
        s.circle(x, 168, 11, s.deep)
    s.gleam("M162 168v46", 6)
    s.dot(200, 190, 7)


def ear_pads(s: Sheet) -> None:
    s.shadow(318, 150)
    for x, y in ((248, 196), (150, 216)):
        s.ellipse(x + 10, y + 6, 84, 98, s.deep)
        s.ellipse(x, y, 84, 98, s.body)
        s.ellipse(x + 2, y + 2, 46, 58, SOOT)
        s.ellipse(x + 6, y + 5, 40, 51, s.deep, opacity=0.5)
        s.ellipse(x, y, 66, 79, "none", stroke=s.deep, stroke_width=2, stroke_dasharray="5 6", opacity=0.7)
    s.gleam("M82 176q14-36 46-44", 5, 0.35)
    s.rect(222, 276, 18, 10, s.accent, r=3)


def stylus(s: Sheet) -> None:
    s.shadow(300, 130)
    s.path("M70 122h170l50 34v50H70z", STEEL)
    s.path("M70 122h170l50 34H96z", mix(STEEL, "#ffffff", 0.5))
    s.path("M118 186h196l22 26v44l-30 22H150l-32-30z", s.body)
    s.path("M118 186h196l22 26H140z", s.light)
    s.line("M206 276l-26 20", INK, 9)
    s.line("M182 294l-8 8", STEEL, 4)
    for x in (112, 170, 228):
        s.circle(x, 142, 7, INK)
    s.gleam("M136 228v18l20 18", 4)
    s.dot(290, 240, 9)


def record_sleeves(s: Sheet) -> None:
    s.shadow(336, 140)
    s.circle(262, 206, 112, SOOT)
    for r in (96, 80, 64):
        s.ring(262, 206, r, "#3a3d43", 1.5)
    s.circle(262, 206, 32, s.accent)
    s.circle(262, 206, 5, s.light)
    for step in range(4, -1, -1):
        s.rect(60 + step * 6, 92 - step * 5, 230, 238, s.dark if step % 2 else s.light, r=4)
    s.rect(60, 92, 230, 238, s.slope(s.light, s.base), r=4)
    s.rim(60, 92, 230, 238, 4)
    s.circle(175, 211, 62, s.dark, opacity=0.35)
    s.gleam("M76 108v80", 4, 0.5)


def _dots(s: Sheet, x: int, y: int, columns: int, rows: int, step: int, colour: str) -> None:
    """Draw a grille: each row is one dotted stroke, which keeps the file small."""
    length = (columns - 1) * step
    rows_d = "".join(f"M{x} {y + row * step}h{length + 0.1}" for row in range(rows))
    s.line(rows_d, colour, 4.6, stroke_dasharray=f"0 {step}")


FAMILIES = (
    Family("headphones", "Headphones", "2b2f36", headphones, 350, (104, 262), 2.1, "head"),
    Family("headphones-open", "Open headphones", "4a4d55", headphones_open, 350, (104, 268), 2.1, "head"),
    Family("earbuds", "Earbuds", "e4dfd5", earbuds, 334, (200, 176), 2.0, "outdoors", 0.52),
    Family("earbuds-sport", "Sport earbuds", "4f6b63", earbuds_sport, 330, (122, 216), 2.2, "outdoors", 0.56),
    Family("speaker", "Speaker", "c98f52", speaker, 344, (200, 230), 1.9, "shelf", 0.6),
    Family("speaker-mini", "Small speaker", "6f7d5c", speaker_mini, 310, (170, 190), 2.0, "outdoors", 0.5),
    Family("speaker-pair", "Pair of speakers", "a9764a", speaker_pair, 338, (121, 246), 2.0, "shelf", 0.62),
    Family("turntable", "Turntable", "b98250", turntable, 316, (270, 210), 2.0, "shelf", 0.7),
    Family("microphone", "Microphone", "3a3d45", microphone, 348, (200, 140), 2.0, "desk", 0.66),
    Family("ear-pads", "Ear pads", "3a3d45", ear_pads, 316, (150, 216), 1.8, "desk", 0.5),
    Family("stylus", "Stylus", "8a3b2c", stylus, 300, (230, 230), 1.8, "shelf", 0.5),
    Family("record-sleeves", "Record sleeves", "e8e2d4", record_sleeves, 332, (200, 200), 1.7, "shelf", 0.56),
)
