"""The questions that every model asks of a history, written once as SQL, for whichever engine holds the history.

    *.sql       the texts, by hand, in what SQLite, PostgreSQL, DuckDB and Spark have in common
    texts       from a name to a whole query over a relation of sales
    dialects    the same query as another engine writes it, by sqlglot
    embedded    DuckDB in this process, to ask it of files

It knows no shop and no database; `texts` needs nothing but Python and is all that a web process may import.
"""
