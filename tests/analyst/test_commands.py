"""What people and machines get on a terminal."""

import csv
import json
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from techmart.analyst.commands import main
from techmart.analyst.estimating import MODEL_NAMES
from techmart.prediction import MODELS
from techmart.prediction.engine import NAMES

SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def sales(csv_file):
    """Sixty customers over half a year; every third buys once, and the higher the number, the oftener others do."""
    chance = Random(3)
    lines = ["customer,date,amount", "first,2025-01-01,5"]
    for number in range(60):
        day = date(2025, 1, 1) + timedelta(days=number)
        while day <= date(2025, 6, 30):
            lines.append(f"c{number:02},{day},{10 + number}.50")
            day += timedelta(days=1 + round(chance.expovariate(1 / (70 - number))) if number % 3 else 400)
    return csv_file(*lines, "last,2025-07-01,5")


def run(*arguments: object) -> tuple[int, str, str]:
    out, complaints = StringIO(), StringIO()
    return main([str(argument) for argument in arguments], out, complaints), out.getvalue(), complaints.getvalue()


def run_json(*arguments: object) -> dict:
    code, out, complaints = run(*arguments, "--json")
    assert (code, complaints) == (0, "")
    return json.loads(out)


def places(windows: list[dict]) -> list[tuple[str, int]]:
    return [(window["cutoff"], window["horizon_days"]) for window in windows]


def test_without_money_nothing_is_said_of_value(csv_file, tmp_path):
    lines = [f"{who},2025-0{month}-0{1 + who % 9}" for who in range(12) for month in range(1, 3 + who % 6)]
    path, out = csv_file("cust,date", *lines), tmp_path / "scores.csv"
    code, text, _ = run("predict", path, "--horizon", "30", "--out", out)
    assert code == 0
    assert "Nothing is said of value: no column tells of money. --amount or --price names one." in text
    assert "value," not in text
    assert "value" not in out.read_text().partition("\n")[0]
    answer = run_json("predict", path, "--horizon", "30")["horizons"][0]
    assert (answer["expected_value"], answer["intervals_90"]["value"]) == (None, None)
    assert run("backtest", path, "--horizon", "30", "--model", "bg-nbd", "--model", "weighted-rfm")[0] == 0


def test_estimate_says_what_it_learned_and_from_how_much(sales):
    learned = run_json("estimate", sales, "--model", "bg-nbd")
    assert (learned["model"], learned["customers"], learned["unit"]) == ("bg-nbd", 62, "day")
    assert set(learned["parameters"]) == set(learned["standard_errors"]) == {"r", "alpha", "a", "b"}
    assert learned["observed_until"] == "2025-07-01"


def test_weeks_change_the_unit_and_nothing_else(sales):
    days, weeks = (run_json("estimate", sales, "--unit", unit)["parameters"] for unit in ("day", "week"))
    assert weeks["alpha"] == pytest.approx(days["alpha"] / 7, rel=1e-3)
    assert weeks["r"] == pytest.approx(days["r"], rel=1e-3)


@pytest.mark.parametrize("model", MODEL_NAMES)
def test_every_model_with_parameters_can_be_estimated(sales, model):
    unit = "day" if model == "bg-bb" else "week"  # BG/BB counts whole opportunities: here, days
    learned = run_json("estimate", sales, "--model", model, "--unit", unit)
    assert (learned["model"], learned["unit"]) == (model, unit)
    assert learned["parameters"] != {}


def test_estimate_prints_a_table_for_people(sales):
    code, out, _ = run("estimate", sales, "--model", "gamma-gamma")
    assert code == 0
    assert out.splitlines()[2].split() == ["parameter", "estimate", "std.", "error"]
    assert [line.split()[0] for line in out.splitlines()[3:6]] == ["p", "q", "v"]


def test_backtest_gives_every_window_every_model_and_its_champion(sales):
    windows = run_json("backtest", sales, "--horizon", 30, "--windows", 2)["windows"]
    assert places(windows) == [("2025-05-02", 30), ("2025-06-01", 30)]
    for window in windows:
        assert set(window["models"]) | set(window["missing"]) == set(NAMES)
        assert window["champion"] in NAMES


