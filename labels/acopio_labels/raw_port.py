"""Handing a job to a printer at an address somebody typed: raw bytes to its port 9100.

The port has no answers: what was handed over may still be lost in the printer. So this file
counts labels it handed over whole, watches for the printer hanging up, and claims no more.
"""

import socket
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import Any

from acopio_labels.print_errors import BadPrinterAddress, PrinterGoneError, PrinterLoss

RAW_PORT = 9100
_LONGEST_GOODBYE = 2.0
"""Seconds to wait for the printer to hang up after the job; many never do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A job of which every byte was handed over."""

    bytes_sent: int
    labels_sent: int
    received: bool
    """Whether the printer hung up in good order after the end, so that it has taken every byte;
    if not, it may still be taking them. Neither says that anything was printed."""


class _Line:
    """An open connection, and what went over it."""

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self.host, self.port, self.timeout = host, port, timeout
        self.bytes_sent = self.labels_sent = 0
        try:
            self.socket = _called(host, port, timeout)
        except OSError as trouble:
            raise self.gone("unreachable") from trouble

    def gone(self, cause: PrinterLoss) -> PrinterGoneError:
        """Return the refusal with what was handed over so far."""
        return PrinterGoneError(self.host, self.port, self.bytes_sent, self.labels_sent, cause)

    def hand_over(self, label: bytes) -> None:
        """Send one label; each piece of it must find room within the timeout."""
        if self.has_hung_up():
            raise self.gone("hung-up")
        rest = memoryview(label)
        try:
            while rest:
                sent = self.socket.send(rest)
                self.bytes_sent += sent
                rest = rest[sent:]
        except TimeoutError as trouble:
            raise self.gone("silent") from trouble
        except OSError as trouble:
            raise self.gone("hung-up") from trouble
        self.labels_sent += 1

    def has_hung_up(self, wait: float = 0.0) -> bool:
        """Return whether the printer closes the line within a time; what it says is ignored."""
        end = monotonic() + wait
        try:
            while True:
                self.socket.settimeout(max(0.0, end - monotonic()))
                if not self.socket.recv(4096):
                    return True
        except (BlockingIOError, TimeoutError):
            return False
        except OSError as trouble:
            raise self.gone("hung-up") from trouble
        finally:
            self.socket.settimeout(self.timeout)

    def say_goodbye(self) -> bool:
        """End the job and return whether the printer took note of it."""
        if self.has_hung_up():
            raise self.gone("hung-up")
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError as trouble:
            raise self.gone("hung-up") from trouble
        return self.has_hung_up(min(self.timeout, _LONGEST_GOODBYE))


def send_raw(
    host: str, chunks: Iterable[bytes], *, port: int = RAW_PORT, timeout: float = 10.0
) -> HandedOver:
    """Stream a job to a printer, each chunk a whole label, and return what was handed over.

    ``timeout`` is how many seconds the printer may take to be found and to answer the call, and
    then to take more bytes.
    An error of the chunks themselves ends the job between two labels.
    """
    typed = host.strip()
    if not may_be_called(typed, port):
        raise BadPrinterAddress(host, port)
    line = _Line(typed, port, timeout)
    with line.socket:
        for label in chunks:
            line.hand_over(label)
        received = line.say_goodbye()
    return HandedOver(bytes_sent=line.bytes_sent, labels_sent=line.labels_sent, received=received)


def _called(host: str, port: int, timeout: float) -> socket.socket:
    """Return a connection to the first address of a host that answers, all within the timeout."""
    end = monotonic() + timeout
    trouble: OSError = TimeoutError("no address")
    for family, kind, protocol, _, address in _addresses(host, port, timeout):
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(max(0.001, end - monotonic()))
            line.connect(address)
        except OSError as refusal:
            line.close()
            trouble = refusal
        else:
            line.settimeout(timeout)
            return line
    raise trouble


def _addresses(host: str, port: int, timeout: float) -> list[Any]:
    """Look a name up, for no longer than the timeout.

    A lookup can take minutes where the network is bad and nothing can break it off, so it goes
    into a thread that is left behind.
    """
    found: Future[list[Any]] = Future()

    def look_up() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as trouble:
            found.set_exception(trouble)

    Thread(target=look_up, daemon=True).start()
    return found.result(timeout)


def may_be_called(host: str, port: int) -> bool:
    """Return whether a host and a port can be asked for at all, whoever is there."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return (
        bool(host) and not any(one.isspace() or one in "\0/" for one in host) and 0 < port < 65536
    )
