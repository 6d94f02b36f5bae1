"""What claims imply together: who orders a product and who makes it, say who supplies whom. The rules are `patterns/implied.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import VocabularyError
from graph.extract.drafts import Draft
from graph.extract.kinds import Kinds, narrow
from graph.extract.patterns import FOLDER
from graph.extract.scene import Noun
from graph.ontology import Ontology

_PARTS, _PARTS_WITH = 3, 5


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with letters for its ends: `a orders p`, `a supplies b with p`."""

    subject: str
    term: str
    object: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Implication:
    """Claims that are read, and the one they imply; `kinds` says what each letter may be."""

    id: str
    given: tuple[Said, ...]
    then: Said
    kinds: dict[str, Kinds]
    confidence: float


class Implications:
    """Applies the rules to the drafts of a sentence."""

    def __init__(self, ontology: Ontology, folder: Path = FOLDER) -> None:
        """Read the rules.

        Raises:
            VocabularyError: a rule names what the ontology has not, or cannot be read.
        """
        path = folder / "implied.toml"
        table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        self._rules = tuple(_read(raw, ontology, path.name) for raw in table.get("implied", ()))
        self._kept = frozenset(said.term for rule in self._rules for said in rule.given[1:])

    def find(self, drafts: Sequence[Draft], before: list[Draft]) -> Iterator[Draft]:
        """Propose what the drafts of a sentence imply, with those read `before` in the document, to which they are added."""
        before += [draft for draft in drafts if _term(draft) in self._kept and draft.object]
        for rule in self._rules:
            for draft in drafts:
                bound = _bind(rule.given[0], draft, {}, rule.kinds)
                for ends in _complete(rule, bound, before) if bound else ():
                    subject, thing = ends[rule.then.subject], ends[rule.then.object]
                    if subject.entity != thing.entity:
                        confidence = draft.confidence * rule.confidence
                        implied = replace(draft, rule=rule.id, subject=subject, relation=rule.then.term, object=thing)
                        yield replace(implied, measure=None, quantity=None, confidence=confidence, timeless=False)


def _complete(rule: Implication, bound: dict[str, Noun], before: Sequence[Draft]) -> Iterator[dict[str, Noun]]:
    """Give the bindings under which the rest of a rule was read too, nearest first."""
    if len(rule.given) == 1:
        yield bound
        return
    for draft in reversed(before):
        if draft.negated:
            continue
        if full := _bind(rule.given[1], draft, bound, rule.kinds):
            yield full
            return


def _bind(said: Said, draft: Draft, bound: dict[str, Noun], kinds: dict[str, Kinds]) -> dict[str, Noun] | None:
    """Bind the letters of a claim to a draft's ends, or give None where it is another claim or a letter already means something else."""
    if _term(draft) != said.term or draft.object is None:
        return None
    if said.other and draft.other is None:
        return None
    new = dict(bound)
    ends = [(said.subject, draft.subject), (said.object, draft.object)]
    for letter, noun in (*ends, *([(said.other, draft.other)] if said.other and draft.other else [])):
        if letter in new and new[letter].entity != noun.entity:
            return None
        if letter in kinds and not kinds[letter].take(noun.type):
            return None
        new.setdefault(letter, noun)
    return new


def _term(draft: Draft) -> str | None:
    return draft.relation or draft.measure


def _read(raw: Mapping[str, Any], ontology: Ontology, file: str) -> Implication:
    place = f"{file}: rule {raw.get('id', '?')}"
    try:
        given = tuple(_said(text, ontology, place) for text in raw["from"])
        then = _said(str(raw["then"]), ontology, place)
        of = raw.get("of", {})
        kinds = {letter: narrow((ontology.class_(name).name,), ontology) for letter, name in of.items()}
        return Implication(str(raw["id"]), given, then, kinds, float(raw.get("confidence", 1.0)))
    except KeyError as missing:
        raise VocabularyError(f"{place}: has no {missing}. Write id, from and then.") from missing


def _said(text: str, ontology: Ontology, place: str) -> Said:
    parts = text.split()
    if len(parts) != _PARTS and not (len(parts) == _PARTS_WITH and parts[_PARTS] == "with"):
        raise VocabularyError(f"{place}: {text!r} is no claim. Write it like 'a orders p' or 'a supplies b with p'.")
    term = parts[1]
    if term not in ontology.measures:
        ontology.relation(term)
    return Said(parts[0], term, parts[2], parts[4] if len(parts) == _PARTS_WITH else None)
