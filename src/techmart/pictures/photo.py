"""Things that take pictures, carry them, hold them steady or keep them clean."""

from functools import partial

from techmart.pictures.family import Family
from techmart.pictures.shapes import GLASS, INK, PAPER, SOOT, STEEL, Sheet

SILVER = "#c9c8cf"


def camera(s: Sheet) -> None:
    s.shadow(314, 150)
    s.path("M148 108l12-22a14 14 0 0 1 12-7h56a14 14 0 0 1 12 7l12 22z", s.deep)
    s.rect(82, 90, 44, 20, "#9a99a2", r=8)
    s.rect(280, 94, 34, 16, INK, r=6)
    s.rect(58, 106, 284, 198, s.body, r=26)
    s.path("M58 158v-26a26 26 0 0 1 26-26h232a26 26 0 0 1 26 26v26z", SILVER)
    s.path("M84 106h232a26 26 0 0 1 26 26H58a26 26 0 0 1 26-26z", "#fff", opacity=0.25)
    s.rect(84, 124, 46, 20, INK, r=6)
    _front_lens(s, 206, 216, 86)
    s.dot(300, 132, 10)


def camera_compact(s: Sheet) -> None:
    s.shadow(300, 146)
    s.rect(92, 108, 52, 16, s.deep, r=6)
    s.rect(256, 104, 40, 20, STEEL, r=8)
    s.rect(56, 118, 288, 172, s.body, r=30)
    s.rim(56, 118, 288, 172, 30)
    s.rect(64, 174, 46, 100, s.deep, r=18)
    s.rect(250, 134, 62, 28, SOOT, r=8)
    s.circle(296, 148, 7, GLASS)
    _front_lens(s, 190, 208, 66)
    s.gleam("M84 126h60", 4, 0.4)
    s.dot(284, 262, 6)


def instant_camera(s: Sheet) -> None:
    s.shadow(340, 130)
    s.path("M84 150l20-62a14 14 0 0 1 13-10h166a14 14 0 0 1 13 10l20 62z", s.light)
    s.rect(84, 146, 232, 122, s.body, r=12)
    s.path("M84 258h232l20 66a10 10 0 0 1-10 12H74a10 10 0 0 1-10-12z", s.fall(s.base, s.dark))
    s.rect(92, 304, 216, 12, SOOT, r=4)
    s.rect(236, 94, 56, 36, INK, r=8)
    s.rect(112, 94, 60, 30, PAPER, r=8)
    s.path("M194 258h12v78h-12z", s.accent)
    _front_lens(s, 200, 188, 58)
    s.dot(108, 216, 9)
    s.gleam("M102 92l-12 42", 4, 0.5)


def lens(s: Sheet, *, length: int = 150) -> None:
    """Draw a lens standing on its mount, `length` units tall, its front glass turned towards us."""
    base = 220 + length // 2
    top = base - length - 40
    s.shadow(base + 4, 96)
    s.path(f"M126 {base - 22}h148v14q0 14-20 14H146q-20 0-20-14z", STEEL)
    s.path(f"M112 {top + 20}h176V{base - 34}q0 14-24 14H136q-24 0-24-14z", s.round)
    rings = range(int(top) + 62, base - 50, 46)
    for place, y in enumerate(rings):
        s.rect(110, y, 180, 26, s.deep)
        s.line(f"M113 {y + 13}h175", s.base, 22, cap="butt", stroke_dasharray="5 5", opacity=0.6)
        if place == 0:
            s.rect(110, y - 9, 180, 5, s.accent)
    s.ellipse(200, top + 22, 88, 34, s.dark)
    s.ellipse(200, top + 20, 76, 28, SOOT)
    s.ellipse(200, top + 22, 58, 20, GLASS)
    s.ellipse(200, top + 26, 30, 10, "#0d1524")
    s.gleam(f"M156 {top + 16}q18-12 40-12", 4, 0.5)
    s.gleam(f"M134 {top + 64}V{base - 44}", 5, 0.14)


