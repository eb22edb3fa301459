"""What the charts on the quality of forecasts say is what their numbers say."""

from techmart.backoffice.insights import quality
from techmart.prediction.diagnostics import Tenth


def say(text: str) -> str:
    """Write ordinary blanks for the unbreakable ones of percentages."""
    return text.replace("\u00a0", " ")


def test_calibration_speaks_of_the_largest_group_beyond_the_crowd() -> None:
    figure = quality.calibration([Tenth(0, 900, 0.05, 40), Tenth(3, 50, 0.35, 17), Tenth(4, 20, 0.44, 9)])

    assert say(figure.title) == "Of the 50 people we gave 30-40 %, 34 % came back."
    assert [say(" ".join(row)) for row in figure.table.rows][1] == "30-40 % 50 35 % 34 % 24 to 46 %"
    assert figure.picture.count('class="chart-span"') == 3


def test_gain_and_lift_speak_of_the_likeliest() -> None:
    points = [
        {"share": n / 20, "found": min(1.0, n / 8), "best": min(1.0, n / 4), "lift": 20 / 8} for n in range(1, 21)
    ]

    gain, lift = quality.gain(points), quality.lift(points)

    assert say(gain.title) == "The likeliest fifth held 50 % of all who came back."
    assert [say(cell) for cell in gain.table.rows[3]] == ["20 %", "50 %", "100 %", "2.50"]
    assert lift.title == "The likeliest tenth came back 2.5 times as often as all customers."
    assert [row[1] for row in lift.table.rows] == ["2.50"] * 4 + ["0.00"] * 6
