"""A bad setting stops the start with its name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from techmart.core import environment as env


def test_an_unset_variable_has_its_default(monkeypatch):
    monkeypatch.delenv("SHOP_X", raising=False)
    assert (env.text("SHOP_X", "a"), env.boolean("SHOP_X", True), env.integer("SHOP_X", 3)) == ("a", True, 3)
    assert env.words("SHOP_X", ["a"]) == ["a"]


def test_values_are_read_as_their_type(monkeypatch):
    monkeypatch.setenv("SHOP_X", " yes ")
    assert env.boolean("SHOP_X", False) is True
    monkeypatch.setenv("SHOP_X", "12")
    assert env.integer("SHOP_X", 3) == 12
    monkeypatch.setenv("SHOP_X", "a.example, ,b.example")
    assert env.words("SHOP_X", []) == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("read", "value"), [(env.boolean, "maybe"), (env.integer, "many"), (env.integer, "-1"), (env.integer, "1.5")]
)
def test_a_bad_value_names_the_variable(read, value, monkeypatch):
    monkeypatch.setenv("SHOP_X", value)
    with pytest.raises(ImproperlyConfigured, match=r"SHOP_X is .*expected"):
        read("SHOP_X", 0)
