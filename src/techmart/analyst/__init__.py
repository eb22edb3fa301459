"""The analyst's commands: repurchase prediction over a file of sales, without a shop, a database or Django.

commands      what `techmart predict`, `estimate`, `backtest` and `models` take, and what they print
files         from any file of sales to a purchase history
bulk, lines   the same from Parquet and from large CSV, through DuckDB
estimating    a model's parameters
judging       how each model did at earlier cut-offs, and which one that speaks for
forecasting   what each customer is expected to do next
ranges        how far each of that may be off
registry      the models there are, and those that a shop here has fitted
report        the same as one page of HTML
printing, writing, tables, parquet    for people on a terminal; files whole or not at all
"""
