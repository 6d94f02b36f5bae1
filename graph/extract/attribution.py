"""Who says it: the stretch of a sentence that a speaker answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar, one_of
from graph.extract.kinds import narrow
from graph.extract.reach import reach_of
from graph.extract.scene import Noun, Scene
from graph.model import Modality, Span
from graph.ontology import Ontology

_QUOTE = re.compile(r"[“\"][^“”\"\n]{6,}[”\"]?")
_BEFORE_QUOTE = 3  # a colon, a comma or a space stand between verb and quotation
_BEFORE_SAYING = 3  # what closes a quotation stands right before who said it
_BEHIND_VERB = 2  # `said Huang`
_FRAME_REACH = 24
_CLOSING = 2  # a stop and a quote


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch with its speaker; without one the source is anonymous, and what it says a rumour.

    An `open` voice goes on in the list items that follow; `modality` is what being said so makes of a statement.
    """

    start: int
    end: int
    speaker: str | None
    mark: tuple[int, int]
    open: bool = False
    modality: Modality | None = None


class Attribution:
    """Finds voices in sentences of one language."""

    def __init__(self, grammar: Grammar, ontology: Ontology, *, han: bool) -> None:
        """Compile a language's reporting frames."""
        self._han, self._reach = han, reach_of(han=han)
        self._agents, self._places = narrow(("Agent",), ontology), narrow(("Place",), ontology)
        self._reporting = frozenset(grammar.reporting_verbs)
        self._said = self._reporting | frozenset(grammar.expecting_verbs)
        self._naming = frozenset(grammar.naming_verbs)
        self._anonymous = frozenset(grammar.anonymous_sources)
        edge = "" if han else r"\b"
        self._saying = re.compile(rf"(?:{one_of(grammar.possessives)})?\s*(?:{one_of(grammar.sayings)})")
        self._frame = re.compile(rf"{edge}(?:{one_of(grammar.source_frames)}){edge}[\s“\"]*$", re.IGNORECASE)

    def find(self, scene: Scene) -> list[Voice]:
        """Find the voices of a sentence; later ones speak inside earlier ones."""
        of_words = [voice for hit in scene.hits if (voice := self._of_word(scene, hit))]
        speakers = [noun for noun in scene.nouns if self._agents.take(noun.type)]
        return [*of_words, *(voice for noun in speakers for voice in self._of_noun(scene, noun))]

    def _of_word(self, scene: Scene, hit: Hit) -> Voice | None:
        """Give the voice a verb of saying or an anonymous source opens."""
        end = scene.sentence.span.end
        if hit.word in self._anonymous:
            return Voice(scene.clauses[scene.clause_of(hit.start)].start, end, None, (hit.start, hit.end))
        if hit.word not in self._said and hit.word not in self._naming:
            return None
        speaker = self._speaker(scene, hit)
        if speaker is None:
            return None
        if hit.word in self._said:
            return self._covered(scene, hit, speaker)
        return Voice(hit.end, end, speaker.entity, (speaker.start, speaker.end), modality="opinion")

    def _of_noun(self, scene: Scene, noun: Noun) -> Iterator[Voice]:
        """Give the voices a noun has without a verb: `“…” was Huang's verdict`, `according to Huang`."""
        span, mark = scene.sentence.span, (noun.start, noun.end)
        quoted = "”" in scene.text[max(span.start, noun.start - _BEFORE_SAYING) : noun.start]
        if quoted and self._saying.match(scene.text, noun.end):
            yield Voice(span.start, noun.start, noun.entity, mark)
        if self._frame.search(scene.text, max(span.start, noun.start - _FRAME_REACH), noun.start):
            clause = scene.clauses[scene.clause_of(noun.start)]
            closes = not self._han and clause.start > span.start and clause.end >= span.end - _CLOSING
            yield Voice(span.start if closes else noun.end, span.end, noun.entity, mark)

    def _speaker(self, scene: Scene, hit: Hit) -> Noun | None:
        """Find the noun a reporting verb belongs to: the one right before it, with nothing but adverbs and places between."""
        clause = scene.clauses[scene.clause_of(hit.start)]
        opens = clause.start > scene.sentence.span.start and not scene.text[clause.start : hit.start].strip(' “"')
        if opens and hit.word in self._reporting:
            return self._speaker_before(scene, clause.start)
        near = [n for n in self._ready(scene, Span(clause.start, hit.start))
                if hit.start - n.end <= self._reach.speaker and (not n.governed or hit.word in self._naming)]
        if near and not (near[-1].modifies and self._places.take(near[-1].type)):
            return near[0] if near[0].group == near[-1].group else near[-1]
        if self._han:
            return None
        behind = (n for n in scene.nouns.inside(hit.end, clause.end) if self._agents.take(n.type))
        return next((n for n in behind if n.start - hit.end <= _BEHIND_VERB), None)

    def _speaker_before(self, scene: Scene, at: int) -> Noun | None:
        """Find who speaks where the verb opens its clause: a person named in the clause before, else who that is about."""
        number = scene.clause_of(at - 1)
        before = scene.clauses[number - (scene.clauses[number].start == at)]
        ready = self._ready(scene, before)
        people = [n for n in ready if n.person]
        free = [n for n in ready if not n.governed and not n.modifies]
        return next(iter((*reversed(people), *free)), None)

    def _ready(self, scene: Scene, stretch: Span) -> list[Noun]:
        """Give the nouns of a stretch that can speak."""
        return [n for n in scene.nouns.inside(stretch.start, stretch.end) if self._agents.take(n.type) and not n.negated]

    def _covered(self, scene: Scene, hit: Hit, speaker: Noun) -> Voice:
        """Give the stretch a reporting verb covers: what follows it, or what stands before it when nothing follows."""
        span, text = scene.sentence.span, scene.text
        mark = (speaker.start, speaker.end)
        if len(text[hit.end : span.end].strip(' 。.!?:,”"')) <= self._reach.remainder:
            return Voice(span.start, span.end, speaker.entity, mark, open=text[hit.end : span.end].rstrip().endswith(":"))
        quote = _QUOTE.search(text, hit.end, span.end)
        aside = text.find("——", hit.end, span.end)
        end = aside if aside > 0 else span.end
        if quote and quote.start() - hit.end <= _BEFORE_QUOTE:
            return Voice(hit.end, max(quote.end(), end), speaker.entity, mark)
        return Voice(hit.end, end, speaker.entity, mark, open=text[span.end - 1] == ":")


def voice_at(voices: Sequence[Voice], at: int) -> Voice | None:
    """Give the innermost voice at a place: the one that starts last."""
    return max((v for v in voices if v.start <= at < v.end), key=lambda v: (v.start, v.mark), default=None)
