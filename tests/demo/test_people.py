from techmart.demo.people import FIRST_NAMES, LAST_NAMES, make_people


def test_the_same_seed_makes_the_same_people() -> None:
    assert make_people(50, seed=3) == make_people(50, seed=3)
    assert make_people(50, seed=3) != make_people(50, seed=4)


def test_addresses_are_unique_plain_and_can_never_receive_mail() -> None:
    people = make_people(len(FIRST_NAMES) * len(LAST_NAMES) + 100, seed=1)
    emails = [person.email for person in people]
    assert len(set(emails)) == len(emails)
    assert all(email.isascii() and email == email.lower() and " " not in email for email in emails)
    assert {email.rsplit("@")[1] for email in emails} == {"example.com", "example.org", "example.net", "post.example"}


def test_everybody_lives_somewhere() -> None:
    for person in make_people(200, seed=1):
        assert person.name
        assert person.line1
        assert person.postcode
        assert person.city
        assert len(person.country) == 2
