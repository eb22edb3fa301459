"""The models of the shop beside which the commands run."""

from datetime import UTC, datetime

import pytest
from tests.purchases import a_scored_history

from techmart.analyst.printing import models_text
from techmart.analyst.registry import known_models, leaderboards, models_in_use
from techmart.scoring.models import FittedModel

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _beside_a_shop(monkeypatch):
    """Say that there is a shop; which one, the tests' own database decides."""
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/shop")


def test_a_shop_that_has_learned_nothing_has_no_model():
    assert models_in_use() == []
    assert models_text(known_models(), [], []).splitlines()[-1] == "This shop has fitted no model yet: techmart fit"


def test_the_models_in_use_and_no_others():
    until = NOW.date()
    for name, role, is_current in (
        ("bg-nbd", "champion", True),
        ("mbg-nbd", "champion", False),
        ("weighted-rfm", "baseline", True),
    ):
        FittedModel.objects.create(
            name=name,
            role=role,
            horizon=30 if role == "champion" else 0,
            is_current=is_current,
            parameters={},
            metrics={"missing": {}, "fell_back_from": ""},
            customers=70,
            orders=90,
            observed_until=until,
            fitted_at=NOW,
        )
    assert [(model["role"], model["model"]) for model in models_in_use()] == [
        ("baseline", "weighted-rfm"),
        ("champion", "bg-nbd"),
    ]
    assert models_text(known_models(), models_in_use(), leaderboards()).splitlines()[-1].split() == [
        "champion", "30", "bg-nbd", "2026-03-02", "70",
    ]  # fmt: skip


def test_how_all_did_on_the_shops_own_past(now):
    a_scored_history(now)

    (first, *_), text = leaderboards(), models_text(known_models(), models_in_use(), leaderboards())

    assert first["horizon_days"] == 30
    assert set(first["models"]) == {"weighted-rfm", "bg-nbd", "seasonal-bg-nbd"}
    assert f"30    {first['champion']} *" in text
    assert first["models"]["weighted-rfm"]["gain"] == 0
