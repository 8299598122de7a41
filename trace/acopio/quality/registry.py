"""Every published protocol, by id and version.

A new protocol is a new file in ``protocols/``: it is found here by itself. A version that
inspectors have signed under stays for ever: recomputing an old result is how it is audited.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from acopio.quality import protocols
from acopio.quality.protocol import Caution, Evaluation, Protocol
from acopio.quality.refusals import NotComparable, UnknownProtocol


def _published() -> Iterable[Protocol]:
    for found in sorted(iter_modules(protocols.__path__), key=lambda module: module.name):
        yield import_module(f"{protocols.__name__}.{found.name}").PROTOCOL


def _by_id(published: Iterable[Protocol]) -> Mapping[str, Mapping[str, Protocol]]:
    versions: dict[str, dict[str, Protocol]] = {}
    for protocol in published:
        known = versions.setdefault(protocol.id, {})
        assert protocol.version not in known, f"published twice: {protocol.id}"  # noqa: S101
        known[protocol.version] = protocol
    return MappingProxyType({key: MappingProxyType(value) for key, value in versions.items()})


PROTOCOLS = _by_id(_published())
"""Protocol id -> version -> protocol."""


def get(protocol_id: str, version: str) -> Protocol:
    """Return one version of one protocol.

    Raises:
        UnknownProtocol: there is none; the versions known of this id are named.
    """
    versions = PROTOCOLS.get(protocol_id, {})
    protocol = versions.get(version)
    if protocol is None:
        raise UnknownProtocol(protocol_id, version, tuple(versions))
    return protocol


def current(name: str) -> Protocol:
    """Return the newest version of a protocol by its id, or by the last part of it: ``iso2451``.

    Raises:
        UnknownProtocol: there is none.
    """
    wanted = name.strip().lower()
    for protocol_id, versions in PROTOCOLS.items():
        if wanted in {protocol_id, protocol_id.rpartition(".")[2]}:
            return newest(versions)
    raise UnknownProtocol(name, "", tuple(PROTOCOLS))


def newest(versions: Mapping[str, Protocol]) -> Protocol:
    """Return the newest of the versions of one protocol."""
    return versions[max(versions, key=int)]


def as_signed(warning: Caution) -> list[str]:
    """Return a warning as it stands in a signed text: its code, then its values."""
    return [warning.code, *(f"{name}={value}" for name, value in warning.values)]


def evaluate(protocol_id: str, version: str, observations: Mapping[str, object]) -> Evaluation:
    """Compute the result of raw observations, with the arithmetic shown.

    Raises:
        Refusal: the protocol is unknown, or the observations are not what its form asks for.
    """
    protocol = get(protocol_id, version)
    computed = protocol.compute(observations)
    return Evaluation(
        protocol=protocol.id,
        version=protocol.version,
        result=computed.result,
        working=computed.working,
        warnings=computed.warnings,
    )


def comparable(scales: Iterable[tuple[str, str]]) -> None:
    """Refuse to average, rank or compare results of more than one (protocol, version).

    84 on the form of 2004 and 84 on the Coffee Value Assessment are not the same thing.

    Raises:
        NotComparable: naming them.
    """
    found = sorted(set(scales))
    if len(found) > 1:
        raise NotComparable(", ".join(f"{protocol} {version}" for protocol, version in found))
