"""The engines that a text is asked in."""

import pytest
from tests.sql.engines import Engine, in_duckdb, in_sqlite, in_the_shops_database

ENGINES = (
    pytest.param(in_duckdb, id="duckdb"),
    pytest.param(in_sqlite, id="sqlite"),
    # By its mark it is known that this one touches a database, and is asked on PostgreSQL too.
    pytest.param(in_the_shops_database, id="shop", marks=pytest.mark.django_db),
)


@pytest.fixture(params=ENGINES)
def ask(request: pytest.FixtureRequest) -> Engine:
    """Answer in DuckDB, in Python's own SQLite, and in the database that the shop of these tests has."""
    engine: Engine = request.param
    return engine
