"""The coffee year of the ICO: not a cooperative's season, which it names and dates itself."""


def coffee_year(day: str) -> str:
    """Return the coffee year of a day, 1 October to 30 September, such as ``2026/27``."""
    year = int(day[:4]) - (day[5:7] < "10")
    return f"{year}/{(year + 1) % 100:02d}"
