import pytest
from django.template import TemplateDoesNotExist

from techmart.core.models import ShopSettings
from techmart.mail.rendering import letter, render

pytestmark = pytest.mark.django_db


@pytest.fixture
def templates(tmp_path, settings):
    """A folder of templates for this test."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "hello.txt").write_text("Hello from {{ shop.name }} & {{ name }}\n\nDear {{ name }},\n<thank> you.\n")
    return tmp_path


def test_text_is_left_as_it_is_and_html_is_escaped(templates):
    ShopSettings(name="Müller & Sons").save()
    rendered = render("hello", {"name": "<b>Ada</b>"}, language="en-gb")
    assert rendered.subject == "Hello from Müller & Sons & <b>Ada</b>"
    assert rendered.text == "Dear <b>Ada</b>,\n<thank> you."
    assert "<p>Dear &lt;b&gt;Ada&lt;/b&gt;,<br>&lt;thank&gt; you.</p>" in rendered.html
    assert "<b>" not in rendered.html


def test_a_template_of_its_own_for_the_html(templates):
    (templates / "hello.html").write_text("<em>{{ name }}</em>")
    assert render("hello", {"name": "Ada & Ben"}, language="en-gb").html == "<em>Ada &amp; Ben</em>"


def test_a_letter_turns_addresses_into_links():
    assert '<a href="https://shop.example/t/1" rel="nofollow">' in letter("Hi", "See https://shop.example/t/1").html


def test_a_missing_template_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        render("nothing/here", {}, language="en-gb")
