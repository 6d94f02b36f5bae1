"""Gold claims and claims read, put side by side: in one form, and with entities that are called the same taken as the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.evaluate.gold import Gold
from graph.language.scripts import simplify
from graph.model import Claim, Entity
from graph.ontology import Ontology

_PREFIXED = re.compile(r"([kmg])(wh?(?:/.+)?)")  # gold may write MW or GWh
_SCALES = {"k": 1e3, "m": 1e6, "g": 1e9}
_SIGNS = {"≥": ">=", "≤": "<=", "~": "≈"}


@dataclass(frozen=True, slots=True)
class Item:
    """A claim at one place, of either side. `range` is its value in the base unit, twice where it is no range.

    `name` is the gold claim's id or the id of the claim read; two items of one side are never the same.
    """

    number: int
    name: str
    subject: str
    relation: str | None
    object: str | None
    measure: str | None
    range: tuple[float, float] | None
    unit: str
    comparator: str | None
    times: tuple[str, ...]
    speaker: str | None
    modality: str | None
    negated: bool
    start: int
    end: int
    core: bool = False
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the ontology says of relations when they are compared: those that turn round, those without direction, and what is broader."""

    turned: Mapping[str, str]
    symmetric: frozenset[str]
    near: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sides:
    """One document's gold claims and claims read; `links` gives for each entity read the gold `entities` it may be."""

    name: str
    entities: tuple[str, ...]
    gold: tuple[Item, ...]
    read: tuple[Item, ...]
    links: Mapping[str, frozenset[str]]
    distractors: tuple[frozenset[str], ...]
    passages: Mapping[str, str]

    def same(self, gold: str | None, read: str | None) -> bool:
        """Tell whether an entity of the gold and one that was read may be the same."""
        return gold is not None and read is not None and gold in self.links[read]


def terms_of(ontology: Ontology) -> Terms:
    """Give what is compared of relations; of two that are each other's inverse, the one the ontology names first stands for both."""
    order = {name: number for number, name in enumerate(ontology.relations)}
    turned = {r.name: r.inverse for r in ontology.relations.values() if r.inverse and order[r.inverse] < order[r.name]}
    symmetric = frozenset(r.name for r in ontology.relations.values() if r.symmetric)
    near = frozenset(frozenset((r.name, broader)) for r in ontology.relations.values() for broader in r.broader)
    return Terms(turned, symmetric, near)


def lay_out(gold: Gold, claims: Iterable[Claim], entities: Iterable[Entity], terms: Terms) -> Sides:
    """Put the claims of one document beside its gold claims, one item for each claim and place."""
    forms = {name: frozenset(map(plain_name, names)) - {""} for name, names in gold.forms.items()}
    called = {e.id: frozenset(plain_name(text) for _, text in (*e.labels, *e.aliases)) - {""} for e in entities}
    read = tuple(_read_items(claims, terms))
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for name, texts in forms.items():
        for text in texts:
            holders[text].add(name)
    links: dict[str, frozenset[str]] = {}
    for name in (name for item in read for name in (item.subject, item.object, item.speaker) if name and name not in links):
        alike = {other for text in called.get(name, ()) for other in holders.get(text, ())}
        links[name] = frozenset(alike | ({name} & forms.keys()))
    wanted = tuple(_gold_item(number, claim, terms) for number, claim in enumerate(gold.claims))
    passages = {item.name: gold.document.text[item.start : item.end] for item in wanted}
    return Sides(gold.name, tuple(gold.forms), wanted, read, links, tuple(map(frozenset, gold.distractors)), passages)


@cache
def plain_name(name: str) -> str:
    """Give the form names are compared in: no case, no width, simplified characters, no spaces or punctuation.

    >>> plain_name("臺積電（TSMC）")
    '台积电tsmc'
    """
    text = simplify(unicodedata.normalize("NFKC", name)).casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] not in "ZPC")


def _read_items(claims: Iterable[Claim], terms: Terms) -> Iterable[Item]:
    places = [(claim, place) for claim in claims for place in claim.evidence]
    for number, (claim, place) in enumerate(places):
        quantity, period = claim.quantity, claim.period
        subject, relation, thing = _turn(claim.subject, claim.relation, claim.object, terms)
        unit, values = _base(quantity.unit, [v for v in (quantity.value, quantity.high) if v is not None]) if quantity else ("", None)
        times = tuple(t for t in (period.start, period.end) if t) if period else ()
        sign = quantity.comparator if quantity else None
        yield Item(
            number, claim.id, subject, relation, thing, claim.measure, values, unit, sign, times,
            claim.speaker, claim.modality, claim.negated, place.start, place.end, confidence=claim.confidence, rule=claim.rule,
        )  # fmt: skip


def _gold_item(number: int, claim: Mapping[str, Any], terms: Terms) -> Item:
    subject, relation, thing = _turn(claim["subject"], claim.get("relation"), claim.get("object"), terms)
    unit, values = _base(claim.get("unit") or "", [claim[k] for k in ("value", "value_max") if claim.get(k) is not None])
    comparator = claim.get("comparator")
    times = tuple(claim[k] for k in ("time", "time_end") if claim.get(k))
    start, end = claim["evidence"]
    return Item(
        number, claim["id"], subject, relation, thing, claim.get("measure"), values, unit, _SIGNS.get(comparator or "", comparator), times,
        claim.get("speaker"), claim.get("modality"), bool(claim.get("negated")), start, end, core=claim.get("tier") == "core",
    )  # fmt: skip


def _turn(subject: str, relation: str | None, thing: str | None, terms: Terms) -> tuple[str, str | None, str | None]:
    if relation is not None and thing is not None and relation in terms.turned:
        return thing, terms.turned[relation], subject
    return subject, relation, thing


def _base(unit: str, values: Iterable[Any]) -> tuple[str, tuple[float, float] | None]:
    """Give a unit without a prefix, in lower case, and the ends of a value in it."""
    unit, scale = unit.casefold(), 1.0
    if prefixed := _PREFIXED.fullmatch(unit):
        unit, scale = prefixed[2], _SCALES[prefixed[1]]
    ends = [float(value) * scale for value in values]
    return unit, (min(ends), max(ends)) if ends else None
