"""A shop with insights."""

from datetime import datetime

import pytest
from tests.purchases import a_scored_history


@pytest.fixture
def scored(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop that was fitted and scored just now."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    a_scored_history(now)
