"""The models there are and, where the commands run beside a shop, those that it has fitted."""

import os
from inspect import getdoc
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from techmart.analyst.estimating import MODEL_NAMES
from techmart.prediction import MODELS, PopulationBetaGeo
from techmart.prediction.engine import NAMES


def known_models() -> list[dict[str, Any]]:
    """Return every model: its name, what it is in a sentence, and which commands take it."""
    return [
        {
            "model": name,
            "summary": " ".join((getdoc(kind) or "").split("\n\n")[0].split()),
            "parameters": list(kind.parameter_names),
            "commands": [
                *["estimate"] * (name in MODEL_NAMES),
                *["backtest"] * (name in NAMES),
                *["predict"] * (name in (*NAMES, PopulationBetaGeo.model)),
            ],
        }
        for name, kind in sorted(MODELS.items())
    ]


def models_in_use() -> list[dict[str, Any]] | None:
    """Return the models that the shop here has fitted; None where there is no shop.

    Django is loaded only where a database is there already: asking must not make one.
    """
    if not _shop_is_here():
        return None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techmart.settings")
    import django
    from django.db import DatabaseError

    django.setup()
    from techmart.scoring.models import FittedModel

    current = FittedModel.objects.filter(is_current=True).defer("parameters").order_by("role", "horizon")
    try:
        return [
            {
                "role": model.role,
                "horizon_days": model.horizon or None,
                "model": model.name,
                "observed_until": model.observed_until.isoformat(),
                "customers": model.customers,
                "orders": model.orders,
            }
            for model in current
        ]
    except DatabaseError:  # a database of something else, or one that is not laid out yet
        return None


def leaderboards() -> list[dict[str, Any]]:
    """Return, for each horizon, how every model did on the past of the shop here, the best first.

    Only where `models_in_use` found any.
    """
    from techmart.scoring import reports

    return reports.leaderboards()


def _shop_is_here() -> bool:
    folder = Path(os.environ.get("TECHMART_DATA_DIR", "var"))
    address = urlsplit(os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'techmart.sqlite3'}")
    return address.scheme != "sqlite" or Path(address.path.removeprefix("/")).is_file()
