"""Things of the house: kitchen, light, climate, cleaning, and what is worn about it."""

from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, PAPER, SOOT, STEEL, Sheet, segments

GLOW = "#f6d58f"


def kettle(s: Sheet) -> None:
    s.shadow(346, 112)
    s.line("M132 262C70 262 98 190 54 156", s.dark, 15)
    s.line("M246 128C336 104 354 292 268 288", INK, 17)
    s.path("M134 132h132l26 170a18 18 0 0 1-18 20H126a18 18 0 0 1-18-20z", s.round)
    s.path("M146 132q6-26 54-26t54 26z", s.light)
    s.rect(132, 126, 136, 10, s.deep, r=5)
    s.rect(184, 88, 32, 18, INK, r=8)
    s.rect(96, 318, 208, 24, s.deep, r=10)
    s.rect(180, 326, 40, 8, s.accent, r=4)
    s.gleam("M150 156l-14 126", 7, 0.32)


def grinder(s: Sheet) -> None:
    s.shadow(350, 94)
    s.path("M134 58h132l-14 96H148z", "#cfdadb", opacity=0.75)
    s.path("M142 106q28-14 58-4t54-4l-6 56h-96z", "#6d4936")
    s.rect(126, 46, 148, 16, INK, r=7)
    s.rect(140, 150, 120, 126, s.round, r=10)
    s.rect(132, 184, 136, 22, s.deep, r=6)
    s.line("M136 195h128", s.light, 14, cap="butt", stroke_dasharray="3 8", opacity=0.5)
    s.path("M146 276h108v44q0 22-22 22h-64q-22 0-22-22z", "#e3e8e8", opacity=0.9)
    s.path("M150 306h100v14q0 18-20 18h-60q-20 0-20-18z", "#6d4936")
    s.gleam("M156 218v42", 6, 0.35)
    s.gleam("M150 72l8 66", 4, 0.6)
    s.dot(240, 240, 7)


def coffee(s: Sheet) -> None:
    s.shadow(344, 104)
    s.path("M118 88h164l10 34v206a14 14 0 0 1-14 14H122a14 14 0 0 1-14-14V122z", s.body)
    s.path("M118 88h164l10 34H108z", s.dark)
    s.rect(112, 66, 176, 26, s.deep, r=4)
    s.path("M282 88l10 34v206a14 14 0 0 1-14 14h-10l-4-220z", s.deep, opacity=0.35)
    s.rect(132, 166, 128, 128, PAPER, r=6)
    for x, y, turn in ((178, 214, -24), (212, 222, 28)):
        with s.moved(x, y, turn=turn):
            s.ellipse(0, 0, 19, 28, "#6d4936")
            s.line("M0-24q10 24 0 48", PAPER, 3)
    s.line("M156 268h80", s.deep, 5)
    s.circle(200, 134, 9, s.deep)
    s.rect(148, 278, 36, 6, s.accent, r=3)
    s.gleam("M120 140v180", 5, 0.28)


def paper_filters(s: Sheet) -> None:
    s.shadow(330, 130)
    for step in range(4):
        s.path(
            f"M{112 + step * 5} {166 - step * 9}q90-90 180 0l-34 110h-110z",
            "#fbf9f4" if step % 2 else "#e6dfd2",
        )
    s.rect(86, 206, 228, 120, s.body, r=8)
    s.path("M160 206h80q-8 28-40 28t-40-28z", s.deep)
    s.path("M112 252h60l-14 50h-32z", PAPER)
    s.line("M196 262h88M196 282h56", PAPER, 6)
    s.rect(196, 298, 28, 10, s.accent, r=3)
    s.gleam("M96 222v88", 4, 0.35)


