"""The main pages at the width of a telephone and of a desk: whole, quiet, and kept as pictures to look at."""

import pytest

pytestmark = pytest.mark.browser

SHOP = {
    "home": "/",
    "listing": "/c/audio/",
    "product": "/p/halo-2/",
    "search": "/search/?q=speaker",
    "search-nothing": "/search/?q=zeppelin",
    "contact": "/contact/",
    "feedback": "/feedback/",
    "track": "/track/",
    "log-in": "/account/login/",
    "sign-up": "/account/signup/",
    "about": "/pages/about/",
    "privacy": "/privacy/",
}
DESK = {
    "desk-home": "/backoffice/",
    "desk-orders": "/backoffice/orders/",
    "desk-products": "/backoffice/products/",
    "desk-stock": "/backoffice/products/stock/",
    "desk-inbox": "/backoffice/inbox/",
    "desk-outbox": "/backoffice/outbox/",
    "desk-insights": "/backoffice/insights/",
    "desk-customers": "/backoffice/insights/customers/",
    "desk-weights": "/backoffice/insights/weights/",
    "desk-settings": "/backoffice/settings/",
}
# What opens from the first line of a list.
FIRST = {"desk-orders": "desk-order", "desk-products": "desk-product", "desk-customers": "desk-customer"}
# What a screen reader could not name.
NAMELESS = """
[...document.querySelectorAll("img:not([alt]), a, button, input:not([type=hidden]), select, textarea")]
  .filter(element => !element.matches("[tabindex='-1']"))
  .filter(element => !(element.textContent.trim() || element.ariaLabel || element.labels?.length))
  .map(element => element.outerHTML)
"""
WIDTHS = pytest.mark.parametrize("width", [390, 1280])


@WIDTHS
def test_shop_pages_fit_their_window(walker, width):
    nora = walker(width)
    nora.go("/")
    nora.page.get_by_role("button", name="Only count me").click()
    for name, path in SHOP.items():
        nora.go(path)
        look_at(nora, name)
    nora.go("/p/reed-microphone/")
    nora.press("Add to cart")
    nora.page.get_by_role("link", name="See cart").click()
    look_at(nora, "cart")
    nora.press("Check out")
    nora.press("Place order")
    assert nora.page.locator("[aria-invalid=true]").count() == 5
    look_at(nora, "checkout")


@WIDTHS
def test_back_office_pages_fit_their_window(staff, width):
    mara = staff(width)
    for name, path in DESK.items():
        mara.go(path)
        look_at(mara, name)
        if name in FIRST:
            mara.page.locator("main tbody a").first.click()
            mara.page.wait_for_url(f"**{path}*/")
            look_at(mara, FIRST[name])


def look_at(walker, name):
    """Keep a picture of the page; hold it to one heading, a name for everything, and no scrolling sideways."""
    walker.photograph(name)
    headings, nameless = walker.page.locator("h1").count(), walker.page.evaluate(NAMELESS)
    assert (name, walker.overflow(), headings, nameless) == (name, 0, 1, [])
