"""How people spell: capitals and accents make no difference to what they mean."""

import unicodedata


def plain(text: str) -> str:
    """Return a text in small letters without accents: ``Recepción`` is ``recepcion``."""
    signs = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))