def desk_lamp(s: Sheet) -> None:
    s.shadow(352, 104, 176)
    s.path("M204 142l124 46 32 154H128z", GLOW, opacity=0.22)
    s.line("M166 330L124 214L228 112", s.dark, 11)
    s.line("M160 310L128 222", s.light, 3, opacity=0.6)
    s.circle(124, 214, 13, s.deep)
    s.circle(228, 112, 12, s.deep)
    s.path("M222 84q66-18 96 40 12 26 8 62l-122-46q-4-40 18-56z", s.body)
    s.ellipse(265, 164, 66, 15, GLOW, transform="rotate(21 265 164)")
    s.rect(100, 330, 152, 20, s.body, r=10)
    s.dot(222, 340)
    s.gleam("M226 100q36-10 62 14", 5, 0.4)


def bulb(s: Sheet) -> None:
    s.shadow(346, 84)
    s.circle(200, 166, 132, GLOW, opacity=0.22)
    s.path(
        "M200 58c64 0 104 46 104 102 0 52-46 72-52 120H148c-6-48-52-68-52-120 0-56 40-102 104-102z",
        s.slope("#fffdf6", "#ead9b4"),
    )
    s.path("M148 248h104l-8 46h-88z", s.body)
    for y in (298, 314):
        s.rect(160, y, 80, 12, STEEL, r=6)
    s.path("M172 328h56l-14 14h-28z", INK)
    s.line("M176 236v-40l-14-24M224 236v-40l14-24M176 196q24 18 48 0", "#d9a441", 4)
    s.gleam("M120 152c2-34 22-58 50-68", 8, 0.8)
    s.dot(200, 270)


def table_light(s: Sheet) -> None:
    s.shadow(346, 96)
    s.ellipse(200, 176, 150, 132, GLOW, opacity=0.22)
    s.path("M110 196c0-76 34-124 90-124s90 48 90 124z", s.body)
    s.path("M110 196h180q0 20-90 20t-90-20z", GLOW)
    s.rect(192, 210, 16, 120, STEEL)
    s.path("M130 330q0-22 70-22t70 22v12H130z", s.dark)
    s.gleam("M128 178c4-44 20-72 44-86", 7, 0.4)
    s.dot(200, 328, 6)


def thermostat(s: Sheet) -> None:
    s.shadow(346, 104)
    s.circle(200, 200, 140, s.slope("#f8f6f1", "#cdc8be"))
    s.circle(200, 200, 122, s.body)
    s.circle(200, 200, 96, SOOT)
    s.ring(200, 200, 110, s.deep, 10, stroke_dasharray="2 9.5")
    s.line("M126 262a97 97 0 1 1 148-124", s.accent, 7, transform="translate(30 30) scale(.85)")
    segments(s, "20", 154, 166, 32, "#f3efe6")
    s.ring(256, 168, 6, "#f3efe6", 4)
    s.line("M176 256h48", "#7d838b", 5)
    s.gleam("M92 160a118 118 0 0 1 56-66", 5, 0.4)


def hub(s: Sheet) -> None:
    s.shadow(322, 132)
    s.path("M76 196h248v74c0 34-46 50-124 50S76 304 76 270z", s.round)
    s.ellipse(200, 196, 124, 52, s.light)
    s.ellipse(200, 194, 104, 42, s.base)
    s.ellipse(200, 194, 46, 18, s.deep)
    s.ellipse(200, 194, 46, 18, "none", stroke=s.accent, stroke_width=4)
    s.line("M152 120q48-40 96 0M172 142q28-22 56 0", s.deep, 7, opacity=0.35)
    s.circle(106, 268, 4, SOOT)
    s.gleam("M96 184q20-22 66-30", 5, 0.5)


def leak_sensor(s: Sheet) -> None:
    s.shadow(316, 120)
    s.path("M92 214h216v56q0 42-108 42T92 270z", s.round)
    s.ellipse(200, 214, 108, 46, s.light)
    s.ellipse(200, 213, 92, 38, s.base)
    s.path("M200 182c18 18 26 28 26 38a26 18 0 0 1-52 0c0-10 8-20 26-38z", s.deep, opacity=0.6)
    s.dot(266, 222, 6)
    for x in (146, 254):
        s.rect(x - 8, 306, 16, 12, STEEL, r=3)
    s.gleam("M108 204q18-20 56-28", 4, 0.5)


