"""Percentiles are values that occurred, and a target is met at its very edge."""

import pytest
from bench.report import MET, MISSED, Figure, as_json, as_table, median, percentile

HOME = Figure("home", "CPU a request", 12.0, "ms", 12)
SEARCH = Figure("search", "times the bare view", 2.04, "", 2)
RATE = Figure("search", "requests a second", 1234.5, "")


@pytest.mark.parametrize(("percent", "expected"), [(1, 1), (50, 50), (94.5, 95), (95, 95), (99.9, 100), (100, 100)])
def test_a_percentile_is_the_smallest_value_with_so_many_below_or_at_it(percent, expected):
    assert percentile(range(100, 0, -1), percent) == expected


def test_a_single_value_is_every_percentile():
    assert [percentile([7.5], percent) for percent in (1, 50, 95, 100)] == [7.5] * 4


def test_the_median_of_two_is_between_them():
    assert median([1.0, 2.0]) == 1.5


def test_a_target_is_met_at_its_edge_and_missed_above():
    assert [figure.verdict for figure in (HOME, SEARCH, RATE)] == [MET, MISSED, ""]


def test_json_names_target_and_verdict_only_where_there_is_a_target():
    assert as_json({"cores": 2}, [HOME, RATE]) == {
        "machine": {"cores": 2},
        "figures": [
            {
                "subject": "home",
                "name": "CPU a request",
                "value": 12.0,
                "unit": "ms",
                "at_most": 12,
                "verdict": "met",
            },
            {"subject": "search", "name": "requests a second", "value": 1234.0, "unit": ""},
        ],
    }


def test_the_table_names_a_subject_once_and_shouts_what_is_missed():
    _, home, search, rate = as_table([HOME, SEARCH, RATE]).splitlines()
    assert home.split() == ["home", "CPU", "a", "request", "12", "ms", "12", "met"]
    assert search.split()[0] == "search"
    assert search.endswith("MISSED")
    assert rate.split() == ["requests", "a", "second", "1,234"]
