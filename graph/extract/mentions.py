"""Where entities are mentioned in a sentence: registry names, noun phrases of a known head, and words that stand for either."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graph.extract.antecedents import Antecedents
from graph.extract.grammar import Grammar
from graph.extract.kinds import broad_kind, narrow
from graph.extract.lexicon import Lexicon
from graph.extract.namewords import NameWords
from graph.extract.origins import Origins
from graph.extract.phrases import Phrases, propose
from graph.extract.places import Places
from graph.extract.pronouns import Pronoun, Pronouns
from graph.extract.scene import Noun, Scene
from graph.extract.topics import Memory
from graph.extract.wordings import Wording, word_han, word_latin
from graph.model import Document, Entity, Mention, Span, kebab
from graph.ontology import Ontology


class Mentions:
    """Finds the nouns of sentences of one language."""

    def __init__(
        self, lexicon: Lexicon, ontology: Ontology, grammar: Grammar, words: NameWords, origins: Origins, *, han: bool,
    ) -> None:
        """Prepare for one language."""
        self._phrases, self._han = Phrases(lexicon, ontology, grammar, han=han), han
        self._pronouns = Pronouns(grammar, words, han=han)
        # What is one of many of its kind until it is said of what or where: `the plant in Covington`.
        self._placed = narrow(("Facility", "Policy", "Event"), ontology)
        self._sites = narrow(("Facility",), ontology)
        self._antecedents, self._origins = Antecedents(ontology), origins
        self._broad = {name: broad_kind(name, ontology) for name in ontology.classes}

    def find(
        self, scene: Scene, names: Sequence[Mention[str]], known: Mapping[str, Entity], memory: Memory, document: Document,
    ) -> tuple[Places[Noun], list[Entity]]:
        """Find a sentence's nouns, and the entities that no registry knows among them.

        `names` are those that start in the sentence, `known` the entities they are of. A pronoun is a noun where what it
        stands for was found.
        """
        names = [n for n in names if not scene.quantities.covers(n.start, n.end)]
        phrases, proposed = self._find_phrases(scene, names, known, document)
        # A name that opens a phrase stays a mention of its own: it says whose the thing is.
        nouns = [noun for noun, _ in phrases]
        inner = Places(place for _, place in phrases)
        nouns += [self._noun(n.span, n.value, known[n.value].type) for n in names
                  if all(place.start == n.start and place.end > n.end for place in inner.overlapping(n.start, n.end))]
        nouns.sort(key=_order)
        named = Places(nouns)
        own = {id(noun) for noun, place in phrases if place.start == noun.start}
        for pronoun in self._pronouns.find(scene.text, scene.sentence.span, scene.hits):
            parts = list(named.overlapping(pronoun.start, pronoun.end))
            if all(self._yields(noun, pronoun, own) for noun in parts):
                self._insert(pronoun, nouns, scene, memory, inner=parts, known=known)
        return Places(nouns), proposed

    def _yields(self, noun: Noun, pronoun: Pronoun, phrases: Collection[int]) -> bool:
        """Tell whether a noun is only a part of an anaphor: the phrase it looks like, or the place in it."""
        inside = pronoun.start <= noun.start and noun.end <= pronoun.end
        standing_for = bool(pronoun.head) or pronoun.kind == "policy"
        kind = noun.type == "AgentGroup" and noun.end == pronoun.end  # `the chipmaker` is one of them, not all chipmakers
        return standing_for and inside and (id(noun) in phrases or kind or (noun.place and noun.end < pronoun.end))

    def _insert(
        self,
        pronoun: Pronoun,
        nouns: list[Noun],
        scene: Scene,
        memory: Memory,
        *,
        inner: Sequence[Noun],
        known: Mapping[str, Entity],
    ) -> None:
        """Put what a pronoun stands for among the nouns, in the place of those its words are made of."""
        place = next((noun for noun in inner if noun.place), None)
        country = self._origins.country_of(scene.text[pronoun.start : pronoun.end])
        if place:
            country = known[place.entity].country or place.entity
        others = [noun for noun in nouns if not any(noun is part for part in inner)]
        noun = self._antecedents.resolve(pronoun, others, scene, memory, known=known, country=country)
        if noun is None:
            return
        nouns[:] = others
        insort(nouns, noun, key=_order)
        if country and place is None:
            place = Noun(pronoun.start, pronoun.end, country, known[country].type, place=True)
        if place and pronoun.kind == "Company":
            scene.origins.append((noun, place))

    def _find_phrases(
        self, scene: Scene, names: Sequence[Mention[str]], registry: Mapping[str, Entity], document: Document,
    ) -> tuple[list[tuple[Noun, Span]], list[Entity]]:
        """Find the nouns that are phrases, each with the place no other name may begin in; and the entities made of them."""
        found: list[tuple[Noun, Span]] = []
        proposed: list[Entity] = []
        stops = [q.span for q in scene.quantities] + [p.span for p in scene.periods]
        for place, kind in self._phrases.find(scene.text, scene.sentence.span, scene.hits, names, known=registry, stops=stops):
            if known_as := self._phrases.known_as(place, scene.hits, names, registry):
                # The phrase is the name itself: starting earlier, its place keeps the name from being a mention of its own.
                inner = Span(place.start - 1, place.end)
                found.append((self._noun(place, known_as, registry[known_as].type), inner))
                continue
            wording = self._wording(scene, place, kind, Places(names), document)
            same = next((n for n in names if (n.start, n.end) == (place.start, place.end)), None)
            if same and not (self._sites.take(kind) and wording.whole != document.text[place.start : place.end]):
                continue  # it is called by a name of the registry and by nothing more
            entity = propose(document.text[place.start : place.end], scene.text[place.start : place.end], kind, document.language, wording)
            known = registry.get(entity.id)
            if known is None and self._phrases.is_bare(kebab(entity.label()).replace("-", " ")):
                # `the plant` of one article is not that of another: what is called by its kind alone is known in its document only.
                entity = replace(entity, id=f"{entity.id}-{document.id.rsplit('-', 1)[-1]}")
            if known is None:
                proposed.append(entity)
            noun = self._noun(place, entity.id, known.type if known else kind)
            noun.coined = known is None
            found.append((noun, place))
        return found, proposed

    def _wording(self, scene: Scene, place: Span, kind: str, names: Places[Mention[str]], document: Document) -> Wording:
        """Read what a phrase is called in the text with the words around it."""
        placed = self._placed.take(kind)
        if self._han:
            return word_han(document.text, place, names, scene.clauses[scene.clause_of(place.start)].start, placed=placed)
        ends = [h.start for h in scene.hits if h.start >= place.end and self._phrases.acts(h.word)]
        ends += [p.start for p in scene.periods if p.start >= place.end]
        return word_latin(document.text, place, names, min([*ends, scene.sentence.span.end]), placed=placed)

    def _noun(self, place: Span, entity: str, kind: str) -> Noun:
        broad = self._broad[kind]
        return Noun(place.start, place.end, entity, kind, person=broad == "Person", place=broad == "Place", kind=broad)


def _order(noun: Noun) -> tuple[int, int]:
    return noun.start, noun.end
