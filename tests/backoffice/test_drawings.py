"""Every drawing, and every side of one, has words."""

from techmart import pictures
from techmart.backoffice import drawings


def test_every_drawing_has_words() -> None:
    assert {name: str(words) for name, words in drawings.FAMILIES.items()} == {
        family.name: family.label for family in pictures.FAMILIES.values()
    }
    assert set(drawings.VIEWS) == set(pictures.VIEWS)
