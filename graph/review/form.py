"""What there is to decide on, written as entries of the decisions file; what stands in it is kept as it is, and what is new is added."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from graph.model import Claim, Document, Entity, Evidence, plain
from graph.review.decisions import Decision
from graph.review.offers import Offer, claim_of, name_offer
from graph.review.quotes import writable

HEAD = """\
# Decisions on what was read. Write a decision between the quotes of an entry, and build again; docs/review.md says more.
# To undo one, empty it, write "undo", or delete the entry. Comments and the order of entries are yours; nothing here is written anew.
#
#   [[entity]]     accept | reject | merge, with into = "id" | rename, with name = "…" | split, with parts = [{ id, document, quote }, …]
#   [[candidate]]  accept (correct its fields first where they are wrong or missing) | reject
#   [[claim]]      accept | reject; id as in claims.jsonl
#   [[add]]        a claim of your own: document, quote, subject, relation and object, or measure, value and unit
"""
Value = str | int | bool | Decimal | None


class Open(Protocol):
    """What there may be something to decide on: what was said, with the decisions so far carried out."""

    @property
    def documents(self) -> Sequence[Document]: ...  # noqa: D102
    @property
    def entities(self) -> Sequence[Entity]: ...  # noqa: D102
    @property
    def claims(self) -> Sequence[Claim]: ...  # noqa: D102
    @property
    def offers(self) -> Sequence[Offer]: ...  # noqa: D102


def extend(text: str, decisions: Iterable[Decision], said: Open, *, everything: bool = False) -> str:
    """Add to a decisions file what it has no entry for: provisional entities, then candidates, and with `everything` claims.

    `text` and `decisions` are the file as it is. Without anything new the text is given back as it is.
    """
    known = {decision.key for decision in decisions}
    names = {document.id: document.name for document in said.documents}
    entries = dict(_entities(said.entities, said.claims, names))
    entries |= _candidates(said.offers, {claim.id for claim in said.claims}, names)
    if everything:
        entries |= _claims(said.claims, names)
    new = [entry for key, entry in entries.items() if key not in known]
    if text and not new:
        return text
    return "\n".join([*([text.rstrip("\n") + "\n"] if text.strip() else [HEAD]), *new])


def _entities(entities: Iterable[Entity], claims: Iterable[Claim], names: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Write provisional entities, by id, each with the first passage that names it."""
    counts: Counter[str] = Counter()
    first: defaultdict[str, set[tuple[str, int, Evidence]]] = defaultdict(set)
    for claim in claims:
        for name in {n for n in (claim.subject, claim.object, claim.speaker) if n}:
            counts[name] += 1
            first[name].update((names.get(e.document, e.document), e.start, e) for e in claim.evidence)
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.provisional and first[entity.id]:
            name, _, evidence = min(first[entity.id], key=lambda f: (f[0], f[1], f[2].end))
            fields = {"id": entity.id, "type": entity.type, "label": " / ".join(dict.fromkeys(text for _, text in entity.labels))}
            yield ("entity", entity.id), _entry("entity", {**fields, "document": name, "quote": evidence.passage})


def _candidates(offers: Iterable[Offer], claims: set[str], names: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Write candidates in the order of their places; the same words for the same claim are one entry, whatever rules looked at them."""
    found: dict[str, Offer] = {}
    reasons: defaultdict[str, dict[str, None]] = defaultdict(dict)
    ordered = sorted(offers, key=lambda o: (names.get(o[0].document, ""), o[0].start, o[0].end, o[0].rule, o[0].reason))
    for candidate, proposal in ordered:
        if candidate.passage and not (proposal and claim_of(proposal).id in claims):
            name = name_offer((candidate, proposal), names.get(candidate.document, candidate.document))
            found.setdefault(name, (candidate, proposal))
            reasons[name][candidate.reason] = None
    for name, (candidate, proposal) in found.items():
        place: dict[str, Value] = {"document": names.get(candidate.document, candidate.document), "quote": candidate.passage}
        place |= {"start": candidate.start}
        fields = {"id": name, **place, "reason": "; ".join(reasons[name]), **(_said(claim_of(proposal)) if proposal else {})}
        yield ("candidate", name), _entry("candidate", fields)


def _claims(claims: Iterable[Claim], names: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Write claims nobody has decided on, in the order of their first places."""
    open_ones = [(claim.evidence[0], claim) for claim in claims if claim.review == "extracted" and claim.evidence]
    ordered = sorted((names.get(e.document, e.document), e.start, e.end, c.id, e, c) for e, c in open_ones)
    for name, _, _, _, evidence, claim in ordered:
        fields = {"id": claim.id, "document": name, "quote": evidence.passage, "start": evidence.start, **_said(claim)}
        yield ("claim", claim.id), _entry("claim", fields)


def _said(claim: Claim) -> dict[str, Value]:
    said: dict[str, Value] = {"subject": claim.subject, "relation": claim.relation, "object": claim.object, "measure": claim.measure}
    if q := claim.quantity:
        said |= {"value": q.value, "value_max": q.high, "unit": q.unit, "comparator": None if q.comparator == "=" else q.comparator}
        said |= {"approximate": q.approximate or None, "per": q.per}
    if time := claim.period:
        said |= {"time": time.start, "time_end": time.end}
    return said | {"speaker": claim.speaker, "modality": claim.modality, "negated": claim.negated or None}


def _entry(kind: str, fields: Mapping[str, Value]) -> str:
    """Write an entry; what is None is left out, and the decision stands last and is empty."""
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items() if value is not None]
    return "\n".join([f"[[{kind}]]", *lines, 'decision = ""', ""])


def _toml(value: str | int | bool | Decimal) -> str:  # noqa: FBT001  # a value of any kind
    """Write a value; what JSON escapes in a text, TOML reads, except for the one control character JSON lets stand."""
    if isinstance(value, str):
        return json.dumps(writable(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, Decimal) else str(value)
