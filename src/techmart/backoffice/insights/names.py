"""What people call the models."""

TITLES = {
    "weighted-rfm": "Weighted score",
    "bg-nbd": "BG/NBD",
    "mbg-nbd": "MBG/NBD",
    "population-mbg-nbd": "MBG/NBD of shops in general",
    "bg-cnbd": "BG/CNBD-k",
    "mbg-cnbd": "MBG/CNBD-k",
    "individual-regularity": "Individual regularity",
    "pareto-nbd": "Pareto/NBD",
    "bg-bb": "BG/BB",
    "seasonal-bg-nbd": "Seasonal BG/NBD",
    "seasonal-pareto-nbd": "Seasonal Pareto/NBD",
    "logistic": "Logistic regression",
    "tree": "Decision tree",
    "forest": "Random forest",
    "boosting": "Gradient boosting",
    "ensemble": "Ensemble",
}


def title_of(model: str) -> str:
    """Return a model's name for people; one without is called as the engine calls it.

    >>> title_of("bg-nbd"), title_of("of-tomorrow")
    ('BG/NBD', 'of-tomorrow')
    """
    return TITLES.get(model, model)
