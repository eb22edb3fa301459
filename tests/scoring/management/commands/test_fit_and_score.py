"""`techmart fit` and `techmart score`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.purchases import a_history

from techmart.scoring.models import FittedModel, ScoringRun


def run(command: str, *arguments: str) -> tuple[str, str]:
    """Return what a command wrote to stdout and to stderr."""
    out, err = StringIO(), StringIO()
    call_command(command, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_fit_and_score_print_tables(db: None) -> None:
    a_history(timezone.now(), customers=80)

    fitted, progress = run("fit", "--quick")
    scored, _ = run("score")

    assert fitted.startswith("Learned from ")
    assert "bg-nbd" in fitted
    assert "log loss" in fitted
    assert progress.splitlines()[0] == "Judging weighted-rfm …"
    assert scored.startswith("Scored 80 customers as of ")


def test_they_print_json_for_machines(db: None) -> None:
    a_history(timezone.now(), customers=80)

    fitted, scored = json.loads(run("fit", "--quick", "--json")[0]), json.loads(run("score", "--json")[0])

    assert list(fitted) == ["lifetime", "baseline", "spend", "horizons"]
    assert list(fitted["lifetime"]["parameters"]) == ["r", "alpha", "a", "b"]
    assert fitted["lifetime"]["customers"] == scored["customers"] == 80
    assert [board["horizon_days"] for board in fitted["horizons"]] == [30, 60, 90]
    assert set(fitted["horizons"][0]["models"]) == {"weighted-rfm", "bg-nbd", "seasonal-bg-nbd"}
    assert list(scored["expected_buyers"]) == ["30", "60", "90"]


@pytest.mark.parametrize("command", ["fit", "score"])
def test_a_young_shop_is_told_so(command: str, db: None) -> None:
    with pytest.raises(CommandError, match=r"^Not enough data yet: ") as caught:
        run(command)
    assert caught.value.returncode == 1
    assert FittedModel.objects.count() == ScoringRun.objects.count() == 0