def test_backtest_takes_cutoffs_and_models_by_name(sales):
    arguments = ("--horizon", 30, "--horizon", 60, "--cutoff", "2025-04-30", "--model", "bg-nbd")
    windows = run_json("backtest", sales, *arguments)["windows"]
    assert places(windows) == [("2025-04-30", 30), ("2025-04-30", 60)]
    assert [list(window["models"]) for window in windows] == [["bg-nbd"], ["bg-nbd"]]


def test_backtest_prints_a_table_that_marks_the_one_in_use(sales):
    models = ("--model", "bg-nbd", "--model", "weighted-rfm")
    code, out, _ = run("backtest", sales, "--horizon", 30, "--windows", 1, *models)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["days", "until", "model", "log", "loss", "AUC", "Brier", "ECE", "said", "came"]
    assert sorted(line.split()[2] for line in lines[1:3]) == ["bg-nbd", "weighted-rfm"]
    assert sum(" * " in line for line in lines[1:3]) == 1


def test_a_file_too_short_to_judge_ends_with_1_and_says_what_is_missing(sales):
    code, out, complaints = run("backtest", sales, "--horizon", 100)
    assert (code, out) == (1, "")
    assert "the file covers too few days: 100 to learn from and as many to judge by are needed" in complaints


def test_a_cutoff_whose_window_is_not_over_ends_with_2(sales):
    code, _, complaints = run("backtest", sales, "--cutoff", "2025-06-20")
    assert code == 2
    assert complaints.endswith("the 90 days after 2025-06-20 are not over: the file ends on 2025-07-01\n")


def test_predict_counts_on_buyers_and_says_how_earlier_forecasts_came_true(sales):
    said = run_json("predict", sales, "--horizon", 30, "--horizon", 60)
    assert (said["format"], said["currency"], said["observed_until"]) == ("generic CSV", "EUR", "2025-07-01")
    assert [total["horizon_days"] for total in said["horizons"]] == [30, 60]
    for total in said["horizons"]:
        assert total["model"] in NAMES
        assert total["share"] == pytest.approx(total["expected_buyers"] / said["customers"])
    assert places(said["verdicts"])[0] == ("2025-05-02", 30)
    assert len(said["top"]) == 10
    chances = [customer["p_60"] for customer in said["top"]]
    assert chances == sorted(chances, reverse=True)


def test_predict_writes_a_row_per_customer(sales, tmp_path):
    scores = tmp_path / "scores.csv"
    code, _, complaints = run("predict", sales, "--model", "bg-nbd", "--out", scores)
    assert (code, complaints) == (0, "")
    with scores.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 62
    assert list(rows[0])[:5] == ["customer", "purchases", "first_purchase_on", "last_purchase_on", "p_alive"]
    assert all(0 <= float(row["p_30"]) <= float(row["p_90"]) <= 1 for row in rows)
    assert all(float(row["p_90_low"]) <= float(row["p_90"]) <= float(row["p_90_high"]) for row in rows)
    assert all(float(row["value_90_low"]) <= float(row["value_90_high"]) for row in rows)
    assert all(row["reasons"].endswith(".") for row in rows)


def test_predict_writes_one_page(sales, tmp_path):
    page = tmp_path / "report.html"
    code, _, complaints = run("predict", sales, "--horizon", 30, "--model", "bg-nbd", "--report", page)
    assert (code, complaints) == (0, "")
    assert "<h1>Who buys again</h1>" in page.read_text()


def test_predict_prints_tables_for_people(sales):
    code, out, _ = run("predict", sales, "--horizon", 30, "--model", "bg-nbd")
    assert code == 0
    assert "Until 2025-07-01: 62 customers, " in out
    assert "How forecasts of earlier days came true" in out
    assert "The 10 likeliest to buy within 30 days:" in out


def test_predict_says_where_nothing_could_be_judged(sales):
    _, out, _ = run("predict", sales, "--horizon", 170, "--model", "bg-nbd")
    assert "No earlier forecasts to judge by: the file covers too few days." in out


