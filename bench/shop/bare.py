"""The floor: a view that renders the shop's own template from what is in memory, and does nothing else.

A page is looked at once through the shop's own view; what that gave to its template is kept and rendered from then on.
"""

import sys
from threading import Lock
from typing import Any
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

_kept: dict[str, tuple[str, dict[str, Any]]] = {}
_lock = Lock()


def bare(request: HttpRequest, page: str = "") -> HttpResponse:
    """Render a page from memory."""
    address = request.get_full_path()
    if address not in _kept:
        _kept[address] = _look(request, page)
    template, context = _kept[address]
    return render(request, template, context)


def _look(request: HttpRequest, page: str) -> tuple[str, dict[str, Any]]:
    """Return the template and context that the shop's own view renders."""
    view, args, kwargs = resolve(f"/{page}")
    views = sys.modules[view.__module__]
    with _lock, patch.object(views, "render", return_value=HttpResponse()) as rendered:
        view(request, *args, **kwargs)
    _, template, context = rendered.call_args.args
    return template, context
