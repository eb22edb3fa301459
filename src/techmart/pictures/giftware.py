"""Gift-ware to hang, wrap, wear and play with, and the parcel that stands in for anything else."""

from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, OAK, PAPER, SOOT, STEEL, Sheet

SKIN = "#e3b794"


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


def card(s: Sheet) -> None:
    s.shadow(334, 130)
    s.rect(122, 86, 206, 150, "#ddd2bf", r=4, transform="rotate(7 220 160)")
    s.path("M122 86l104 84 102-84z", "#c9bca5", transform="rotate(7 220 160)")
    s.path("M84 118h150v206H84z", PAPER)
    s.path("M234 118l40 16v190h-40z", "#d8d0c0")
    s.rect(96, 130, 126, 182, s.body, r=3)
    with s.moved(159, 214, scale=4):
        s.path("M0 11C-18-1-11-14 0-6 11-14 18-1 0 11z", PAPER)
    s.line("M122 286h74", PAPER, 6)
    s.gleam("M104 140v120", 4, 0.4)
    s.dot(159, 216, 9)


def notebook(s: Sheet) -> None:
    s.shadow(340, 116)
    s.path("M300 84l16 10v238l-16 6z", "#d8d0c0")
    s.rect(94, 74, 208, 264, s.body, r=12)
    s.rect(94, 74, 38, 264, s.deep, r=12, opacity=0.6)
    s.rect(160, 120, 110, 68, PAPER, r=4)
    s.line("M178 144h74M178 164h48", s.deep, 6)
    s.rect(266, 74, 12, 264, s.accent)
    s.line("M113 100v212", PAPER, 4, stroke_dasharray="10 12", opacity=0.5)
    s.gleam("M142 92v160", 4, 0.3)


def pencils(s: Sheet) -> None:
    s.shadow(344, 88)
    for x, tip, colour in ((148, 84, "#d9a441"), (178, 60, s.accent), (208, 74, "#6f8f63"), (238, 92, "#5e88b4")):
        s.path(f"M{x - 13} {tip + 36}L{x} {tip}l13 36v140h-26z", "#e6c9a0")
        s.path(f"M{x - 5} {tip + 14}L{x} {tip}l5 14z", colour)
        s.rect(x - 13, tip + 36, 26, 150, colour)
    s.path("M122 168h150v156q0 18-75 18t-75-18z", s.round)
    s.ellipse(197, 168, 75, 17, "none", stroke=s.light, stroke_width=6)
    for x, y in ((150, 222), (197, 250), (244, 222), (160, 290), (232, 290)):
        s.circle(x, y, 11, PAPER, opacity=0.85)
    s.gleam("M134 200v110", 5, 0.4)


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


def doll(s: Sheet) -> None:
    s.shadow(354, 92)
    s.line("M152 208l-52 62M248 208l52 62", SKIN, 20)
    s.line("M176 318v26M224 318v26", SKIN, 22)
    s.path("M166 186h68l46 130q-80 26-160 0z", s.body)
    s.path("M234 186l46 130q-30 12-60 14z", s.deep, opacity=0.3)
    for x, y in ((160, 278), (200, 252), (238, 282), (196, 306)):
        s.circle(x, y, 9, PAPER, opacity=0.85)
    s.circle(200, 122, 72, "#6d4936")
    s.path("M136 150q-30 40-10 74l16-10zM264 150q30 40 10 74l-16-10z", "#6d4936")
    s.circle(200, 132, 56, SKIN)
    s.path("M144 124c10-48 102-48 112 0-40-20-76-20-112 0z", "#6d4936")
    for x in (180, 220):
        s.circle(x, 138, 5, INK)
    s.line("M188 160q12 10 24 0", "#9b4a37", 4)
    s.path("M240 82l30-16v36zM240 82l-22-20-4 34z", s.accent)
    s.gleam("M152 100q10-22 30-30", 5, 0.3)


