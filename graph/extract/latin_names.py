"""New names in Latin letters, in English and inside Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.extract.grammar import Grammar, one_of
from graph.extract.namewords import NameWords
from graph.extract.newcomers import Sighting, Surroundings

_UPPER, _LETTER = "A-ZÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿĀ-ž"
_PART = rf"[{_UPPER}][{_LETTER}0-9]*(?:[-.’'+][{_LETTER}0-9]+)*"
_CODE = r"[A-Z0-9]+(?:[-.][A-Z0-9]+)*"
_NAME = re.compile(rf"(?<![{_LETTER}0-9])(?:{_PART})(?:\s(?:&\s|of\s|de\s|van\s|von\s|der\s)?(?:{_PART}|{_CODE}))*")
_POSSESSIVE = re.compile(r"['’]s$")
_HAS_DIGIT = re.compile(r"[A-Za-z].*\d|\d.*[A-Za-z]")
_MODEL = re.compile(r"[A-Z][A-Za-z]*(?:[- ]?\d+[A-Za-z]{0,3})+")
_INITIAL = re.compile(r"(?:^|[.!?:“\"\n—–])\s*[“\"‘(]*$")
_PLACE_BEFORE = re.compile(r"\b(?:in|near|outside|at|from|of)\s+$")
_SITED = re.compile(
    r"\b(?:plants?|fabs?|factor(?:y|ies)|works|halls?|sites?|lines?|campus(?:es)?|cent(?:re|er)s?|mines?|mills?|facilit(?:y|ies)|furnaces|"
    r"warehouses?|offices?|units?|substations?|reactors?|projects?|clusters?|headquarters|based|headquartered|located)\s+(?:in|near|outside|at)\s+$"
)
_APOSED_PLACE = re.compile(r",\s+(?:in\s+)?(?=[A-Z])")
_ABBREVIATION = re.compile(r"\s*\(([A-Z][A-Za-z]{1,6})\)")
_JOINERS = frozenset({"&", "of", "de", "van", "von", "der"})
_BASED = re.compile(r"-(?:based|born|listed|backed|led|owned|made)$")
_GAP = 60
_LONG = 5
_SHORTEST = 3  # of a short form: `SK` alone is too short
_LONGEST_PLACE = 2  # words
_MOST_DIGITS = 5  # of a product; what has more is the number of a report or a share


class LatinNames:
    """Sees names in Latin letters; `han` where the text around them is Chinese."""

    def __init__(self, grammar: Grammar, words: NameWords, *, han: bool) -> None:
        """Compile what shows the class of a name."""
        self._words, self._han = words, han
        self._openings = frozenset(opening.split()[0] for opening in words.heads)
        flags = 0 if han else re.IGNORECASE
        edge = "" if han else r"\b"
        kinds, roles = one_of(words.kinds), one_of(grammar.roles)
        verbs = one_of((*grammar.reporting_verbs, *grammar.expecting_verbs))
        space = r"[\s“”\"‘’「」]*"
        self._kind_before = re.compile(rf"{edge}(?P<kind>{kinds}){space}$", flags)
        self._kind_behind = re.compile(rf"{space}(?P<kind>{kinds}){edge}" if han else rf"\s+(?P<kind>{kinds})\b", flags)
        determined = r"(?:a|an|the|one of|another|its|their)\s+"
        self._apposed = re.compile(rf",\s+(?:{determined})[^,.;:()]{{0,{_GAP}}}?\b(?P<kind>{kinds})\b", flags) if not han else None
        self._role_before = re.compile(rf"{edge}(?:{roles})[,\s“\"]*$", flags)
        self._role_behind = re.compile(rf",\s+(?:{determined})?(?:[\w’'&-]+\s+){{0,3}}?(?:{roles})\b|,\s+who\b", flags) if not han else None
        self._says_behind = re.compile(rf"{space}(?:{verbs}|强调|写|回应)" if han else rf"\s+(?:{verbs})\b", flags)
        self._says_before = re.compile(rf"\b(?:{one_of(grammar.reporting_verbs)})\s+$", flags) if not han else None
        titles = one_of(words.person_titles)
        self._title_before = re.compile(rf"\b(?:{titles}|By)\.?\s+$") if not han else None
        self._title_behind = re.compile(rf"{space}(?:{titles})") if han else None

    def find(self, around: Surroundings) -> Iterator[Sighting]:
        """Give every name with what shows its class."""
        spans = list(self._spans(around))
        counts = Counter(around.text[a:b] for a, b, _ in spans)
        for start, end, initial in spans:
            form = around.text[start:end]
            shown = list(self._shown(around, start, end, form))
            behind = self._kind_behind.match(around.text, end)
            for kind, strength in shown:
                yield Sighting(start, end, kind, strength, behind.end() if behind else 0)
            if not shown and (not initial or " " in form or (self._han and len(form) >= _LONG)):
                plain = len(form) >= _LONG and not form.isupper()
                yield Sighting(start, end, "Company", 1 + (counts[form] > 1 or plain))

    def short_forms(self, form: str, kind: str) -> Iterable[str]:
        """Give a person's surname, a company's first word: `Larkspur` for `Larkspur AI`."""
        tokens = form.split()
        if len(tokens) == 1:
            return
        if kind == "Person":
            yield tokens[0] if "-" in tokens[-1] else tokens[-1]
            return
        for n in range(len(tokens) - 1, 0, -1):
            short = " ".join(tokens[:n])
            if tokens[n] not in {"&", "of", "de"} and len(short) >= _SHORTEST and short not in self._words.not_names:
                yield short

    def _spans(self, around: Surroundings) -> Iterator[tuple[int, int, bool]]:
        """Give the stretches written like names, without what is known, and whether a sentence begins there."""
        text = around.text
        for match in _NAME.finditer(text):
            for start, end in self._pieces(around, match.start(), match.end()):
                name = _BASED.sub("", text[start:end])
                if len(name) > 1 and sum(map(str.isdigit, name)) <= _MOST_DIGITS:
                    yield start, start + len(name), _INITIAL.search(text, max(0, start - 4), start) is not None

    def _pieces(self, around: Surroundings, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a stretch at known names and drop words that are none at its edges."""
        piece: list[tuple[int, int, str]] = []
        for match in re.finditer(r"\S+", around.text[start:end]):
            low = start + match.start()
            word = _POSSESSIVE.sub("", match[0])
            if self._joins(around, piece, low, word):
                piece.append((low, low + len(word), word))
                if len(word) == len(match[0]):
                    continue
            yield from self._whole(piece)
            piece = []
        yield from self._whole(piece)

    def _joins(self, around: Surroundings, piece: list[tuple[int, int, str]], low: int, word: str) -> bool:
        """Tell whether a word goes on with a name, or may open one."""
        free = around.free(low, low + len(word))
        if not piece:
            return free and word[:1].isupper() and word not in self._words.not_names and word not in self._words.origins
        if word == "of":
            return piece[0][2] in self._openings
        # `Larkspur AI`: what names a thing elsewhere may end the name of a firm.
        return free or (word in self._words.endings and not around.names.exceeds(low, low + len(word)))

    def _whole(self, piece: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
        """Give a piece without the words at its end that are no part of a name."""
        while piece and not self._closes(piece[-1][2], alone=len(piece) == 1):
            piece = piece[:-1]
        if piece and not (len(piece) > 1 and all(word.isupper() and word.isalpha() for _, _, word in piece)):
            yield piece[0][0], piece[-1][1]

    def _closes(self, word: str, *, alone: bool) -> bool:
        """Tell whether a name may end in a word: not in a joiner, nor in what is no name unless it is an ending."""
        if word in _JOINERS:
            return False
        return word not in self._words.not_names or (not alone and word in self._words.endings)

    def _shown(self, around: Surroundings, start: int, end: int, form: str) -> Iterator[tuple[str, int]]:
        """Give the classes that something shows a name to be of."""
        text, words = around.text, self._words
        tokens = form.split()
        low = max(0, start - _GAP)
        head = next((kind for opening, kind in words.heads.items() if form.startswith(opening + " ")), None)
        if head:
            yield head, 3
            return
        if len(tokens) > 1 and tokens[-1] in words.endings:
            yield words.endings[tokens[-1]], 3
            return
        if behind := self._kind_behind.match(text, end):
            kind = words.kinds[behind["kind"] if self._han else behind["kind"].lower()]
            yield kind, 3
            return
        if self._is_person(text, low, start, end, tokens):
            yield "Person", 3
            return
        if before := self._kind_before.search(text, low, start):
            yield words.kinds[before["kind"] if self._han else before["kind"].lower()], 3
        if self._apposed and (apposed := self._apposed.match(text, end)):
            yield words.kinds[apposed["kind"].lower()], 3
        if _HAS_DIGIT.search(form) and _MODEL.fullmatch(form):
            yield "Chip", 2
        elif not self._han and self._is_place(text, low, start, end, tokens):
            yield "Region", 2 if self._is_sited(around, low, start, end) else 1

    @staticmethod
    def _is_place(text: str, low: int, start: int, end: int, tokens: list[str]) -> bool:
        """Tell whether a name may be a place's: behind a preposition, short, and owning nothing."""
        owns = text[end : end + 2] in {"'s", "’s"}
        return _PLACE_BEFORE.search(text, low, start) is not None and len(tokens) <= _LONGEST_PLACE and not owns

    @staticmethod
    def _is_sited(around: Surroundings, low: int, start: int, end: int) -> bool:
        """Tell whether something is sited at a name, or the place that it lies in stands behind it: `a plant at Seadrift, Texas`."""
        if _SITED.search(around.text, low, start):
            return True
        wider = _APOSED_PLACE.match(around.text, end)
        behind = around.names.within(end, wider.end() + 1) if wider else ()
        return any(wider is not None and n.start == wider.end() and n.value in around.places for n in behind)

    def _is_person(self, text: str, low: int, start: int, end: int, tokens: list[str]) -> bool:
        """Tell whether something shows a name to be a person's."""
        if self._title_before and self._title_before.search(text, low, start):
            return True
        if self._title_behind and self._title_behind.match(text, end):
            return True
        if len(tokens) not in {2, 3}:
            return False
        if self._role_before.search(text, low, start) or (self._role_behind and self._role_behind.match(text, end)):
            return True
        said = self._says_behind.match(text, end) or (self._says_before and self._says_before.search(text, low, start))
        return bool(said) and not any(c.isdigit() or c == "&" for token in tokens for c in token)
