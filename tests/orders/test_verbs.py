"""What a timeline keeps, and how it is read."""

import ast
from pathlib import Path

from django.utils.translation import override

from techmart.core.money import Money
from techmart.orders import actions
from techmart.orders.verbs import WORDS, booked, spoken


def test_the_shops_own_words_are_said_in_the_readers_language_and_peoples_are_left():
    with override("de"):
        assert [spoken(kept) for kept in ("back on the shelf", "Called twice.", "")] == [
            "zurück im Regal",
            "Called twice.",
            "",
        ]


def test_money_is_kept_as_the_source_writes_it_whoever_reads():
    with override("de"):
        assert (booked(Money(123450, "EUR")), str(Money(123450, "EUR"))) == ("€1,234.50", "1.234,50\xa0€")


def test_every_verb_that_is_kept_is_known():
    files = Path(actions.__file__).parent.glob("*.py")
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    notes = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "note"]
    verbs = {word.value for call in notes for word in ast.walk(call.args[1]) if isinstance(word, ast.Constant)}
    assert len(notes) > 10
    assert {verb for verb in verbs if isinstance(verb, str)} <= WORDS