def blocks(s: Sheet) -> None:
    s.shadow(326, 146)
    for x, y, front, mark in (
        (78, 208, s.base, "#d9a441"),
        (204, 208, "#d8b98e", s.accent),
        (140, 92, "#d8b98e", "#5e88b4"),
    ):
        s.rect(x, y, 114, 114, front, r=8)
        s.rim(x, y, 114, 114, 8)
        s.path(f"M{x + 114} {y + 6}l18-12v108l-18 10z", s.deep)
        s.path(f"M{x + 6} {y}l18-12h108l-18 12z", s.light)
        s.circle(x + 57, y + 57, 32, PAPER)
        s.circle(x + 57, y + 57, 17, mark)
    s.gleam("M90 222v70", 5, 0.4)


def jewellery(s: Sheet) -> None:
    s.shadow(346, 104)
    s.path(
        "M128 60c-26 150 6 190 72 208 66-18 98-58 72-208",
        "none",
        stroke="#c9a04f",
        stroke_width=6,
        stroke_dasharray="0 9",
        stroke_linecap="round",
    )
    s.circle(200, 272, 9, "none", stroke="#c9a04f", stroke_width=5)
    s.path("M200 280l38 26-38 38-38-38z", s.body)
    s.path("M200 280l14 26-14 38-14-38z", s.light, opacity=0.8)
    for x, y in ((150, 222), (250, 222), (134, 176), (266, 176)):
        s.circle(x, y, 13, s.body)
        s.circle(x - 4, y - 4, 4, "#fff", opacity=0.7)
    s.dot(200, 252, 8)


def umbrella(s: Sheet) -> None:
    s.shadow(352, 110)
    s.line("M200 60v250c0 44 54 44 54 6", OAK, 11)
    s.path(
        "M40 210C48 110 116 62 200 62s152 48 160 148q-26-26-54 0-26-26-53 0"
        "-26-26-53 0-27-26-53 0-27-26-53 0-27-26-54 0z",
        s.body,
    )
    s.path("M200 62c40 30 53 90 53 148q-26-26-53 0-27-26-53 0c0-58 13-118 53-148z", s.light, opacity=0.5)
    s.path("M306 210q26-26 54 0C352 110 284 62 200 62c70 30 100 90 106 148z", s.deep, opacity=0.3)
    s.line("M200 60V42", s.accent, 7)
    s.gleam("M66 178c10-40 34-68 68-86", 6, 0.4)


def flower(s: Sheet) -> None:
    s.shadow(350, 88)
    s.line("M200 250V150M188 250q-40-30-46-76M212 250q40-30 46-76", "#6f8f63", 7)
    s.path("M190 226q-46-8-56-42 46-2 56 42zM210 226q46-8 56-42-46-2-56 42z", "#7f9f72")
    for x, y, size in ((200, 116, 1.15), (134, 158, 0.85), (268, 158, 0.85)):
        with s.moved(x, y, scale=size):
            for turn in range(0, 360, 60):
                s.ellipse(0, -27, 17, 25, s.base if turn % 120 else s.light, transform=f"rotate({turn})")
            s.circle(0, 0, 15, s.accent)
    s.path("M136 244h128l-16 90q-2 12-16 12h-64q-14 0-16-12z", s.barrel("#d99a72", "#c27b55", "#8f5638"))
    s.rect(126, 234, 148, 24, "#d08a62", r=6)
    s.gleam("M150 268l8 60", 5, 0.4)


def bird(s: Sheet) -> None:
    s.shadow(340, 100)
    s.line("M186 300v34M222 300v34", "#b08a4f", 7)
    s.path("M108 262l-72 36q-2-30 46-62z", s.dark)
    s.path("M72 250c20-90 90-100 122-130 18-48 100-44 106 18 6 96-40 168-118 168-60 0-96-26-110-56z", s.body)
    s.path("M118 236c20-40 66-56 110-44 6 50-30 86-70 84-22-2-36-18-40-40z", s.deep, opacity=0.45)
    s.path("M298 130l48 16-46 18z", "#d9a441")
    s.circle(264, 132, 9, INK)
    s.circle(267, 129, 3, "#fff")
    s.gleam("M206 140c10-20 24-28 42-30", 6, 0.45)
    s.dot(240, 210, 10)


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


