"""Reads a document: finds what is in each sentence, applies the patterns, and passes what they propose through the gate."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.extract.amounts import attach
from graph.extract.attribution import Attribution, Voice
from graph.extract.automaton import Hit, lower
from graph.extract.calibration import read_calibration
from graph.extract.changes import read_measure_words
from graph.extract.drafts import Draft, choose, drop_joint, turned_relations
from graph.extract.grammar import read_grammar
from graph.extract.grounding import Proposal, ground
from graph.extract.groups import members
from graph.extract.han_names import HanNames
from graph.extract.implications import Implications
from graph.extract.interviews import Guests, Turn, find_turns
from graph.extract.joints import Joints, connect
from graph.extract.kinds import narrow
from graph.extract.latin_names import LatinNames
from graph.extract.lexicon import build_lexicon
from graph.extract.matching import Matcher
from graph.extract.measures import Measures
from graph.extract.mentions import Mentions
from graph.extract.modality import Stance
from graph.extract.names import Names
from graph.extract.namewords import read_name_words
from graph.extract.newcomers import Finder, Surroundings, find_newcomers
from graph.extract.origins import Origins
from graph.extract.patterns import FOLDER, read_patterns
from graph.extract.places import Places
from graph.extract.posts import Posts
from graph.extract.proposals import Setting, Terms, propose_claim
from graph.extract.quotations import find_quotation, tells_of_study
from graph.extract.scene import Scene
from graph.extract.topics import Memory, find_themes
from graph.language.quantities import find_quantities
from graph.language.scripts import fold
from graph.language.sentences import Sentence, split_clauses, split_sentences
from graph.language.times import find_periods
from graph.merge import merge_entities
from graph.model import Candidate, Claim, Document, Entity, Mention, Period, Quantity
from graph.ontology import Ontology

_NEXT = 4  # what stands between two sentences of one quotation
_ASKING = ("?", "?”", '?"')
_OPENING_QUOTES = frozenset('“"「『')


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave. `entities` are the provisional ones its claims and offers use.

    `split`, `quantities` and `periods` are its ledger: every sentence, and every amount and time found in them. `offers` says of
    each candidate, in their order, what was proposed, or None where it was nothing whole.
    """

    document: Document
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    sentences: int = 0
    split: tuple[Sentence, ...] = ()
    quantities: tuple[Mention[Quantity], ...] = ()
    periods: tuple[Mention[Period], ...] = ()
    offers: tuple[Proposal | None, ...] = ()


class Extractor:
    """Reads documents of any supported language."""

    def __init__(self, ontology: Ontology, registry: Sequence[Entity], patterns: Path = FOLDER) -> None:
        """Prepare the readers of both languages once."""
        self._readers = {language: LanguageReader(language, ontology, registry, patterns) for language in ("zh", "en")}

    def read(self, document: Document) -> Reading:
        """Read one document."""
        return self._readers["en" if document.language == "en" else "zh"].read(document)


