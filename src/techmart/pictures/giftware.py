"""Gift-ware to carry, hang up, wrap and furnish with."""

from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, PAPER, SOOT, STEEL, Sheet


def bag(s: Sheet) -> None:
    s.shadow(344, 124)
    s.line("M142 150c0-130 116-130 116 0", s.deep, 13)
    s.path("M84 136h232l20 194q0 12-14 12H78q-14 0-14-12z", s.body)
    s.path("M316 136l20 194q0 12-14 12h-26z", s.deep, opacity=0.4)
    s.path("M84 136h232l2 20H82z", s.dark)
    for x, y in (
        (118, 204),
        (182, 190),
        (246, 206),
        (148, 262),
        (214, 254),
        (274, 276),
        (104, 312),
        (180, 318),
        (244, 318),
    ):
        s.circle(x, y, 14, PAPER, opacity=0.85)
    s.rect(186, 142, 28, 18, s.accent, r=3)
    s.gleam("M94 172l-12 138", 5, 0.35)


def box(s: Sheet) -> None:
    s.shadow(328, 136)
    s.path("M74 180h208v146H74z", s.slope(s.light, s.base))
    s.path("M282 180l50-28v142l-50 32z", s.dark)
    s.path("M64 138h228v48H64z", s.body)
    s.path("M292 138l52-26v46l-52 28z", s.deep)
    s.path("M64 138l58-28h222l-52 28z", s.light)
    s.rect(148, 220, 60, 72, PAPER, r=5)
    s.line("M162 244h32M162 262h20", s.deep, 5)
    s.gleam("M74 150h120", 4, 0.5)
    s.dot(178, 162, 8)


def heart(s: Sheet) -> None:
    s.shadow(352, 74)
    s.line("M200 128V70M200 70c-26-44 26-44 0 0", s.accent, 6)
    s.path("M200 340C70 250 66 120 142 120c36 0 52 24 58 40 6-16 22-40 58-40 76 0 72 130-58 220z", s.body)
    s.path("M200 340c130-90 134-220 58-220 40 60 10 160-58 220z", s.deep, opacity=0.28)
    s.path(
        "M200 306C104 240 100 148 148 148c28 0 44 22 52 42 8-20 24-42 52-42 48 0 44 92-52 158z",
        "none",
        stroke=PAPER,
        stroke_width=4,
        stroke_dasharray="9 8",
        opacity=0.75,
    )
    s.gleam("M110 196c-2-26 10-44 28-50", 7, 0.45)


def star(s: Sheet) -> None:
    s.shadow(352, 80)
    s.line("M200 96V44", s.accent, 6)
    s.path(
        "M200 84l34 80 86 8-66 56 20 86-74-46-74 46 20-86-66-56 86-8z",
        s.body,
        stroke=s.base,
        stroke_width=12,
        stroke_linejoin="round",
    )
    s.path("M200 84v184l-74 46 20-86-66-56 86-8z", s.light, opacity=0.45)
    s.path("M200 84l34 80-34 50zM320 172l-66 56-54-14zM274 314l-74-46v-54z", s.deep, opacity=0.25)
    s.gleam("M176 160l20-46", 5, 0.6)


def bauble(s: Sheet) -> None:
    s.shadow(350, 84)
    s.line("M200 92c-30-60 30-60 0 0", s.accent, 5)
    s.rect(178, 84, 44, 30, "#d0a957", r=6)
    s.circle(200, 226, 116, s.body)
    s.path("M86 206q114 44 228 0v44q-114 44-228 0z", s.deep, opacity=0.5)
    s.line("M92 230q108 42 216 0", PAPER, 9, stroke_dasharray="0 22")
    s.gleam("M116 190c8-30 26-50 52-60", 9, 0.55)


def ribbon(s: Sheet) -> None:
    s.shadow(328, 130)
    s.path("M258 250c40 0 70 20 92 66l-34 6c-16-30-34-40-58-40z", s.dark)
    s.ellipse(188, 264, 118, 52, s.dark)
    s.rect(70, 190, 236, 76, s.round)
    s.ellipse(188, 190, 118, 52, s.slope(s.light, s.base))
    for share in (0.78, 0.58):
        s.ellipse(188, 190, 118 * share, 52 * share, "none", stroke=s.dark, stroke_width=3)
    s.ellipse(188, 190, 44, 19, PAPER)
    s.ellipse(188, 190, 18, 8, "#b3a48d")
    s.line("M72 232q116 50 232 0", PAPER, 6, stroke_dasharray="0 18", opacity=0.9)
    s.gleam("M90 174q26-22 62-28", 5, 0.5)
    s.dot(318, 296)


