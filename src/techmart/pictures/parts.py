"""Parts and tools: power, cables, storage, network, and what one mends things with."""

from techmart.pictures.family import Family
from techmart.pictures.shapes import INK, PAPER, SOOT, STEEL, Sheet, segments

GOLD = "#d8b36a"


def power_bank(s: Sheet) -> None:
    s.shadow(346, 96)
    s.path("M262 60h10a26 26 0 0 1 26 26v228a26 26 0 0 1-26 26h-16z", s.deep)
    s.rect(106, 56, 172, 286, s.body, r=30)
    s.rim(106, 56, 172, 286, 30)
    for step in range(4):
        s.circle(152 + step * 27, 292, 6, PAPER if step < 3 else s.deep)
    s.line("M196 134l-26 48h40l-22 46", s.light, 9, stroke_linejoin="round")
    s.rect(162, 62, 28, 8, SOOT, r=4)
    s.rect(204, 62, 28, 8, s.accent, r=4)
    s.gleam("M118 100v160", 6, 0.28)


def charger(s: Sheet) -> None:
    s.shadow(336, 118)
    s.line("M258 130V88M306 130V88", STEEL, 12, cap="butt", transform="rotate(8 282 110)")
    s.path("M228 124h86a20 20 0 0 1 20 20v150a20 20 0 0 1-20 20h-86z", s.deep)
    s.rect(84, 116, 190, 212, s.body, r=30)
    s.rim(84, 116, 190, 212, 30)
    for row, y in enumerate((176, 218, 260)):
        s.rect(146, y, 66, 20, SOOT, r=10)
        s.rect(158, y + 8, 42, 4, s.accent if row == 0 else "#4a4f57", r=2)
    s.gleam("M96 156v120", 6, 0.4)


def cable(s: Sheet) -> None:
    s.shadow(334, 130)
    for r in (108, 92, 76):
        s.ring(196, 200, r, s.deep, 13)
        s.ring(196, 200, r, s.base, 9)
        s.ring(196, 200, r, s.light, 9, stroke_dasharray="2 5", opacity=0.45)
    s.line("M298 236q16 40-14 70", s.deep, 13)
    s.line("M298 236q16 40-14 70", s.base, 9)
    s.rect(182, 84, 28, 46, INK, r=6)
    s.rect(182, 102, 28, 9, s.accent)
    for x, y, turn in ((284, 300, 42), (120, 300, -30)):
        with s.moved(x, y, turn=turn):
            s.rect(-14, -6, 28, 42, INK, r=7)
            s.rect(-9, 36, 18, 16, STEEL, r=4)
    s.gleam("M104 160a100 100 0 0 1 60-58", 4, 0.4)


def cells(s: Sheet) -> None:
    s.shadow(330, 140)
    for place, x in enumerate((82, 142, 202, 262)):
        y = 100 + (place % 2) * 8
        s.rect(x + 19, y - 12, 18, 16, STEEL, r=4)
        s.rect(x, y, 56, 222, s.round, r=9)
        s.rect(x, y, 56, 62, s.barrel("#f0d9a6", GOLD, "#9c7a3a"), r=9)
        s.rect(x, y + 50, 56, 12, s.deep)
        s.line(f"M{x + 28} {y + 100}v28M{x + 14} {y + 114}h28", PAPER, 6)
        s.rect(x + 18, y + 186, 20, 8, s.accent, r=2)
    s.gleam("M96 120v34", 5, 0.5)


def ssd(s: Sheet) -> None:
    s.shadow(326, 118)
    s.path("M286 96l20 14v200l-20 12z", s.deep)
    s.rect(98, 92, 190, 230, s.body, r=20)
    s.rim(98, 92, 190, 230, 20)
    for y in range(128, 220, 15):
        s.line(f"M122 {y}h142", s.deep, 5, opacity=0.55)
    s.rect(122, 256, 70, 38, PAPER, r=5)
    s.line("M132 270h50M132 281h30", INK, 4)
    s.rect(176, 94, 34, 7, SOOT, r=3)
    s.dot(252, 276, 6)
    s.gleam("M106 124v160", 4, 0.3)


def ssd_stick(s: Sheet) -> None:
    s.shadow(306, 168)
    s.path("M40 176h320v84H40v-28a8 8 0 0 0 0-28z", "#2f5a4c")
    s.path("M40 260h320v10H40z", "#1f3d34")
    s.line("M352 176v84", GOLD, 14, cap="butt", stroke_dasharray="5 4")
    for x in (66, 152):
        s.rect(x, 188, 74, 60, SOOT, r=4)
        s.line(f"M{x + 12} 204h50M{x + 12} 218h34", "#555b63", 4)
    s.rect(242, 194, 48, 48, s.body, r=4)
    s.rect(304, 198, 26, 14, STEEL, r=2)
    s.rect(304, 222, 26, 14, STEEL, r=2)
    s.rect(254, 206, 24, 8, s.accent, r=2)
    s.gleam("M70 194v20", 3, 0.35)