SHOPS = {
    "one": ["ada,2026-01-01,5"],
    "two": ["ada,2026-01-01,5", "ben,2026-01-09,7"],
    "five": [f"{name},2026-0{month}-01,{month}" for name in "abcde" for month in (1, 2, 4)],
    "all once": [f"c{n},2026-01-{1 + n % 28:02},9" for n in range(50)],
    "all on one day": [f"c{n},2026-01-01,9" for n in range(50)],
    "one big buyer": [f"whale,2026-{1 + n // 28:02}-{1 + n % 28:02},900" for n in range(90)] + ["ada,2026-02-01,5"],
    "the same line over and over": ["ada,2026-01-01,5"] * 40,
}


@pytest.mark.parametrize("lines", SHOPS.values(), ids=SHOPS.keys())
def test_the_smallest_and_oddest_shops_have_an_answer_that_says_it_is_a_guess(csv_file, lines):
    path = csv_file("customer,date,amount", *lines)
    said = run_json("predict", path, "--horizon", 30)
    (total,) = said["horizons"]
    buyers = total["intervals_90"]["buyers"]
    assert said["not_enough_data"].endswith(".")
    assert (total["model"], total["intervals_90"]["learned_from_windows"]) == ("population-mbg-nbd", 0)
    assert 0 <= buyers["low"] <= total["expected_buyers"] <= buyers["high"] <= said["customers"]
    assert all(0 < customer["p_30"] < customer["p_30_high"] <= 1 for customer in said["top"])
    _, out, _ = run("predict", path, "--horizon", 30)
    assert "Not enough data yet: " in out


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([], "the file has a header but no lines below it"),
        (["ada,2026-01-01,-5"], "the file holds no sales: every line was left out"),
        (["ada,2026-01-01,NaN"], "the file holds no sales: every line was left out"),
    ],
    ids=["nobody", "refunds only", "NaN"],
)
@pytest.mark.parametrize("command", ["predict", "estimate", "backtest"])
def test_a_file_without_a_sale_is_bad_input(csv_file, command, lines, complaint):
    path = csv_file("customer,date,amount", *lines)
    assert run(command, path) == (2, "", f"techmart {command}: {path}: {complaint}\n")


def test_orders_of_days_to_come_are_left_out_and_said(csv_file):
    path = csv_file("customer,date,amount", "ada,2025-01-01,5", "ben,2025-03-01,5", "ada,2090-01-01,5")
    _, out, _ = run("predict", path, "--horizon", 30)
    assert "Left out: 1 purchases on days still to come." in out
    assert "Until 2025-03-01: 2 customers" in out
    code, _, complaints = run("predict", csv_file("customer,date,amount", "ada,2090-01-01,5"))
    assert (code, "every order is dated after today" in complaints) == (2, True)


def test_a_small_file_s_parameters_have_a_prior_to_ask_for(csv_file):
    path = csv_file("customer,date,amount", "ada,2026-01-01,5", "ben,2026-01-31,5")
    _, _, complaints = run("estimate", path)
    assert complaints.endswith("Or: --model population-mbg-nbd, which has a prior.\n")
    days, weeks = (
        run_json("estimate", path, "--model", "population-mbg-nbd", "--unit", unit)["parameters"]
        for unit in ("day", "week")
    )
    assert weeks["alpha"] == pytest.approx(days["alpha"] / 7, rel=1e-3)


def test_scores_that_could_not_be_written_are_refused_before_the_work(sales, tmp_path):
    code, out, complaints = run("predict", sales, "--out", tmp_path / "nowhere" / "scores.csv")
    assert (code, out) == (2, "")
    assert complaints.endswith("scores.csv cannot be written: there is no such folder\n")


def test_a_table_is_not_written_under_a_name_that_belies_it(sales, tmp_path):
    code, out, complaints = run("predict", sales, "--out", tmp_path / "scores.xlsx")
    assert (code, out, list(tmp_path.glob("*.xlsx"))) == (2, "", [])
    assert complaints.endswith("scores.xlsx cannot be written: its name must end in .csv or .parquet\n")


