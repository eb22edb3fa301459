import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("words", [["--customers", "2"], ["--seed", "-1"]])
def test_bad_input_furnishes_nothing(words):
    with pytest.raises(CommandError, match=words[0]):
        call_command("demo", *words)
