"""What a request of the benchmark may ask for beside the page; every other request passes untouched."""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse

from bench.shop.names import CATALOGUE, COUNT_QUERIES, FORGET, QUERIES
from techmart.core.remember import drop_kept


class CountQueries:
    """Say how many SQL statements the answer took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if COUNT_QUERIES not in request.headers:
            return self.get_response(request)
        statements: list[str] = []

        def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[QUERIES] = str(len(statements))
        return response


class Forget:
    """Answer as on the first visit in a long time, or as on the first after a change of the catalogue."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if FORGET in request.headers:
            caches["local"].clear()
        if request.headers.get(FORGET) == CATALOGUE:
            drop_kept()
        return self.get_response(request)
