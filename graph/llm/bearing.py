"""How firmly it is said, and whether it is denied: what an offer says of it, held against the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.attribution import voice_at
from graph.extract.grammar import Grammar, one_of
from graph.llm.case import Case
from graph.llm.offers import OfferError
from graph.llm.sight import Seen
from graph.llm.words import Words
from graph.model import Mention, Modality, Period, Span

# What an offer may not call a fact where our reader sees a word for it.
_UNSURE: frozenset[Modality] = frozenset({"plan", "forecast", "hypothetical", "rumour"})
# What reaches over the clauses behind it as far as a quote goes: `A plans to …, with B …`; `word is that …`.
_FAR: frozenset[Modality] = frozenset({"plan", "rumour"})
_LONGEST_WORD = 40


class Bearing:
    """The words of one language that make a thing unsure, or deny it."""

    def __init__(self, words: Words, grammar: Grammar) -> None:
        """Take them from its grammar and from the words of the gate."""
        self._negators = frozenset(grammar.negators)
        self._hedge = re.compile(one_of(words.hedges) if words.han else rf"\b(?:{one_of(words.hedges)})\b")

    def check_modality(self, case: Case, period: Mention[Period] | None) -> None:
        """See that nothing our reader takes for unsure is called a fact.

        Raises:
            OfferError: a word near by, a time to come or a source without a name makes it something else.
        """
        if case.offer.modality != "fact":
            return
        sight, quote, said = case.sight, case.quote, case.said
        if period and _is_future(period.value, sight.document.published):
            raise OfferError(f"called fact, but {period.value.start} is yet to come")
        for cue in (cue for seen in sight.over(quote) for cue in seen.cues if cue.modality in _FAR):
            if quote.start <= cue.word.start < said.end:
                raise OfferError(f"called fact, but {cue.word.word!r} makes it {cue.modality}")
        if hedge := self._hedge.search(sight.found.low, quote.start, said.end):
            raise OfferError(f"called fact, but {hedge[0]!r} makes it unsure")
        for kind, word in (found for span in _used(case) for seen in sight.over(span) for found in _unsure(seen, span, case)):
            raise OfferError(f"called fact, but {word!r} makes it {kind}")

    def check_negation(self, case: Case) -> None:
        """See that what is denied is offered as denied, and nothing else.

        Raises:
            OfferError: a negator stands by the words that say it and the offer does not say so, or the other way round.
        """
        found = [word for seen, _, clause in case.sentences() for word in self._denials(seen, clause, case)]
        if found and not case.offer.negated:
            raise OfferError(f"{found[0]!r} denies it, and the offer does not say so")
        if case.offer.negated and not found:
            raise OfferError("offered as denied, and nothing in the quote denies it")

    def _denials(self, seen: Seen, clause: Span, case: Case) -> Iterator[str]:
        """Give the negators of the clause that says it, but those inside longer words: `cannot do without`."""
        said, hits = case.said, seen.scene.hits
        for hit in hits.inside(max(clause.start, said.start), max(min(said.end, clause.end), case.trigger.end)):
            around = hits.within(max(seen.start, hit.start - _LONGEST_WORD), hit.end)
            longer = any(h.start <= hit.start and hit.end <= h.end and h.word not in self._negators for h in around)
            if hit.word in self._negators and not longer:
                yield hit.word


def _used(case: Case) -> tuple[Span, ...]:
    """Give what says a claim: the words that say it, who does it, and the amount; in English all that stands between them.

    A Chinese sentence goes on over many clauses, each with a modality of its own; an English one says it once.
    """
    if not case.sight.han:
        return (case.said,)
    subject = case.nearest(case.subject)
    return (case.trigger, *([subject] if subject else []), *([case.quantity.span] if case.quantity else []))


def _unsure(seen: Seen, span: Span, case: Case) -> Iterator[tuple[str, str]]:
    """Give what our reader makes of the clauses of a stretch, where that is no fact, each with its word."""
    scene, sight = seen.scene, case.sight
    first, last = (scene.clause_of(max(seen.start, at)) for at in (span.start, min(span.end, seen.end) - 1))
    for clause in range(first, last + 1) if scene.clauses else ():
        kind = sight.stance.modality(scene, seen.cues, clause, case.said.end)
        if kind in _UNSURE:
            yield kind, next(cue.word.word for cue in seen.cues if cue.modality == kind)
    voice = voice_at(seen.voices, max(seen.start, case.trigger.start))
    if voice is not None and voice.speaker is None:
        yield "rumour", sight.document.text[slice(*voice.mark)]


def _is_future(period: Period, published: str | None) -> bool:
    """Tell whether a time begins after the day of publication; a fiscal quarter may stand anywhere in its year."""
    return published is not None and "Q" not in period.start and period.start[: len(published)] > published[: len(period.start)]