def vacuum_robot(s: Sheet) -> None:
    s.shadow(318, 170)
    s.path("M44 220h312v40c0 36-70 54-156 54S44 296 44 260z", s.barrel(s.base, s.dark, s.deep))
    s.path("M56 264h288v10q0 22-40 32H96q-40-10-40-32z", SOOT, opacity=0.7)
    s.ellipse(200, 216, 156, 74, s.slope(s.light, s.base))
    s.ellipse(200, 216, 132, 60, "none", stroke=s.dark, stroke_width=3)
    s.path("M146 190v-14q0-18 54-18t54 18v14z", s.deep)
    s.ellipse(200, 190, 54, 20, s.dark)
    s.ellipse(200, 188, 36, 12, INK)
    s.rect(176, 244, 48, 14, s.deep, r=7)
    s.dot(200, 251)
    s.gleam("M72 196q28-30 82-40", 5, 0.55)


def vacuum_filters(s: Sheet) -> None:
    s.shadow(322, 150)
    for x, y in ((150, 84), (96, 140)):
        s.rect(x + 8, y + 8, 196, 168, s.deep, r=12)
        s.rect(x, y, 196, 168, s.body, r=12)
        s.rect(x + 16, y + 16, 164, 136, "#dfe3e0", r=4)
        s.line(f"M{x + 16} {y + 84}h164", "#b7bebb", 128, cap="butt", stroke_dasharray="5 7")
    s.rect(168, 300, 52, 8, s.accent, r=3)
    s.gleam("M104 156v130", 4, 0.4)


def watch(s: Sheet) -> None:
    s.shadow(372, 70)
    s.path("M152 128l10-96q0-10 10-10h56q10 0 10 10l10 96z", s.fall(s.dark, s.base))
    s.path("M152 272l10 88q0 10 10 10h56q10 0 10-10l10-88z", s.fall(s.base, s.dark))
    for y in (306, 324, 342):
        s.circle(200, y, 4, s.deep)
    s.rect(290, 176, 16, 30, STEEL, r=5)
    s.rect(288, 222, 10, 34, STEEL, r=4)
    s.rect(110, 110, 180, 180, s.slope("#e2e3e4", "#94989d"), r=52)
    s.rect(120, 120, 160, 160, SOOT, r=44)
    s.ring(200, 200, 58, "#33373d", 8)
    s.line("M200 142a58 58 0 1 1-55 76", s.accent, 8)
    segments(s, "1042", 156, 184, 16, "#f3efe6")
    s.gleam("M116 168a46 46 0 0 1 40-48", 4, 0.6)


def strap(s: Sheet) -> None:
    s.shadow(346, 112)
    for x, turn, length in ((128, -8, 250), (222, 8, 250)):
        with s.moved(x, 74, turn=turn):
            s.path(f"M0 12q0-12 12-12h32q12 0 12 12l4 {length - 40}q-4 34-32 34t-32-34z", s.body)
            s.rect(4, -14, 48, 18, STEEL, r=6)
            s.line(f"M8 20l-2 {length - 70}M48 20l2 {length - 70}", s.deep, 2, stroke_dasharray="6 5")
    for step in range(5):
        s.circle(240 - step * 2.4, 196 + step * 20, 4.5, s.deep)
    s.rect(202, 238, 62, 15, s.dark, r=5, transform="rotate(8 233 245)")
    s.dot(157, 124, 5)
    s.gleam("M134 96l16 150", 4, 0.3)


def air_monitor(s: Sheet) -> None:
    s.shadow(338, 112)
    s.path(
        "M130 120h140a34 34 0 0 1 34 34v146a34 34 0 0 1-34 34H130a34 34 0 0 1-34-34V154a34 34 0 0 1 34-34z",
        s.body,
    )
    s.rim(96, 120, 208, 214, 34)
    s.rect(116, 140, 168, 104, SOOT, r=16)
    segments(s, "612", 144, 164, 28, "#f3efe6")
    s.line("M126 266h132M126 284h132M126 302h132", s.deep, 5, stroke_dasharray="0 12")
    s.gleam("M104 168v110", 4, 0.35)
    s.dot(288, 284, 4)


