"""The lines of a table of sales as SQL for DuckDB: what the importer's cells would be, column by column.

A column may have a type of its own (Parquet) or be text (CSV). Money is in ten-thousandths of a unit, as the importer
has it; the moment is that of the time zone which the connection is set to.
"""

from collections.abc import Mapping

from techmart.orders.importing.cells import CURRENCY, DECIMAL_COMMA, DECIMALS, NOTHING, THOUSANDS
from techmart.orders.importing.dates import NUMBERS
from techmart.orders.importing.errors import BadInput

# Of more lines sold than that, the products are not looked at: forecasts hold their lines in memory.
MOST_LINES = 3_000_000
# What makes a line a sale: `generic_csv.clean` says the same.
NOBODY, UNDATED, NO_UNITS, NO_MONEY = "customer IS NULL", "moment IS NULL", "quantity <= 0", "amount <= 0"
SOLD = f"NOT ({NOBODY} OR {UNDATED} OR {NO_UNITS} OR {NO_MONEY})"
CAME_BACK = f"NOT ({NOBODY} OR {UNDATED}) AND (quantity < 0 OR amount < 0) AND amount <> 0"
DAY = "CAST(CAST(moment AS DATE) - DATE '1970-01-01' AS INTEGER)"


def lines(columns: Mapping[str, str], types: Mapping[str, str], date_format: str | None) -> str:
    """Return the query that reads each line of the relation `file`.

    `columns` says what each thing is called, `types` what DuckDB takes it for.

    Raises `BadInput` where a column cannot hold what it is said to.
    """
    units = f"COALESCE(CAST({told(columns['quantity'], types)} AS BIGINT), 0)" if "quantity" in columns else "1"
    selected = {
        "customer": _customer(columns["customer"], types),
        "moment": _moment(columns["date"], types, date_format),
        "amount": _amount(columns, types, units),
        "quantity": units,
    }
    if "order" in columns:
        selected["number"] = f"CAST({quoted(columns['order'])} AS VARCHAR)"
    for thing in ("product", "category"):
        if thing in columns:
            selected[thing] = f"NULLIF(UPPER(TRIM(CAST({quoted(columns[thing])} AS VARCHAR))), '')"
    return f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in selected.items())} FROM file"


def orders(step: int, *, numbered: bool) -> str:
    """Return the query of customer, day and amount per order, from the relation `line`.

    Each line is rounded half up to minor units, `step` ten-thousandths each. An order is placed with its first line;
    without numbers, what one customer bought at one time is one order.
    """
    order = "number" if numbered else "moment"
    amount = f"SUM((amount + {step // 2}) // {step})"
    placed = f"SELECT customer, MIN(moment) AS moment, {amount} AS amount FROM line WHERE {SOLD}"
    return f"SELECT customer, {DAY} AS day, amount FROM ({placed} GROUP BY customer, {order})"


def bought_products(*, numbered: bool, categorised: bool) -> str:
    """Return the query of buyer, day, product, category and quantity per line sold, on the day of its order."""
    order = "customer, number" if numbered else "customer, moment"
    # Numbered apart: what has no category has no number.
    category = "CASE WHEN category IS NULL THEN -1 ELSE DENSE_RANK() OVER (ORDER BY category) END"
    ranked = (
        f"SELECT customer, MIN(moment) OVER (PARTITION BY {order}) AS moment, quantity, "
        f"DENSE_RANK() OVER (ORDER BY product) AS product, {category if categorised else -1} AS category "
        f"FROM line WHERE {SOLD}"
    )
    return f"SELECT code, {DAY} AS day, product, category, quantity FROM ({ranked}) JOIN buyer USING (customer)"


def sent_back(step: int) -> str:
    """Return the query of buyer, day and amount of what came back on one day; see ``orders``."""
    amount = f"CAST(SUM((ABS(amount) + {step // 2}) // {step}) AS BIGINT)"
    back = f"SELECT code, {DAY} AS day, amount FROM line JOIN buyer USING (customer) WHERE {CAME_BACK}"
    return f"SELECT code, day, {amount} AS amount FROM ({back}) GROUP BY code, day"