def parcel(s: Sheet) -> None:
    s.shadow(330, 140)
    s.path("M62 150h186v178H62z", s.slope(s.light, s.base))
    s.path("M248 150l90-40v170l-90 48z", s.dark)
    s.path("M62 150l96-44h180l-90 44z", s.light)
    s.path("M140 150l94-44h32l-92 44v178h-34z", PAPER, opacity=0.85)
    s.path("M140 150h34v178h-34z", "#000", opacity=0.06)
    s.rect(78, 262, 48, 48, PAPER, r=3)
    s.line("M88 278h28M88 292h18", s.deep, 4)
    s.path("M157 140c-50-52-66 6-6 8-48 22-14 46 8 4 30 38 60 14 6-6 60-10 36-58-8-6z", s.accent)
    s.gleam("M72 164v80", 4, 0.5)


FAMILIES = (
    Family("bag", "Bag", "b8402f", bag, 340, (200, 160), 1.9, "floor", 0.5),
    Family("box", "Box", "b0a08c", box, 326, (180, 200), 1.9, "shelf", 0.5),
    Family("heart", "Heart ornament", "c9b7a0", heart, 340, (200, 200), 1.8, "wall", 0.42),
    Family("star", "Star ornament", "d3b36a", star, 330, (200, 190), 1.8, "wall", 0.44),
    Family("bauble", "Bauble", "8c4a4a", bauble, 342, (200, 190), 1.9, "wall", 0.4),
    Family("ribbon", "Ribbon", "c2565a", ribbon, 322, (188, 210), 1.9, "desk", 0.4),
    Family("clock", "Clock", "8fb0a0", clock, 346, (200, 200), 1.8, "shelf", 0.52),
    Family("frame", "Picture frame", "c0935f", frame, 346, (200, 180), 1.8, "shelf", 0.56),
    Family("sign", "Sign", "4f6b76", sign, 330, (200, 220), 1.8, "wall", 0.52),
    Family("bunting", "Bunting", "5e88b4", bunting, 300, (200, 180), 1.9, "wall", 0.6),
    Family("card", "Card", "c98f6a", card, 328, (170, 210), 1.9, "shelf", 0.5),
    Family("notebook", "Notebook", "6f8f93", notebook, 336, (210, 160), 1.9, "desk", 0.46),
    Family("pencils", "Pencils", "b8402f", pencils, 340, (197, 160), 2.0, "desk", 0.46),
    Family("cushion", "Cushion", "8fa58a", cushion, 332, (200, 210), 1.8, "floor", 0.5),
    Family("cloth", "Cloth", "8ba6bf", cloth, 322, (180, 210), 1.8, "counter", 0.5),
    Family("doll", "Doll", "c2565a", doll, 346, (200, 150), 2.0, "shelf", 0.54),
    Family("blocks", "Toy blocks", "b8402f", blocks, 322, (200, 200), 1.9, "floor", 0.46),
    Family("jewellery", "Jewellery", "6f93b0", jewellery, 344, (200, 270), 2.1, "shelf", 0.46),
    Family("umbrella", "Umbrella", "5f7390", umbrella, 344, (200, 150), 1.8, "outdoors", 0.6),
    Family("flower", "Flower", "d6949a", flower, 346, (200, 140), 1.9, "shelf", 0.54),
    Family("bird", "Bird ornament", "6f93b0", bird, 334, (230, 170), 1.9, "shelf", 0.46),
    Family("lights", "String of lights", "d9c9a5", lights, 300, (210, 190), 1.9, "wall", 0.6),
    Family("hook", "Hooks", "a97f5b", hook, 300, (200, 190), 1.9, "wall", 0.56),
    Family("mirror", "Mirror", "c9a04f", mirror, 344, (200, 190), 1.8, "shelf", 0.56),
    Family("parcel", "Parcel", "c0a37c", parcel, 326, (190, 180), 1.8, "shelf", 0.5),
)
