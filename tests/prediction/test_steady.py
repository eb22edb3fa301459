"""NBD against scipy's negative binomial."""

import numpy as np
import pytest
from scipy.special import gammaln
from scipy.stats import nbinom

from techmart.prediction.cells import make_cells
from techmart.prediction.steady import steady_log_likelihood


def test_the_likelihood_is_that_of_the_counts():
    """Of who buys how often, and of the times of x purchases in T: any order of them is as likely, x! / T^x."""
    x, T, r, alpha = np.array([0.0, 2, 7]), np.array([10.0, 40, 60]), 0.6, 30.0
    cells = make_cells(x, T * (x > 0), T)
    value, _ = steady_log_likelihood(np.log([r, alpha / cells.unit]), cells)
    of_counts = nbinom.logpmf(x, r, alpha / (alpha + T)).sum()
    of_times = (gammaln(x + 1) - x * np.log(T / cells.unit)).sum()
    assert value == pytest.approx(of_counts + of_times)
