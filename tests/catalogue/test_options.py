import pytest

from techmart.catalogue.options import combinations, options_text, parse_options

COLOURS = {"name": "Colour", "values": ["Black", "Sand"]}
SIZES = {"name": "Storage", "values": ["128", "256"]}


@pytest.mark.parametrize("text", ["Colour: Black, Sand; Storage: 128, 256", "Colour:Black,Sand\n\nStorage : 128 ,256,"])
def test_options_are_read_from_what_people_type(text: str) -> None:
    assert parse_options(text) == [COLOURS, SIZES]


def test_options_are_written_as_they_are_read() -> None:
    assert parse_options(options_text([COLOURS, SIZES])) == [COLOURS, SIZES]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Colour", "no option"),
        ("Colour:", "no option"),
        (": Black", "no option"),
        ("Colour: Black, black", "same value twice"),
        ("Colour: Black; colour: Sand", "same name"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_options(text)


def test_a_hundred_variants_are_enough() -> None:
    ten = ", ".join(map(str, range(10)))
    assert len(combinations(parse_options(f"A: {ten}; B: {ten}"))) == 100
    with pytest.raises(ValueError, match="more than 100"):
        parse_options(f"A: {ten}; B: {ten}; C: 1, 2")


def test_no_options_make_one_variant() -> None:
    assert combinations([]) == [{}]
