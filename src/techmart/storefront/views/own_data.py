"""What the shop knows about a customer: their choices, a copy of it all, and the end of it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from techmart.accounts.erasure import CannotErase, erase, export
from techmart.storefront.forms import ChoicesForm
from techmart.storefront.shopper import signed_in
from techmart.tracking import actions as tracking
from techmart.tracking.enums import Purpose
from techmart.tracking.queries import has_agreed


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Show and take the choices about letters and about working out chances."""
    customer = signed_in(request)
    known = {"marketing": has_agreed(customer, Purpose.MARKETING), "profiling": customer.is_profiled}
    form = ChoicesForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        tracking.choose(customer=customer, source=request.path, now=timezone.now(), **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("own_data")
    return render(request, "storefront/account/own_data.html", {"form": form})


@require_safe
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def own_data_copy(request: HttpRequest) -> HttpResponse:
    """Hand over everything that is kept about the customer."""
    copy = JsonResponse(export(signed_in(request)), json_dumps_params={"indent": 2, "ensure_ascii": False})
    copy["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return copy


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def account_removal(request: HttpRequest) -> HttpResponse:
    """Say what would be forgotten, and forget it."""
    if request.method == "POST":
        try:
            erase(customer=signed_in(request))
        except CannotErase as refusal:
            messages.error(request, gettext("That is not possible yet. {reason}").format(reason=refusal))
            return redirect("own_data")
        logout(request)
        messages.success(request, gettext("Your account is gone, and what we knew about you with it."))
        return redirect("home")
    return render(request, "storefront/account/removal.html")
