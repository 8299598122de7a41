"""Rules for profiles: what a lot must pass for a use or a buyer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.credentials import STANDINGS, known_word
from acopio.domain.entries.quality import ProfileRecorded
from acopio.domain.judging import RETEST_RULES
from acopio.domain.rows.parties import Organisation, Profile
from acopio.domain.rules.base import Command, Context, Fact, Need
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class ApprovalWithoutBuyer(Refusal):
    """A profile that waits for the approval of a buyer, and names none."""

    code = "approval-without-buyer"
    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProfile(Command):
    """Record what a lot must pass."""

    ACT: ClassVar[str] = "set-up"
    facts: ProfileRecorded

    def needs(self) -> Iterable[Need]:
        """What the profile said before, and its buyer."""
        yield Profile, "id", self.facts.profile
        if self.facts.buyer:
            yield Organisation, "id", self.facts.buyer

    def decide(self, state: State, _context: Context) -> Iterator[Fact]:
        """The latest version counts for later decisions."""
        facts = self.facts
        if facts.retest is not None:
            known_word("retest", facts.retest, RETEST_RULES)
        for standing in facts.standing:
            known_word("standing", standing, STANDINGS)
        if facts.buyer:
            state.get(Organisation, facts.buyer)
        elif facts.approval:
            raise ApprovalWithoutBuyer(profile=facts.name)
        yield Fact(facts)
