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


def test_the_one_thing_to_do_is_a_button_and_several_are_links():
    one = letter("Hi", "Come <in>.\n\nFollow it here: https://shop.example/o/1?a&b\n\nBye.").html
    assert '<p><a class="button" href="https://shop.example/o/1?a&amp;b">Follow it here</a></p>' in one
    assert "<p>Come &lt;in&gt;.</p>" in one
    assert "<p>Bye.</p>" in one
    alone = letter("Choose a password", "Do it here:\n\nhttps://shop.example/1\n\nBye.").html
    assert '<a class="button" href="https://shop.example/1">Choose a password</a>' in alone
    two = letter("Hi", "Lamp:\nhttps://shop.example/1\n\nNo more letters: https://shop.example/2").html
    assert [two.count('class="button"'), two.count('class="deed"')] == [0, 2]


def test_a_template_of_its_own_for_the_html(templates):
    (templates / "hello.html").write_text("<em>{{ name }}</em>")
    assert render("hello", {"name": "Ada & Ben"}, language="en-gb").html == "<em>Ada &amp; Ben</em>"


def test_a_letter_turns_addresses_into_links():
    assert '<a href="https://shop.example/t/1" rel="nofollow">' in letter("Hi", "See https://shop.example/t/1").html


def test_a_missing_template_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        render("nothing/here", {}, language="en-gb")
