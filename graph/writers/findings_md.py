"""The report a person reads after a build: what was read, what was found in it, and what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph.model import Claim, Finding, Severity
from graph.writers.result import Result

_SEVERITIES: Sequence[tuple[Severity, str]] = (("violation", "Violations"), ("warning", "Warnings"), ("info", "Remarks"))
_SPECIAL = re.compile(r"[\\`*_<>\[\]|&#~]")
_LONGEST = 500  # characters of one cell or message


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
