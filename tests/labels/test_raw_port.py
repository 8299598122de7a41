import socket
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import monotonic, sleep

import pytest

from acopio_labels.print_errors import BadPrinterAddress, PrinterGoneError
from acopio_labels.raw_port import send_raw

LOCALHOST = "127.0.0.1"
LABEL = b"^XA^FO1,1^GB9,9,9^FS^XZ\n"
Behaviour = Callable[[socket.socket], bytes]


@contextmanager
def printer(behave: Behaviour) -> Iterator[tuple[int, Future[bytes]]]:
    """Answer one call as a printer would, in a thread of its own."""

    def answer() -> bytes:
        line, _ = server.accept()
        with line:
            line.settimeout(20)
            return behave(line)

    with socket.socket() as server, ThreadPoolExecutor(max_workers=1) as pool:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        server.bind((LOCALHOST, 0))
        server.listen()
        server.settimeout(20)
        yield server.getsockname()[1], pool.submit(answer)


def take(line: socket.socket, count: int) -> bytes:
    taken = b""
    while len(taken) < count and (piece := line.recv(min(65536, count - len(taken)))):
        taken += piece
    return taken


def take_all(line: socket.socket) -> bytes:
    return take(line, 1 << 30)


def labels(count: int, size: int = len(LABEL)) -> Iterator[bytes]:
    for _ in range(count):
        yield LABEL.ljust(size)


def test_a_job_arrives_whole_and_in_order() -> None:
    chunks = [b"^XA^FD%d^FS^XZ" % number for number in range(500)]

    with printer(take_all) as (port, taken):
        done = send_raw(LOCALHOST, chunks, port=port, timeout=10)

        assert taken.result() == b"".join(chunks)
    assert done.labels_sent == 500
    assert done.bytes_sent == len(b"".join(chunks))
    assert done.received


def test_a_label_is_asked_for_only_when_the_one_before_is_handed_over() -> None:
    asked: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(10_000):
            asked.append(number)
            yield LABEL.ljust(100_000)

    with printer(lambda line: take(line, 300_000)) as (port, _):
        with pytest.raises(PrinterGoneError) as refusal:
            send_raw(LOCALHOST, chunks(), port=port, timeout=5)

        assert refusal.value.labels_sent in {len(asked) - 1, len(asked)}
    assert len(asked) < 1000


def test_a_printer_that_hangs_up_in_the_middle_is_told_with_what_it_was_handed() -> None:
    with printer(lambda line: take(line, 250_000)) as (port, taken):
        with pytest.raises(PrinterGoneError, match="printer-gone") as refusal:
            send_raw(LOCALHOST, labels(1000, 100_000), port=port, timeout=5)

        gone = refusal.value
        assert len(taken.result()) <= gone.bytes_sent
    assert (gone.host, gone.port, gone.cause) == (LOCALHOST, port, "hung-up")
    assert gone.labels_sent == gone.bytes_sent // 100_000
    assert 2 <= gone.labels_sent < 1000


def test_a_printer_that_breaks_the_line_is_told() -> None:
    def broken(line: socket.socket) -> bytes:
        taken = take(line, 50_000)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return taken

    with printer(broken) as (port, _), pytest.raises(PrinterGoneError) as refusal:
        send_raw(LOCALHOST, labels(1000, 100_000), port=port, timeout=5)

    assert refusal.value.cause == "hung-up"


def test_a_printer_that_hangs_up_between_two_labels_is_told_at_the_next() -> None:
    with printer(lambda line: take(line, len(LABEL))) as (port, taken):

        def chunks() -> Iterator[bytes]:
            yield LABEL
            taken.result()
            sleep(0.2)
            yield LABEL

        with pytest.raises(PrinterGoneError) as refusal:
            send_raw(LOCALHOST, chunks(), port=port, timeout=5)

    assert refusal.value.labels_sent == 1
    assert refusal.value.bytes_sent == len(LABEL)


def test_a_printer_that_hangs_up_before_the_end_of_the_job_is_told() -> None:
    with printer(lambda line: take(line, len(LABEL))) as (port, taken):

        def chunks() -> Iterator[bytes]:
            yield LABEL
            taken.result()
            sleep(0.2)

        with pytest.raises(PrinterGoneError) as refusal:
            send_raw(LOCALHOST, chunks(), port=port, timeout=5)

    assert (refusal.value.labels_sent, refusal.value.cause) == (1, "hung-up")


