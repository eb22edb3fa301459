"""Gift-ware to write on, wear and play with, and the parcel that stands in for anything else."""

from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, OAK, PAPER, Sheet

SKIN = "#e3b794"


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
    Family("card", "Card", "c98f6a", card, 328, (170, 210), 1.9, "shelf", 0.5),
    Family("notebook", "Notebook", "6f8f93", notebook, 336, (210, 160), 1.9, "desk", 0.56),
    Family("pencils", "Pencils", "b8402f", pencils, 340, (197, 160), 2.0, "desk", 0.56),
    Family("doll", "Doll", "c2565a", doll, 346, (200, 150), 2.0, "shelf", 0.54),
    Family("blocks", "Toy blocks", "b8402f", blocks, 322, (200, 200), 1.9, "floor", 0.56),
    Family("jewellery", "Jewellery", "6f93b0", jewellery, 344, (200, 270), 2.1, "shelf", 0.56),
    Family("umbrella", "Umbrella", "5f7390", umbrella, 344, (200, 150), 1.8, "outdoors", 0.6),
    Family("flower", "Flower", "d6949a", flower, 346, (200, 140), 1.9, "shelf", 0.54),
    Family("bird", "Bird ornament", "6f93b0", bird, 334, (230, 170), 1.9, "shelf", 0.56),
    Family("parcel", "Parcel", "c0a37c", parcel, 326, (190, 180), 1.8, "shelf", 0.5),
)
