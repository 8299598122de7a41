"""Where beans grew, by district and department of Peru (INEI codes)."""

from collections.abc import Iterable

_DEPARTMENTS = (
    "Amazonas", "Áncash", "Apurímac", "Arequipa", "Ayacucho", "Cajamarca", "Callao", "Cusco",
    "Huancavelica", "Huánuco", "Ica", "Junín", "La Libertad", "Lambayeque", "Lima", "Loreto",
    "Madre de Dios", "Moquegua", "Pasco", "Piura", "Puno", "San Martín", "Tacna", "Tumbes",
    "Ucayali",
)  # fmt: skip


def district(code: str | None, country: str = "PE") -> str:
    """Return ``San Martín (220601)`` for a district code of Peru; a name stays as it is."""
    if not code:
        return ""
    if country == "PE" and code.isdigit() and len(code) in {2, 4, 6}:
        number = int(code[:2])
        if 1 <= number <= len(_DEPARTMENTS):
            department = _DEPARTMENTS[number - 1]
            return department if len(code) == 2 else f"{department} ({code})"
    return code


def departments(districts: Iterable[str | None], country: str) -> str:
    """Return the departments of districts, each once; nothing where no district is known."""
    found = [district(one[:2] if one.isdigit() else one, country) for one in districts if one]
    return " · ".join(dict.fromkeys(found))