def scale(s: Sheet) -> None:
    s.shadow(316, 160)
    s.path("M76 196h248l30 80H46z", s.slope(s.light, s.base))
    s.path("M46 276h308v18a14 14 0 0 1-14 14H60a14 14 0 0 1-14-14z", s.dark)
    s.path("M110 206h180l14 40H96z", s.deep, opacity=0.35)
    s.rect(150, 254, 100, 18, SOOT, r=6)
    s.path("M152 200l8-92h80l8 92z", "#dfe6e6", opacity=0.85)
    s.path("M155 166h90l3 34h-96z", "#6d4936")
    s.line("M246 122q40 8 2 54", "#dfe6e6", 8)
    s.gleam("M166 122l-4 60", 4, 0.8)
    s.dot(316, 262)
    segments(s, "180", 176, 257, 8, "#f3efe6")


def plug(s: Sheet) -> None:
    s.shadow(336, 96)
    s.rect(102, 96, 196, 234, s.body, r=44)
    s.rim(102, 96, 196, 234, 44)
    s.circle(200, 196, 76, s.dark)
    s.circle(200, 196, 66, s.slope(s.dark, s.base))
    s.circle(174, 196, 10, SOOT)
    s.circle(226, 196, 10, SOOT)
    for y in (132, 254):
        s.rect(190, y, 20, 8, STEEL, r=3)
    s.rect(172, 294, 56, 14, s.deep, r=7)
    s.dot(214, 301, 4)
    s.gleam("M114 146v120", 5, 0.5)


FAMILIES = (
    Family("kettle", "Kettle", "4c5a5a", kettle, 342, (200, 200), 1.8, "counter", 0.66),
    Family("grinder", "Coffee grinder", "5d5f63", grinder, 342, (200, 190), 1.9, "counter", 0.62),
    Family("coffee", "Bag of coffee", "b5694a", coffee, 342, (200, 220), 1.9, "counter", 0.54),
    Family("paper-filters", "Paper filters", "a5805b", paper_filters, 326, (170, 190), 1.8, "counter", 0.5),
    Family("scale", "Kitchen scale", "e2ded5", scale, 312, (200, 230), 2.0, "counter", 0.58),
    Family("desk-lamp", "Desk lamp", "6b7d6a", desk_lamp, 350, (250, 130), 1.9, "desk", 0.8),
    Family("bulb", "Smart bulb", "dcd7cc", bulb, 342, (200, 230), 1.9, "shelf", 0.52),
    Family("table-light", "Table light", "c9825f", table_light, 342, (200, 190), 1.8, "shelf", 0.66),
    Family("thermostat", "Thermostat", "b9bcbf", thermostat, 330, (200, 190), 1.8, "wall", 0.5),
    Family("hub", "Home hub", "e4e0d7", hub, 320, (200, 200), 2.0, "shelf", 0.58),
    Family("leak-sensor", "Leak sensor", "dfe4e4", leak_sensor, 314, (220, 216), 2.0, "floor", 0.46),
    Family("air-monitor", "Air monitor", "d8d3c8", air_monitor, 334, (200, 190), 1.9, "shelf", 0.54),
    Family("plug", "Smart plug", "ece8e0", plug, 330, (200, 196), 1.9, "wall", 0.46),
    Family("vacuum-robot", "Vacuum robot", "d9dadb", vacuum_robot, 314, (200, 200), 1.9, "floor", 0.62),
    Family("vacuum-filters", "Vacuum filters", "5b6670", vacuum_filters, 318, (190, 220), 1.8, "floor", 0.52),
    Family("watch", "Watch", "5a6470", watch, 370, (200, 190), 1.9, "wrist", 0.62),
    Family("strap", "Watch strap", "8a5f42", strap, 342, (150, 200), 2.0, "desk", 0.56),
)
