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


def test_what_is_said_of_an_amount_is_said_in_the_readers_language_too():
    with override("de"):
        assert spoken("€4.00 did not reach the buyer") == "€4.00 kam nicht beim Käufer an"
        assert spoken("€4.00 Return") == "€4.00 Rücksendung"
        assert spoken("€4.00 Scratched.") == "€4.00 Scratched."
        assert spoken("Please note") == "Please note"


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
    details = {words.value.strip() for call in notes for words in parts_of_text(call.args[2])}
    assert details - {""} <= WORDS


def parts_of_text(written: ast.AST) -> list[ast.Constant]:
    """Return the words that stand in the code of what is written; names of things and of methods are none."""
    text = written.values if isinstance(written, ast.JoinedStr) else [written]
    return [part for part in text if isinstance(part, ast.Constant)]
