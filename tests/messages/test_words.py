"""Every stable word has its word in both languages, and what the code asks for is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.messages.code_scan import calls, given, literals, refusing_classes, stable_words
from tests.support.project import tree

from acopio.domain.deductions import deduction_kind
from acopio.domain.entries.kinds import KINDS
from acopio.domain.permissions import PERMISSIONS, ROLES
from acopio.domain.prices import read_basis
from acopio.domain.products import PRODUCTS
from acopio.domain.rows.base import Row
from acopio.domain.rules.batches import KINDS as BATCH_KINDS
from acopio.domain.rules.gate import CLAIMS
from acopio.domain.rules.sampling import PURPOSES
from acopio.messages import en, es, languages, text, words
from acopio.messages.forming import kind_of, placeholders
from acopio.services import samples, store

WORDS = {"es": es.WORDS, "en": en.WORDS}
NEUTRAL = {"CCN-51", "Cacao", "inspector", "Python", "SQLite"}
TABLES = {
    "product": set(PRODUCTS),
    "claim": set(CLAIMS),
    "batch": set(BATCH_KINDS),
    "purpose": set(PURPOSES),
    "role": set(ROLES),
    "act": set(PERMISSIONS) | {"certified", "downgraded", "rejected"},
    "step": {"delivery", "opened", "bought", *BATCH_KINDS, "passed", "blend", "split"}
    | {"sample", "dispatch", "receipt", "found", "batch"},
    "what": {kind.__name__.lower() for kind in Row.__subclasses__()},
    "why": {"certified", "downgraded", "rejected"},
    "kind": set(KINDS),
}
both = pytest.mark.parametrize("language", languages)


def test_both_languages_have_the_same_words() -> None:
    assert {kind: set(known) for kind, known in es.WORDS.items()} == {
        kind: set(known) for kind, known in en.WORDS.items()
    }


def test_both_languages_use_the_same_fields() -> None:
    for kind, known in es.WORDS.items():
        for value, said in known.items():
            assert set(placeholders(said)) == set(placeholders(en.WORDS[kind][value])), value


@both
@pytest.mark.parametrize("kind", sorted(TABLES))
def test_everything_in_the_tables_of_the_domain_has_a_word(kind: str, language: str) -> None:
    missing = sorted(TABLES[kind] - set(WORDS[language].get(kind, {})))

    assert missing == [], f"no {kind} word in {language} for {missing}"


@both
def test_every_stable_word_in_a_refusal_has_its_word(language: str) -> None:
    missing = []
    for place, (code, field), value in stable_words():
        kind = kind_of(code, field)
        if kind and value and value not in WORDS[language].get(kind, {}):
            missing.append(f"{place} {code}.{field}={value}: kind {kind}")

    assert missing == [], "write them into trace/acopio/messages/{es,en}/reasons.py"


def test_the_scan_sees_words_that_helpers_hand_on() -> None:
    found = {(code, field, value) for _, (code, field), value in stable_words()}

    assert ("second-person-needed", "why", "yield-outside-band") in found
    assert ("reason-needed", "why", "rejected-in-blend") in found
    assert ("nothing-named", "what", "lots") in found
    assert ("bad-note", "reason", "malformed-key") in found
    assert ("damaged-key", "reason", "salt") in found
    assert ("not-found", "what", "vessel") in found


def test_every_title_of_a_column_has_its_word() -> None:
    titles = {
        title
        for path, call, name in calls()
        if name == "table" and path.parent.name == "cli"
        for argument in call.args[:1]
        for node in ast.walk(argument)
        if isinstance(node, ast.expr)
        for title in literals(node)
        if title
    }

    assert "lote" in titles
    assert sorted(titles - set(en.WORDS["column"])) == []


@pytest.mark.parametrize(
    ("kind", "read"),
    [("typed-cause", store.CAUSES), ("typed-answer", samples.ANSWERS),
     ("typed-deduction", deduction_kind), ("typed-basis", read_basis)],
)  # fmt: skip
def test_a_word_to_be_typed_is_taken_in_both_languages(kind: str, read: Any) -> None:
    taken = read if callable(read) else (lambda typed: read.get(typed, typed))

    assert {taken(typed): value for value, typed in es.WORDS[kind].items()} == {
        typed: value for value, typed in en.WORDS[kind].items()
    }


@both
def test_every_finding_has_its_word(language: str) -> None:
    found = {
        literal
        for _, call, name in calls()
        if name == "Finding"
        for value in call.args[2:3]
        for literal in literals(value)
    }

    assert found
    assert sorted(found - set(WORDS[language]["problem"])) == []


@both
def test_everything_the_doctor_looks_at_has_its_word(language: str) -> None:
    found = {
        literal
        for path, call, name in calls()
        if name == "Look" and path.name == "doctor.py"
        for value in call.args[:1]
        for literal in literals(value)
    }

    assert found
    assert sorted(found - set(WORDS[language]["doctor"])) == []


@both
def test_every_check_of_a_certificate_has_its_word(language: str) -> None:
    found = {
        literal
        for path, call, name in calls()
        if name == "Check" and path.name == "verify.py"
        for value in call.args[:1]
        for literal in literals(value)
    }

    assert found
    assert sorted(found - set(WORDS[language]["check"])) == []


SOURCES = {"acopio.messages", "acopio.cli.session"}


def says(path: Path, name: str) -> bool:
    """Say whether a file has this function from the catalogues."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module in SOURCES
        and any((alias.asname or alias.name) == name for alias in node.names)
        for node in ast.walk(tree(path))
    )


