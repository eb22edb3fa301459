"""A purchase by keyboard alone, from the first page to the last."""

import pytest
from tests.browser.test_path import ADDRESS

pytestmark = pytest.mark.browser


def test_a_purchase_needs_no_mouse(walker):
    nora = walker()
    nora.go("/")
    nora.tab_to("q")
    nora.page.keyboard.type("halo 2")
    press_enter(nora, "**/search/**")
    nora.tab_to("Halo 2")
    press_enter(nora, "**/p/halo-2/")
    nora.tab_to("Add to cart")
    nora.page.keyboard.press("Enter")
    nora.page.get_by_role("link", name="See cart").wait_for()
    nora.go("/cart/")
    nora.tab_to("Check out")
    press_enter(nora, "**/checkout/")
    for name, value in {"email": "keys@example.com", **ADDRESS}.items():
        nora.tab_to(name)
        nora.page.keyboard.type(value)
    nora.tab_to("payment")
    while nora.page.evaluate("document.activeElement.value") != "transfer":
        nora.page.keyboard.press("ArrowDown")
    nora.tab_to("Place order")
    press_enter(nora, "**/o/**")
    assert "Thank you" in nora.text()


def press_enter(walker, address):
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_url(address)