def clock(s: Sheet) -> None:
    s.shadow(348, 104)
    s.path("M126 322l-22 24h26l20-18zM274 322l22 24h-26l-20-18z", s.deep)
    for x, turn in ((122, -30), (278, 30)):
        s.path(f"M{x - 42} 96a42 30 0 0 1 84 0z", s.dark, transform=f"rotate({turn} {x} 96)")
    s.rect(192, 44, 16, 26, STEEL, r=5)
    s.circle(200, 206, 136, s.body)
    s.circle(200, 206, 112, PAPER)
    s.ring(200, 206, 100, INK, 9, stroke_dasharray="3 49.36")
    s.line("M200 206V136", INK, 9)
    s.line("M200 206l46 28", INK, 9)
    s.line("M200 206l-24 62", s.accent, 4)
    s.circle(200, 206, 9, INK)
    s.gleam("M82 180a122 122 0 0 1 52-78", 6, 0.5)


def frame(s: Sheet) -> None:
    s.shadow(350, 110)
    s.path("M232 300l70 48h-24l-70-40z", s.deep)
    s.rect(82, 54, 236, 290, s.body, r=6)
    s.rim(82, 54, 236, 290, 6)
    s.path("M82 54l34 34v222l-34 34zM318 54l-34 34v222l34 34z", s.deep, opacity=0.18)
    s.rect(112, 84, 176, 230, PAPER)
    s.rect(138, 112, 124, 174, "#cddbe2")
    s.path("M138 286v-70l40-40 34 34 24-22 26 30v68z", "#7f9077")
    s.circle(228, 144, 14, s.accent)
    s.gleam("M94 70v200", 4, 0.5)


def sign(s: Sheet) -> None:
    s.shadow(338, 104)
    s.line("M92 152L200 62l108 90", "#a58b6a", 5)
    s.circle(200, 60, 9, STEEL)
    s.rect(52, 148, 296, 152, s.body, r=12)
    s.rect(66, 162, 268, 124, "none", r=6, stroke=PAPER, stroke_width=4, opacity=0.85)
    s.line("M104 204h192", PAPER, 16)
    s.line("M132 242h136", PAPER, 11)
    for x in (92, 308):
        s.circle(x, 164, 6, s.deep)
    s.gleam("M60 166v100", 4, 0.4)
    s.dot(200, 270, 6)


def bunting(s: Sheet) -> None:
    s.shadow(330, 130)
    s.line("M22 108q178 110 356 0", "#a58b6a", 5)
    flags = ((40, 126, 12), (104, 152, 6), (170, 164, 0), (236, 156, -6), (302, 132, -12))
    for place, (x, y, turn) in enumerate(flags):
        with s.moved(x + 29, y, turn=turn):
            s.path("M-30-6h60L0 96z", s.body if place % 2 == 0 else PAPER)
            s.path("M0-6h30L0 96z", s.deep, opacity=0.2)
            if place % 2:
                for dx, dy in ((-12, 10), (12, 10), (0, 34)):
                    s.circle(dx, dy, 6, s.accent)
            else:
                s.line("M-20 10h40M-13 34h26", PAPER, 5, opacity=0.8)
    s.gleam("M54 134l14 40", 4, 0.4)


def cushion(s: Sheet) -> None:
    s.shadow(336, 140)
    s.path(
        "M70 96c40 22 220 22 260 0 16-8 24 2 16 18-20 44-20 148 0 196 8 16-2 26-16 18"
        "-46-22-214-22-260 0-14 8-24-2-16-18 20-48 20-152 0-196-8-16 0-26 16-18z",
        s.body,
    )
    s.path(
        "M330 96c16-8 24 2 16 18-20 44-20 148 0 196 8 16-2 26-16 18-20-10-60-16-104-18 60-60 90-140 104-214z",
        s.deep,
        opacity=0.2,
    )
    s.path(
        "M92 116c50 14 166 14 216 0-10 50-10 140 0 190-60-14-156-14-216 0 10-50 10-140 0-190z",
        "none",
        stroke=PAPER,
        stroke_width=4,
        stroke_dasharray="8 8",
        opacity=0.7,
    )
    with s.moved(200, 214, scale=5):
        s.path("M0 11C-18-1-11-14 0-6 11-14 18-1 0 11z", s.accent)
    s.gleam("M96 140c4 30 4 60 0 90", 6, 0.35)


