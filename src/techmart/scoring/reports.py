"""What the commands print: tables for people, plain values for machines."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Sum

from techmart.scoring.judging import HORIZONS
from techmart.scoring.models import FittedModel, ModelRole, ScoringRun
from techmart.scoring.queries import ModelCard, Standing, model_card

HEADER = "days  model                  log loss     AUC   Brier     ECE    said    came     gain       ±"


def fit_report(models: Sequence[FittedModel]) -> dict[str, Any]:
    """Return the models in use with their parameters, and how all models did on earlier days."""
    roles = [model for model in models if model.role != ModelRole.CHAMPION]
    return {
        **{
            model.role: {
                "name": model.name,
                "observed_until": model.observed_until.isoformat(),
                "customers": model.customers,
                "orders": model.orders,
                "parameters": model.named_parameters,
                "metrics": model.metrics,
            }
            for model in roles
        },
        "horizons": leaderboards(),
    }


def fit_table(models: Sequence[FittedModel]) -> str:
    """Write the models in use, and how all did on earlier days."""
    first = models[0]
    lines = [f"Learned from {first.orders:,} orders of {first.customers:,} customers until {first.observed_until}.", ""]
    for model in models:
        days = f"{model.horizon} days" if model.horizon else ""
        lines.append(f"{model.get_role_display():<10}{days:<9}{model.name}")
    return "\n".join([*lines, "", leaderboards_table()])


def leaderboards() -> list[dict[str, Any]]:
    """Return, for each horizon, the champion and how every model did in the latest windows, the best first."""
    return [_leaderboard(card) for card in _cards()]


def _leaderboard(card: ModelCard) -> dict[str, Any]:
    return {
        "horizon_days": card.horizon,
        "champion": card.champion,
        "since": card.since.isoformat(),
        "customers": card.customers,
        "orders": card.orders,
        "models": {standing.model: _plain(standing) for standing in card.standings},
        "missing": card.missing,
    }


def leaderboards_table() -> str:
    """Write the same for people."""
    cards = _cards()
    lines = [HEADER]
    for card in cards:
        lines += [_line(card, standing) for standing in card.standings]
    missing = {name: why for card in cards for name, why in card.missing.items()}
    notes = [f"{name}: not judged everywhere, {why}" for name, why in missing.items()]
    return "\n".join([*lines, "", "* in use; gain in log loss over the weighted score, and its standard error", *notes])


def score_report(run: ScoringRun) -> dict[str, Any]:
    """Return how many customers were scored, and how many of them are expected to buy."""
    expected = run.scores.aggregate(
        **{str(horizon): Sum(f"probability_{horizon}", default=0.0) for horizon in HORIZONS}
    )
    return {
        "observed_until": run.observed_until.isoformat(),
        "customers": run.customers,
        "champions": {str(horizon): name for horizon, name in run.champions.items()},
        "expected_buyers": {horizon: round(buyers, 1) for horizon, buyers in expected.items()},
    }


def score_table(run: ScoringRun) -> str:
    """Write the same for people."""
    expected = score_report(run)["expected_buyers"].items()
    lines = [f"{buyers:>10,.1f} are expected to buy within {horizon} days" for horizon, buyers in expected]
    return "\n".join([f"Scored {run.customers:,} customers as of {run.observed_until}.", "", *lines])


def _cards() -> list[ModelCard]:
    return [card for horizon in HORIZONS if (card := model_card(horizon))]


def _plain(standing: Standing) -> dict[str, Any]:
    return {name: value for name, value in asdict(standing).items() if name != "model"}


def _line(card: ModelCard, one: Standing) -> str:
    name = f"{one.model}{' *' if one.model == card.champion else ''}"
    numbers = "".join(_number(value, width) for value, width in (
        (one.log_loss, 9), (one.auc, 8), (one.brier, 8), (one.ece, 8),
    ))  # fmt: skip
    shares = f"{one.expected:>8.1%}{one.came:>8.1%}"
    return f"{card.horizon:>4}  {name:<22}{numbers}{shares}{_number(one.gain, 9)}{_number(one.gain_error, 8)}"


def _number(value: float | None, width: int) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.4f}"
