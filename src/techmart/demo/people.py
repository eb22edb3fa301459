"""Names and addresses for simulated customers: made up, of many origins, at domains that can never receive mail."""

import unicodedata
from dataclasses import dataclass
from itertools import product

import numpy as np

FIRST_NAMES = (
    "Ada", "Ben", "Cleo", "Aisha", "Aleksander", "Amara", "Anouk", "Arjun", "Beatriz", "Björn", "Camille",
    "Chidi", "Daiyu", "Dario", "Elif", "Emeka", "Esra", "Fatima", "Felix", "Freya", "Giulia", "Hanna",
    "Haruto", "Ines", "Ivan", "Jakub", "Jamila", "Jonas", "Kaito", "Katarina", "Kofi", "Lars", "Leila",
    "Lina", "Luca", "Magda", "Malik", "Mei", "Mehmet", "Milan", "Nadia", "Niamh", "Noor", "Olga", "Omar",
    "Paulo", "Priya", "Rafael", "Rosa", "Sami", "Sanne", "Sofia", "Søren", "Tariq", "Thanh", "Tomás",
    "Wiktor", "Yara", "Yusuf", "Zofia",
)  # fmt: skip
LAST_NAMES = (
    "Adeyemi", "Ahmed", "Almeida", "Andersen", "Bakker", "Bauer", "Becker", "Bianchi", "Byrne", "Chen",
    "Cohen", "Costa", "Demir", "Diallo", "Dubois", "Eriksson", "Fernández", "Fischer", "Fontaine", "García",
    "Haddad", "Hansen", "Horvat", "Hughes", "Ito", "Ivanova", "Jansen", "Kaya", "Keller", "Khan", "Kim",
    "Kowalski", "Larsen", "Lefèvre", "Lewandowski", "Lindqvist", "Marino", "Mendes", "Moreau", "Mensah",
    "Müller", "Murphy", "Nakamura", "Nguyen", "Novak", "Okafor", "Olsen", "Papadakis", "Patel", "Peeters",
    "Petrov", "Popescu", "Ricci", "Rossi", "Santos", "Schmidt", "Sharma", "Silva", "Smit", "Sokolov",
    "Suzuki", "Svensson", "Tanaka", "Taylor", "Tran", "Virtanen", "Visser", "Wagner", "Weber", "Wood",
    "Yilmaz", "Zhang", "Zielinska", "de Vries", "van Dijk",
)  # fmt: skip
STREETS = {
    "DE": "{name}straße {number}",
    "NL": "{name}laan {number}",
    "FR": "{number} rue {name}",
    "AT": "{name}gasse {number}",
    "BE": "{number} avenue {name}",
    "ES": "Calle {name} {number}",
    "IT": "Via {name} {number}",
    "PL": "ul. {name} {number}",
}
STREET_NAMES = ("Linden", "Garten", "Mozart", "Verdi", "Flora", "Nova", "Aurora", "Europa", "Alma", "Luna")
# A country, its share of the customers, and a few of its towns with a postcode.
Town = tuple[str, float, tuple[tuple[str, str], ...]]
TOWNS: tuple[Town, ...] = (
    ("DE", 0.42, (("10115", "Berlin"), ("20095", "Hamburg"), ("50667", "Köln"), ("04109", "Leipzig"))),
    ("NL", 0.14, (("1012 AB", "Amsterdam"), ("3011 AA", "Rotterdam"), ("3511 AA", "Utrecht"))),
    ("FR", 0.13, (("75011", "Paris"), ("69002", "Lyon"), ("44000", "Nantes"))),
    ("AT", 0.09, (("1010", "Wien"), ("8010", "Graz"), ("5020", "Salzburg"))),
    ("BE", 0.07, (("1000", "Bruxelles"), ("9000", "Gent"))),
    ("ES", 0.06, (("08001", "Barcelona"), ("46001", "Valencia"))),
    ("IT", 0.05, (("20121", "Milano"), ("40121", "Bologna"))),
    ("PL", 0.04, (("00-001", "Warszawa"), ("31-001", "Kraków"))),
)  # fmt: skip
MAIL_DOMAINS = ("example.com", "example.org", "example.net", "post.example")
LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "ß": "ss", " ": ""})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    email: str
    line1: str
    postcode: str
    city: str
    country: str


def make_people(count: int, *, seed: int) -> list[Person]:
    """Make up people with different e-mail addresses; the same ones for the same seed.

    Examples
    --------
    >>> [person.country for person in make_people(3, seed=1)]
    ['DE', 'NL', 'ES']
    """
    rng = np.random.default_rng(seed)
    names = list(product(FIRST_NAMES, LAST_NAMES))
    order = rng.permutation(len(names))
    towns = rng.choice(len(TOWNS), size=count, p=[share for _, share, _ in TOWNS])
    return [_person(rng, names[order[i % len(names)]], TOWNS[towns[i]], i // len(names)) for i in range(count)]


def _person(rng: np.random.Generator, name: tuple[str, str], town: Town, namesake: int) -> Person:
    first, last = name
    country, _, places = town
    postcode, city = places[rng.integers(len(places))]
    street = STREET_NAMES[rng.integers(len(STREET_NAMES))]
    domain = MAIL_DOMAINS[rng.integers(len(MAIL_DOMAINS))]
    return Person(
        name=f"{first} {last}",
        email=f"{_plain(first)}.{_plain(last)}{namesake or ''}@{domain}",
        line1=STREETS[country].format(name=street, number=rng.integers(1, 120)),
        postcode=postcode,
        city=city,
        country=country,
    )


def _plain(name: str) -> str:
    """Write a name as it stands in an address: `Søren` -> `soren`."""
    return unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode().lower()
