"""Product illustrations, drawn by the project itself; a pure room that knows neither Django nor the shop."""

from techmart.pictures.colours import TINTS, colour_for, tint_name
from techmart.pictures.family import VIEWS, Family
from techmart.pictures.gallery import FAMILIES, PictureSlug, UnknownPictureError, draw, parse_slug, slug
from techmart.pictures.words import family_for

__all__ = [
    "FAMILIES",
    "TINTS",
    "VIEWS",
    "Family",
    "PictureSlug",
    "UnknownPictureError",
    "colour_for",
    "draw",
    "family_for",
    "parse_slug",
    "slug",
    "tint_name",
]
