"""Where entities are mentioned in a sentence: registry names, noun phrases of a known head, and words that stand for either."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.extract.grammar import Grammar
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.extract.phrases import Phrases, propose
from graph.extract.places import Places
from graph.extract.pronouns import STANDS_FOR, Pronoun, Pronouns
from graph.extract.scene import Noun, Scene
from graph.extract.topics import Memory
from graph.model import Document, Entity, Mention, Span
from graph.ontology import Ontology

# Lists are made of like things.
_BROAD = ("Person", "AgentGroup", "Organisation", "Product", "Place")


class Mentions:
    """Finds the nouns of sentences of one language."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, registry: Mapping[str, Entity], grammar: Grammar, *, han: bool) -> None:
        """Prepare for one language."""
        self._registry = registry
        self._phrases = Phrases(lexicon, ontology, registry, grammar, han=han)
        self._pronouns = Pronouns(grammar, han=han)
        self._stands_for = {kind: narrow(types, ontology) for kind, types in STANDS_FOR.items()}
        self._broad = {name: next((c for c in _BROAD if ontology.is_a(name, c)), name) for name in ontology.classes}

    def find(self, scene: Scene, names: Sequence[Mention[str]], memory: Memory, document: Document) -> tuple[Places[Noun], list[Entity]]:
        """Find a sentence's nouns, and the entities that no registry knows among them.

        `names` are those that start in the sentence. A pronoun is a noun where what it stands for was found.
        """
        names = [n for n in names if not scene.quantities.covers(n.start, n.end)]
        phrases, proposed = self._find_phrases(scene, names, document)
        # A name that opens a phrase stays a mention of its own: it says whose the thing is.
        nouns = [noun for noun, _ in phrases]
        inner = Places(place for _, place in phrases)
        nouns += [self._noun(n.span, n.value, self._registry[n.value].type) for n in names
                  if all(place.start == n.start for place in inner.overlapping(n.start, n.end))]
        nouns.sort(key=_order)
        named = Places(nouns)
        for pronoun in self._pronouns.find(scene.text, scene.sentence.span, scene.hits):
            if not named.overlaps(pronoun.start, pronoun.end) and (noun := self._resolve(pronoun, nouns, scene, memory)):
                insort(nouns, noun, key=_order)
        return Places(nouns), proposed

    def _find_phrases(
        self, scene: Scene, names: Sequence[Mention[str]], document: Document,
    ) -> tuple[list[tuple[Noun, Span]], list[Entity]]:
        """Find the nouns that are phrases, each with the place no other name may begin in; and the entities made of them."""
        found: list[tuple[Noun, Span]] = []
        proposed: list[Entity] = []
        stops = [q.span for q in scene.quantities] + [p.span for p in scene.periods]
        for place, kind in self._phrases.find(scene.text, scene.sentence.span, scene.hits, names, stops):
            if known_as := self._phrases.known_as(place, scene.hits, names):
                # The phrase is the name itself: starting earlier, its place keeps the name from being a mention of its own.
                inner = Span(place.start - 1, place.end)
                found.append((self._noun(place, known_as, self._registry[known_as].type), inner))
                continue
            entity = propose(document.text[place.start : place.end], scene.text[place.start : place.end], kind, document.language)
            known = self._registry.get(entity.id)
            if known is None:
                proposed.append(entity)
            found.append((self._noun(place, entity.id, known.type if known else kind), place))
        return found, proposed

    def _resolve(self, pronoun: Pronoun, nouns: Sequence[Noun], scene: Scene, memory: Memory) -> Noun | None:
        """Give the first noun of its clause that a pronoun may stand for, else of its sentence, else what was spoken of.

        One that stands apart from its clause's subject is looked for in the clauses before.
        """
        kinds = self._stands_for[pronoun.kind]
        clause = scene.clauses[scene.clause_of(pronoun.start)]
        first: Noun | None = None
        for noun in nouns:
            if pronoun.apart and noun.start >= clause.start:
                break
            if noun.end <= pronoun.start and kinds.take(noun.type):
                first = first or noun
                if noun.start >= clause.start:
                    first = noun
                    break
        antecedent = first or memory.recall(kinds)
        if antecedent is None:
            return None
        return replace(antecedent, start=pronoun.start, end=pronoun.end, carried=True, group=-1, governed=False, modifies=False)

    def _noun(self, place: Span, entity: str, kind: str) -> Noun:
        broad = self._broad[kind]
        return Noun(place.start, place.end, entity, kind, person=broad == "Person", place=broad == "Place", kind=broad)


def _order(noun: Noun) -> tuple[int, int]:
    return noun.start, noun.end
