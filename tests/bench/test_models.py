"""What the benchmark fits is a shop that could be."""

import numpy as np
from bench.models import cpu_seconds, packed_customers

from techmart.prediction import BetaGeo


def test_packed_customers_are_those_of_the_parameters():
    frequency, recency, age = packed_customers(20_000)
    assert frequency.dtype == recency.dtype == age.dtype == np.uint16
    model = BetaGeo().fit(frequency, recency, age)
    for name, value in {"r": 0.25, "alpha": 31.5, "a": 0.8, "b": 2.5}.items():
        assert abs(model.parameters_[name] / value - 1) < 0.2


def test_only_cpu_time_counts():
    done = []
    assert 0 <= cpu_seconds(lambda: done.append(1), times=3) < 0.1
    assert len(done) == 4