def tripod(s: Sheet) -> None:
    s.shadow(352, 122)
    s.line("M196 150l-6 186", s.deep, 12)
    for top, foot in ((186, 96), (214, 304)):
        s.line(f"M{top} 148L{foot} 344", s.dark, 15)
        s.line(f"M{(top + foot) / 2} 246L{foot} 344", STEEL, 8)
    s.line("M160 238L240 238", s.deep, 5)
    s.rect(186, 92, 28, 78, s.round, r=6)
    s.rect(170, 138, 60, 26, s.body, r=10)
    s.circle(200, 86, 22, s.body)
    s.line("M218 84l62 28", s.deep, 9)
    s.rect(158, 50, 84, 18, s.deep, r=5)
    s.rect(170, 42, 60, 10, INK, r=4)
    s.gleam("M178 168L138 254", 3, 0.35)
    s.rect(232, 92, 16, 12, s.accent, r=4, transform="rotate(24 240 98)")


def tripod_mini(s: Sheet) -> None:
    s.shadow(340, 126)
    s.line("M200 196l2 128", s.deep, 20)
    s.line("M188 190L106 330", s.dark, 20)
    s.line("M212 190L294 330", s.dark, 20)
    s.line("M184 200L112 322", s.light, 3, opacity=0.5)
    s.circle(200, 190, 30, s.body)
    s.circle(200, 140, 32, s.body)
    s.rect(152, 84, 96, 30, s.deep, r=9)
    s.rect(166, 76, 68, 12, INK, r=5)
    s.line("M230 146h36", STEEL, 10)
    s.circle(272, 146, 13, s.accent)
    s.gleam("M180 128q6-12 18-14", 4, 0.4)


def backpack(s: Sheet) -> None:
    s.shadow(350, 118)
    s.line("M168 72c0-34 64-34 64 0", s.deep, 11)
    s.path("M92 176c0-74 44-114 108-114s108 40 108 114v134a38 38 0 0 1-38 38H130a38 38 0 0 1-38-38z", s.body)
    s.path("M76 216q2-22 22-24v112q-20-2-22-22zM324 216q-2-22-22-24v112q20-2 22-22z", s.deep)
    s.path("M112 168c4-58 40-86 88-86s84 28 88 86z", s.light, opacity=0.5)
    s.line("M112 170h176", s.deep, 5, stroke_dasharray="7 4")
    s.rect(116, 204, 168, 122, s.dark, r=22)
    s.rect(116, 204, 168, 40, s.base, r=16)
    s.line("M132 246h136", s.deep, 4, stroke_dasharray="7 4")
    s.rect(256, 240, 12, 30, STEEL, r=5)
    s.rect(182, 128, 36, 24, s.accent, r=4)
    s.gleam("M106 190c2-44 16-76 44-94", 5, 0.3)


def film(s: Sheet) -> None:
    s.shadow(330, 148)
    for x, y, turn, sky in ((236, 84, 12, "#8fb0c9"), (84, 96, -9, "#16324f")):
        with s.moved(x, y, turn=turn):
            s.rect(4, 5, 124, 152, "#000", r=4, opacity=0.15)
            s.rect(0, 0, 124, 152, PAPER, r=4)
            s.rect(10, 10, 104, 104, sky)
            s.path("M10 114V80q34-32 58-4t46-10v48z", "#e0723f")
            s.circle(84, 36, 11, "#ffe3bd")
    s.rect(96, 196, 208, 130, s.body, r=8)
    s.path("M96 204a8 8 0 0 1 8-8h192a8 8 0 0 1 8 8v22H96z", s.light)
    s.rect(112, 244, 70, 66, PAPER, r=4)
    s.rect(120, 252, 54, 40, s.deep)
    s.line("M204 252h76M204 270h52", PAPER, 6, opacity=0.9)
    s.rect(204, 292, 34, 12, s.accent, r=3)


def drone(s: Sheet) -> None:
    s.shadow(318, 130)
    for x, y, way in ((88, 132, 1), (312, 132, -1)):
        s.line(f"M{x} {y + 20}L{x + 84 * way} {y + 62}", s.deep, 15)
    for x, y in ((88, 130), (312, 130)):
        s.rect(x - 11, y, 22, 34, s.dark, r=7)
        s.ellipse(x, y - 3, 74, 8, s.deep, opacity=0.35)
        s.line(f"M{x - 70} {y - 4}q70 -8 140 0", s.deep, 4)
        s.circle(x, y - 5, 6, STEEL)
    s.line("M150 240l-34 60M250 240l34 60", s.dark, 9)
    s.line("M100 302h36M264 302h36", s.deep, 8)
    s.rect(134, 156, 132, 92, s.body, r=38)
    s.path("M146 190q54-32 108 0v-2q-14-32-54-32t-54 32z", s.light)
    s.rect(164, 234, 72, 40, INK, r=14)
    s.circle(200, 254, 22, SOOT)
    s.circle(200, 254, 13, GLASS)
    s.gleam("M193 248q4-6 10-5", 3, 0.6)
    s.dot(246, 206)


