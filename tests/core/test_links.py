"""A token opens what it was made for, and nothing else."""

from techmart.core.links import key_in, token_for


def test_a_token_holds_its_key_for_its_own_salt_alone() -> None:
    token = token_for(47, salt="shelf")
    assert (key_in(token, salt="shelf"), key_in(token, salt="door")) == (47, None)


def test_a_token_that_was_altered_or_is_too_old_holds_none() -> None:
    token = token_for("T10001", salt="shelf")
    assert key_in(f"x{token}", salt="shelf") is None
    assert key_in(token, salt="shelf", max_age_seconds=-1) is None
