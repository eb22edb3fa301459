"""The application that a server runs."""

import os
from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techmart.settings")

# In places of 8 bytes: more than the calls of any page need.
ROOM = 2**15 + 1


def with_room(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Call an application where all calls beneath it have room.

    CPython (seen with 3.11) keeps the frames of calls in pieces of 16 KB and gives a piece back with its first frame.
    Where the deepest calls of a template begin a new piece, each of thousands asks the system for memory: that took
    up to half of a listing's time. A frame that says it is large gets a large piece, once for the whole request.
    """

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return answer(environ, start_response)

    call.__code__ = call.__code__.replace(co_stacksize=ROOM)
    return call


application = with_room(get_wsgi_application())
