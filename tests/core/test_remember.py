from itertools import count

from django.utils.translation import override

from techmart.core.remember import drop_kept, forget, kept, remembered


def test_the_same_question_is_answered_once():
    numbers = count(1)
    ask = lambda *parts: remembered("question", *parts, seconds=60, make=lambda: next(numbers))  # noqa: E731
    assert [ask("a", 1), ask("a", 1), ask("a", 2), ask("b", 1)] == [1, 1, 2, 3]


def test_parts_may_be_anything_that_people_type():
    assert remembered("search", "two words \x00 and 🎧" * 50, seconds=60, make=lambda: "found") == "found"


def test_what_changed_is_made_anew_in_every_language():
    numbers = count(1)
    ask = lambda: remembered("footer-of-a-test", seconds=60, make=lambda: next(numbers))  # noqa: E731
    with override("de"):
        ask()
    assert [ask(), ask()] == [2, 2]
    forget("footer-of-a-test")
    with override("de"):
        assert ask() == 3
    assert ask() == 4


def test_a_version_is_made_once_and_shared():
    versions = ["a", "a", "b", "a"]
    made = [kept("columns-of-a-test", version, make=list) for version in versions]
    assert [made[0] is other for other in made] == [True, True, False, False]
    drop_kept()
    assert kept("columns-of-a-test", "a", make=list) is not made[3]
