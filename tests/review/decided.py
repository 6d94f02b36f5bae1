"""A small text with what is read in it, made by hand, and short ways to decide on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.extract.grounding import Proposal
from graph.merge import merge
from graph.model import Candidate, Claim, Document, Entity, Span
from graph.review import Reviewed, extend, parse_decisions, review
from graph.review.offers import Offer
from tests.extract.readings import ontology, registry

TEXT = (
    "Orion Photonics, a laser supplier, supplies lasers to Nvidia. Zhenwei Capital invests in Orion Photonics. Microsoft ordered. "
    "TSMC manufactures for Nvidia."
)
SUPPLIES = "Orion Photonics, a laser supplier, supplies lasers to Nvidia."
INVESTS = "Zhenwei Capital invests in Orion Photonics."
MAKES = "TSMC manufactures for Nvidia."
ORDERED = "Microsoft ordered."
SAID = ((SUPPLIES, "orion-photonics", "supplies", "nvidia"), (INVESTS, "zhenwei-capital", "investsIn", "orion-photonics"),
        (MAKES, "tsmc", "manufacturesFor", "nvidia"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What is read in a text; made by hand, so that no change of a rule changes it."""

    document: Document
    claims: tuple[Claim, ...]
    offers: tuple[Offer, ...]


@cache
def read(text: str = TEXT) -> Read:
    """Read a text of the sentences above."""
    document = Document("text.txt", text, "en")
    claims = [
        Claim(s, r, o, confidence=0.8, rule="by-hand", evidence=(document.cite(at, at + len(quote)),))
        for quote, s, r, o in SAID
        if (at := text.find(quote)) >= 0
    ]
    at = text.find(ORDERED)
    rejected = Candidate(document.id, at, at + len(ORDERED), "by-hand", "'ordered' says orders, and no more", ORDERED)
    return Read(document, tuple(claims), ((rejected, None),) if at >= 0 else ())


@cache
def known() -> Mapping[str, Entity]:
    """Everything that is named, and the registry."""
    proposed = (("orion-photonics", "Orion Photonics"), ("zhenwei-capital", "Zhenwei Capital"))
    entities = (*(Entity(name, "Company", (("en", label),), provisional=True) for name, label in proposed), *registry())
    return {entity.id: entity for entity in entities}


def decide(text: str, *texts: str, offers: Iterable[Offer] = ()) -> Reviewed:
    """Read texts, the shared one by default, each as text.txt, and carry out decisions on them."""
    readings = [read(one) for one in texts or (TEXT,)]
    given = [offer for reading in readings for offer in reading.offers]
    documents = [reading.document for reading in readings]
    claims = merge(claim for reading in readings for claim in reading.claims)
    return review(claims, known(), parse_decisions(text), offers=[*given, *offers], documents=documents, ontology=ontology())


def claim_of(reviewed: Reviewed, subject: str) -> Claim:
    (claim,) = (claim for claim in reviewed.claims if claim.subject == subject)
    return claim


def told(reviewed: Reviewed) -> list[tuple[str, str]]:
    return [(finding.check, finding.severity) for finding in reviewed.findings]


def entry(kind: str, **fields: object) -> str:
    """Write an entry as a person would."""
    written = (f"{key} = {json.dumps(value, ensure_ascii=False) if not isinstance(value, int) else value}" for key, value in fields.items())
    return "\n".join([f"[[{kind}]]", *written, ""])


def offer(confidence: float = 0.3, relation: str = "supplies") -> Offer:
    """Offer that TSMC supplies Nvidia, which was not sure enough."""
    document, start = read(TEXT).document, TEXT.index(MAKES)
    passage = Span(start, start + len(MAKES))
    proposal = Proposal(
        "weak", ("tsmc", "Company"), relation, ("nvidia", "Company"), None, None, None, None, "fact", False, confidence, passage, (),
    )  # fmt: skip
    return Candidate(document.id, passage.start, passage.end, "weak", "confidence 0.30 is below 0.5", MAKES), proposal


@dataclass(frozen=True, slots=True)
class Undecided:
    """What there is to decide on."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    offers: tuple[Offer, ...] = ()


def form(*offers: Offer, everything: bool = False, text: str = "") -> str:
    """Write what there is to decide on in the shared text."""
    reviewed = decide(text, offers=offers)
    named = {name for claim in reviewed.claims for name in (claim.subject, claim.object)}
    entities = tuple(entity for name, entity in reviewed.entities.items() if name in named)
    said = Undecided((read().document,), entities, reviewed.claims, (*read().offers, *offers))
    return extend(text, parse_decisions(text), said, everything=everything)


def choose(text: str, key: str, choice: str) -> str:
    """Decide on the entry that holds some words."""
    parts = text.split("\n\n")
    (place,) = (number for number, part in enumerate(parts) if key in part)
    parts[place] = parts[place].replace('decision = ""', f'decision = "{choice}"')
    return "\n\n".join(parts)


def added(**fields: object) -> str:
    said: dict[str, object] = {"document": "text.txt", "quote": MAKES, "subject": "tsmc", "relation": "partnersWith", "object": "nvidia"}
    return entry("add", **{**said, **fields})


def split_text(quote: str = SUPPLIES) -> str:
    part = f'{{ id = "orion-lasers", type = "Company", label = "Orion Lasers", document = "text.txt", quote = "{quote}" }}'
    return f'[[entity]]\nid = "orion-photonics"\ndecision = "split"\nparts = [{part}]\n'
