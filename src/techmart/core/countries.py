"""Country codes in words."""

NAMES = {
    "AD": "Andorra", "AE": "United Arab Emirates", "AR": "Argentina", "AT": "Austria", "AU": "Australia",
    "BA": "Bosnia and Herzegovina", "BE": "Belgium", "BG": "Bulgaria", "BH": "Bahrain", "BR": "Brazil",
    "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CN": "China", "CO": "Colombia", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "EG": "Egypt", "ES": "Spain",
    "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia",
    "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India", "IS": "Iceland",
    "IT": "Italy", "JO": "Jordan", "JP": "Japan", "KR": "South Korea", "KW": "Kuwait", "LB": "Lebanon",
    "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MA": "Morocco", "MC": "Monaco",
    "MT": "Malta", "MX": "Mexico", "MY": "Malaysia", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand",
    "OM": "Oman", "PE": "Peru", "PH": "Philippines", "PL": "Poland", "PT": "Portugal", "QA": "Qatar",
    "RO": "Romania", "RS": "Serbia", "SA": "Saudi Arabia", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia",
    "SK": "Slovakia", "TH": "Thailand", "TN": "Tunisia", "TR": "Türkiye", "TW": "Taiwan", "UA": "Ukraine",
    "US": "United States", "VN": "Viet Nam", "ZA": "South Africa",
}  # fmt: skip


def country_name(code: str) -> str:
    """Return a country's name, its code where we have none.

    >>> country_name("NL"), country_name("XX")
    ('Netherlands', 'XX')
    """
    return NAMES.get(code, code)


def country_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Return codes with names, the first as it is (the shop's own), the others by name.

    >>> country_choices(["DE", "NL", "AT"])
    [('DE', 'Germany'), ('AT', 'Austria'), ('NL', 'Netherlands')]
    """
    named = [(code, country_name(code)) for code in codes]
    return named[:1] + sorted(named[1:], key=lambda choice: choice[1])