def memory_card(s: Sheet) -> None:
    s.shadow(336, 104)
    s.path("M122 70h122l44 46v204a12 12 0 0 1-12 12H122a12 12 0 0 1-12-12V82a12 12 0 0 1 12-12z", s.body)
    s.path("M288 116l10 8v200l-10 6z", s.deep)
    for x in range(128, 232, 21):
        s.rect(x, 82, 14, 38, GOLD, r=3)
    s.rect(130, 158, 138, 152, PAPER, r=8)
    s.path("M130 166a8 8 0 0 1 8-8h122a8 8 0 0 1 8 8v34H130z", s.deep)
    s.line("M148 232h80M148 254h50", "#8a8f96", 7)
    s.rect(148, 278, 38, 14, s.accent, r=3)
    s.rect(108, 140, 8, 26, s.deep, r=3)
    s.gleam("M118 180v120", 4, 0.3)


def router(s: Sheet) -> None:
    s.shadow(326, 150)
    for x, turn in ((92, -8), (308, 8)):
        with s.moved(x, 236, turn=turn):
            s.rect(-9, -150, 18, 160, s.barrel(s.base, s.dark, s.deep), r=9)
            s.circle(0, 4, 13, s.deep)
    s.path("M58 242l26-26h232l26 26z", s.light)
    s.rect(50, 238, 300, 78, s.body, r=16)
    s.rim(50, 238, 300, 78, 16)
    for step in range(5):
        s.circle(90 + step * 24, 278, 5, PAPER if step else s.accent)
    s.line("M236 266h88M236 278h88M236 290h88", s.deep, 4)
    s.rect(76, 314, 34, 8, SOOT, r=3)
    s.rect(290, 314, 34, 8, SOOT, r=3)
    s.gleam("M64 250h110", 4, 0.35)


def mesh(s: Sheet) -> None:
    s.shadow(338, 132)
    for x, top, width in ((238, 172, 96), (90, 92, 132)):
        s.path(f"M{x} {top + 24}h{width}v{308 - top}q-{width / 2} 26-{width} 0z", s.round)
        s.ellipse(x + width / 2, top + 24, width / 2, width * 0.2, s.light)
        s.ellipse(x + width / 2, top + 23, width * 0.32, width * 0.12, s.dark)
        s.line(f"M{x + 8} 286q{width / 2 - 8} 22 {width - 16} 0", s.deep, 5, stroke_dasharray="0 11")
    s.dot(156, 208, 6)
    s.gleam("M104 140v120", 6, 0.5)


def network_switch(s: Sheet) -> None:
    s.shadow(300, 174)
    s.path("M56 180l30-34h228l30 34z", s.light)
    s.rect(36, 178, 328, 104, s.body, r=12)
    s.rim(36, 178, 328, 104, 12)
    for place in range(5):
        x = 62 + place * 48
        s.rect(x, 206, 38, 46, SOOT, r=4)
        s.path(f"M{x + 7} 246v-22h6v-8h12v8h6v22z", "#3a3f46")
        s.circle(x + 19, 266, 3, s.accent if place == 0 else "#8fb08a")
    s.rect(314, 216, 30, 20, s.deep, r=4)
    s.rect(70, 280, 40, 9, SOOT, r=3)
    s.rect(290, 280, 40, 9, SOOT, r=3)
    s.gleam("M50 188h130", 3, 0.35)


def screwdrivers(s: Sheet) -> None:
    s.shadow(330, 158)
    s.path("M52 150h296v164a12 12 0 0 1-12 12H64a12 12 0 0 1-12-12z", s.body)
    s.rect(66, 164, 268, 148, s.deep, r=8)
    for place in range(11):
        x = 84 + place * 22
        s.rect(x, 228, 11, 34, STEEL, r=2)
        s.rect(x + 2, 214, 7, 16, "#8a8f96", r=2)
    s.rect(78, 262, 244, 36, SOOT, r=5)
    s.rect(84, 178, 126, 20, s.barrel(s.light, s.base, s.dark), r=9)
    s.rect(86, 178, 16, 20, s.accent, r=6)
    s.rect(210, 184, 108, 8, STEEL, r=3)
    s.path("M52 150l20-42h256l20 42z", s.dark)
    s.path("M72 108h256l4 8H68z", s.light, opacity=0.6)
    s.gleam("M60 168v130", 4, 0.3)


def multimeter(s: Sheet) -> None:
    s.shadow(350, 110)
    s.line("M170 316C150 396 60 372 70 250L84 128", "#9b2f1c", 7)
    s.line("M228 316C250 396 344 372 332 250L318 128", SOOT, 7)
    s.line("M84 130L90 76", s.accent, 13)
    s.line("M318 130L312 76", INK, 13)
    s.line("M90 72l3-22M312 72l-3-22", STEEL, 4)
    s.rect(112, 58, 176, 284, s.body, r=26)
    s.rect(124, 70, 152, 260, INK, r=16)
    s.rect(136, 84, 128, 72, "#c3cfb6", r=7)
    segments(s, "230", 152, 98, 24, "#2b3a2c")
    s.circle(200, 222, 50, SOOT)
    s.ring(200, 222, 46, "#6a7078", 5, stroke_dasharray="2 10")
    s.circle(200, 222, 32, s.base)
    s.rect(194, 188, 12, 44, PAPER, r=5)
    for x, colour in ((160, s.accent), (200, SOOT), (240, "#d8b36a")):
        s.circle(x, 302, 12, "#4a4f57")
        s.circle(x, 302, 6, colour)
    s.gleam("M119 96v180", 3, 0.4)


