"""The library behind the account speaks to shoppers as the shop does, in German too."""

import re
from pathlib import Path

import allauth
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

from techmart.accounts.library_words import WORDS

LIBRARY = Path(allauth.__file__).parent
TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "techmart"
TO_FRIENDS = re.compile(r"\b(?:du|dein\w*|dir|dich|gib|versuche|wähle)\b", re.IGNORECASE)
# Pages that the shop has no use for: nobody comes to them.
UNUSED = re.compile("webauthn|passkey|phone|verified_email_required|warn_no_email|email_change|email/base_message")


def said_by(place: str) -> bool:
    """Whether shoppers can come to read what is said there: in code, or in a template that the shop has not its own."""
    if not re.match("account/|mfa/|templates/(?:account|mfa)/", place) or UNUSED.search(place):
        return False
    return not any(TEMPLATES.glob(f"*/{place}"))


def test_no_sentence_of_the_library_is_said_as_to_a_friend():
    with (LIBRARY / "locale" / "de" / "LC_MESSAGES" / "django.po").open("rb") as file:
        sentences = [row.id for row in read_po(file) if row.id and any(said_by(place) for place, _ in row.locations)]
    with override("de"):
        said = [gettext(sentence if isinstance(sentence, str) else sentence[0]) for sentence in sentences]
    assert len(said) > 100
    assert [words for words in said if TO_FRIENDS.search(words)] == []


def test_every_sentence_that_is_said_anew_is_one_of_the_library():
    with (LIBRARY / "locale" / "de" / "LC_MESSAGES" / "django.po").open("rb") as file:
        assert set(WORDS) - {row.id for row in read_po(file)} == set()
