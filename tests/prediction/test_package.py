"""What the room as a whole must not do."""

import os
import subprocess
import sys

SCORE = """
import sys
from techmart import prediction
from techmart.prediction import backtest, checks, contributions, rfm, simulate

learned = {"r_": 0.24, "alpha_": 4.4, "a_": 0.8, "b_": 2.4}
model = prediction.from_dict({"model": "bg-nbd", "settings": {}, "learned": learned})
for ask in (model.repurchase_probability, model.expected_purchases, model.next_purchase_quantile):
    ask(0.5, 2, 30, 38)
print({name.split(".")[0] for name in sys.modules} & {"scipy", "pandas", "sklearn", "django"})
"""


def test_scoring_needs_numpy_alone():
    """A web process scores: it carries neither scipy nor anything heavier for it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", SCORE], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
