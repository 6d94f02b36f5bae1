"""What our own reader sees in a document: what a model's offers are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.extract.attribution import Voice
from graph.extract.drafts import Draft
from graph.extract.modality import Cue, Stance
from graph.extract.patterns import FOLDER
from graph.extract.places import Places
from graph.extract.reader import Found, LanguageReader
from graph.extract.scene import Noun, Scene
from graph.model import Document, Entity, Span
from graph.ontology import Ontology

FARTHEST = 1_500  # characters from a word that stands for something back to what named it


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence as our reader sees it: its scene, who speaks in it, what shows a modality, and the claims it would draft."""

    scene: Scene
    voices: Sequence[Voice]
    cues: Sequence[Cue]
    drafts: Sequence[Draft]

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.scene.sentence.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.scene.sentence.span.end


@dataclass(frozen=True, slots=True)
class Sight:
    """A document with everything our reader found in it.

    `known` holds the registry's entities and those it proposed, by id; `named` counts how often each of them is named.
    """

    document: Document
    found: Found
    sentences: Places[Seen]
    known: Mapping[str, Entity]
    stance: Stance
    named: Counter[str]

    @property
    def han(self) -> bool:
        """Whether the text is Chinese."""
        return self.document.language != "en"

    def over(self, span: Span) -> list[Seen]:
        """Give the sentences that share a character with a stretch, in order."""
        return sorted(self.sentences.overlapping(span.start, span.end), key=lambda seen: seen.start)

    def before(self, at: int) -> list[Seen]:
        """Give the sentences that start before a place, the last first, as far back as anything is carried."""
        return sorted(self.sentences.within(max(0, at - FARTHEST), at), key=lambda seen: -seen.start)

    def nouns(self, span: Span) -> list[Noun]:
        """Give the nouns that stand wholly in a stretch, in order."""
        return [noun for seen in self.over(span) for noun in seen.scene.nouns.inside(span.start, span.end)]


@dataclass(slots=True)
class _Log:
    """What was seen so far, each thing by the place of its sentence."""

    found: list[Found] = field(default_factory=list)
    scenes: dict[int, Scene] = field(default_factory=dict)
    voices: dict[int, Sequence[Voice]] = field(default_factory=dict)
    drafts: dict[int, Sequence[Draft]] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)


class Observer(LanguageReader):
    """Our reader, telling what it sees on the way to what it claims. It reads as it always does and keeps a log of it."""

    def __init__(self, language: str, ontology: Ontology, registry: Sequence[Entity], folder: Path = FOLDER) -> None:
        """Compile everything that does not depend on the text."""
        super().__init__(language, ontology, registry, folder)
        self._listed = {entity.id: entity for entity in registry}
        self._log = _Log()

    def observe(self, document: Document) -> Sight:
        """Look at a document."""
        self._log = log = _Log()
        self.read(document)
        seen = (Seen(scene, log.voices.get(at, ()), self._stance.cues(scene), log.drafts.get(at, ())) for at, scene in log.scenes.items())
        known = {**log.entities, **log.found[0].newcomers, **self._listed}
        named = Counter(mention.value for mention in log.found[0].names)
        return Sight(document, log.found[0], Places(seen), known, self._stance, named)

    def _find(self, *arguments: Any) -> Found:
        found = super()._find(*arguments)
        self._log.found.append(found)
        return found

    def _scene(self, *arguments: Any) -> tuple[Scene, list[Entity]]:
        scene, entities = super()._scene(*arguments)
        self._log.scenes[scene.sentence.span.start] = scene
        self._log.entities.update((entity.id, entity) for entity in entities)
        return scene, entities

    def _voices(self, scene: Scene, *arguments: Any) -> list[Voice]:
        voices = super()._voices(scene, *arguments)
        self._log.voices[scene.sentence.span.start] = voices
        return voices

    def _drafts(self, scene: Scene, *arguments: Any) -> list[Draft]:
        drafts = super()._drafts(scene, *arguments)
        self._log.drafts[scene.sentence.span.start] = drafts
        return drafts