def test_models_names_every_model_and_what_takes_it(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    named = run_json("models")
    assert {model["model"] for model in named["models"]} == set(MODELS)
    assert all(model["summary"].endswith(".") for model in named["models"])
    assert named["in_use"] is None
    assert list(tmp_path.iterdir()) == []
    code, out, _ = run("models")
    assert (code, out.split()[0]) == (0, "model")


def test_what_was_left_out_is_said_with_the_reasons(csv_file):
    path = csv_file("customer,date,amount", "ada,2026-01-01,5", "ada,2026-03-01,-5", ",2026-02-01,5", ",2026-02-02,5")
    _, out, _ = run("predict", path)
    assert "Left out: 3 of 4 lines: 2 no customer; 1 amount of zero or less, or none: gifts and refunds." in out
    said = json.loads(run("predict", path, "--json")[1])
    left_out = {"no_customer": 2, "undated": 0, "quantity": 0, "amount": 1}
    assert (said["lines_read"], said["left_out"]) == (4, left_out)


def test_bad_input_is_one_line_that_says_where(csv_file):
    path = csv_file("customer,date,amount", "ada,2026-13-01,5")
    code, out, complaints = run("estimate", path)
    assert (code, out) == (2, "")
    assert complaints == (
        f"techmart estimate: {path}: line 2, column 'date': '2026-13-01' is not a date; "
        "expected YYYY-MM-DD HH:MM:SS, or what --date-format says\n"
    )


def test_data_that_carry_no_answer_end_with_1(csv_file):
    code, out, complaints = run("estimate", csv_file("customer,date,amount", "ada,2026-01-01,5"))
    assert (code, out) == (1, "")
    assert complaints.startswith("techmart estimate: Nobody has bought twice. Try: ")


@pytest.mark.parametrize(
    "arguments", [["estimate"], ["estimate", "x", "--model", "magic"], ["estimate", "x", "--observed-until", "soon"]]
)
def test_bad_options_end_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        run(*arguments)
    assert stop.value.code == 2
    assert "techmart estimate: error: " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["predict", "estimate", "backtest", "models"])
def test_help_has_an_example(command, capsys):
    with pytest.raises(SystemExit) as stop:
        run(command, "--help")
    assert stop.value.code == 0
    assert f"Example: techmart {command} " in capsys.readouterr().out


def test_neither_django_nor_a_database_nor_a_folder_is_needed(sales, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    script = (
        "import sys; sys.argv = ['techmart', 'estimate', sys.argv[1], '--json']\n"
        "from techmart.cli import main\n"
        "try: main()\n"
        "finally: sys.stderr.write(' '.join(sorted({'django', 'sqlite3'} & set(sys.modules))))"
    )
    python = [sys.executable, "-c", script, str(sales)]
    done = subprocess.run(python, capture_output=True, text=True, cwd=folder, env={"PYTHONPATH": str(SRC)})
    assert (done.returncode, json.loads(done.stdout)["model"]) == (0, "bg-nbd")
    assert done.stderr.splitlines() == ["Reading 100 %"]
    assert list(folder.iterdir()) == []


def test_a_report_needs_no_shop(sales, tmp_path):
    """In a process of its own: here Django is set up, and the charts find the words that they look up."""
    page = tmp_path / "report.html"
    python = [sys.executable, "-m", "techmart", "predict", str(sales), "--horizon", "30", "--model", "bg-nbd"]
    done = subprocess.run(
        [*python, "--report", str(page)], capture_output=True, text=True, env={"PYTHONPATH": str(SRC)}
    )
    assert done.returncode == 0, done.stderr
    assert "<figcaption>" in page.read_text(encoding="utf-8")


@pytest.mark.realdata
def test_the_published_digits_of_cdnow(real_file):
    learned = run_json(
        "estimate",
        real_file("CDNOW_sample.txt.gz"),
        "--model",
        "bg-nbd",
        "--unit",
        "week",
        "--observed-until",
        "1997-09-30",
    )
    rounded = {name: round(value, 5) for name, value in learned["parameters"].items()}
    assert rounded == {"r": 0.24259, "alpha": 4.41360, "a": 0.79292, "b": 2.42591}
    assert round(learned["log_likelihood"], 4) == -9582.4292
    assert (learned["customers"], learned["cells"]) == (2_357, 1_016)
