"""Bring every room's catalogues up to what its code and templates say; new sentences wait there without a translation.

Run as `make translations`. Entries that nothing says any more are taken out, translations that still fit stay.
"""

import os
import re
import sys
from ast import literal_eval
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techmart.settings")

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from techmart.core.catalogues import ROOMS

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{TEXT}(?:,\s*{TEXT})?(?:,\s*{TEXT})?")
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals={number}; plural={rule};\\n"

"""


def said() -> dict[Path, Catalog]:
    """Return what is said to shoppers, by room."""
    rooms = {room: said_in(room) for room in sorted(ROOMS.iterdir()) if room.is_dir()}
    return {room: sentences for room, sentences in rooms.items() if len(sentences)}


def languages() -> list[str]:
    """Return the languages that the shop is translated into."""
    return [code for code, _ in settings.LANGUAGES if code != settings.SOURCE_LANGUAGE]


def catalogue_of(room: Path, language: str) -> Path:
    """Return where a room keeps its sentences in a language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def said_in(room: Path) -> Catalog:
    """Return every sentence of a room's code and templates."""
    found = Catalog()
    for file in sorted(room.rglob("*.py")):
        if b"gettext" not in (source := file.read_bytes()):
            continue
        for _, message, comments, context in extract("python", BytesIO(source), KEYWORDS, ["Translators:"]):
            found.add(message, auto_comments=comments, context=context)
    for file in sorted(room.glob("templates/**/*.*")):
        for message, context in _said_in_template(file.read_text()):
            found.add(message, context=context)
    return found


def _said_in_template(text: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for function, *texts in CALL.findall(templatize(text)):
        words = [literal_eval(word) for word in texts if word]
        context = words.pop(0) if "p" in function else None
        yield tuple(words) if len(words) > 1 else words[0], context


def read(path: Path, language: str) -> Catalog:
    """Return a catalogue, an empty one where there is none yet."""
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)


def write(path: Path, catalogue: Catalog, language: str) -> None:
    """Write a catalogue by the alphabet and without dates, so that only what changed is a change."""
    body = BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True, width=120)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEADER.format(language=language, number=catalogue.num_plurals, rule=catalogue.plural_expr)
    path.write_text(head + body.getvalue().decode().rstrip("\n") + "\n")


def texts_of(message: Message) -> tuple[str, ...]:
    """Return a translation, with its plurals where it has them."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def main() -> None:
    """Update every catalogue and say what waits for words."""
    for room, sentences in said().items():
        for language in languages():
            path = catalogue_of(room, language)
            catalogue = read(path, language)
            catalogue.update(sentences, no_fuzzy_matching=True, update_header_comment=False)
            write(path, catalogue, language)
            waiting = sum(not all(texts_of(message)) for message in catalogue if message.id)
            sys.stdout.write(f"{room.name:12} {language}: {len(catalogue)} sentences, {waiting} without words\n")


if __name__ == "__main__":
    main()
