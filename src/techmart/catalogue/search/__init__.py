"""Search: an inverted index in plain tables, the same on every database. `index` writes it, `search` asks it.

Words are compared by their stems; a word that the catalogue does not know is taken for a beginning, for two words, for
a misspelt one. A product that is not visible is left out when it is asked for, so nothing has to be kept in step with
its day of publication.
"""

from techmart.catalogue.search.indexing import CODES, index
from techmart.catalogue.search.ranking import Found, Hits, ranked, search
from techmart.catalogue.search.suggesting import Suggestions, suggest

__all__ = ["CODES", "Found", "Hits", "Suggestions", "index", "ranked", "search", "suggest"]
