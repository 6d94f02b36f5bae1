"""Offered names made into entities: by the words of the quote, and never by what a model says they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.extract.automaton import lower, stands_alone
from graph.extract.grammar import Grammar, one_of
from graph.extract.patterns import Pattern, match_cues
from graph.extract.scene import QUOTES
from graph.language.scripts import fold
from graph.llm.directions import Place
from graph.llm.offers import Earlier, Named, OfferError
from graph.llm.sight import FARTHEST, Sight
from graph.llm.words import Words
from graph.model import Entity, Span, kebab
from graph.ontology import Ontology

_LONGEST_NAME = 60
_DETERMINER = 8
_ARTICLE = re.compile(r"(?:the|a|an|its|their|his|her|this|these|those)\s+", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w’'-]+$")
_COUNTED = re.compile(r"^(?:[两兩二三四五六七八九十几]|多)[家者大方间個个]|^(?:双方|雙方|各家)")
# `Washington` is a city and a government, `DeepSeek` a company and its model.
_METONYMS = ({"Country", "Government"}, {"Company", "Software"}, {"Company", "Service"})
_WHOLES = ("Agent", "Place")  # nothing of one of these is of the other, nor a thing


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity as the gate knows it.

    `places` are where its words stand in the quote, `antecedent` what they stand for before it. `sure` is its class where
    registry or reader know it, a `state` is implied by its words. `entity` is the provisional one that has to be added, if there is one.
    """

    id: str
    type: str
    places: tuple[Place, ...]
    antecedent: Span | None = None
    sure: bool = False
    entity: Entity | None = None
    state: bool = False


