"""Who says it: the stretch of a sentence that a speaker answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar, one_of
from graph.extract.kinds import narrow
from graph.extract.places import Places
from graph.extract.quotations import find_quotation
from graph.extract.reach import reach_of
from graph.extract.scene import Noun, Scene
from graph.model import Entity, Mention, Modality, Span
from graph.ontology import Ontology

_QUOTE = re.compile(r"[“\"][^“”\"\n]{6,}[”\"]?")
_BEFORE_QUOTE = 3  # a colon, a comma or a space stand between verb and quotation
_BEFORE_SAYING = 3  # what closes a quotation stands right before who said it
_BEHIND_VERB = 2  # `said Huang`
_BEHIND_ROLE = 40
_BESIDE = 3
_ASIDE = 3  # what may stand in a clause besides who says and the verb
_FRAME_REACH = 40
_CITING = 20  # `reports that according to two people`
_CLOSING = 2  # a stop and a quote
_BEHIND_QUOTE = 60
_STOP = re.compile(r"[\n。“]|\. ")
_BESIDE_QUOTE = 10
# `the Information reported`: what a paper writes without naming its source is a rumour.
_MEDIA = re.compile(
    r"(?:报|报社|周刊|时报|新闻|通讯社|社|观察|电视台|路透|彭博|Information|Times|Journal|Post|News|Reuters|Bloomberg|Nikkei|Herald|Wire"
    r"|Gazette|Daily|Weekly|Telegraph|Ledger|Ticker)$"
)
_WHO = re.compile(r"\s*(?:and )?(?P<who>who|which)(?: (?:also|now|still|do|does|did|has|have|had|not))*\s+")
# A firm that announces a deed does it: who reports it is the article.
_DOING = frozenset({"宣布", "宣告", "announced", "announces"})
_RETOLD = re.compile(r"[^,.;:]{0,30}?\bby\b")
_ADVERBS = 8
_SAID_BY_COLON = 24


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch with its speaker; without one the source is anonymous, and what it says a rumour.

    An `open` voice goes on in the list items that follow; `modality` is what being said so makes of a statement; an
    interview's `turn` is its speaker's whatever it says; one `carried` from the sentences before covers only what somebody
    must be holding: a forecast, a supposition, and in a text about a `study` a count.
    """

    start: int
    end: int
    speaker: str | None
    mark: tuple[int, int]
    open: bool = False
    modality: Modality | None = None
    turn: bool = False
    carried: bool = False
    study: bool = False


