"""Where a firm is from, as a noun phrase says it in passing: `the Dutch start-up X`, `美商X`, `Portland's X`, `武汉的X`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.extract.drafts import Draft
from graph.extract.grammar import one_of
from graph.extract.kinds import narrow
from graph.extract.namewords import NameWords
from graph.extract.scene import Noun, Scene
from graph.model import Mention, Span
from graph.ontology import Ontology

RULE, CONFIDENCE = "origin", 0.85
_REACH = 40
_SITED = frozenset({"", "的", "那座", "这座", "一座", "的一座", "的新", "新", "一处"})
_GOVERNING = frozenset("在于对向从到赴往经由进把被")  # `在台湾台积电…`: where it happens


class Origins:
    """Reads the origins of one language."""

    def __init__(self, words: NameWords, ontology: Ontology, countries: Mapping[str, str], *, han: bool) -> None:
        """Compile the ways of saying it. `countries` gives the class of each country's id."""
        self._han, self._words = han, words
        self._countries = {word: country for word, country in words.origins.items() if country in countries}
        alone = "(?<![A-Za-z]){}(?![A-Za-z])".format
        self._country_words = [(word, re.compile(alone(re.escape(word)))) for word in self._countries]
        self._types = countries
        self._places, self._firms = narrow(("Place",), ontology), narrow(("Company", "Institution"), ontology)
        kinds = one_of((*(kind for kind, name in words.kinds.items() if self._firms.take(name)), *words.anaphors))
        self._homed = narrow(("Facility",), ontology)
        if han:
            self._gap = re.compile(rf"(?:的|一家|本土|当地)?(?:[^\s,;:。的在与和、“”]{{0,6}}?(?:{kinds})[“「]?)?")
            self._word = re.compile(rf"({one_of(self._countries)})(?:{kinds})?[“「]?$")
            self._behind = self._word_behind = None
        else:
            modifier = r"(?:(?!(?:and|or|of|in|to|for|by|with|that|which|has|have|is|are|was|were|will|said|says)\b)[\w-]+\s+){0,3}?"
            self._gap = re.compile(rf"(?:['’]s|-based|-listed|-headquartered)?,?\s+(?:{modifier}(?:{kinds})\s+)?", re.IGNORECASE)
            self._word = re.compile(rf"\b({one_of(self._countries)})\s+(?:{modifier}(?:{kinds})\s+)?$")
            based = r",?\s+(?:which is\s+)?(?:based|headquartered)\s+in\s+"
            self._behind = re.compile(rf"\s+of\s+$|,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}?$|{based}$")
            self._word_behind = re.compile(rf",\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,1}}?({one_of(self._countries)})\b")

    def country_of(self, text: str) -> str | None:
        """Give the country that words inside an anaphor name: `the Dutch toolmaker`."""
        return next((self._countries[word] for word, alone in self._country_words if word in text and alone.search(text)), None)

    def find(self, scene: Scene) -> Iterator[Draft]:
        """Propose where firms are from; those in `scene.origins` were found when an anaphor was resolved."""
        pairs = [*scene.origins]
        for firm in scene.nouns:
            if self._firms.take(firm.type) and not firm.carried:
                pairs += self._of(scene, firm)
            if self._homed.take(firm.type) and not firm.carried:
                pairs += self._inside(scene, firm)
                pairs += self._beside(scene, firm)
        for firm, place in pairs:
            trigger = Span(min(firm.start, place.start), max(firm.end, place.end))
            clause = scene.clause_of(trigger.start)
            if firm.entity != place.entity:
                yield Draft(RULE, firm, trigger, clause, self._words.origin_relation, place, confidence=CONFIDENCE, timeless=True)

    def _inside(self, scene: Scene, thing: Noun) -> Iterator[tuple[Noun, Noun]]:
        """Give the places a thing's own name opens with: `竹科厂`, `Chinese data centres`."""
        for place in scene.places.inside(thing.start, thing.end):
            if place.end < thing.end and (place.start == thing.start or self._han):
                yield thing, Noun(place.start, place.end, place.value, self._types.get(place.value, "Region"), place=True)
        name = scene.text[thing.start : thing.end]
        opening = next((word for word in self._countries if name.startswith(word) and name != word), None)
        if opening and not self._firms.take(thing.type):
            country = self._countries[opening]
            yield thing, Noun(thing.start, thing.start + len(opening), country, self._types[country], place=True)

    def _beside(self, scene: Scene, site: Noun) -> Iterator[tuple[Noun, Noun]]:
        """Give the place named right before a Chinese site: `得州的磁材厂`, `德国汉堡厂`."""
        before = next(iter(scene.places.inside(max(scene.sentence.span.start, site.start - _REACH), site.start)[::-1]), None)
        if self._han and before and scene.text[before.end : site.start] in _SITED:
            yield site, Noun(before.start, before.end, before.value, self._types.get(before.value, "Region"), place=True)

    def _of(self, scene: Scene, firm: Noun) -> Iterator[tuple[Noun, Noun]]:
        text, low = scene.text, max(scene.sentence.span.start, firm.start - _REACH)
        before = next(iter(scene.places.inside(low, firm.start)[::-1]), None)
        if before and self._joins(text, before, firm):
            yield firm, Noun(before.start, before.end, before.value, self._types.get(before.value, "Region"), place=True)
        if word := self._word.search(text, low, firm.start):
            place = self._countries[word[1]]
            yield firm, Noun(word.start(1), word.end(1), place, self._types[place], place=True)
        if self._word_behind and (word := self._word_behind.match(text, firm.end)):
            place = self._countries[word[1]]
            yield firm, Noun(word.start(1), word.end(1), place, self._types[place], place=True)
        if self._behind:
            behind = next(iter(scene.nouns.inside(firm.end, firm.end + _REACH)), None)
            if behind and self._places.take(behind.type) and self._behind.fullmatch(text[firm.end : behind.start]):
                yield firm, behind

    def _joins(self, text: str, place: Mention[str], firm: Noun) -> bool:
        """Tell whether what stands between a place and a firm makes the one the other's home."""
        gap = text[place.end : firm.start]
        if not self._gap.fullmatch(gap):
            return False
        if self._han:
            bound = not gap and text[place.start - 1 : place.start] in _GOVERNING
            return not bound and not (gap == "的" and firm.modifies)
        return gap[:1] in {"'", "’", "-"}