class Resolver:
    """Resolves the names of documents in one language."""

    def __init__(self, ontology: Ontology, registry: Sequence[Entity], words: Words, grammar: Grammar, patterns: Sequence[Pattern]) -> None:
        """Prepare the registry's names, and the words that stand for something or for a state."""
        self._ontology = ontology
        self._ids: dict[str, set[str]] = {}
        for entity in registry:
            for _, name in (*entity.labels, *entity.aliases):
                self._ids.setdefault(_key(name), set()).add(entity.id)
        self._registry = {entity.id: entity for entity in registry}
        self._states = _states(patterns)
        pronouns = (*grammar.organisation_pronouns, *grammar.person_pronouns, *grammar.possessive_pronouns, *words.pronouns)
        self._pronouns = frozenset(pronouns)
        self._people = frozenset(grammar.person_pronouns)
        self._decided = self._people | frozenset(grammar.organisation_pronouns) - {"they", "their"}
        self._policies = frozenset(grammar.bare_anaphors)
        determiners = one_of((*grammar.determiners, *grammar.anaphor_determiners))
        heads = one_of(cue for term in ontology.classes.values() for cue in match_cues(term, words.language))
        self._heads = {lower(cue): term.name for term in ontology.classes.values() for cue in match_cues(term, words.language)}
        self._determined = re.compile(rf"\b(?:{determiners})\s+$")
        self._determining = re.compile(rf"(?:{determiners}|two|three|four)\b")
        self._described = re.compile(rf"(?:{determiners})[^\s,;:。的]{{0,6}}(?:{heads})|{heads}")

    def resolve(self, role: str, named: Named, quote: Span, sight: Sight) -> Resolved:
        """Find an offered entity in the text.

        Raises:
            OfferError: its words do not stand there, or say something else than is offered.
        """
        places = self._places(role, named, quote, sight)
        if named.earlier is None:
            if not places:
                raise OfferError(f"{role} is left out of the quote, and no earlier mention is given for it")
            if self._is_pronoun(named.text):
                raise OfferError(f"{role} {named.text!r} stands for something, and no earlier mention is given for it")
            return self._name(role, named, places, sight)
        antecedent = _locate(named.earlier, places[0].start if named.text else quote.end, quote, sight.document.text)
        if antecedent is None:
            raise OfferError(f"{role}: no earlier mention {named.earlier.text!r} before {named.text or 'the quote'!r}")
        found = self._name(role, named, (Place(antecedent.start, antecedent.end),), sight)
        self._check_link(role, named, found, places, sight)
        silent = (Place(quote.start, quote.start, silent=True),)
        return Resolved(found.id, found.type, places or silent, antecedent, found.sure, found.entity)

    def _places(self, role: str, named: Named, quote: Span, sight: Sight) -> tuple[Place, ...]:
        """Find the words of a name in the quote, none that is a part of a longer word."""
        if not named.text:
            return ()
        text, places, at = sight.document.text, [], quote.start
        while (at := text.find(named.text, at, quote.end)) >= 0:
            if stands_alone(sight.found.text, at, at + len(named.text)):
                places.append(Place(at, at + len(named.text)))
            at += 1
        if not places:
            raise OfferError(f"{role} {named.text!r} does not stand in the quote")
        return tuple(places)

    def _name(self, role: str, named: Named, places: tuple[Place, ...], sight: Sight) -> Resolved:
        """Say which entity the words at a place are the name of."""
        places = tuple(_without_article(place, sight.document.text) for place in places) if not sight.han else places
        place = places[0]
        words = sight.document.text[place.start : place.end]
        id_ = self._known(place, words, named, sight)
        known = sight.known.get(id_) if id_ else None
        if known is None:
            self._check_words(role, words)
            entity = _provisional(words, named.type, sight)
            known = sight.known.get(entity.id)
            if known is None:
                return Resolved(entity.id, named.type, places, entity=entity)
        if self._means_another(known, words, named):
            raise OfferError(f"{role} {words!r} is {known.id}, not {named.name!r}")
        if not self._agree(named.type, known.type):
            raise OfferError(f"{role} {words!r} is a {known.type}, not a {named.type}")
        state = _key(words) in self._states
        return Resolved(known.id, known.type, places, sure=True, entity=known if known.provisional else None, state=state)

    def _known(self, place: Place, words: str, named: Named, sight: Sight) -> str | None:
        """Give the id of a registry's or our reader's entity that the words name."""
        if state := self._states.get(_key(words)):
            return state
        around = Span(max(0, place.start - 1), min(len(sight.found.text), place.end + 1))
        for noun in sight.nouns(around):
            own = sight.found.text[noun.start : noun.end].strip(QUOTES)
            if not noun.carried and noun.start <= place.start and place.end <= noun.end and own == fold(words):
                return noun.entity
        for name in sight.found.names.overlapping(place.start, place.end):
            if (name.start, name.end) == (place.start, place.end):
                return name.value
            if name.value in self._ids.get(_key(words), ()):  # `H20` of `H20 chip`, which is its name too
                return name.value
            if name.start <= place.start and place.end <= name.end and self._same_kind(name.value, named.type, sight):
                raise OfferError(f"{words!r} is a part of the name {sight.document.text[name.start : name.end]!r}")
        ids = self._ids.get(_key(words), set())
        if len(ids) == 1:
            return next(iter(ids))
        meant = self._ids.get(_key(named.name), set()) & sight.named.keys()
        return next((id_ for id_ in sorted(meant) if self._is_short_for(words, self._registry[id_])), None)

    def _means_another(self, known: Entity, words: str, named: Named) -> bool:
        """Tell whether the usual name offered is of another entity of the same class, and no shorter or longer form of the words."""
        meant = self._ids.get(_key(named.name), set())
        if known.id not in self._registry or not meant or known.id in meant or self._states.get(_key(words)):
            return False
        alike = any(self._ontology.is_a(self._registry[id_].type, known.type) for id_ in meant)
        return alike and not self._is_short_for(named.name, known)

    def _same_kind(self, id_: str, kind: str, sight: Sight) -> bool:
        known = sight.known.get(id_)
        return known is not None and (self._ontology.is_a(known.type, kind) or self._ontology.is_a(kind, known.type))

    def _is_short_for(self, words: str, entity: Entity) -> bool:
        short = f" {_key(words)} "
        return any(short in f" {_key(name)} " or (not words.isascii() and short.strip() in _key(name))
                   for _, name in (*entity.labels, *entity.aliases))

    def _agree(self, offered: str, known: str) -> bool:
        """Tell whether two classes may be of one thing: one stands above the other, both are things, or a name is of both."""
        if self._ontology.is_a(offered, known) or self._ontology.is_a(known, offered) or {offered, known} in _METONYMS:
            return True
        wholes = [next((w for w in _WHOLES if self._ontology.is_a(kind, w)), None) for kind in (offered, known)]
        return wholes[0] == wholes[1] and "Person" not in {offered, known}

    def _check_words(self, role: str, words: str) -> None:
        if len(words) > _LONGEST_NAME or not any(c.isalpha() for c in words) or re.search(r"[。!?！？;；\n]", words):
            raise OfferError(f"{role} {words!r:.80} is no name")

    def _check_link(self, role: str, named: Named, found: Resolved, places: Sequence[Place], sight: Sight) -> None:
        """See that the words of the quote can stand for what was named before.

        Raises:
            OfferError: they are a name of their own, stand for people or things only, or the mention is too far away.
        """
        if not places:
            return
        words = fold(named.text)
        own = next((n.value for n in sight.found.names.overlapping(places[0].start, places[0].end)
                    if (n.start, n.end) == (places[0].start, places[0].end)), None)
        if own is not None and own != found.id:
            raise OfferError(f"{role} {named.text!r} is {own}, and stands for nothing else")
        carried = any(n.carried and n.start == places[0].start for n in sight.nouns(Span(places[0].start, places[0].end)))
        if own is None and not carried and not self._stands_for(words, han=sight.han, determined=self._is_determined(places[0], sight)):
            raise OfferError(f"{role} {named.text!r} is a name of its own, and does not stand for {found.id}")
        if (kind := self._kind_of(words, sight.han)) and not self._agree(kind, found.type):
            raise OfferError(f"{role} {named.text!r} is a {kind}, and {found.id} a {found.type}")
        person = self._ontology.is_a(found.type, "Person")
        if lower(words) in self._decided and person != (lower(words) in self._people):
            raise OfferError(f"{role} {named.text!r} does not stand for a {found.type}")

    def _stands_for(self, words: str, *, han: bool, determined: bool) -> bool:
        if self._is_pronoun(words) or lower(words) in self._policies or _COUNTED.search(words):
            return True
        if han:
            return self._described.fullmatch(words) is not None
        last = _LAST_WORD.search(words)
        return last is not None and last[0].islower() and determined

    def _kind_of(self, words: str, han: bool) -> str | None:  # noqa: FBT001 - the language
        """Give the class that the last noun of some words heads names of."""
        low = lower(words)
        ending = (low[at:] for at in range(len(low)))
        heads = ending if han else (w for w in ending if low.endswith(" " + w) or w == low)
        return next((self._heads[word] for word in heads if word in self._heads), None)

    def _is_determined(self, place: Place, sight: Sight) -> bool:
        """Tell whether an article or the like stands before words or opens them: `the chipmaker`, `its larger rival`."""
        before = sight.found.low[max(0, place.start - _DETERMINER) : place.start]
        return self._determined.search(before) is not None or self._determining.match(sight.found.low, place.start) is not None

    def _is_pronoun(self, words: str) -> bool:
        return lower(fold(words)) in self._pronouns


