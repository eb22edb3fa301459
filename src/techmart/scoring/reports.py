"""What the commands print: tables for people, plain values for machines."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Sum

from techmart.scoring.fitting import HORIZONS
from techmart.scoring.models import FittedModel, ScoringRun


def fit_report(models: Sequence[FittedModel]) -> dict[str, Any]:
    """Return the models in use with their parameters and holdout figures."""
    return {
        model.role: {
            "name": model.name,
            "observed_until": model.observed_until.isoformat(),
            "customers": model.customers,
            "orders": model.orders,
            "parameters": model.named_parameters,
            "metrics": model.metrics,
        }
        for model in models
    }


def fit_table(models: Sequence[FittedModel]) -> str:
    """Write the models and how they did on earlier days."""
    first = models[0]
    lines = [f"Learned from {first.orders:,} orders of {first.customers:,} customers until {first.observed_until}.", ""]
    for model in models:
        numbers = "  ".join(f"{name} {value:.4g}" for name, value in model.named_parameters.items())
        lines.append(f"{model.get_role_display():<10}{model.name:<14}{numbers}")
    lines += ["", f"{'days':>4}  {'until':<12}{'model':<14}{'log loss':>9}{'AUC':>8}{'ECE':>8}{'said':>8}{'came':>8}"]
    for row in first.metrics["judgements"]:
        auc = "-" if row["auc"] is None else f"{row['auc']:.4f}"
        lines.append(
            f"{row['horizon']:>4.0f}  {row['cutoff']:<12}{row['model']:<14}{row['log_loss']:>9.4f}{auc:>8}"
            f"{row['ece']:>8.4f}{row['mean_predicted']:>8.1%}{row['base_rate']:>8.1%}"
        )
    return "\n".join(lines)


def score_report(run: ScoringRun) -> dict[str, Any]:
    """Return how many customers were scored, and how many of them are expected to buy."""
    expected = run.scores.aggregate(
        **{str(horizon): Sum(f"probability_{horizon}", default=0.0) for horizon in HORIZONS}
    )
    return {
        "observed_until": run.observed_until.isoformat(),
        "customers": run.customers,
        "expected_buyers": {horizon: round(buyers, 1) for horizon, buyers in expected.items()},
    }


def score_table(run: ScoringRun) -> str:
    """Write the same for people."""
    expected = score_report(run)["expected_buyers"].items()
    lines = [f"{buyers:>10,.1f} are expected to buy within {horizon} days" for horizon, buyers in expected]
    return "\n".join([f"Scored {run.customers:,} customers as of {run.observed_until}.", "", *lines])
