"""Every published protocol, by id and version.

A new protocol is a new file and one name in ``_PUBLISHED``. A version that inspectors have signed
under stays here for ever: recomputing an old result is how it is audited.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from acopio.quality import iso2451, sca2004
from acopio.quality.protocol import Evaluation, Protocol
from acopio.quality.refusals import UnknownProtocol

_PUBLISHED = (iso2451.PROTOCOL, sca2004.PROTOCOL)


def _by_id(published: Iterable[Protocol]) -> Mapping[str, Mapping[str, Protocol]]:
    versions: dict[str, dict[str, Protocol]] = {}
    for protocol in published:
        known = versions.setdefault(protocol.id, {})
        assert protocol.version not in known, f"published twice: {protocol.id}"  # noqa: S101
        known[protocol.version] = protocol
    return MappingProxyType({key: MappingProxyType(value) for key, value in versions.items()})


PROTOCOLS = _by_id(_PUBLISHED)
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
            return versions[max(versions, key=int)]
    raise UnknownProtocol(name, "", tuple(PROTOCOLS))


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