def camera_battery(s: Sheet) -> None:
    s.shadow(324, 122)
    s.path("M108 118l30-30h166l-26 30z", s.light)
    s.path("M278 118l26-30v206l-26 26z", s.deep)
    s.rect(108, 118, 170, 202, s.body, r=8)
    s.rect(126, 196, 134, 98, s.light, r=6, opacity=0.5)
    for x in (130, 158, 186):
        s.rect(x, 132, 18, 32, "#d8b36a", r=3)
    s.line("M142 222h84M142 244h60", PAPER, 6)
    s.rect(142, 266, 30, 12, s.accent, r=3)
    s.gleam("M116 190v110", 4, 0.25)


def cleaning_kit(s: Sheet) -> None:
    s.shadow(334, 150)
    s.path("M60 300l40-70 130-10 40 96-150 14z", s.slope("#dfe6ea", "#b7c4cc"))
    s.line("M84 296l150-22M106 236l26 86", "#a2b1ba", 2)
    s.path("M128 196c0-60 22-96 52-96s52 36 52 96c0 40-22 62-52 62s-52-22-52-62z", s.body)
    s.path("M170 102l4-44h12l4 44z", s.deep)
    for y in (160, 190, 218):
        s.line(f"M132 {y}q48 16 96 0", s.deep, 3, opacity=0.5)
    s.rect(262, 150, 62, 170, s.barrel("#e9f0f2", "#cfdadf", "#a9b7be"), r=12)
    s.rect(262, 208, 62, 76, s.base)
    s.rect(276, 112, 34, 40, INK, r=5)
    s.rect(286, 98, 14, 16, s.accent, r=3)
    s.gleam("M146 190c0-38 10-60 24-72", 5, 0.35)


def _front_lens(s: Sheet, x: float, y: float, r: float) -> None:
    """Draw a lens seen from the front."""
    for share, colour in (
        (1, "#1b1c21"),
        (0.84, "#2f3038"),
        (0.65, "#121317"),
        (0.47, GLASS),
        (0.26, "#0d1524"),
    ):
        s.circle(x, y, r * share, colour)
    reach = r * 0.42
    s.gleam(
        f"M{x - reach * 0.8:.4g} {y - reach * 0.6:.4g}a{reach} {reach} 0 0 1 {reach:.4g} {-reach * 0.5:.4g}",
        r * 0.07,
        0.5,
    )


FAMILIES = (
    Family("camera", "Camera", "43454e", camera, 310, (206, 200), 2.0, "shelf", 0.5),
    Family("camera-compact", "Compact camera", "8c6a4f", camera_compact, 296, (196, 200), 2.0, "outdoors", 0.56),
    Family("camera-instant", "Instant camera", "e6ded0", instant_camera, 336, (200, 188), 1.9, "shelf", 0.5),
    Family("lens", "Lens", "3a3c43", lens, 297, (200, 150), 1.9, "desk", 0.5),
    Family("lens-short", "Small lens", "4a4b52", partial(lens, length=96), 270, (200, 170), 1.9, "desk", 0.5),
    Family("lens-long", "Long lens", "d9d6cf", partial(lens, length=236), 340, (200, 130), 1.8, "desk", 0.6),
    Family("tripod", "Tripod", "4a4d55", tripod, 348, (204, 110), 2.1, "outdoors", 0.72),
    Family("tripod-mini", "Table tripod", "5d6670", tripod_mini, 336, (214, 140), 2.0, "desk", 0.5),
    Family("backpack", "Backpack", "6f7d5c", backpack, 346, (200, 200), 1.9, "floor", 0.62),
    Family("film", "Instant film", "5e88a8", film, 326, (180, 160), 1.8, "shelf", 0.56),
    Family("drone", "Drone", "cfcfcd", drone, 300, (200, 230), 2.0, "sky", 0.66),
    Family("camera-battery", "Camera battery", "55606b", camera_battery, 320, (186, 160), 2.0, "desk", 0.4),
    Family("cleaning-kit", "Cleaning kit", "5b7f86", cleaning_kit, 326, (190, 170), 1.9, "desk", 0.5),
)
