"""Every phrase that is computed is known to the catalogues, and said with the reader's figures."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override
from scripts.translate import said_in

from techmart.backoffice.insights.names import GROUPS
from techmart.backoffice.insights.words import WORDS, said
from techmart.core.catalogues import ROOMS
from techmart.core.money import Money
from techmart.prediction import rfm
from techmart.prediction.contributions import Contribution, amount_in_words
from techmart.prediction.fact_reasons import times
from techmart.prediction.phrases import Phrase, ago


def texts_of(call: ast.Call) -> tuple[str, ...]:
    return tuple(each.value for each in call.args if isinstance(each, ast.Constant))


def phrases_in(file: Path) -> set[tuple[str, ...]]:
    calls = (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
    return {texts_of(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Phrase"}


def test_every_phrase_is_marked_and_no_other():
    rooms = (ROOMS / "prediction", ROOMS / "scoring")
    phrases = set().union(*(phrases_in(file) for room in rooms for file in room.rglob("*.py"))) - {("",)}
    assert {texts[0] for texts in phrases if len(texts) == 1} == WORDS
    marked = {message.id for message in said_in(ROOMS / "backoffice")}
    assert {texts for texts in phrases if len(texts) == 2} - marked == set()


@pytest.mark.parametrize(
    ("phrase", "english", "german"),
    [
        (ago(39), "39 days ago", "vor 39 Tagen"),
        (times(1), "1 purchase", "1 Kauf"),
        (times(1200), "1,200 purchases", "1.200 Käufe"),
        (
            Contribution("visits", Phrase("Last visit {when}", {"when": ago(1)}), 0.21, 0.24).sentence,
            "Last visit yesterday: -3 points.",
            "Letzter Besuch gestern: -3 Prozentpunkte.",
        ),
        (
            Contribution("visits", Phrase("Never seen"), 0.24, 0.23).sentence,
            "Never seen: +1 point.",
            "Nie im Shop gesehen: +1 Prozentpunkt.",
        ),
        (
            amount_in_words(1234.5, Money(8490, "EUR")),
            "Spends 1,234.50 a purchase; typical is €84.90",
            "Gibt je Kauf 1.234,50 aus; üblich: 84,90\xa0€",
        ),
    ],
)
def test_a_phrase_is_said_in_the_readers_language(phrase: Phrase, english: str, german: str):
    assert (str(phrase), said(phrase)) == (english, english)
    with override("de"):
        assert said(phrase) == german


def test_groups_are_those_of_the_engine():
    assert {group: str(meaning) for group, (_, meaning) in GROUPS.items()} == rfm.GROUPS
    assert [str(name) for name, _ in GROUPS.values()] == list(GROUPS)
