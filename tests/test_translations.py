"""Every sentence is translated, none that is no longer said, and no placeholder is lost on the way."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings
from scripts.translate import catalogue_of, languages, read, said, texts_of

from techmart.core.catalogues import ROOMS, SOURCES, compiled

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SAID = said()

every_catalogue = pytest.mark.parametrize(
    ("room", "language"),
    [(room, language) for room in SAID for language in languages()],
    ids=lambda part: str(part)[-12:],
)


def key(message: Message) -> tuple[object, str | None]:
    return message.id, message.context


def sentences(catalogue: Catalog) -> dict[tuple[object, str | None], Message]:
    return {key(message): message for message in catalogue if message.id}


@every_catalogue
def test_every_sentence_has_its_translation_and_there_is_no_other(room: Path, language: str):
    written = sentences(read(catalogue_of(room, language), language))
    assert set(written) ^ set(sentences(SAID[room])) == set(), "run: make translations"
    assert [message.id for message in written.values() if message.fuzzy or not all(texts_of(message))] == []


@every_catalogue
def test_a_translation_has_the_placeholders_of_its_sentence(room: Path, language: str):
    lost = []
    for message in sentences(read(catalogue_of(room, language), language)).values():
        source = message.id if isinstance(message.id, str) else message.id[-1]
        asked = set(PLACEHOLDER.findall(source))
        # A singular may do without its number: "a review".
        needed = asked if isinstance(message.id, str) else asked & set(PLACEHOLDER.findall(message.id[0]))
        lost += [message.id for text in texts_of(message) if not needed <= set(PLACEHOLDER.findall(text)) <= asked]
    assert lost == []


@pytest.mark.parametrize("language", languages())
def test_rooms_that_say_the_same_say_it_alike(language: str):
    found: dict[tuple[object, str | None], set[tuple[str, ...]]] = {}
    for room in SAID:
        for message in sentences(read(catalogue_of(room, language), language)).values():
            found.setdefault(key(message), set()).add(texts_of(message))
    assert {sentence: words for sentence, words in found.items() if len(words) > 1} == {}


def test_no_catalogue_belongs_to_a_room_that_says_nothing():
    expected = {catalogue_of(room, language) for room in SAID for language in languages()}
    assert set(ROOMS.glob(SOURCES)) == expected


def test_catalogues_are_compiled_once_and_found_afterwards(tmp_path: Path):
    place = compiled(tmp_path / "locale")
    assert place.parent == tmp_path / "locale"
    file = place / "de" / "LC_MESSAGES" / "django.mo"
    made = file.stat().st_mtime_ns
    assert compiled(tmp_path / "locale") == place
    assert file.stat().st_mtime_ns == made
    assert list((tmp_path / "locale").iterdir()) == [place]


def test_processes_that_start_at_once_agree(tmp_path: Path):
    code = "from pathlib import Path; from techmart.core.catalogues import compiled; print(compiled(Path('locale')))"
    command, environment = [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": str(ROOMS.parent)}
    starts = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    places = {start.communicate(timeout=30)[0] for start in starts}
    assert [start.returncode for start in starts] == [0, 0]
    assert len(places) == 1
    assert len(list((tmp_path / "locale").iterdir())) == 1


def test_the_shop_reads_what_it_compiled():
    (place,) = settings.LOCALE_PATHS
    assert (Path(place) / "de" / "LC_MESSAGES" / "django.mo").exists()
