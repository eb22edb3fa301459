"""The whole path: somebody looks around and buys as a guest, and the merchant sees that customer's probability move."""

import re

import pytest

pytestmark = pytest.mark.browser

LIST = "/backoffice/insights/customers/"
COLOUR = "Sand"
ADDRESS = {"recipient": "Nora Lindqvist", "line1": "Hafenstraße 4", "postcode": "20457", "city": "Hamburg"}


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_an_order_moves_the_probability_that_the_merchant_sees(walker, staff, has_script):
    mara = staff(has_script=has_script)
    mara.go(f"{LIST}?sort=probability&direction=asc")
    email = mara.page.locator("tbody tr").first.locator(".below").first.inner_text()
    before = chance_of(mara, email)
    nora = walker(has_script=has_script)
    fill_the_cart(nora, has_script=has_script)
    number = check_out(nora, email)
    after = chance_of(mara, email)
    assert after > before
    assert f"Order {number}" in mara.text()


def test_a_new_guest_is_a_customer_with_a_probability_at_once(walker, staff):
    nora, mara = walker(390), staff(390)
    fill_the_cart(nora, has_script=True)
    check_out(nora, "nora@example.com")
    assert 0 < chance_of(mara, "nora@example.com") < 100


def test_the_checkout_needs_no_mouse(walker):
    nora = walker()
    fill_the_cart(nora, has_script=True)
    nora.tab_to("Check out")
    nora.page.keyboard.press("Enter")
    nora.page.wait_for_url("**/checkout/")
    for name, value in {"email": "keys@example.com", **ADDRESS}.items():
        nora.tab_to(name)
        nora.page.keyboard.type(value)
    nora.tab_to("payment")
    for _ in range(2):
        nora.page.keyboard.press("ArrowDown")
    nora.tab_to("Place order")
    nora.page.keyboard.press("Enter")
    nora.page.wait_for_url("**/o/**")
    assert "Thank you. It is ordered." in nora.text()
    assert "ready when the parcel arrives" in nora.text()


def fill_the_cart(nora, *, has_script):
    """Look around from the front page to headphones of another colour than the first, and put two into the cart."""
    nora.go("/")
    nora.page.get_by_role("button", name="Only count me").click()
    nora.page.get_by_role("navigation", name="Categories").get_by_role("link", name="Audio").click()
    nora.page.get_by_role("link", name="Halo 2").first.click()
    nora.page.locator("label").filter(has_text=COLOUR).click()
    if not has_script:
        nora.press("Show this one")
    nora.page.wait_for_url("**/p/**?*")
    nora.page.get_by_label("Quantity").fill("2")
    nora.press("Add to cart")
    if has_script:
        nora.page.get_by_role("link", name="See cart").click()
        nora.page.get_by_role("dialog", name="Cart").get_by_role("link", name="See the whole cart").click()
    nora.page.wait_for_url("**/cart/")
    assert COLOUR in nora.text()


def check_out(nora, email):
    """Go from the cart to the order's page; return the order's number."""
    nora.press("Check out")
    for name, value in {"email": email, **ADDRESS}.items():
        nora.page.locator(f"[name={name}]").fill(value)
    nora.page.get_by_label("Bank transfer").check()
    nora.press("Place order")
    nora.page.wait_for_url("**/o/**")
    assert "Thank you. It is ordered." in nora.text()
    return re.search(r"Order (T\d+)", nora.page.title())[1]


def chance_of(mara, email):
    """Look a customer up; return the probability, in percent, of another order within 30 days."""
    mara.go(f"{LIST}?q={email}")
    mara.page.locator("tbody a").first.click()
    mara.page.wait_for_url(f"**{LIST}*/")
    assert email in mara.text()
    said = mara.page.locator("dl.chances div", has_text="30 days").locator("dd").inner_text()
    return float(re.search(r"[\d.]+", said)[0])
