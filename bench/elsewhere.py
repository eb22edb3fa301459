"""Fit customers with another library; run by that library's own Python, so nothing of the project is imported here.

python elsewhere.py lifetimes customers.npz    prints CPU seconds and parameters by model, as JSON
"""

import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

TIMES = 3
Fit = Callable[[], dict[str, float]]


def main(library: str, file: str) -> None:
    """Fit each of the library's models a few times, the first to warm up."""
    warnings.simplefilter("ignore")
    columns = dict(np.load(file))
    found = {name: timed(fit) for name, fit in LIBRARIES[library](columns).items()}
    print(json.dumps(found))


def timed(fit: Fit) -> dict[str, Any]:
    """Return the median CPU time of a fit after one to warm up, and what it found."""
    parameters, taken = fit(), []
    for _ in range(TIMES):
        start = time.process_time()
        parameters = fit()
        taken.append(time.process_time() - start)
    return {"seconds": statistics.median(taken), "parameters": parameters}


def lifetimes_fits(columns: dict[str, Any]) -> dict[str, Fit]:
    """Return the fits of lifetimes."""
    library = import_module("lifetimes")
    rows = [columns[name] for name in ("frequency", "recency", "T")]

    def fit(fitter: str) -> Fit:
        return lambda: {name: float(value) for name, value in getattr(library, fitter)().fit(*rows).params_.items()}

    return {"bg-nbd": fit("BetaGeoFitter"), "pareto-nbd": fit("ParetoNBDFitter")}


def pymc_marketing_fits(columns: dict[str, Any]) -> dict[str, Fit]:
    """Return the fit of pymc-marketing that is nearest: BG/NBD at the highest point of the posterior."""
    library, pandas = import_module("pymc_marketing.clv"), import_module("pandas")
    table = pandas.DataFrame({"customer_id": np.arange(len(columns["T"])), **columns})

    def fit() -> dict[str, float]:
        model = library.BetaGeoModel(data=table)
        model.fit(method="map", progressbar=False)
        return {name: float(model.fit_result[name].mean()) for name in ("r", "alpha", "a", "b")}

    return {"bg-nbd": fit}


LIBRARIES = {"lifetimes": lifetimes_fits, "pymc-marketing": pymc_marketing_fits}

if __name__ == "__main__":
    main(*sys.argv[1:])
