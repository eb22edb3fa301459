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
    a_history(timezone.now())

    fitted, progress = run("fit")
    scored, _ = run("score")

    assert fitted.startswith("Learned from ")
    assert "bg-nbd" in fitted
    assert "log loss" in fitted
    assert progress.splitlines()[0] == "Fitting BG/NBD, Gamma-Gamma and the weighted score …"
    assert scored.startswith("Scored 200 customers as of ")


def test_they_print_json_for_machines(db: None) -> None:
    a_history(timezone.now())

    fitted, scored = json.loads(run("fit", "--json")[0]), json.loads(run("score", "--json")[0])

    assert list(fitted) == ["champion", "baseline", "spend"]
    assert list(fitted["champion"]["parameters"]) == ["r", "alpha", "a", "b"]
    assert fitted["champion"]["customers"] == scored["customers"] == 200
    assert list(scored["expected_buyers"]) == ["30", "60", "90"]


@pytest.mark.parametrize("command", ["fit", "score"])
def test_a_young_shop_is_told_so(command: str, db: None) -> None:
    with pytest.raises(CommandError, match=r"^Not enough data yet: ") as caught:
        run(command)
    assert caught.value.returncode == 1
    assert FittedModel.objects.count() == ScoringRun.objects.count() == 0
