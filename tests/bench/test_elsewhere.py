"""What runs in another library's Python; and that what it says can be compared with ours."""

from bench.beside import NAMES, OURS, TIMES_AS_FAST
from bench.elsewhere import TIMES, timed


def test_the_first_fit_only_warms_up():
    fits = []

    def fit() -> dict[str, float]:
        fits.append(1)
        return {"r": float(len(fits))}

    found = timed(fit)
    assert len(fits) == TIMES + 1
    assert found["parameters"] == {"r": TIMES + 1}
    assert 0 <= found["seconds"] < 0.1


def test_every_comparison_has_a_target():
    assert {library for library, _ in TIMES_AS_FAST} == set(NAMES)
    assert {model for _, model in TIMES_AS_FAST} == set(OURS)