def test_a_printer_that_takes_no_more_is_silent() -> None:
    def full(line: socket.socket) -> bytes:
        sleep(1.5)
        return b""

    with printer(full) as (port, _):
        with pytest.raises(PrinterGoneError) as refusal:
            send_raw(LOCALHOST, labels(1000, 1_000_000), port=port, timeout=0.3)

        assert refusal.value.cause == "silent"
    assert refusal.value.labels_sent < 1000


def test_a_printer_that_keeps_the_line_open_has_perhaps_not_taken_everything() -> None:
    def keeps(line: socket.socket) -> bytes:
        taken = take_all(line)
        sleep(1.0)
        return taken

    with printer(keeps) as (port, taken):
        done = send_raw(LOCALHOST, labels(3), port=port, timeout=0.3)

        assert taken.result() == LABEL * 3
    assert (done.labels_sent, done.received) == (3, False)


def test_what_the_printer_says_is_ignored() -> None:
    def talks(line: socket.socket) -> bytes:
        line.sendall(b"PAPER LOW\r\n")
        return take_all(line)

    with printer(talks) as (port, taken):
        done = send_raw(LOCALHOST, labels(50), port=port, timeout=5)

        assert taken.result() == LABEL * 50
    assert done.received


def test_an_address_nobody_answers_at_is_unreachable() -> None:
    with socket.socket() as closed:
        closed.bind((LOCALHOST, 0))
        port = closed.getsockname()[1]

        with pytest.raises(PrinterGoneError) as refusal:
            send_raw(LOCALHOST, labels(3), port=port, timeout=2)

    assert refusal.value.values() == {
        "host": LOCALHOST,
        "port": port,
        "bytes_sent": 0,
        "labels_sent": 0,
        "cause": "unreachable",
    }


def test_a_name_nobody_has_is_unreachable() -> None:
    with pytest.raises(PrinterGoneError) as refusal:
        send_raw("no-such-printer.invalid", labels(3), timeout=2)

    assert (refusal.value.cause, refusal.value.port) == ("unreachable", 9100)


def test_a_name_that_is_looked_up_for_ever_is_unreachable_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = Event()

    def slow(*_: object, **__: object) -> list[object]:
        answered.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    start = monotonic()

    with pytest.raises(PrinterGoneError) as refusal:
        send_raw("printer.example", labels(3), timeout=0.2)

    assert monotonic() - start < 5
    assert (refusal.value.cause, refusal.value.labels_sent) == ("unreachable", 0)
    answered.set()


def test_the_second_address_of_a_name_is_called_when_the_first_refuses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with printer(take_all) as (port, taken), socket.socket() as closed:
        closed.bind((LOCALHOST, 0))
        places = [closed.getsockname(), (LOCALHOST, port)]
        answers = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", place) for place in places]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)

        done = send_raw("printer.example", labels(2), port=port, timeout=5)

        assert taken.result() == LABEL * 2
    assert done.labels_sent == 2


@pytest.mark.parametrize(
    ("host", "port"),
    [("", 9100), ("  ", 9100), ("a..b", 9100), ("a\0b", 9100), ("x" * 64, 9100)]
    + [(LOCALHOST, port) for port in (0, -1, 65536)],
)
def test_an_address_that_cannot_be_called_is_refused(host: str, port: int) -> None:
    with pytest.raises(BadPrinterAddress, match="bad-printer-address"):
        send_raw(host, labels(1), port=port)


def test_spaces_around_a_typed_address_do_no_harm() -> None:
    with printer(take_all) as (port, taken):
        send_raw(f" {LOCALHOST} ", labels(1), port=port)

        assert taken.result() == LABEL


def test_a_job_that_fails_on_its_own_ends_between_two_labels() -> None:
    def chunks() -> Iterator[bytes]:
        yield from labels(2)
        raise KeyError("layout")

    with printer(take_all) as (port, taken):
        with pytest.raises(KeyError):
            send_raw(LOCALHOST, chunks(), port=port)

        assert taken.result() == LABEL * 2
