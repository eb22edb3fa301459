from dataclasses import asdict

import pytest
from django.utils import translation

from techmart.backoffice.forms.categories import FactsUnclear, _line, facts_of
from techmart.demo.catalogue import CATEGORIES


def test_each_kind_of_fact_is_a_line():
    text = "Weight (g): number\nWireless: yes or no\n\nDesign: open, closed\nMaterial"
    assert facts_of(text, []) == [
        {"key": "weight", "label": "Weight", "type": "number", "unit": "g"},
        {"key": "wireless", "label": "Wireless", "type": "boolean"},
        {"key": "design", "label": "Design", "type": "choice", "choices": ["open", "closed"]},
        {"key": "material", "label": "Material", "type": "text"},
    ]


def test_kinds_are_said_in_the_language_of_whoever_types():
    with translation.override("de"):
        assert [fact["type"] for fact in facts_of("Gewicht: Zahl\nFunk: ja oder nein", [])] == ["number", "boolean"]
        assert _line({"label": "Funk", "type": "boolean"}) == "Funk: ja oder nein"


def test_new_facts_never_take_the_key_of_one_that_was_there():
    before = [{"key": "design", "label": "Form", "type": "text"}]
    assert [fact["key"] for fact in facts_of("Design\nForm\n箱", before)] == ["design_", "design", "fact_3"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Weight\nweight", "“weight” stands there twice."),
        (": number", "“: number” has no name before its colon."),
        ("Design: open", "Give “Design” two values at least, parted by commas."),
    ],
)
def test_what_is_unclear_is_said(text, said):
    with pytest.raises(FactsUnclear, match=said):
        facts_of(text, [])


def test_every_schema_of_the_demo_comes_back_as_it_was():
    def schemas(branches):
        for branch in branches:
            yield [
                {k: list(v) if k == "choices" else v for k, v in asdict(fact).items() if v}
                for fact in branch.spec_schema
            ]
            yield from schemas(branch.children)

    for schema in schemas(CATEGORIES):
        assert facts_of("\n".join(map(_line, schema)), schema) == schema
