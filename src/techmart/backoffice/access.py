"""Who may come in: staff, and nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from techmart.accounts.models import Customer

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_required(view: View[P]) -> View[P]:
    """Let staff in; send strangers to the login page, and refuse (403) whoever is signed in but is not staff.

    Stands outermost on every view of the back office, before anything that looks at the method. Pages are never kept
    by a browser's cache: after signing out, Back shows nothing.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (request.user.is_staff and request.user.is_active):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def staff_of(request: HttpRequest) -> Customer:
    """Return who is working; raise `PermissionDenied` where a view forgot to ask for staff."""
    if not isinstance(request.user, Customer):
        raise PermissionDenied
    return request.user
