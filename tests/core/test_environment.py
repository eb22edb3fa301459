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


def test_an_address_loses_its_last_slash(monkeypatch):
    monkeypatch.setenv("SHOP_X", "https://shop.example/")
    assert env.address("SHOP_X", "") == "https://shop.example"


def test_a_folder_is_made_and_must_be_writable(monkeypatch, tmp_path):
    monkeypatch.setenv("SHOP_X", str(tmp_path / "new" / "er"))
    assert env.folder("SHOP_X", tmp_path).is_dir()
    (tmp_path / "file").touch()
    monkeypatch.setenv("SHOP_X", str(tmp_path / "file" / "in"))
    with pytest.raises(ImproperlyConfigured, match=r"SHOP_X is .* cannot be made: Not a directory"):
        env.folder("SHOP_X", tmp_path)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (env.boolean, "maybe"),
        (env.integer, "many"),
        (env.integer, "-1"),
        (env.integer, "1.5"),
        (env.words, " , "),
        (env.time_zone, "Mars/One"),
        (env.time_zone, "/etc/passwd"),
        (env.address, "shop.example"),
        (env.address, "ftp://shop.example"),
    ],
)
def test_a_bad_value_names_the_variable(read, value, monkeypatch):
    monkeypatch.setenv("SHOP_X", value)
    with pytest.raises(ImproperlyConfigured, match=r"SHOP_X is .*expected"):
        read("SHOP_X", 0)
