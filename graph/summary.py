"""What a run says at its end, as text: one line of counts, and the lines about what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from graph.audit import Audit
from graph.errors import ChokepointError
from graph.model import Claim, Document, Entity, Finding

SHOWN = 10  # findings on the terminal; findings.md has them all
LINES = 20  # of one message


class Made(Protocol):
    """What can be summarised: a whole build or what was read."""

    @property
    def documents(self) -> Sequence[Document]: ...  # noqa: D102
    @property
    def claims(self) -> Sequence[Claim]: ...  # noqa: D102
    @property
    def entities(self) -> Sequence[Entity]: ...  # noqa: D102
    @property
    def findings(self) -> Sequence[Finding]: ...  # noqa: D102


def summarise(out: Path, made: Made) -> str:
    """Count what was made; a direct edge counts once, however many claims say it."""
    edges = {(c.subject, c.relation, c.object) for c in made.claims if c.direct and c.relation and c.object}
    counts = {"document": made.documents, "claim": made.claims, "entity": made.entities, "direct edge": edges}
    return f"{out}: {', '.join(count(len(things), thing) for thing, things in counts.items())}; {tally(made.findings)}."


def summarise_audit(folder: Path, done: Audit) -> str:
    """Count what was looked at a second time."""
    looked = done.report.looked_at
    cited = f"{done.cited:,} of {count(done.edges, 'direct edge')} have a passage"
    equal = f"{done.equal:,} of {count(done.passages, 'passage')} equal text[start:end]"
    looks = f"{count(len(looked), 'check')} looked {count(sum(looked.values()), 'time')}"
    return f"{folder}: {cited}; {equal}; {looks}; {tally(done.findings)}."


def summarise_review(file: Path, before: int, new: int, findings: Sequence[Finding]) -> str:
    """Count what there is to decide on."""
    return f"{file}: {count(before, 'entry')} kept, {count(new, 'entry')} added; {tally(findings)}."


def list_faults(errors: Iterable[ChokepointError], findings: Iterable[Finding]) -> list[str]:
    """Say what was left out and what is wrong, the worst first; remarks are left to findings.md, and so is what would fill the screen."""
    wrong = sorted((f for f in findings if f.severity != "info"), key=lambda f: f.severity != "violation")
    lines = [*map(str, errors), *(f"{f.severity}: {f.message}" for f in wrong[:SHOWN])]
    return [*map(printable, lines), *([f"… and {len(wrong) - SHOWN:,} more; findings.md has them all."] if len(wrong) > SHOWN else [])]


def count(number: int, thing: str) -> str:
    """Write a number of things.

    >>> count(1, "entity"), count(1200, "entity"), count(0, "claim")
    ('1 entity', '1,200 entities', '0 claims')
    """
    return f"{number:,} {thing if number == 1 else thing.removesuffix('y') + 'ies' if thing.endswith('y') else thing + 's'}"


def tally(findings: Iterable[Finding]) -> str:
    """Count findings by severity.

    >>> tally([Finding("shape", "violation", "…")])
    '1 violation, 0 warnings'
    """
    severities = [finding.severity for finding in findings]
    return f"{count(severities.count('violation'), 'violation')}, {count(severities.count('warning'), 'warning')}"


def printable(text: str) -> str:
    r"""Keep what a file's name or text says from steering the terminal, and a long list of faults from filling it.

    >>> printable("a\x1b[2Jb")
    'a�[2Jb'
    """
    lines = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text).split("\n")
    return "\n".join([*lines[:LINES], *([f"… and {len(lines) - LINES:,} more lines."] if len(lines) > LINES else [])])