def _provisional(words: str, kind: str, sight: Sight) -> Entity:
    """Make the entity no registry knows, labelled in the words of the text; its id is made of simplified characters."""
    plain = fold(words).strip(QUOTES)
    labels = ((sight.document.language, words),) if plain == words else ((sight.document.language, words), ("zh-Hans", plain))
    return Entity(kebab(plain), kind, labels, provisional=True)


def _states(patterns: Sequence[Pattern]) -> Mapping[str, str]:
    """Give the states that words imply: `sold out` is a shortage."""
    return {_key(word): p.constant for p in patterns if p.constant and p.anchor for word in p.anchor.words}


def _key(name: str) -> str:
    return " ".join(lower(fold(name)).split())


def _locate(earlier: Earlier, limit: int, quote: Span, text: str) -> Span | None:
    """Find an earlier mention: in its paragraph or at its place where an offset is given, else the last one before the words."""
    if not earlier.text:
        return None
    floor = max(0, quote.start - FARTHEST)
    if earlier.offset is not None:
        floor = max(floor, earlier.offset)
        end = text.find("\n", floor)
        limit = min(limit, len(text) if end < 0 else end)
    at = text.rfind(earlier.text, floor, limit)
    while at >= 0 and not stands_alone(text, at, at + len(earlier.text)):
        at = text.rfind(earlier.text, floor, at)
    return None if at < 0 else Span(at, at + len(earlier.text))


def _without_article(place: Place, text: str) -> Place:
    article = _ARTICLE.match(text, place.start, place.end)
    return Place(article.end(), place.end) if article and article.end() < place.end else place