def paste(s: Sheet) -> None:
    s.shadow(312, 160)
    with s.moved(200, 200, turn=-16):
        s.rect(-96, -32, 172, 64, s.barrel("#ffffff", "#e8ecee", "#bcc5ca"), r=6)
        s.rect(-60, -30, 96, 60, s.base)
        s.rect(-112, -46, 16, 92, s.dark, r=5)
        s.rect(-168, -11, 60, 22, s.base, r=4)
        s.rect(-178, -34, 14, 68, s.dark, r=5)
        s.path("M76-26l26 12v28l-26 12z", s.deep)
        s.rect(102, -7, 40, 14, STEEL, r=3)
        s.rect(138, -9, 26, 18, s.accent, r=5)
        s.line("M-44-8h60M-44 10h36", PAPER, 6)
        s.gleam("M-86-22h150", 4, 0.7)


def solder(s: Sheet) -> None:
    s.shadow(336, 110)
    s.ellipse(200, 308, 104, 28, s.dark)
    s.rect(128, 130, 144, 176, s.barrel("#e9ebec", STEEL, "#82878d"))
    s.line("M128 220h144", "#82878d", 172, cap="butt", stroke_dasharray="144", opacity=0)
    for y in range(146, 300, 12):
        s.line(f"M128 {y}q72 20 144 0", "#8b9096", 2)
    s.ellipse(200, 128, 104, 30, s.slope(s.light, s.dark))
    s.ellipse(200, 126, 40, 11, SOOT)
    s.line("M270 266c60 10 70-60 52-100", STEEL, 5)
    s.rect(140, 120, 20, 8, s.accent, r=3)
    s.gleam("M110 120q14-14 46-18", 5, 0.5)


def fan(s: Sheet) -> None:
    s.shadow(342, 130)
    s.path("M322 84l16 12v228l-16 12z", s.deep)
    s.rect(72, 78, 254, 254, s.body, r=26)
    s.circle(199, 205, 116, SOOT)
    for turn in range(0, 360, 45):
        with s.moved(199, 205, turn=turn):
            s.path("M0-24C14-50 16-84-12-106C28-112 66-94 76-70 56-66 34-44 22-14z", s.light, opacity=0.85)
    s.circle(199, 205, 36, s.dark)
    s.circle(199, 205, 24, s.base)
    s.dot(199, 205, 9)
    for x, y in ((94, 100), (304, 100), (94, 310), (304, 310)):
        s.circle(x, y, 9, SOOT)
    s.gleam("M80 130v90", 4, 0.3)


FAMILIES = (
    Family("power-bank", "Power bank", "4f6273", power_bank, 342, (190, 260), 2.0, "desk", 0.52),
    Family("charger", "Charger", "e8e4dc", charger, 328, (180, 210), 2.0, "desk", 0.46),
    Family("cable", "Cable", "b5694a", cable, 332, (196, 130), 2.0, "desk", 0.5),
    Family("cells", "Batteries", "3d5a50", cells, 328, (150, 170), 1.9, "desk", 0.48),
    Family("ssd", "Portable drive", "56606b", ssd, 322, (190, 240), 2.0, "desk", 0.46),
    Family("ssd-stick", "Internal drive", "3a3d45", ssd_stick, 290, (250, 216), 2.0, "desk", 0.56),
    Family("memory-card", "Memory card", "3c4b66", memory_card, 332, (190, 130), 2.0, "desk", 0.4),
    Family("router", "Router", "e4e0d8", router, 322, (140, 270), 2.1, "shelf", 0.58),
    Family("mesh", "Mesh set", "dfe2e0", mesh, 336, (156, 180), 2.0, "shelf", 0.52),
    Family("switch", "Network switch", "4a525b", network_switch, 288, (140, 230), 2.0, "shelf", 0.58),
    Family("screwdrivers", "Screwdriver kit", "6b5a4a", screwdrivers, 326, (150, 210), 1.9, "desk", 0.52),
    Family("multimeter", "Multimeter", "d9a441", multimeter, 342, (200, 150), 1.9, "desk", 0.5),
    Family("paste", "Thermal paste", "5e6f86", paste, 290, (190, 210), 1.9, "desk", 0.52),
    Family("solder", "Solder", "3f5f70", solder, 332, (200, 180), 1.9, "desk", 0.48),
    Family("fan", "Fan", "53565c", fan, 334, (199, 205), 1.8, "desk", 0.56),
)
