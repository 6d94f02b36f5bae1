"""The report a person reads after a build: what was read, what was found in it, and what is wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.coverage import Coverage, Fate, Line
from graph.model import Claim, Entity, Finding, Severity
from graph.writers.result import Result

_SEVERITIES: Sequence[tuple[Severity, str]] = (("violation", "Violations"), ("warning", "Warnings"), ("info", "Remarks"))
_SPECIAL = re.compile(r"[\\`*_<>\[\]|&#~]")
_LONGEST = 500  # characters of one cell or message
_MOST = 2_000  # lines of what nothing was read from
_STANDING = {True: "provisional", False: "confirmed"}


def to_findings_md(result: Result) -> bytes:
    """Write the report as Markdown; everything that comes from documents is escaped, so that it shows and does nothing else."""
    return ("\n".join(_lines(result)) + "\n").encode("utf-8", "replace")


def _lines(result: Result) -> Iterator[str]:
    yield from ("# Findings", "")
    yield from _summary(result)
    if result.errors:
        yield from ("", "## Not read", "", *(f"- {_plain(str(error))}" for error in result.errors))
    for severity, heading in _SEVERITIES:
        if found := [finding for finding in result.findings if finding.severity == severity]:
            yield from ("", f"## {heading} ({len(found):,})", "", *map(_finding, sorted(found, key=_order)))
    yield from ("", "## Documents", "", *_documents(result))
    yield from ("", "## Claims", "", *_kinds(result.claims))
    yield from ("", "## Rejected candidates", "", *_rejected(result))
    if result.coverage:
        yield from ("", "## Coverage", "", *_coverage(result.coverage), "", "## Nothing was read from", "", *_unread(result.coverage))
    if strangers := [entity for entity in result.entities if entity.provisional or entity.id in result.confirmed]:
        yield from ("", "## Entities in no registry", "", *_strangers(strangers, result))


def _summary(result: Result) -> Iterator[str]:
    severities = Counter(finding.severity for finding in result.findings)
    places = sum(len(claim.evidence) for claim in result.claims)
    direct = sum(claim.direct for claim in result.claims)
    yield f"- Documents read: {len(result.documents):,}; not read: {len(result.errors):,}"
    yield f"- Claims: {len(result.claims):,} in {places:,} places; {direct:,} of them facts that are not denied"
    provisional = sum(entity.provisional for entity in result.entities)
    yield f"- Entities: {len(result.entities):,}; {provisional:,} of them in no registry yet"
    yield f"- Candidates rejected: {len(result.candidates):,}"
    yield f"- Findings: {', '.join(f'{severities[severity]:,} {heading.lower()}' for severity, heading in _SEVERITIES)}"


def _finding(finding: Finding) -> str:
    place = f" ({_plain(finding.place)})" if finding.place and finding.place not in finding.message else ""
    return f"- **{_plain(finding.check)}** {_plain(finding.message)}{place}"


def _order(finding: Finding) -> tuple[str, str, str, str]:
    return finding.check, finding.place, finding.message, finding.about


def _documents(result: Result) -> Iterator[str]:
    claims = Counter(document for claim in result.claims for document in {place.document for place in claim.evidence})
    rejected = Counter(candidate.document for candidate in result.candidates)
    rows = (
        (
            document.title or document.name,
            document.name,
            document.language,
            document.publisher or "",
            document.published or "",
            f"{len(document.text):,}",
            f"{result.sentences[document.id]:,}" if document.id in result.sentences else "",
            f"{claims[document.id]:,}" if claims[document.id] else "none",
            f"{rejected[document.id]:,}",
        )
        for document in result.documents
    )
    heads = ("Document", "File", "Language", "Publisher", "Published", "Characters", "Sentences", "Claims", "Rejected")
    return _table(heads, rows) if result.documents else iter(("None.",))


def _kinds(claims: Sequence[Claim]) -> Iterator[str]:
    if not claims:
        return iter(("None.",))
    kinds = Counter((claim.relation or claim.measure or "", claim.modality) for claim in claims)
    rows = ((kind, modality, f"{count:,}") for (kind, modality), count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    return _table(("Relation or measure", "Modality", "Claims"), rows)


def _rejected(result: Result) -> Iterator[str]:
    if not result.candidates:
        return iter(("None.",))
    reasons = Counter(candidate.reason for candidate in result.candidates)
    rows = ((reason, f"{count:,}") for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
    return _table(("Reason", "Candidates"), rows)


def _coverage(coverage: Sequence[Coverage]) -> Iterator[str]:
    """Count what became of each document's sentences and numbers."""
    kinds: tuple[tuple[Fate, str], ...] = (("read", "read"), ("rejected", "rejected"), ("nothing", "nothing found"))
    sentences, numbers = ([f"{what} {said}" for _, said in kinds] for what in ("Sentences", "Numbers"))
    heads = ["File", *sentences, "Headings", *numbers, "In names", "Dates"]
    rows = (
        (
            ledger.name,
            *(f"{ledger.sentences(fate):,}" for fate, _ in kinds),
            f"{ledger.sentences('heading'):,}",
            *(f"{ledger.numbers(fate):,}" for fate, _ in kinds),
            f"{ledger.numbers('name'):,}",
            f"{ledger.numbers('date'):,}",
        )
        for ledger in coverage
    )
    return _table(heads, rows)


def _unread(coverage: Sequence[Coverage]) -> Iterator[str]:
    """List the sentences and numbers that gave no claim, each at its place, as far as anybody would read."""
    lines = [f"- {_plain(ledger.name)} {what}" for ledger in coverage for line in ledger.lines for what in _unread_of(line)]
    yield from lines[:_MOST] or ("Of every sentence and number something was read.",)
    if len(lines) > _MOST:
        yield from ("", f"… and {len(lines) - _MOST:,} more; coverage.jsonl has them all.")


def _unread_of(line: Line) -> Iterator[str]:
    if line.fate in {"rejected", "nothing"}:
        why = f" — rejected: {_plain('; '.join(dict.fromkeys(r.reason for r in line.rejections)))}" if line.rejections else ""
        yield f"{line.start}–{line.end}: {_plain(line.text)}{why}"
    elif line.fate == "read":
        yield from (f"{n.start}–{n.end}: number {_plain(n.text)}" for n in line.numbers if n.fate in {"rejected", "nothing"})


def _strangers(entities: Sequence[Entity], result: Result) -> Iterator[str]:
    """List the entities that documents or a person brought, with how much speaks for each."""
    claims: Counter[str] = Counter()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for claim in result.claims:
        for name in {claim.subject, claim.object, claim.speaker} - {None} if claim.review != "rejected" else ():
            claims[str(name)] += 1
            documents[str(name)].update(place.document for place in claim.evidence)
    rows = ((e.id, e.label(), e.type, f"{claims[e.id]:,}", f"{len(documents[e.id]):,}", _STANDING[e.provisional]) for e in entities)
    return _table(("Entity", "Name", "Class", "Claims", "Documents", "Standing"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(_plain, row))} |"


def _plain(text: str) -> str:
    """Escape what Markdown or HTML would take for a mark, on one line and not without end."""
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return _SPECIAL.sub(lambda mark: f"&#{ord(mark[0])};" if mark[0] in "<>&|" else f"\\{mark[0]}", cut)
