"""What people say and ask about a product, and the forms they do it with."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from techmart.accounts.models import Customer
from techmart.catalogue.models import Product
from techmart.core import limits
from techmart.feedback import actions as inbox
from techmart.feedback import queries
from techmart.feedback.models import FeedbackKind
from techmart.orders.enums import ShipStatus
from techmart.orders.links import came_by_mail
from techmart.storefront.crumbs import way_past
from techmart.storefront.forms import QuestionForm, ReviewForm
from techmart.storefront.shopper import customer_of
from techmart.storefront.tokens import order_at
from techmart.storefront.views.letters import TOO_MANY
from techmart.storefront.voices import bars, rating_of, with_stars

PAGE_SIZE = 20


@require_safe
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """List all reviews of a product, of so many stars where asked."""
    product = _product(slug)
    stars = next((stars for stars in queries.STARS if request.GET.get("stars") == str(stars)), None)
    page = Paginator(queries.reviews_of(product, stars=stars), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **_about(product),
        "rating": rating_of(product),
        "bars": bars(product, queries.star_counts(product)),
        "stars": stars,
        "page": page,
        "reviews": with_stars(page),
    }
    return render(request, "storefront/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_review(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a review of who is signed in, or of who has the link of an order; a second one replaces the first."""
    product, customer = _product(slug), _reviewer(request)
    if customer is None:
        return render(request, "storefront/review_closed.html", _about(product))
    earlier = queries.review_by(customer, product)
    known = {"rating": earlier.rating, "title": earlier.title, "text": earlier.text} if earlier else {}
    form = ReviewForm(request.POST or None, initial=known)
    if form.is_valid():
        if limits.may(request, "feedback"):
            inbox.write_review(product=product, customer=customer, now=timezone.now(), **form.cleaned_data)
            return _thanked(request, product, gettext("Thank you. Your review is shown once a person has read it."))
        form.add_error(None, TOO_MANY)
    return render(request, "storefront/review_form.html", {**_about(product), "form": form, "earlier": earlier})


@require_safe
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """List all answered questions about a product."""
    product = _product(slug)
    page = Paginator(queries.questions_of(product), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "storefront/questions.html", {**_about(product), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a question about a product; it is shown with its answer."""
    product, customer = _product(slug), customer_of(request)
    known = {"email": customer.email, "name": customer.name} if customer else {}
    form = QuestionForm(request.POST or None, initial=known)
    if form.is_valid():
        said = gettext("Thank you. The answer comes by e-mail, and stands here for others.")
        if limits.is_robot(request):
            return _thanked(request, product, said)
        if limits.may(request, "feedback"):
            kind, now = FeedbackKind.QUESTION, timezone.now()
            inbox.receive(kind=kind, product=product, customer=customer, now=now, **form.cleaned_data)
            return _thanked(request, product, said)
        form.add_error(None, TOO_MANY)
    return render(request, "storefront/question_form.html", {**_about(product), "form": form})


def _product(slug: str) -> Product:
    return get_object_or_404(Product.objects.visible(timezone.now()).select_related("category"), slug=slug)


def _about(product: Product) -> dict[str, Any]:
    return {"product": product, "crumbs": way_past(product)}


def _reviewer(request: HttpRequest) -> Customer | None:
    """Return who may write: the buyer of an order that was sent, by a link of our e-mails, else who is signed in.

    With or without an account: anybody may order with somebody else's address, and learns nothing of it here.
    """
    token = request.GET.get("order")
    if not token:
        return customer_of(request)
    order = order_at(token)
    was_sent = order.ship_status in (ShipStatus.SHIPPED, ShipStatus.PARTLY)
    return order.customer if was_sent and came_by_mail(token) else customer_of(request)


def _thanked(request: HttpRequest, product: Product, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(product)
