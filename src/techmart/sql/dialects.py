"""The queries as other engines write them."""

from sqlglot import ErrorLevel, transpile

from techmart.sql.texts import query

# Each has answered with the same rows in a test, but for the last two, which no test can run.
TESTED = ("duckdb", "sqlite", "postgres", "spark")
DIALECTS = (*TESTED, "bigquery", "snowflake")


def query_in(dialect: str, name: str, sale: str, **facts: str) -> str:
    """Return the query of one text as an engine writes it, its parameters in that engine's way.

    Raises
    ------
    sqlglot.errors.UnsupportedError
        If the engine cannot say it.

    Examples
    --------
    >>> "day <= %(cutoff)s" in query_in("postgres", "purchase", "SELECT customer, day, amount FROM sales")
    True
    """
    sql = query(name, sale, **facts)
    return transpile(sql, read="duckdb", write=dialect, pretty=True, unsupported_level=ErrorLevel.RAISE)[0]
