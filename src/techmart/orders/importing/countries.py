"""Country codes for the names that files use."""

CODES = {
    "australia": "AU", "austria": "AT", "bahrain": "BH", "belgium": "BE", "bermuda": "BM", "brazil": "BR",
    "canada": "CA", "channel islands": "JE", "cyprus": "CY", "czech republic": "CZ", "denmark": "DK",
    "eire": "IE", "finland": "FI", "france": "FR", "germany": "DE", "greece": "GR", "hong kong": "HK",
    "hungary": "HU", "iceland": "IS", "india": "IN", "ireland": "IE", "israel": "IL", "italy": "IT",
    "japan": "JP", "korea": "KR", "lebanon": "LB", "lithuania": "LT", "luxembourg": "LU", "malta": "MT",
    "mexico": "MX", "netherlands": "NL", "new zealand": "NZ", "nigeria": "NG", "norway": "NO",
    "poland": "PL", "portugal": "PT", "rsa": "ZA", "saudi arabia": "SA", "singapore": "SG",
    "south africa": "ZA", "spain": "ES", "sweden": "SE", "switzerland": "CH", "thailand": "TH",
    "turkey": "TR", "uk": "GB", "united arab emirates": "AE", "united kingdom": "GB", "united states": "US",
    "usa": "US",
}  # fmt: skip


def country_code(name: str) -> str:
    """Return the ISO 3166 code of a country, empty where the name tells none.

    >>> country_code("EIRE"), country_code("fr"), country_code("Unspecified")
    ('IE', 'FR', '')
    """
    plain = name.strip().lower()
    if plain in CODES:
        return CODES[plain]
    return plain.upper() if len(plain) == 2 and plain.isascii() and plain.isalpha() else ""
