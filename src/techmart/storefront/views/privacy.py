"""Whether this browser may be recognised."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from techmart.storefront.seen import forget_seen
from techmart.storefront.shopper import customer_of
from techmart.tracking import actions as tracking
from techmart.tracking import visitors

REMEMBER = "remember"


@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the choice, or take it: both answers are one press, and can be changed at any time."""
    visitor = visitors.visitor_of(request)
    if request.method != "POST":
        context = {"remembers": visitor is not None, "gpc": visitors.refuses_identification(request)}
        return render(request, "storefront/privacy.html", context)
    response = redirect(_next(request))
    now = timezone.now()
    if request.POST.get("choice") == REMEMBER and not visitors.refuses_identification(request):
        agreed = tracking.give_consent(visitor=visitor, customer=customer_of(request), source=request.path, now=now)
        visitors.remember(response, agreed)
        return response
    leaving = visitors.visitor_to_forget(request)
    if leaving is not None:
        tracking.withdraw(visitor=leaving, source=request.path, now=now)
    visitors.forget(response)
    forget_seen(response)
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    # Whatever does not begin so would be taken for the name of a view.
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else "/privacy/"
