"""Stored models are read with care: a forecast must never stand in the way of an order."""

import numpy as np
import pytest
from tests.factories import an_order

from techmart.prediction.outcomes import value_range
from techmart.scoring.models import FittedModel, ModelRole
from techmart.scoring.queries import customer_scores
from techmart.scoring.scores import current_models

UNREADABLE = [{}, {"model": "of-another-version"}, {"model": "bg-nbd", "parameters": {"r": "NaN"}}, {"model": "bg-nbd"}]


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize("parameters", UNREADABLE)
def test_models_that_cannot_be_read_count_as_none_and_orders_go_on(parameters, now, caplog):
    assert current_models() is not None
    FittedModel.objects.filter(role=ModelRole.LIFETIME, is_current=True).update(parameters=parameters)
    order = an_order(email="cleo@example.com", now=now)
    assert order.pk
    assert customer_scores(now=now) is None
    assert "run `techmart fit`" in caplog.text


@pytest.mark.usefixtures("scored")
def test_ranges_of_value_know_how_often_each_has_bought(now):
    scores = customer_scores(now=now)
    said = scores.probability[90], scores.expected_purchases, scores.per_purchase
    own = value_range(*said, scores.models.widths[90].variation, repeats=scores.summary.frequency)
    of_strangers = value_range(*said, scores.models.widths[90].variation)
    assert np.array_equal(scores.value_range(), own)
    assert np.sum(own[1]) < np.sum(of_strangers[1])