def asked() -> Iterator[tuple[Path, ast.Call, str, str, dict[str, ast.expr]]]:
    """Yield every text that the code asks for by a literal key, with its fields."""
    for path, call, name in calls():
        if name not in {"text", "told"} or not call.args or not says(path, name):
            continue
        fields = given(call, [])
        for key in literals(call.args[0]):
            yield path, call, name, key, fields


def test_every_text_that_is_asked_for_is_there_with_its_fields() -> None:
    wrong = []
    for path, call, _, key, fields in asked():
        group, dot, name = key.partition(".")
        template = es.WORDS.get(group if dot else "note", {}).get(name if dot else key)
        if template is None:
            wrong.append(f"{path.name}:{call.lineno} {key}: missing")
        elif missing := set(placeholders(template)) - set(fields):
            wrong.append(f"{path.name}:{call.lineno} {key}: not given {sorted(missing)}")

    assert wrong == [], "write them into trace/acopio/messages/{es,en}/texts.py"


def test_every_kind_of_word_that_is_asked_for_is_there() -> None:
    wrong = []
    for path, call, name in calls():
        if name not in {"words", "word"} or not call.args or not says(path, name):
            continue
        for kind in literals(call.args[0]):
            known = es.WORDS.get(kind)
            values = [*literals(call.args[1])] if len(call.args) > 1 else []
            wrong += [
                f"{path.name}:{call.lineno} {kind} {value}"
                for value in values or [""]
                if known is None or (value and value not in known)
            ]

    assert wrong == [], "write them into trace/acopio/messages/{es,en}/words.py"


@pytest.mark.parametrize("language", languages)
def test_every_command_that_a_sentence_names_exists(language: str) -> None:
    cli = pytest.importorskip("acopio.cli", exc_type=ImportError)
    root = typer.main.get_command(cli.app)
    catalogue = {**(es if language == "es" else en).SENTENCES, **WORDS[language]["cli"]}
    unknown = []
    for code, said in catalogue.items():
        for command in re.findall(r"`acopio ([^`]+)`", said):
            here, path = root, []
            for part in command.split():
                if not hasattr(here, "commands") or not part.isalpha() or not part.islower():
                    break
                path.append(part)
                here = here.commands.get(part)
            options = {one for p in getattr(here, "params", []) for one in p.opts}
            named = {part for part in command.split() if part.startswith("--")}
            if here is None or not named <= options:
                unknown.append(f"{code}: acopio {command}")

    assert unknown == []


def test_spanish_is_not_left_in_english() -> None:
    same = [
        f"{kind}.{value}"
        for kind, known in es.WORDS.items()
        for value, said in known.items()
        if said == en.WORDS[kind][value] and len(said) > 3 and said not in NEUTRAL
    ]
    same += [code for code, said in es.SENTENCES.items() if said == en.SENTENCES.get(code)]

    assert same == []


def test_a_word_that_nobody_knows_is_shown_as_it_is() -> None:
    assert words("role", "María Quispe", "es") == "María Quispe"
    assert words("product", "cacao.dry", "es") == "Cacao seco en grano"
    assert words("no-such-kind", "x\ny", "en") == "x y"


def test_a_text_fills_in_its_fields() -> None:
    assert text("cli.delivered", "en", received="64.500 kg", payable="60.000 kg") == (
        "Received 64.500 kg; payable 60.000 kg."
    )
    assert text("reported", "es") == "informado por el remitente, no confirmado"
    assert text("no.such-text", "es") == "no.such-text"


def test_no_refusal_uses_a_code_of_an_entry_kind() -> None:
    assert set(refusing_classes()) & set(KINDS) == set()
