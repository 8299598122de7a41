"""The labels of sacks as the entries tell of them, one sack at a time."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Printed:
    """One label in one job."""

    job: str
    place: int
    printing: int


@dataclass
class LabelBook:
    """What happened to the label of each sack: printings and, as ``None``, voids."""

    labels: dict[tuple[str, int], list[Printed | None]] = field(default_factory=dict)
    good: dict[str, int] = field(default_factory=dict)
    """By job: how many came out. A job that is not named may have come out whole."""
    counts: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    """By job: the most that ever were said to have come out."""
    resumed: set[str] = field(default_factory=set)

    def out(self, label: tuple[str, int], beside: str = "") -> list[Printed]:
        """Return the printings of a label that are, or may be, out there.

        Of the job ``beside`` only those that somebody once said to be good.
        """
        found = [one for one in self.labels.get(label, []) if one]
        unseen = {one.job: 0 if one.job == beside else one.place for one in found}
        return [one for one in found if one.place <= self.most.get(one.job, unseen[one.job])]

    def counts_now(self, one: Printed) -> bool:
        """Say whether a printing counts by what is said today."""
        return one.place <= self.good.get(one.job, one.place)

    def worth(self, label: tuple[str, int]) -> str:
        """Return whether a label is none, sent, good or void."""
        for one in reversed(self.labels.get(label, [])):
            if one is None:
                return "void"
            if self.counts_now(one):
                return "good" if one.job in self.good else "sent"
        return "none"

    def print(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        """A second label of a sack says that it is one, and why; the rest of a job does not."""
        place = 0
        old = body.get("resumes", "")
        before_all = (
            {}
            if not old
            else {
                label: next(one.printing for one in printed if one and one.job == old)
                for label, printed in self.labels.items()
                if any(one and one.job == old for one in printed)
            }
        )
        for subject, first, last, printing in body["labels"]:
            for number in range(first, last + 1):
                place += 1
                if body["what"] != "sack":
                    continue
                label = subject, number
                before = max((one.printing for one in self.out(label, old)), default=0)
                due = before_all[label] if old else 1
                assert printing == (before + 1 if before >= due else due)
                assert printing == 1 or entry.get("sd")
                self.labels.setdefault(label, []).append(Printed(body["job"], place, printing))
        self.counts[body["job"]] = place
        if "resumes" in body:
            assert body["resumes"] not in self.resumed
            assert self.good[body["resumes"]] + place <= self.counts[body["resumes"]]
            self.resumed.add(body["resumes"])

    def confirm(self, body: dict[str, Any]) -> None:
        """What came out is no more than there was."""
        assert body["job"] not in self.resumed
        assert body["good"] <= self.counts[body["job"]]
        self.good[body["job"]] = body["good"]
        self.most[body["job"]] = max(self.most.get(body["job"], 0), body["good"])

    def void(self, body: dict[str, Any]) -> None:
        """Only a label that may be out there becomes void, or the torn one of a job."""
        for number in range(body["first"], body["last"] + 1):
            label = body["lot"], number
            assert "job" in body or self.worth(label) in {"sent", "good"}
            self.labels.setdefault(label, []).append(None)