class Attribution:
    """Finds voices in sentences of one language."""

    def __init__(self, grammar: Grammar, ontology: Ontology, *, han: bool) -> None:
        """Compile a language's reporting frames."""
        self._han, self._reach = han, reach_of(han=han)
        self._agents, self._places = narrow(("Agent",), ontology), narrow(("Place",), ontology)
        self._reporting = frozenset(grammar.reporting_verbs)
        self._expecting = frozenset(grammar.expecting_verbs)
        self._said = self._reporting | self._expecting
        self._naming = frozenset(grammar.naming_verbs)
        self._anonymous = frozenset(grammar.anonymous_sources)
        edge = "" if han else r"\b"
        framed = r"(?<![依证数占论凭单收])" if han else edge  # `依据`, `数据` name no source
        self._role = re.compile(rf"\b(?:{one_of(grammar.roles)})\b", re.IGNORECASE)
        self._saying = re.compile(rf"(?:{one_of(grammar.possessives)})?\s*(?:{one_of(grammar.sayings)})")
        # `according to the research house X`, `据研调机构X`: a few words may introduce the source.
        aside = r"[^\s,;:。“”\"()传悉报称闻]{0,8}?" if han else r"(?:\s+(?:the|a|an|its))?(?:\s+[\w-]+){0,4}?"
        self._frame = re.compile(rf"{framed}(?:{one_of(grammar.source_frames)}){edge}{aside}[\s“\"]*$", re.IGNORECASE)
        self._writing = re.compile(rf"{edge}(?:{one_of(grammar.writings)}){edge}[^,。;:“”]{{0,6}}$", re.IGNORECASE)
        views = one_of(grammar.views)
        self._view = re.compile(views if han else rf"['’]s\s+(?:\w+\s+)?(?:{views})\b|\s(?:{views})\b", re.IGNORECASE)
        self._verb = re.compile(rf"{edge}(?:{one_of(self._said)}){edge}", re.IGNORECASE)
        self._retelling = frozenset({"报道", "报导"})
        adverbs = rf"[^,。;:“”]{{0,{_ADVERBS}}}?" if han else r"\s+(?:\w+\s+)?"
        self._management = re.compile(rf"{edge}(?:{one_of(grammar.managements)}){edge}{adverbs}$", re.IGNORECASE)
        self._view_before = re.compile(r"(?:在|就|依|照|按|从)[^,。;:]{0,4}$" if han else r"\b(?:in|by|on|to)\s+$", re.IGNORECASE)

    def find(self, scene: Scene, before: Voice | None = None, firm: Noun | None = None) -> list[Voice]:
        """Find the voices of a sentence; later ones speak inside earlier ones.

        `before` is who spoke last: whose report it is. `firm` is whom the text is about: whose management it is.
        """
        of_words = [voice for hit in scene.hits if (voice := self._of_word(scene, hit, before, firm))]
        speakers = [noun for noun in scene.nouns if self._agents.take(noun.type)]
        voices = [*of_words, *(voice for noun in speakers for voice in self._of_noun(scene, noun))]
        unnamed = [voice.mark[0] for voice in voices if voice.speaker is None]
        # `Reuters cites people familiar with the matter`: what a newspaper heard from nobody named is a rumour.
        return [v for v in voices if v.speaker is None or not any(v.mark[0] <= at <= v.start + _CITING for at in unnamed)]

    def quoted(self, text: str, span: Span, names: Places[Mention[str]], known: Mapping[str, Entity]) -> Voice | None:
        """Give who is named right behind the quotation a sentence belongs to: `“…。”总经理潘启东叹道`."""
        quotation = find_quotation(text, span)
        if quotation is None or quotation.end < span.end - _CLOSING:
            return None
        low = quotation.end + 1
        high = min(low + _BEHIND_QUOTE, len(text))
        stop = _STOP.search(text, low, high)
        high = stop.start() if stop else high
        verb = self._verb.search(text, low, high)
        who = [n for n in names.inside(low, high) if self._agents.take(known[n.value].type)]
        near = [n for n in who if verb and (0 <= verb.start() - n.end <= _BESIDE_QUOTE or (not self._han and n.start > verb.start()))]
        person = next((n for n in near if known[n.value].type == "Person"), next(iter(near), None))
        if person is None:
            return None
        return Voice(max(quotation.start, span.start), span.end, person.value, (person.start, person.end))

    def _of_word(self, scene: Scene, hit: Hit, before: Voice | None, firm: Noun | None) -> Voice | None:
        """Give the voice a verb of saying or an anonymous source opens."""
        if hit.word in self._anonymous:
            return None if scene.text[hit.start - 1 : hit.start] == "受" else self._of_nobody(scene, hit)
        if hit.word not in self._said and hit.word not in self._naming:
            return None
        if self._han and scene.text[hit.end : hit.end + 1] == "的":
            return None  # `披露的财报`: what was told is a thing here, not a saying
        if not self._han and _RETOLD.match(scene.text, hit.end, scene.sentence.span.end) and hit.word.endswith("ed"):
            return None  # `a plan, reported last month by two people`
        return self._of_verb(scene, hit, before) or self._of_management(scene, hit, firm)

    def _of_management(self, scene: Scene, hit: Hit, firm: Noun | None) -> Voice | None:
        """Give the voice of a firm that is called by its kind: `management guided to`, `公司预估`."""
        clause = scene.clauses[scene.clause_of(hit.start)]
        called = self._management.search(scene.text, clause.start, hit.start)
        if firm is None or called is None or any(n.end > called.start() for n in self._ready(scene, Span(clause.start, hit.start))):
            return None
        voice = self._covered(scene, hit, replace(firm, start=called.start(), end=called.end()))
        return replace(voice, start=min(voice.start, called.end()))  # `公司把全年指引上修至`

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
        if speaker is None or (hit.word in _DOING and not speaker.person):
            return None
        if _MEDIA.search(scene.text, speaker.start, speaker.end) and not speaker.person:
            return None if self._han and hit.word not in self._retelling else Voice(hit.end, end, None, (speaker.start, speaker.end))
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
        if (colon := self._colon(scene, noun)) is not None:
            yield Voice(colon, span.end, noun.entity, mark, open=colon >= span.end)
        if self._frame.search(scene.text, low, noun.start):
            if _MEDIA.search(scene.text, noun.start, noun.end) and not noun.person:
                yield Voice(noun.end, span.end, None, mark)
                return
            clause = scene.clauses[scene.clause_of(noun.start)]
            behind = not self._han and clause.start > span.start and noun.start - clause.start < _FRAME_REACH
            start = max(span.start, scene.text.rfind(";", span.start, clause.start)) if behind else noun.end
            yield Voice(start, span.end, noun.entity, mark)

    def _colon(self, scene: Scene, noun: Noun) -> int | None:
        """Give where what a person says begins behind a colon: `连思齐泼了盆冷水:`; a firm's words are called such."""
        clause = scene.clauses[scene.clause_of(noun.start)]
        between = scene.text[noun.end : clause.end]
        if scene.text[clause.end : clause.end + 1] != ":" or noun.governed or noun.negated or len(between) > _SAID_BY_COLON:
            return None
        if any(self._agents.take(n.type) for n in scene.nouns.inside(noun.end, clause.end)):
            return None
        return clause.end + 1 if noun.person or self._saying.search(between) else None

    def _speaker(self, scene: Scene, hit: Hit) -> Noun | None:
        """Find the noun a reporting verb belongs to: the one right before it, with nothing but adverbs and places between."""
        clause = scene.clauses[scene.clause_of(hit.start)]
        opens = clause.start > scene.sentence.span.start and not scene.text[clause.start : hit.start].strip(' “"')
        if not self._han and (named := self._speaker_of_relative(scene, hit, clause) or self._speaker_behind(scene, hit, clause)):
            return named
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

    def _speaker_of_relative(self, scene: Scene, hit: Hit, clause: Span) -> Noun | None:
        """Find whom a relative clause is of: `Renn, who expects`, or over one: `Chenbro, which stamps it, says`."""
        span = scene.sentence.span
        number = scene.clause_of(clause.start)
        if relative := _WHO.fullmatch(scene.text, clause.start, hit.start):
            before = self._ready(scene, Span(span.start, clause.start))
            return next((n for n in reversed(before) if n.person or relative["who"] == "which"), None)
        opens = clause.start > span.start and not scene.text[clause.start : hit.start].strip(' “"')
        if not opens or number - 1 not in scene.relatives:
            return None
        return next(reversed(self._ready(scene, Span(span.start, scene.clauses[number - 1].start))), None)

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
        if len(text[hit.end : span.end].strip(' 。.!?:,”"')) <= self._reach.remainder and hit.word != "reported":
            return Voice(span.start, span.end, speaker.entity, mark, open=text[hit.end : span.end].rstrip().endswith(":"))
        clause = scene.clauses[scene.clause_of(hit.start)]
        around = (text[clause.start : speaker.start], text[speaker.end : hit.start], text[hit.end : clause.end])
        if sum(len(words.strip()) for words in around) <= _ASIDE:
            return Voice(span.start, span.end, speaker.entity, mark)  # `…, Lauwers believes, …`: an aside is about the whole
        quote = _QUOTE.search(text, hit.end, span.end)
        aside = text.find("——", hit.end, span.end)
        end = aside if aside > 0 else span.end
        if not speaker.person and hit.word not in self._expecting and (stop := text.find(";", hit.end, end)) > 0:
            end = stop  # a firm speaks of itself, and behind a semicolon another may follow
        if quote and quote.start() - hit.end <= _BEFORE_QUOTE:
            return Voice(hit.end, max(quote.end(), end), speaker.entity, mark)
        return Voice(hit.end, end, speaker.entity, mark, open=text[span.end - 1] == ":")


def voice_at(voices: Sequence[Voice], at: int) -> Voice | None:
    """Give the innermost voice at a place: the one that starts last, of those the one that ends first."""
    return max((v for v in voices if v.start <= at < v.end), key=lambda v: (v.start, -v.end, v.speaker is None, v.mark), default=None)
