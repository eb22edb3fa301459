"""How many SQL statements an answer took, told to whom asks."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from bench.shop.names import COUNT_QUERIES, QUERIES


class CountQueries:
    """Count where the request asks for it; every other request passes untouched."""

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