def told(name: str, types: Mapping[str, str]) -> str:
    """Return a column as SQL, null where it holds what programs write for nothing."""
    column, kind = quoted(name), types[name]
    if kind == "VARCHAR":
        return f"CASE WHEN {_is_nothing(f'TRIM({column})')} THEN NULL ELSE TRIM({column}) END"
    return f"CASE WHEN ISNAN({column}) THEN NULL ELSE {column} END" if kind in {"DOUBLE", "FLOAT"} else column


def quoted(name: str) -> str:
    """Return a column's name as SQL takes any name.

    >>> print(quoted('paid "cash"?'))
    "paid ""cash""?"
    """
    return '"' + name.replace('"', '""') + '"'


def _customer(name: str, types: Mapping[str, str]) -> str:
    column, kind = quoted(name), types[name]
    if kind.endswith(("INT", "INTEGER")):
        return column  # several times as quick to group by as text
    text = f"TRIM(CAST({column} AS VARCHAR))"
    # 13085.0 is how spreadsheets mangle the number 13085.
    whole = f"CASE WHEN {text} LIKE '%.0' THEN REGEXP_REPLACE({text}, '^([0-9]+)\\.0$', '\\1') ELSE {text} END"
    return f"CASE WHEN {_is_nothing(text)} THEN NULL WHEN {text} LIKE '%@%' THEN LOWER({text}) ELSE {whole} END"


def _is_nothing(text: str) -> str:
    words = ", ".join(f"'{word}'" for word in sorted(NOTHING))
    return f"LENGTH({text}) <= {max(map(len, NOTHING))} AND LOWER({text}) IN ({words})"


def _moment(name: str, types: Mapping[str, str], date_format: str | None) -> str:
    kind = types[name]
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"CAST({quoted(name)} AS TIMESTAMP)"
    text = f"CAST({told(name, types)} AS VARCHAR)"
    if date_format in NUMBERS:
        unit, start = NUMBERS[date_format]
        moment = f"TO_TIMESTAMP(CAST({text} AS DOUBLE) * {unit} + {start})"
        is_count = date_format.startswith("epoch")
        return f"CAST({moment} AS TIMESTAMP)" if is_count else f"CAST({moment} AT TIME ZONE 'UTC' AS TIMESTAMP)"
    if date_format:
        return f"CAST(STRPTIME({text}, '{date_format.replace(chr(39), chr(39) * 2)}') AS TIMESTAMP)"
    if kind == "VARCHAR":
        return f"CAST(COALESCE(TRY_CAST({quoted(name)} AS TIMESTAMPTZ), CAST({text} AS TIMESTAMPTZ)) AS TIMESTAMP)"
    raise BadInput(f"it holds {kind}; expected a date", column=name)


def _amount(columns: Mapping[str, str], types: Mapping[str, str], units: str) -> str:
    if "amount" in columns:
        return _ten_thousandths(columns["amount"], types)
    if "price" in columns:
        return f"{_ten_thousandths(columns['price'], types)} * {units}"
    return str(10**DECIMALS)


def _ten_thousandths(name: str, types: Mapping[str, str]) -> str:
    number, exact = told(name, types), f"DECIMAL(18, {DECIMALS})"
    decimal = f"CAST({number} AS {exact})"
    if types[name] == "VARCHAR":  # most are plain numbers; all else takes its time
        decimal = f"COALESCE(TRY_CAST({quoted(name)} AS {exact}), CAST({_plain(number)} AS {exact}))"
    return f"COALESCE(CAST({decimal} * {10**DECIMALS} AS BIGINT), 0)"


def _plain(amount: str) -> str:
    """Return an amount without currency and thousands, its decimals behind a point: what ``cells.amount`` reads."""
    bare = f"REGEXP_REPLACE(TRANSLATE({amount}, CHR(160) || CHR(8239), '  '), '{CURRENCY.pattern}', '\\1')"
    comma = f"REGEXP_FULL_MATCH({bare}, '{DECIMAL_COMMA.pattern}')"
    thousands = f"REGEXP_FULL_MATCH({bare}, '{THOUSANDS.pattern}')"
    point = f"REPLACE(TRANSLATE({bare}, '. ', ''), ',', '.')"
    return f"CASE WHEN {comma} THEN {point} WHEN {thousands} THEN REPLACE({bare}, ',', '') ELSE {bare} END"
