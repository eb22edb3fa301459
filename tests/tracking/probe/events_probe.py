"""A process that records events: a WSGI application for a real server, and a script that simply ends."""

# ruff: noqa: E402  (models can be imported only after the set-up)

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "techmart.settings"
django.setup()

from django.utils import timezone

from techmart.tracking import actions


def application(environ, start_response):
    """Record one view for each request."""
    actions.record("product.viewed", now=timezone.now())
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


if __name__ == "__main__":
    actions.record("product.viewed", now=timezone.now())
    if "fork" in sys.argv and os.fork() == 0:
        actions.record("product.viewed", now=timezone.now())
