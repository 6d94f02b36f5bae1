"""Who says it: whether the speaker of an offer is the one who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.attribution import voice_at
from graph.extract.grammar import Grammar, one_of
from graph.llm.case import spans_of
from graph.llm.offers import OfferError
from graph.llm.resolve import Resolved
from graph.llm.sight import Seen, Sight
from graph.llm.words import Words
from graph.model import Span

_SPEAKERS = frozenset({"Organisation", "AgentGroup"})
_REACH = 60  # characters between a speaker and the word that reports; Chinese says as much in half


class Speakers:
    """The words of one language that report."""

    def __init__(self, words: Words, grammar: Grammar) -> None:
        """Take them from its grammar and from the words of the gate."""
        self._han, self._goes_on = words.han, words.goes_on
        self._reach = _REACH // 2 if words.han else _REACH
        self._possessive = frozenset(grammar.possessive_pronouns)
        self._says = frozenset((*grammar.reporting_verbs, *grammar.expecting_verbs, *grammar.naming_verbs))
        self._more = re.compile(one_of(words.says) if words.han else rf"\b(?:{one_of(words.says)})\b")
        before, behind = (r"(?:^|[\s,;:。“(])", "") if words.han else (r"\b", r"\b")  # 据, but not in 数据
        self._frame = re.compile(rf"{before}(?:{one_of(grammar.source_frames)}){behind}", re.IGNORECASE)

    def check(self, speaker: Resolved, trigger: Span, sight: Sight) -> None:
        """See that who is offered as the speaker is the one who speaks: our reader hears it, or a word that reports stands by the name.

        Raises:
            OfferError: our reader hears someone else, no word that reports stands by the name, or it reports something else.
        """
        own = spans_of(speaker)
        reporting = self._reporters(trigger, own, sight)
        before = [place for place in reporting if place.end <= trigger.end]
        chosen = max(before, key=lambda p: p.start) if before else min(reporting, key=lambda p: p.start, default=None)
        voices = (voice_at([v for v in seen.voices if not v.carried], trigger.start) for seen in sight.over(trigger))
        heard = [voice for voice in voices if voice and voice.speaker == speaker.id]
        if chosen in own or any(chosen is None or chosen.start < voice.mark[0] for voice in heard):
            return
        if chosen is None:
            raise OfferError(f"no word that reports stands by {speaker.id}, the speaker offered")
        raise OfferError(f"said by {sight.document.text[chosen.start : chosen.end]!r}, not by {speaker.id}")

    def _reporters(self, trigger: Span, own: Sequence[Span], sight: Sight) -> list[Span]:
        """Find who reports something in the sentence of a trigger: the names offered and those our reader sees."""
        sentences = sight.over(trigger)
        nouns = [Span(n.start, n.end) for seen in sentences for n in seen.scene.nouns
                 if (n.person or n.kind in _SPEAKERS) and sight.found.low[n.start : n.end] not in self._possessive]
        inside = [place for place in own if any(seen.start <= place.start < seen.end for seen in sentences)]
        return [place for place in dict.fromkeys([*nouns, *inside]) if self._reports(place, trigger, sight)]

    def _reports(self, place: Span, trigger: Span, sight: Sight) -> bool:
        """Tell whether a word that reports stands behind a name that is free to act, with no other between, or a frame before it.

        A name before what it is said to say has its verb before it too: `Ives expects Microsoft to pass …, and says …`.
        """
        for seen in sight.over(place):
            frame = self._frame.search(sight.found.text, max(seen.start, place.start - _REACH // 2), place.start)
            if frame and not self._between(seen, Span(frame.end(), place.start)):
                return True
            own = next((n for n in seen.scene.nouns.inside(place.start, place.end) if n.start == place.start), None)
            if own is not None and not own.free:
                continue
            end = min(seen.end, place.end + self._reach, trigger.end if place.end <= trigger.start else seen.end)
            words = [hit.start for hit in seen.scene.hits.inside(place.end, end) if hit.word in self._says]
            words += [match.start() for match in self._more.finditer(sight.found.low, place.end, end)]
            if any(self._is_its_verb(seen, Span(place.end, at), sight) for at in words):
                return True
        return False

    def _is_its_verb(self, seen: Seen, gap: Span, sight: Sight) -> bool:
        """Tell whether a word that reports is the verb of a name: nobody else stands between, and no clause with a subject of its own."""
        text = sight.found.text[gap.start : gap.end]
        last = text.rsplit(",", 1)[-1].strip()
        apart = self._han and "," in text and len(last) > 1 and not last.startswith(self._goes_on)
        return ";" not in text and not apart and not self._between(seen, gap)

    @staticmethod
    def _between(seen: Seen, gap: Span) -> bool:
        """Tell whether someone else who could speak stands in a gap."""
        return any(n.free and not n.carried and (n.person or n.kind in _SPEAKERS) for n in seen.scene.nouns.inside(gap.start, gap.end))
