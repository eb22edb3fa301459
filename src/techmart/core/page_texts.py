"""What the shop says about itself until the merchant writes something else, in every language that it speaks."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Address, title, text in simple HTML; in the order of the footer.
TEXTS: Final[tuple[tuple[str, "StrOrPromise", "StrOrPromise"], ...]] = (
    (
        "about",
        _("About us"),
        _("""\
<p>We sell things that last, that can be repaired, and that do what they say.</p>
<p>We choose few things and know each of them. What is on a page is what is in the box: the facts are measured, the
stock is counted, the price is the price.</p>
<h2>What we do not do</h2>
<ul><li>No countdowns, no “only today”, no prices that change while you look.</li>
<li>No account needed to buy.</li>
<li>No other company learns what you look at here: this shop runs on its own machine.</li></ul>
<h2>Talk to us</h2>
<p><a href="/contact/">Write to us</a>: a person answers. Or tell us <a href="/feedback/">how we are doing</a>.</p>"""),
    ),
    (
        "shipping",
        _("Shipping"),
        _("""\
<p>What you order before noon leaves the house the same day.</p>
<p>What it costs and when it arrives depends on where you live and how heavy it is. Each product says it for our own
country, the cart before you check out, and the checkout for your country before you order.</p>
<h2>Where is my parcel?</h2>
<p>The e-mail about your order has a link to its page. Lost it? <a href="/track/">Track the order by its number</a>.</p>
<h2>Something missing or broken?</h2>
<p><a href="/contact/">Tell us</a> with your order number, best with a photo. We send what is missing
at our cost.</p>"""),
    ),
    (
        "returns",
        _("Returns"),
        _("""\
<p>Thirty days, used or not, no reasons needed.</p>
<p><a href="/contact/">Write to us</a> with your order number, and we tell you where to send it. The money goes back
the way it came as soon as the parcel is here.</p>
<h2>Broken within two years?</h2>
<p>That is the seller’s fault, not yours. We repair it, replace it, or give the money back.</p>"""),
    ),
    (
        "faq",
        _("Questions and answers"),
        _("""\
<h2>Do I need an account?</h2>
<p>No. An order needs an address and an e-mail; its page opens by the link in that e-mail. An account only saves typing
the next time.</p>
<h2>How can I pay?</h2>
<p>The checkout lists the ways before you order, and none of them costs extra.</p>
<h2>Something is sold out. Does it come back?</h2>
<p>Mostly. Open the product, choose the variant and leave your address under “Tell me when it is back”: you get one
e-mail, and then the address is forgotten.</p>
<h2>Can I change or cancel an order?</h2>
<p>As long as the parcel has not left: open the order, or <a href="/contact/">write to us</a>.</p>
<h2>Who reads the reviews before they are shown?</h2>
<p>A person, who looks for insults and advertising and for nothing else. “Bought it here” stands beside reviews whose
writers did. Praise and complaints are shown alike.</p>"""),
    ),
    (
        "privacy",
        _("Privacy"),
        _("""\
<p>We keep what an order needs, and nothing about you that you did not agree to.</p>
<h2>Always</h2>
<ul><li>We count visits, views and searches by the day, without an identifier: nobody can tell which were yours.</li>
<li>An order keeps your name, address and e-mail, because the law asks us to keep invoices.</li>
<li>From orders we work out how likely somebody is to buy again, so that we write to few people rather than to
all. You may refuse that in your account.</li></ul>
<h2>Only if you agree</h2>
<ul><li>We remember this browser by a random number, and what it looked at, to suggest what fits.</li></ul>
<h2>Never</h2>
<ul><li>No other company is asked, told or paid: pages, pictures and scripts all come from this shop’s own
machine.</li></ul>
<h2>Your say</h2>
<p>Change your mind at any time in the <a href="/privacy/">privacy settings</a>. What we hold about you can be
downloaded and deleted in your account; without one, <a href="/contact/">write to us</a>.</p>"""),
    ),
)