def cloth(s: Sheet) -> None:
    s.shadow(330, 150)
    for step, tone in enumerate((s.dark, s.base, s.light)):
        s.rect(62, 262 - step * 62, 276, 58, tone, r=20)
        s.line(f"M92 {276 - step * 62}h220M92 {306 - step * 62}h220", PAPER, 5, opacity=0.7)
    s.path("M318 138a29 29 0 0 1 0 58h-20a29 29 0 0 1 0-58z", s.deep, opacity=0.35)
    s.path("M96 138h60v96l-30 14-30-14z", PAPER)
    s.path("M96 206h60v10H96z", s.accent)
    s.gleam("M176 148h100", 4, 0.5)


def lights(s: Sheet) -> None:
    s.shadow(338, 120)
    s.line("M30 104C90 190 150 70 200 150S320 210 372 96", "#5b6a55", 6)
    spots = ((62, 138, 8), (120, 130, -8), (176, 128, 14), (226, 176, 6), (286, 180, -10), (340, 140, -20))
    for place, (x, y, turn) in enumerate(spots):
        with s.moved(x, y, turn=turn):
            s.circle(0, 58, 44, "#f6d58f", opacity=0.25)
            s.rect(-9, 0, 18, 22, SOOT, r=4)
            s.path(
                "M-20 44a20 20 0 0 1 40 0c0 22-12 34-20 48-8-14-20-26-20-48z",
                s.accent if place == 3 else s.slope(s.light, s.base),
            )
            s.gleam("M-10 46q0-9 7-12", 4, 0.7)


def hook(s: Sheet) -> None:
    s.shadow(336, 110)
    s.rect(46, 96, 308, 84, s.body, r=14)
    s.rim(46, 96, 308, 84, 14)
    for x in (112, 200, 288):
        s.ellipse(x, 138, 22, 26, STEEL)
        s.line(f"M{x} 146v76c0 44 48 44 48 4", STEEL, 13)
        s.circle(x + 48, 222, 13, PAPER if x != 200 else s.accent)
    for x in (66, 334):
        s.circle(x, 138, 6, s.deep)
    s.gleam("M60 108h150", 4, 0.4)


def mirror(s: Sheet) -> None:
    s.shadow(348, 104)
    s.path("M150 318h100l24 28H126z", s.dark)
    s.ellipse(200, 190, 128, 142, s.body)
    s.ellipse(200, 190, 104, 118, s.slope("#eef5f7", "#b9cdd4"))
    s.path("M130 250L250 96q16 10 28 26L158 284q-18-14-28-34z", "#fff", opacity=0.4)
    s.gleam("M86 170c6-50 32-86 66-104", 6, 0.5)
    s.dot(200, 330, 6)


FAMILIES = (
    Family("bag", "Bag", "b8402f", bag, 340, (200, 160), 1.9, "floor", 0.5),
    Family("box", "Box", "b0a08c", box, 326, (180, 200), 1.9, "shelf", 0.5),
    Family("heart", "Heart ornament", "c9b7a0", heart, 340, (200, 200), 1.8, "wall", 0.42),
    Family("star", "Star ornament", "d3b36a", star, 330, (200, 190), 1.8, "wall", 0.44),
    Family("bauble", "Bauble", "8c4a4a", bauble, 342, (200, 190), 1.9, "wall", 0.4),
    Family("ribbon", "Ribbon", "c2565a", ribbon, 322, (188, 210), 1.9, "desk", 0.5),
    Family("clock", "Clock", "8fb0a0", clock, 346, (200, 200), 1.8, "shelf", 0.52),
    Family("frame", "Picture frame", "c0935f", frame, 346, (200, 180), 1.8, "shelf", 0.56),
    Family("sign", "Sign", "4f6b76", sign, 330, (200, 220), 1.8, "wall", 0.52),
    Family("bunting", "Bunting", "5e88b4", bunting, 300, (200, 180), 1.9, "wall", 0.6),
    Family("cushion", "Cushion", "8fa58a", cushion, 332, (200, 210), 1.8, "floor", 0.5),
    Family("cloth", "Cloth", "8ba6bf", cloth, 322, (180, 210), 1.8, "counter", 0.5),
    Family("lights", "String of lights", "d9c9a5", lights, 300, (210, 190), 1.9, "wall", 0.6),
    Family("hook", "Hooks", "a97f5b", hook, 300, (200, 190), 1.9, "wall", 0.56),
    Family("mirror", "Mirror", "c9a04f", mirror, 344, (200, 190), 1.8, "shelf", 0.56),
)
