"""Reads a document: finds what is in each sentence, applies the patterns, and passes what they propose through the gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.extract.amounts import attach
from graph.extract.attribution import Attribution, Voice
from graph.extract.automaton import Hit, lower
from graph.extract.drafts import Draft, choose, drop_joint, turned_relations
from graph.extract.grammar import read_grammar
from graph.extract.grounding import ground
from graph.extract.groups import members
from graph.extract.joints import Joints, connect
from graph.extract.lexicon import build_lexicon
from graph.extract.matching import Matcher
from graph.extract.measures import Measures
from graph.extract.mentions import Mentions
from graph.extract.modality import Stance
from graph.extract.names import Names
from graph.extract.patterns import FOLDER, read_patterns
from graph.extract.places import Places
from graph.extract.proposals import Setting, propose_claim
from graph.extract.scene import Scene
from graph.extract.topics import Memory
from graph.language.quantities import find_quantities
from graph.language.scripts import fold
from graph.language.sentences import Sentence, split_clauses, split_sentences
from graph.language.times import find_periods
from graph.model import Candidate, Claim, Document, Entity, Mention, Period, Quantity
from graph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave. `entities` are the provisional ones its claims use."""

    document: Document
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    sentences: int = 0


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
    """Everything found in a document's folded text before its sentences are read; `low` is that text in lower case."""

    text: str
    low: str
    names: Places[Mention[str]]
    words: Places[Hit]
    quantities: Places[Mention[Quantity]]
    periods: Places[Mention[Period]]


class LanguageReader:
    """Reads documents of one language."""

    def __init__(self, language: str, ontology: Ontology, registry: Sequence[Entity], folder: Path) -> None:
        """Compile everything that does not depend on the text."""
        han, entities = language == "zh", {e.id: e for e in registry}
        grammar = read_grammar(language, folder)
        patterns = read_patterns(language, ontology, folder)
        self._ontology = ontology
        self._lexicon = build_lexicon(language, ontology, registry, patterns, grammar)
        self._names = Names(self._lexicon, entities, ontology)
        self._mentions = Mentions(self._lexicon, ontology, entities, grammar, han=han)
        self._joints = Joints(grammar, self._lexicon.anchors, self._lexicon.heads, han=han)
        self._matcher = Matcher(ontology, self._lexicon.anchors, patterns, self._joints)
        self._measures = Measures(ontology, self._lexicon, grammar, self._joints)
        self._attribution = Attribution(grammar, ontology, han=han)
        self._stance = Stance(grammar, ontology, language)
        self._turned = turned_relations(ontology)
        self._pivots, self._joint_words = frozenset(grammar.pivots), frozenset(grammar.joint_words)

    def read(self, document: Document) -> Reading:
        """Read one document, sentence by sentence, remembering what was spoken of."""
        found = self._find(document)
        proposed: dict[str, Entity] = {}
        memory = Memory()
        going_on: Voice | None = None
        claims: list[Claim] = []
        candidates: list[Candidate] = []
        sentences = split_sentences(found.text)
        for sentence in sentences:
            scene, entities = self._scene(sentence, found, memory, document)
            for entity in entities:
                proposed.setdefault(entity.id, entity)
            voices = self._voices(scene, going_on)
            going_on = next((v for v in reversed(voices) if v.open), None)
            for item in self._claims(scene, voices, memory, document):
                if isinstance(item, Claim):
                    claims.append(item)
                else:
                    candidates.append(item)
            memory.note(scene)
        used = {e for c in claims for e in (c.subject, c.object, c.speaker) if e}
        entities_used = tuple(proposed[e] for e in sorted(used & proposed.keys()))
        return Reading(document, tuple(claims), entities_used, tuple(candidates), len(sentences))

    def _find(self, document: Document) -> Found:
        """Find names, words, amounts and times, each in one pass over the text."""
        text = fold(document.text)
        low = lower(text)
        return Found(
            text=text,
            low=low,
            names=Places(self._names.find(text, low)),
            words=Places(self._lexicon.find_words(low)),
            quantities=Places(find_quantities(text, document.language)),
            periods=Places(find_periods(text, document.language, document.published)),
        )

    def _scene(self, sentence: Sentence, found: Found, memory: Memory, document: Document) -> tuple[Scene, list[Entity]]:
        """Set the scene of a sentence, and give the entities it names that no registry knows."""
        low, high = sentence.span.start, sentence.span.end
        clauses = split_clauses(found.text, sentence.span)
        scene = Scene(
            text=found.text,
            low=found.low,
            sentence=sentence,
            clauses=clauses,
            quantities=Places(found.quantities.within(low, high)),
            periods=Places(found.periods.within(low, high)),
            hits=Places(found.words.within(low, high)),
            relatives=frozenset(i for i, c in enumerate(clauses) if self._joints.relative.match(found.text, c.start, c.end)),
        )
        scene.nouns, entities = self._mentions.find(scene, found.names.within(low, high), memory, document)
        connect(scene, self._joints)
        return scene, entities

    def _voices(self, scene: Scene, going_on: Voice | None) -> list[Voice]:
        """Find who speaks in a sentence; in a list item it may be who spoke before. Behind each of them a new subject begins."""
        span = scene.sentence.span
        voices = self._attribution.find(scene)
        if not voices and scene.sentence.bullet and going_on:
            voices = [Voice(span.start, span.end, going_on.speaker, going_on.mark, open=True)]
        pivots = (h for h in scene.hits if h.word in self._pivots and scene.nouns.begins(h.end, h.end + 1))
        scene.breaks = [*(v.start for v in voices if v.start > span.start), *(h.end for h in pivots)]
        return voices

    def _claims(self, scene: Scene, voices: Sequence[Voice], memory: Memory, document: Document) -> Iterator[Claim | Candidate]:
        """Read one sentence's claims. A heading claims nothing."""
        if scene.sentence.heading:
            return
        drafts = self._drafts(scene, memory)
        setting = Setting(scene, voices, self._stance.cues(scene), document.published)
        for draft in drafts:
            yield ground(propose_claim(draft, setting, self._stance), document, self._ontology)
        for hit, pattern in self._matcher.gaps(scene, drafts):
            clause = scene.clauses[scene.clause_of(hit.start)]
            said = document.text[hit.start : hit.end]
            reason = f"{said!r} says {pattern.relation}, and what it would link was not found beside it"
            yield Candidate(document.id, clause.start, clause.end, pattern.id, reason, document.text[clause.start : clause.end])

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
        return choose([*related, *members(scene, related), *measured], self._ontology, self._turned)