def build_extractor(ontology: Ontology, registry: Sequence[Entity], patterns: Path = FOLDER) -> Extractor:
    """Make the extractor.

    Raises:
        VocabularyError: a pattern names what the ontology has not.
    """
    return Extractor(ontology, registry, patterns)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found in a document's folded text before its sentences are read; `low` is that text in lower case.

    `newcomers` are the entities of the names no registry lists, by id, `known` those and the registry's; `turns` those of an interview;
    `places` the places named, also inside longer names.
    """

    text: str
    low: str
    names: Places[Mention[str]]
    words: Places[Hit]
    quantities: Places[Mention[Quantity]]
    periods: Places[Mention[Period]]
    newcomers: Mapping[str, Entity]
    known: Mapping[str, Entity]
    turns: Places[Turn]
    places: Places[Mention[str]]


class LanguageReader:
    """Reads documents of one language."""

    def __init__(self, language: str, ontology: Ontology, registry: Sequence[Entity], folder: Path) -> None:
        """Compile everything that does not depend on the text."""
        han, entities = language == "zh", {e.id: e for e in registry}
        patterns = read_patterns(language, ontology, folder)  # first: it is what says that a language has no files at all
        grammar = read_grammar(language, folder)
        self._ontology = ontology
        self._lexicon = build_lexicon(language, ontology, registry, patterns, grammar)
        self._registry = entities
        self._names = Names(self._lexicon, entities, ontology)
        places = narrow(("Place",), ontology)
        self._places = frozenset(e.id for e in registry if places.take(e.type))
        self._firms = frozenset(name for name in ontology.classes if ontology.is_a(name, "Organisation"))
        words = read_name_words(language, ontology, folder)
        self._origins = Origins(words, ontology, {e.id: e.type for e in registry if places.take(e.type)}, han=han)
        self._implications = Implications(ontology, folder)
        self._posts = Posts(grammar, words, ontology, han=han)
        latin = LatinNames(grammar, words, han=han)
        guests = Guests(grammar, han=han)
        self._finders: tuple[Finder, ...] = (HanNames(grammar, words), latin, guests) if han else (latin, guests)
        self._mentions = Mentions(self._lexicon, ontology, grammar, words, self._origins, han=han)
        self._joints = Joints(grammar, self._lexicon.anchors, self._lexicon.heads, han=han)
        self._matcher = Matcher(ontology, self._lexicon.anchors, patterns, self._joints)
        self._measures = Measures(ontology, self._lexicon, grammar, self._joints, read_measure_words(language, folder))
        self._attribution = Attribution(grammar, ontology, han=han)
        self._terms = Terms(ontology)
        self._calibration = read_calibration(language, folder)
        self._stance = Stance(grammar, ontology, language)
        self._turned = turned_relations(ontology)
        self._pivots, self._joint_words = frozenset(grammar.pivots), frozenset(grammar.joint_words)

    def read(self, document: Document) -> Reading:
        """Read one document, sentence by sentence, remembering what was spoken of."""
        found = self._find(document)
        proposed: dict[str, Entity] = dict(found.newcomers)
        memory = Memory(themes=find_themes(n.value for n in found.names if found.known[n.value].type in self._firms))
        going_on: Voice | None = None
        spoke: Voice | None = None
        houses: list[Voice] = []
        is_study = tells_of_study(found.text)
        claims: list[Claim] = []
        candidates: list[Candidate] = []
        offers: list[Proposal | None] = []
        sentences = split_sentences(found.text)
        for sentence in sentences:
            scene, entities = self._scene(sentence, found, memory, document)
            for entity in entities:
                proposed[entity.id] = merge_entities([proposed[entity.id], entity])[0] if entity.id in proposed else entity
            if memory.begins_paragraph(found.text, sentence.span.start):
                spoke = None
            voices = self._voices(scene, going_on, found, memory)
            going_on = next(reversed(voices), going_on)
            if carried := spoke if spoke in houses or not houses else houses[0]:
                voices.insert(0, replace(carried, start=-2, end=sentence.span.end, carried=True, study=bool(houses)))
            spoke = next((v for v in reversed(voices) if v.speaker and not v.carried), spoke)
            who = spoke and (proposed.get(spoke.speaker or "") or found.known.get(spoke.speaker or ""))
            if is_study and spoke and who and who.type in self._firms and spoke not in houses:
                houses.append(spoke)
            for item, offer in self._claims(scene, voices, memory, document):
                if isinstance(item, Claim):
                    claims.append(item)
                else:
                    candidates.append(item)
                    offers.append(offer)
            memory.note(scene)
        used = {e for c in claims for e in (c.subject, c.object, c.speaker) if e}
        used |= {e for o in offers if o for e in (o.subject[0], o.object and o.object[0], o.speaker) if e}
        entities_used = tuple(proposed[e] for e in sorted(used & proposed.keys()))
        ledger = (tuple(sentences), tuple(found.quantities), tuple(found.periods), tuple(offers))
        return Reading(document, tuple(claims), entities_used, tuple(candidates), len(sentences), *ledger)

    def _find(self, document: Document) -> Found:
        """Find names, words, amounts and times, each in one pass over the text."""
        text = fold(document.text)
        low = lower(text)
        names = self._names.find(text, low)
        words = Places(self._lexicon.find_words(low))
        quantities = Places(find_quantities(text, document.language))
        periods = Places(find_periods(text, document.language, document.published))
        stops = Places([*(q.span for q in quantities), *(p.span for p in periods)])
        new = find_newcomers(Surroundings(text, low, Places(names), words, stops, self._places), document, self._finders)
        taken = Places(new.mentions)
        known = [n for n in names if not taken.exceeds(n.start, n.end)]
        # A new name that is spelt like an entry of the registry is that entry, whatever it seemed to be.
        fresh = {name: entity for name, entity in new.entities.items() if name not in self._registry}
        places = {name for name, entity in fresh.items() if entity.type == "Region"}
        every = Places([*known, *new.mentions])
        known_as = ChainMap(fresh, self._registry)
        turns = find_turns(text, every, known_as)
        named = Places(n for n in (*names, *new.mentions) if n.value in self._places or n.value in places)
        return Found(text, low, every, words, quantities, periods, fresh, known_as, turns, named)

    def _scene(self, sentence: Sentence, found: Found, memory: Memory, document: Document) -> tuple[Scene, list[Entity]]:
        """Set the scene of a sentence, and give the entities it names that no registry knows."""
        low, high = sentence.span.start, sentence.span.end
        clauses = split_clauses(found.text, sentence.span) or [sentence.span]
        scene = Scene(
            text=found.text,
            low=found.low,
            sentence=sentence,
            clauses=clauses,
            quantities=Places(found.quantities.within(low, high)),
            periods=Places(found.periods.within(low, high)),
            hits=Places(found.words.within(low, high)),
            places=Places(found.places.within(low, high)),
            relatives=frozenset(i for i, c in enumerate(clauses) if self._joints.relative.match(found.text, c.start, c.end)),
        )
        scene.nouns, entities = self._mentions.find(scene, found.names.within(low, high), found.known, memory, document)
        connect(scene, self._joints)
        return scene, entities

    def _voices(self, scene: Scene, going_on: Voice | None, found: Found, memory: Memory) -> list[Voice]:
        """Find who speaks in a sentence, else who goes on speaking. Behind each of them a new subject begins.

        A list item goes on with what its colon opened, a sentence in quotes with the quotation before it, and an answer
        is its guest's.
        """
        span = scene.sentence.span
        firm = next((n for n in memory.by_salience() if n.type in self._firms), None)
        voices = self._attribution.find(scene, going_on, firm)
        if not voices and (behind := self._attribution.quoted(found.text, span, found.names, found.known)):
            voices = [behind]
        if not voices and going_on and going_on.speaker and self._goes_on(scene, going_on):
            voices = [Voice(span.start, span.end, going_on.speaker, going_on.mark, open=going_on.open)]
        turn = next(iter(found.turns.overlapping(span.start, span.end)), None)
        if turn and turn.speaker:
            voices = [Voice(span.start - 1, span.end, turn.speaker, turn.mark, turn=True), *voices]
        pivots = (h for h in scene.hits if h.word in self._pivots and scene.nouns.begins(h.end, h.end + 1))
        scene.breaks = [*(v.start for v in voices if v.start > span.start), *(h.end for h in pivots)]
        return voices

    @staticmethod
    def _goes_on(scene: Scene, before: Voice) -> bool:
        """Tell whether a sentence without a voice of its own is still said by who spoke last."""
        quotation = find_quotation(scene.text, scene.sentence.span)
        if quotation and before.start - _NEXT <= quotation.start < before.end:
            return True
        near = scene.sentence.span.start - before.end <= _NEXT
        return near and (scene.text[scene.sentence.span.start] in _OPENING_QUOTES or (before.open and scene.sentence.bullet))

    def _claims(
        self, scene: Scene, voices: Sequence[Voice], memory: Memory, document: Document,
    ) -> Iterator[tuple[Claim | Candidate, Proposal | None]]:
        """Read one sentence's claims, each with what was proposed. A heading claims nothing."""
        if scene.sentence.heading:
            return
        drafts = self._drafts(scene, memory)
        if memory.begins_paragraph(document.text, scene.sentence.span.start):
            memory.reported.clear()
        memory.read = scene.sentence.span.end
        asked = scene.text.endswith(_ASKING, scene.sentence.span.start, scene.sentence.span.end)
        setting = Setting(scene, voices, self._stance.cues(scene), document.published, memory.reported)
        for draft in drafts:
            if asked and not draft.timeless:
                continue
            draft.confidence = self._calibration.confidence(draft.rule, draft.confidence)
            proposal = propose_claim(draft, setting, self._stance, self._terms)
            yield ground(proposal, document, self._ontology), proposal
        for hit, pattern in self._matcher.gaps(scene, drafts):
            clause = scene.clauses[scene.clause_of(hit.start)]
            said = document.text[hit.start : hit.end]
            reason = f"{said!r} says {pattern.relation}, and what it would link was not found beside it"
            yield Candidate(document.id, clause.start, clause.end, pattern.id, reason, document.text[clause.start : clause.end]), None

    def _drafts(self, scene: Scene, memory: Memory) -> list[Draft]:
        """Apply patterns and measures: amounts that touch an object are its own, then a measure's word may take them."""
        spoken = memory.measure
        related = list(self._matcher.match(scene, memory))
        taken = {d.quantity.start for d in related if d.quantity}
        attach(scene, related, taken, self._ontology, touching=True)
        measured = list(self._measures.cued(scene, memory, taken))
        attach(scene, related, taken, self._ontology, touching=False)
        read = [d for d in (*related, *measured) if d.measure and d.quantity]
        measured += self._measures.continued(scene, memory, spoken, taken, read)
        measured, related = (drop_joint(drafts, scene, self._joint_words) for drafts in (measured, related))
        employed = {d.subject.entity for d in related if d.subject.person and d.timeless}
        aside = [*self._origins.find(scene), *self._posts.find(scene, memory, employed)]
        chosen = choose([*related, *members(scene, related), *measured, *aside], self._ontology, self._turned)
        implied = list(self._implications.find(chosen, memory.said))
        return choose([*chosen, *implied], self._ontology, self._turned) if implied else chosen
