"""The main pages at the width of a telephone and of a desk: whole, quiet, and kept as pictures to look at."""

from importlib.resources import files

import pytest

from techmart.demo.furnish import CAST, PASSWORD

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()

SHOP = {
    "home": "/",
    "listing": "/c/audio/",
    "collection": "/collections/a-desk-that-lasts/",
    "product": "/p/halo-2/",
    "product-gone": "/p/pebble-earbuds/?colour=Mist",
    "reviews": "/p/halo-2/reviews/",
    "review-closed": "/p/halo-2/reviews/new/",
    "questions": "/p/halo-2/questions/",
    "question": "/p/halo-2/questions/new/",
    "compare": "/compare/?p=halo-2&p=halo-open&p=pebble-earbuds",
    "wishes": "/wishes/",
    "search": "/search/?q=speaker",
    "search-nothing": "/search/?q=zeppelin",
    "contact": "/contact/",
    "feedback": "/feedback/",
    "track": "/track/",
    "log-in": "/account/login/",
    "sign-up": "/account/signup/",
    "about": "/pages/about/",
    "faq": "/pages/faq/",
    "privacy": "/privacy/",
}
ACCOUNT = {
    "account-orders": "/account/orders/",
    "account-profile": "/account/profile/",
    "account-address": "/account/addresses/",
    "account-messages": "/account/messages/",
    "account-data": "/account/data/",
    "account-email": "/account/email/",
    "account-password": "/account/password/change/",
    "account-two-steps": "/account/2fa/",
    "review": "/p/halo-2/reviews/new/",
}
DESK = {
    "desk-home": "/backoffice/",
    "desk-orders": "/backoffice/orders/",
    "desk-products": "/backoffice/products/",
    "desk-collections": "/backoffice/products/collections/",
    "desk-stock": "/backoffice/products/stock/",
    "desk-inbox": "/backoffice/inbox/",
    "desk-outbox": "/backoffice/outbox/",
    "desk-insights": "/backoffice/insights/",
    "desk-customers": "/backoffice/insights/customers/",
    "desk-weights": "/backoffice/insights/weights/",
    "desk-settings": "/backoffice/settings/",
    "desk-page": "/backoffice/settings/pages/about/",
}
# What opens from the first line of a list.
FIRST = {
    "desk-orders": "desk-order",
    "desk-products": "desk-product",
    "desk-collections": "desk-collection",
    "desk-customers": "desk-customer",
    "desk-inbox": "desk-message",
}
MOVING = """
[...document.querySelectorAll("*")]
  .filter(element => parseFloat(getComputedStyle(element).transitionDuration) > .01)
  .map(element => element.outerHTML.slice(0, 80))
"""
# WCAG 2.2 AA as far as a program can tell. Of what is right only the number: all of it is megabytes a page.
RULES = """
axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]})
  .then(found => ({passes: found.passes.length, violations: found.violations}))
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
    drawer = nora.page.get_by_role("dialog", name="Cart")
    drawer.get_by_role("button", name="One more").click()
    # Not by wait_for_function, which the content policy stops: it evaluates text.
    nora.page.locator("#cart-count", has_text="2").wait_for()
    look_at(nora, "drawer")
    nora.page.keyboard.press("Escape")
    assert not drawer.is_visible()
    nora.go("/cart/")
    look_at(nora, "cart")
    nora.press("Check out")
    nora.press("Place order")
    nora.page.locator("[aria-invalid=true]").first.wait_for()
    assert nora.page.locator("[aria-invalid=true]").count() == 5
    look_at(nora, "checkout")


def test_account_pages_fit_their_window(walker):
    ada = walker(390)
    ada.log_in(CAST.ada, PASSWORD, "/account/orders/")
    ada.page.get_by_role("button", name="Only count me").click()
    for name, path in ACCOUNT.items():
        ada.go(path)
        look_at(ada, name)


@pytest.mark.parametrize("path", ["/", "/c/audio/", "/p/halo-2/", "/compare/?p=halo-2&p=halo-open", "/contact/"])
def test_at_four_times_the_size_nothing_is_cut_off(walker, path):
    nora = walker(320)
    nora.go(path)
    assert nora.overflow() == 0


def test_nothing_moves_for_who_asked_for_that(walker):
    nora = walker()
    nora.go("/p/halo-2/")
    assert nora.page.evaluate(MOVING) == []


def test_pictures_open_large_by_keyboard(walker):
    nora = walker()
    nora.go("/p/halo-2/")
    nora.page.locator("[data-zoom]").first.focus()
    nora.page.keyboard.press("Enter")
    nora.page.keyboard.press("ArrowRight")
    assert nora.page.locator(".zoom .mono").inner_text() == "2 of 3"
    assert faults_of(nora) == []
    nora.page.keyboard.press("Escape")
    assert nora.page.evaluate("document.activeElement.matches('[data-zoom]')")


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
    """Load all of the page; hold it to one heading, no scrolling sideways, and to axe: by night where narrow."""
    walker.photograph(name)
    assert (name, walker.overflow(), walker.page.locator("h1").count()) == (name, 0, 1)
    walker.page.emulate_media(color_scheme="dark" if walker.width == 390 else "light")
    assert (name, faults_of(walker)) == (name, [])
    walker.page.emulate_media(color_scheme="light")


def faults_of(walker):
    """Let axe look at the page; return what it finds wrong, with the elements."""
    walker.page.evaluate(AXE)
    found = walker.page.evaluate(RULES)
    assert found["passes"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]]
