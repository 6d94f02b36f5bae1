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
_BEHIND_ROLE = 40
_BESIDE = 3
_ASIDE = 3  # what may stand in a clause besides who says and the verb
_FRAME_REACH = 40
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
        self._role = re.compile(rf"\b(?:{one_of(grammar.roles)})\b", re.IGNORECASE)
        self._saying = re.compile(rf"(?:{one_of(grammar.possessives)})?\s*(?:{one_of(grammar.sayings)})")
        # `according to the research house X`, `据研调机构X`: a few words may introduce the source.
        aside = r"[^\s,;:。“”\"()传悉报称闻]{0,8}?" if han else r"(?:\s+(?:the|a|an|its))?(?:\s+[\w-]+){0,4}?"
        self._frame = re.compile(rf"{edge}(?:{one_of(grammar.source_frames)}){edge}{aside}[\s“\"]*$", re.IGNORECASE)
        self._writing = re.compile(rf"{edge}(?:{one_of(grammar.writings)}){edge}[^,。;:“”]{{0,6}}$", re.IGNORECASE)
        views = one_of(grammar.views)
        self._view = re.compile(views if han else rf"['’]s\s+(?:\w+\s+)?(?:{views})\b|\s(?:{views})\b", re.IGNORECASE)
        self._view_before = re.compile(r"(?:在|就|依|照|按|从)[^,。;:]{0,4}$" if han else r"\b(?:in|by|on|to)\s+$", re.IGNORECASE)

    def find(self, scene: Scene, before: Voice | None = None) -> list[Voice]:
        """Find the voices of a sentence; later ones speak inside earlier ones. `before` is who spoke last: whose report it is."""
        of_words = [voice for hit in scene.hits if (voice := self._of_word(scene, hit, before))]
        speakers = [noun for noun in scene.nouns if self._agents.take(noun.type)]
        voices = [*of_words, *(voice for noun in speakers for voice in self._of_noun(scene, noun))]
        unnamed = [voice.mark[0] for voice in voices if voice.speaker is None]
        # `Reuters cites people familiar with the matter`: what a newspaper heard from nobody named is a rumour.
        return [v for v in voices if v.speaker is None or not any(v.mark[0] <= at <= v.start for at in unnamed)]

    def _of_word(self, scene: Scene, hit: Hit, before: Voice | None) -> Voice | None:
        """Give the voice a verb of saying or an anonymous source opens."""
        if hit.word in self._anonymous:
            return self._of_nobody(scene, hit)
        if hit.word not in self._said and hit.word not in self._naming:
            return None
        if self._han and scene.text[hit.end : hit.end + 1] == "的":
            return None  # `披露的财报`: what was told is a thing here, not a saying
        return self._of_verb(scene, hit, before)

    def _of_nobody(self, scene: Scene, hit: Hit) -> Voice:
        """Give the voice of an anonymous source: of its clause, or of the sentence it opens or closes."""
        span = scene.sentence.span
        clause = scene.clauses[scene.clause_of(hit.start)]
        closes = not self._han and span.end - clause.end <= _CLOSING and clause.start > span.start
        opens = hit.start - span.start <= self._reach.speaker
        introduces = scene.text[clause.end : clause.end + 1] in {":", ","} and hit.end >= clause.end - 1
        end = span.end if opens or closes or introduces else clause.end
        return Voice(span.start if closes else clause.start, end, None, (hit.start, hit.end))

    def _of_verb(self, scene: Scene, hit: Hit, before: Voice | None) -> Voice | None:
        """Give the voice a verb of saying or naming opens, where someone is there to say it."""
        end = scene.sentence.span.end
        clause = scene.clauses[scene.clause_of(hit.start)]
        writing = self._writing.search(scene.text, clause.start, hit.start)
        if before and before.speaker and writing and not self._ready(scene, Span(clause.start, writing.start())):
            return Voice(hit.end, end, before.speaker, before.mark)
        speaker = self._speaker(scene, hit)
        if speaker is None:
            return None
        if hit.word in self._said:
            return self._covered(scene, hit, speaker)
        return Voice(hit.end, end, speaker.entity, (speaker.start, speaker.end), modality="opinion")

    def _of_noun(self, scene: Scene, noun: Noun) -> Iterator[Voice]:
        """Give the voices a noun has without a verb: `“…” was Huang's verdict`, `according to Huang`."""
        span, mark = scene.sentence.span, (noun.start, noun.end)
        low = max(span.start, noun.start - _FRAME_REACH)
        quoted = "”" in scene.text[max(span.start, noun.start - _BEFORE_SAYING) : noun.start]
        if quoted and self._saying.match(scene.text, noun.end):
            yield Voice(span.start, noun.start, noun.entity, mark)
        if self._view.match(scene.text, noun.end) and self._view_before.search(scene.text, low, noun.start):
            yield Voice(noun.end, span.end, noun.entity, mark, modality="opinion")
        if self._frame.search(scene.text, low, noun.start):
            clause = scene.clauses[scene.clause_of(noun.start)]
            closes = not self._han and clause.start > span.start and clause.end >= span.end - _CLOSING
            yield Voice(span.start if closes else noun.end, span.end, noun.entity, mark)

    def _speaker(self, scene: Scene, hit: Hit) -> Noun | None:
        """Find the noun a reporting verb belongs to: the one right before it, with nothing but adverbs and places between."""
        clause = scene.clauses[scene.clause_of(hit.start)]
        opens = clause.start > scene.sentence.span.start and not scene.text[clause.start : hit.start].strip(' “"')
        if not self._han and (behind := self._speaker_behind(scene, hit, clause)):
            return behind
        if opens and hit.word in self._reporting:
            return self._speaker_before(scene, clause.start)
        ready = self._ready(scene, Span(clause.start, hit.start))
        sources = [n for n in ready if hit.start - n.end <= _BESIDE and self._is_source(scene, n)]
        if sources:
            return sources[-1]
        near = [n for n in ready if hit.start - n.end <= self._reach.speaker and (not n.governed or hit.word in self._naming)]
        if near and not (near[-1].modifies and self._places.take(near[-1].type)):
            return near[0] if near[0].group == near[-1].group else near[-1]
        return None

    def _is_source(self, scene: Scene, noun: Noun) -> bool:
        """Tell whether a frame names a noun as the source: `据集邦估计`."""
        return self._frame.search(scene.text, max(scene.sentence.span.start, noun.start - _FRAME_REACH), noun.start) is not None

    def _speaker_behind(self, scene: Scene, hit: Hit, clause: Span) -> Noun | None:
        """Find who stands right behind the verb: `said Huang`, `conceded finance chief Oh`.

        A role may stand between, and a firm's name too.
        """
        if scene.text[clause.start : hit.start].strip(' ,"”“'):
            return None
        near = [n for n in scene.nouns.inside(hit.end, clause.end) if self._agents.take(n.type) and n.start - hit.end <= _BEHIND_ROLE]
        person = next((n for n in near if n.person), None)
        first = near[0] if near and near[0].start - hit.end <= _BEHIND_VERB else None
        if person is None or scene.quantities.inside(hit.end, person.start):
            return first
        return person if first or self._role.search(scene.text, hit.end, person.start) else first

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
        clause = scene.clauses[scene.clause_of(hit.start)]
        around = (text[clause.start : speaker.start], text[speaker.end : hit.start], text[hit.end : clause.end])
        if sum(len(words.strip()) for words in around) <= _ASIDE:
            return Voice(span.start, span.end, speaker.entity, mark)  # `…, Lauwers believes, …`: an aside is about the whole
        quote = _QUOTE.search(text, hit.end, span.end)
        aside = text.find("——", hit.end, span.end)
        end = aside if aside > 0 else span.end
        if quote and quote.start() - hit.end <= _BEFORE_QUOTE:
            return Voice(hit.end, max(quote.end(), end), speaker.entity, mark)
        return Voice(hit.end, end, speaker.entity, mark, open=text[span.end - 1] == ":")


def voice_at(voices: Sequence[Voice], at: int) -> Voice | None:
    """Give the innermost voice at a place: the one that starts last."""
    return max((v for v in voices if v.start <= at < v.end), key=lambda v: (v.start, v.mark), default=None)
