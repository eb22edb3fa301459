"""Whom to think of today."""

from datetime import datetime

import numpy as np
import pytest

from techmart.scoring.queries import SLIPPING, customer_scores, likely_and_slipping


def test_a_shop_that_has_not_learned_names_nobody(db: None, now: datetime) -> None:
    assert likely_and_slipping(now=now) is None


@pytest.mark.usefixtures("scored")
def test_the_likeliest_are_named_and_the_dearest_who_can_still_be_kept(now: datetime) -> None:
    named, scores = likely_and_slipping(now=now, size=3), customer_scores(now=now)
    assert named is not None
    assert scores is not None
    likeliest = np.argsort(-scores.probability[30])[:3]
    assert [row.pk for row in named.likely] == scores.summary.customer[likeliest].tolist()
    assert [row.group in SLIPPING for row in named.slipping] == [True, True, True]
    at_stake = [row.spend.minor * row.probability_alive * (1 - row.probability_alive) for row in named.slipping]
    assert at_stake == sorted(at_stake, reverse=True)
