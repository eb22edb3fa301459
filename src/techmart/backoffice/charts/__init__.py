"""Charts as SVG, drawn by the server: numbers in, markup out. They know no shop."""

from techmart.backoffice.charts.bars import Bar, bars, histogram
from techmart.backoffice.charts.curve import found_curve
from techmart.backoffice.charts.figure import Figure, Table
from techmart.backoffice.charts.grid import Cell, heat_map
from techmart.backoffice.charts.lines import Series, lines
from techmart.backoffice.charts.numbers import between, compact, percent
from techmart.backoffice.charts.reliability import Dot, reliability
from techmart.backoffice.charts.rhythm import Expected, Moment, rhythm
from techmart.backoffice.charts.small import probability_bar, sparkline

__all__ = [
    "Bar",
    "Cell",
    "Dot",
    "Expected",
    "Figure",
    "Moment",
    "Series",
    "Table",
    "bars",
    "between",
    "compact",
    "found_curve",
    "heat_map",
    "histogram",
    "lines",
    "percent",
    "probability_bar",
    "reliability",
    "rhythm",
    "sparkline",
]
