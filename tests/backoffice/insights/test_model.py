"""What the model card says of the model in use."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from techmart.backoffice.insights.model import verdict, waiting
from techmart.prediction.engine import NAMES
from techmart.scoring.judging import NO_TIME
from techmart.scoring.queries import ModelCard, Standing


def card(champion: str, gain: float | None, *, fell_back_from: str = "") -> ModelCard:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    best = Standing(champion, 2, 0.5, 0.8, 0.6, 0.2, 0.05, 0.03, 2.0, 0.31, 0.3, gain=gain, gain_error=0.1)
    return ModelCard(30, champion, at, at, 90, 40, [best], {}, fell_back_from, champion, [], [])


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (card("ensemble", 0.02), "Ensemble was closer to what happened than the weighted score: it"),
        (card("ensemble", -0.02), "not closer to what happened than the weighted score, but too little happened for"),
        (card("weighted-rfm", 0.0, fell_back_from="ensemble"), "Ensemble was not closer to what happened than the"),
    ],
)
def test_the_verdict_claims_no_more_than_the_figures_show(shown: ModelCard, said: str) -> None:
    assert said in verdict(shown).replace("\u00a0", " ")


def test_the_card_says_which_models_were_not_judged_for_want_of_time_of_data_or_of_a_night() -> None:
    missing = {"bg-bb": "Nobody has bought yet.", "bg-nbd": NO_TIME}
    best = card("ensemble", 0.02).standings[0]
    judged = [replace(best, model=name) for name in NAMES if name not in {*missing, "forest"}]
    shown = replace(card("ensemble", 0.02), standings=judged, missing=missing)
    assert waiting(shown) == [
        "Too little is known yet to judge BG/BB by.",
        "For want of time, not judged yet: BG/NBD.",
        "Judged in the night, not at a first look: Random forest.",
    ]
