"""Translations: each room keeps its own readable catalogues; a process compiles them when it starts.

Only the readable files are part of the project. What gettext reads is one file a language, kept beside the shop's data
under a digest of what it was made from: a changed catalogue is compiled anew, an unchanged one is found as it is.
"""

import hashlib
import tempfile
from pathlib import Path
from typing import Final

ROOMS: Final = Path(__file__).resolve().parent.parent
# In a room: locale/de/LC_MESSAGES/django.po
SOURCES: Final = "*/locale/*/LC_MESSAGES/django.po"


def compiled(folder: Path) -> Path:
    """Return the folder under this one that holds every catalogue compiled, made where it is missing."""
    sources = sorted(ROOMS.glob(SOURCES))
    digest = hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()
    place = folder / digest[:16]
    if not place.exists():
        folder.mkdir(exist_ok=True)
        _compile(sources, place)
    return place


def _compile(sources: list[Path], place: Path) -> None:
    """Write all of it or nothing; of two processes that start at once, the first one's stays."""
    with tempfile.TemporaryDirectory(dir=place.parent) as draft:
        Path(draft, "locale").mkdir()
        for language in {source.parts[-3] for source in sources}:
            messages = Path(draft, "locale", language, "LC_MESSAGES")
            messages.mkdir(parents=True)
            _write([source for source in sources if source.parts[-3] == language], language, messages / "django.mo")
        try:
            Path(draft, "locale").rename(place)
        except OSError:
            if not place.exists():
                raise


def _write(sources: list[Path], language: str, target: Path) -> None:
    # Seldom needed: a process that finds its catalogues compiled does not load the library.
    from babel.messages import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(locale=language)
    for source in sources:
        with source.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    whole[message.id] = message
    with target.open("wb") as file:
        write_mo(file, whole)
