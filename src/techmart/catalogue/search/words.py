"""Words as search compares them: small, without accents, units joined to their numbers, endings taken off."""

import re
import unicodedata
from collections.abc import Iterator

# Nobody types more of a word.
MAX_LETTERS = 40
MAX_WORDS = 8
# They stand in nearly every title, and say nothing of what a thing is.
LITTLE_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to", "with"]
)
UNITS = {
    **dict.fromkeys(("inch", "inches"), "inch"),
    **dict.fromkeys(("ft", "feet", "foot"), "ft"),
    **dict.fromkeys(("mp", "megapixel", "megapixels"), "mp"),
    **dict.fromkeys(("gb", "gig", "gigabyte", "gigabytes"), "gb"),
    **dict.fromkeys(("tb", "terabyte", "terabytes"), "tb"),
    **dict.fromkeys(("w", "watt", "watts"), "w"),
    **dict.fromkeys(("v", "volt", "volts"), "v"),
    **{
        unit: unit for unit in ("mb", "mm", "cm", "m", "g", "kg", "ml", "l", "h", "mah", "hz", "khz", "mhz", "ghz", "x")
    },
}
# A number with its decimals, or letters and figures as they come.
WORD = re.compile(r"\d+(?:[.,]\d+)+\w*|\w+")
COMPOUND = re.compile(r"\w+(?:[-/.+]\w+)+")
NUMBER_AND_UNIT = re.compile(rf"\b(\d+(?:[.,]\d+)*)[\s-]*({'|'.join(sorted(UNITS, key=len, reverse=True))})\b")
# Plurals of their own, and what Britain and America spell differently.
IRREGULAR = {"mice": "mouse", "colour": "color", "grey": "gray"}
VOWEL = re.compile(r"[aeiouy]")
DOUBLED = re.compile(r"([bdfglmnprt])\1$")


def words(text: str) -> list[str]:
    """Split text into words; whatever else was typed is no syntax.

    >>> words('USB-C  "Café" OR 15,6 Inches')
    ['usb', 'c', 'cafe', 'or', '15.6inch']
    """
    joined = NUMBER_AND_UNIT.sub(lambda found: found[1] + UNITS[found[2]], _plain(text))
    return [word.replace(",", ".")[:MAX_LETTERS] for word in WORD.findall(joined)]


def joined_words(text: str) -> list[str]:
    """Return what is written with a hyphen as one word too: shoppers type `wifi` for Wi-Fi, `wpdc7` for WP-DC7.

    >>> joined_words("WP-DC7 Wi-Fi case")
    ['wpdc7', 'wifi']
    """
    return [re.sub(r"\W", "", word)[:MAX_LETTERS] for word in COMPOUND.findall(_plain(text))]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """Take off a plural and an -ing, after the first step of Porter (1980), and no more.

    The later steps join words that a shop must keep apart: `printer` and `print`.

    >>> [stem(word) for word in ("batteries", "cables", "lenses", "running", "charging", "bus", "usb", "2500s")]
    ['battery', 'cable', 'lens', 'run', 'charge', 'bus', 'usb', '2500s']
    """
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word
    word = IRREGULAR.get(word) or _singular(word)
    root = word.removesuffix("ing")
    return _mended(root) if root != word and len(root) > 2 and VOWEL.search(root) else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "nses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ns")):
        return word[:-1]
    return word


def _mended(root: str) -> str:
    """Give a root back what its ending took: `charg` its e, `runn` one n."""
    if DOUBLED.search(root):
        return root[:-1]
    needs_e = root.endswith(("at", "bl", "iz", "rg", "dg", "ag", "uc", "nc", "rc", "v", "iv", "ur", "as", "us", "os"))
    return root + "e" if needs_e else root


def trigrams(word: str) -> set[str]:
    """Return the runs of three letters of a word, its ends marked: what a misspelt word shares with the right one.

    >>> sorted(trigrams("usb"))
    ['  u', ' us', 'sb ', 'usb']
    """
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def distance(one: str, other: str, *, at_most: int) -> int:
    """Count the letters to change, add, leave out or swap to get from one word to the other; `at_most + 1` if more.

    The optimal string alignment distance (Damerau 1964), each pair of letters swapped once.

    >>> [distance(typed, "mouse", at_most=2) for typed in ("mose", "muose", "moouze", "keyboard")]
    [1, 1, 2, 3]
    """
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    return min(_distances(one, other, at_most)[-1], at_most + 1)


def _distances(one: str, other: str, at_most: int) -> list[int]:
    """Return the distance of a word to each beginning of another one; once none can be small enough, that alone."""
    before, last = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, beside in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != beside))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == beside:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > at_most:
            return [at_most + 1]
        before, last = last, current
    return last


def distance_of_beginning(beginning: str, word: str, *, at_most: int) -> int:
    """Compare what has been typed so far with as much of a word: `headpo` is one letter from `headphones`."""
    found = _distances(beginning, word[: len(beginning) + 1], at_most)[max(1, len(beginning) - 1) :]
    return min([*found, at_most + 1])


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a word in two.

    >>> list(halves("usbhub"))
    [('usb', 'hub')]
    """
    for place in range(3, len(word) - 2):
        yield word[:place], word[place:]


def swaps(word: str) -> list[str]:
    """Return the words that two neighbouring letters swapped may stand for.

    >>> swaps("haed")
    ['ahed', 'head', 'hade']
    """
    return [
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in range(len(word) - 1)
        if word[place] != word[place + 1]
    ]
