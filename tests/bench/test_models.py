"""What the benchmark fits is a shop that could be."""

import numpy as np
from bench.models import packed_customers

from techmart.prediction import BetaGeo


def test_packed_customers_are_those_of_the_parameters():
    frequency, recency, age = packed_customers(20_000)
    assert frequency.dtype == recency.dtype == age.dtype == np.uint16
    model = BetaGeo().fit(frequency, recency, age)
    for name, value in {"r": 0.25, "alpha": 31.5, "a": 0.8, "b": 2.5}.items():
        assert abs(model.parameters_[name] / value - 1) < 0.2
