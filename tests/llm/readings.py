"""The gate as it ships, offers written short, and what becomes of them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from graph.llm.answers import Answer, read_answers, read_items
from graph.llm.gate import Gate, Passed
from graph.llm.offers import read_offer
from graph.llm.read import ModelReader
from graph.llm.sight import Observer, Sight
from graph.model import Claim, Document, Span
from graph.readers import find_sources, read_all
from tests.extract.readings import document, ontology, registry

RECORDED = Path(__file__).parent / "recorded"
SOURCES = Path(__file__).parents[2] / "sources"
NUMBERS = ("value", "value_max")


@cache
def gate(language: str) -> Gate:
    """The gate of a language, `zh` or `en`."""
    return Gate(language, ontology(), registry())


@cache
def observer(language: str) -> Observer:
    """Our reader of a language."""
    return Observer(language, ontology(), registry())


@cache
def reader() -> ModelReader:
    """What passes answers through the gate."""
    return ModelReader(ontology(), registry())


@cache
def sight(source: Document) -> Sight:
    """What our reader sees in a document."""
    return observer(language_of(source)).observe(source)


@cache
def shipped() -> dict[str, Document]:
    """The shipped documents by name."""
    return {d.name: d for d in read_all(find_sources([SOURCES]).paths).documents}


@cache
def recorded(name: str) -> tuple[Answer, ...]:
    """The recorded answers to a shipped document."""
    return read_answers(RECORDED / f"{name.removesuffix('.md')}.jsonl")


def items(name: str) -> list[dict[str, Any]]:
    """The offers recorded for a shipped document."""
    return [item for answer in recorded(name) for item in read_items(answer).items]


def language_of(source: Document) -> str:
    """The language whose gate a document passes."""
    return "en" if source.language == "en" else "zh"


def named(words: str | None) -> dict[str, Any] | None:
    """Write an entity: `TSMC` is a company, `H20/Chip` a chip, `it/Company/Nvidia` stands for Nvidia, `/Company/Nvidia` is left out."""
    if words is None:
        return None
    text, kind, *earlier = words.split("/") if "/" in words else (words, "Company")
    before = {"text": earlier[0], "offset": int(earlier[1]) if len(earlier) > 1 else None} if earlier else None
    return {"text": text, "name": earlier[0] if earlier else text, "type": kind, "earlier": before}


def link(text: str, subject: str, term: str, thing: str | None = None, cue: str = "", **more: Any) -> dict[str, Any]:
    """Write the offer of a relation that a text of one sentence makes."""
    return offered(text.rstrip(".。"), subject, term, thing, cue=cue, **more)


def offered(quote: str, subject: str, term: str, thing: str | None = None, amount: str | None = None, **more: Any) -> dict[str, Any]:
    """Write an offer; `amount` as `$3 billion|3000000000 USD` or `三成|30 percent|>`."""
    raw: dict[str, Any] = {"quote": quote, "subject": named(subject), "object": named(thing), "modality": "fact", "negated": False}
    raw["relation" if term in ontology().relations else "measure"] = term
    if amount:
        written, number, *comparator = amount.split("|")
        value, unit = number.split(" ")
        raw |= {"number": written, "value": Decimal(value), "unit": unit, "comparator": comparator[0] if comparator else "="}
    speaker = named(more.pop("speaker", None))
    return raw | {"speaker": speaker} | more


def judge(text: str | Document, raw: dict[str, Any], published: str | None = "2025-07-16") -> Passed:
    """Pass an offer through the gate."""
    source = document(text, published) if isinstance(text, str) else text
    return gate(language_of(source)).judge(read_offer(raw, ontology()), Span(0, len(source.text)), sight(source), "llm:made-up")


def kept(text: str | Document, raw: dict[str, Any], published: str | None = "2025-07-16") -> Claim:
    """Give the claim of an offer that passes."""
    passed = judge(text, raw, published)
    assert passed.claim is not None, passed.candidates
    return passed.claim


def reason(text: str | Document, raw: dict[str, Any], published: str | None = "2025-07-16") -> str:
    """Say why an offer does not pass."""
    passed = judge(text, raw, published)
    assert passed.claim is None
    assert passed.entities == ()
    return passed.candidates[0].reason
