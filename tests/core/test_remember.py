from itertools import count

from techmart.core.remember import remembered


def test_the_same_question_is_answered_once():
    numbers = count(1)
    ask = lambda *parts: remembered("question", *parts, seconds=60, make=lambda: next(numbers))  # noqa: E731
    assert [ask("a", 1), ask("a", 1), ask("a", 2), ask("b", 1)] == [1, 1, 2, 3]


def test_parts_may_be_anything_that_people_type():
    assert remembered("search", "two words \x00 and 🎧" * 50, seconds=60, make=lambda: "found") == "found"
