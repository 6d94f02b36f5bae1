"""New names in Chinese characters: people by surname and role, organisations by their endings, codes and kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

import rjieba

from graph.extract.grammar import Grammar, one_of
from graph.extract.namewords import NameWords
from graph.extract.newcomers import Sighting, Surroundings

_HAN = r"[\u4e00-\u9fff]"
# Characters a name neither holds nor touches from inside: particles, prepositions, conjunctions, pronouns, adverbs.
_FUNCTION = frozenset(
    "的了在是和与及或而则等向对从由为给被把将跟让使于以也都还又再就才只不没未已并且但却更最很各每其该这那他她它们我你之所者叫上"
    "下中内外前后时起至到位家名座款间项笔批份颗枚台套第"
)
_OPEN = frozenset("、,。;:!?“”\"'‘’()《》〈〉「」『』—-/ \n\t\u3000·…")
_ENDS_PERSON = frozenset(
    '在于则也对向与和及将就并说称认指表预坦强补透写笑直警估看提示谈回答解的、,。;:“”"()本日昨今仍却都曾已还接出从给把'
    '被等持受任出掌又据来去已今不'
)
_CODE = re.compile(r"\s*[((](?:[A-Z]{0,4}[::]?\s*)?\d{4,6}(?:\.[A-Z]{1,3})?[))]")
_DOT = re.compile(rf"(?<={_HAN})[·・](?={_HAN})")
_LONGEST_PART = 7
# What words of size, number, place and time are made of: no stem of a rare name.
_COMMON = frozenset(
    "新旧大小高低多少全各本美日韩中台欧英德法俄印国省市县单双一二三四五六七八九十百千万亿几两半整总分副主正反非无有可能应会将"
    "先年月周天东南西北内外老旧首末用做造产销供买卖租建厂"
)
_NAMES = ("ns", "nr", "nz", "nt")
_PLANT = re.compile(
    r"的?(?:新|老|旧|第?[一二三四五六七八九]|[A-Z]{1,3}\d{1,2})?(?:晶圆|封装|封测|组装|叶片|总装|磁材|电池|工)?"
    r"(?:厂(?![商房家区长方])|厂区|园区|基地|产线|数据中心|智算中心)|[一二三四五六]期(?![货间待望限内])"
)
_OF_UNKNOWN_TOWN = re.compile(rf"(?<={_HAN}{{2}})厂(?![商房家区长方子])")
_LONGEST_TOWN, _SHORTEST_TOWN = 5, 2
_LONGEST_STEM = 4
_CONTEXT = 8


class HanNames:
    """Sees names in Chinese characters."""

    def __init__(self, grammar: Grammar, words: NameWords) -> None:
        """Compile what shows the class of a name."""
        self._words = words
        self._ending = re.compile(one_of(words.endings))
        self._roles = frozenset((*grammar.roles, *words.person_titles))
        self._role = re.compile(one_of(self._roles))
        verbs = one_of((*grammar.reporting_verbs, *grammar.expecting_verbs))
        adverbs = (
            "受访时|受访|接受采访时|接受访问时|在会上|会上|又|坦率|则|也|都|还|并|曾|昨日|昨天|"
            "今日|今天|随后|日前|进一步|坦率地|私下|公开|再|亦|更|旋即|另|另外|则是|昨|今"
        )
        self._says = re.compile(rf"(?:在[^,。;:“”]{{1,12}})?(?:{adverbs})*(?:{verbs})")
        self._kind_before = re.compile(rf"(?:{one_of(words.kinds)})[“「]?$")
        self._kind_behind = re.compile(rf"[”」]?(?:这家|这|那家|一家|等)?(?:{one_of(words.kinds)})")
        surname = f"(?:{one_of(words.compound_surnames)}|[{''.join(sorted(words.surnames))}])"
        # Looked for at every place: `师` before a name is a surname too.
        self._person = re.compile(rf"(?=(?P<surname>{surname})(?P<given>{_HAN}{{1,2}}))")
        self._weak = words.weak_endings
        self._clause_start = re.compile(r"[。,;:!?“”\"\n\s的]$")
        self._longest_kind = max(map(len, words.kinds), default=0) + 1
        self._longest_role = max(map(len, grammar.roles), default=0) + 1

    def find(self, around: Surroundings) -> Iterator[Sighting]:
        """Give every name with what shows its class."""
        yield from self._organisations(around)
        yield from self._facilities(around)
        yield from self._people(around)

    def short_forms(self, form: str, kind: str) -> Iterable[str]:
        """Give an organisation's stem: `曜宸` for `曜宸光电`."""
        if kind == "Person":
            return
        for match in self._ending.finditer(form):
            stem = form[: match.start()]
            if match.end() == len(form) and len(stem) > 1 and not _is_word(stem):
                yield stem
                return

    def _organisations(self, around: Surroundings) -> Iterator[Sighting]:
        text = around.text
        for ending in self._ending.finditer(text):
            if around.names.exceeds(ending.start(), ending.end()):
                continue
            if (start := self._stem(around, ending.start(), ending[0])) is not None and not self._goes_on(around, ending.end()):
                rare = len(ending[0]) > 1 and not (_COMMON & set(text[start : ending.start()]))
                weak = ending[0] in self._weak and not rare and not self._shown(text, start, ending.end())
                yield Sighting(start, ending.end(), self._words.endings[ending[0]], 1 if weak else 2)
        for code in _CODE.finditer(text):
            if (start := self._stem(around, code.start(), "")) is not None:
                yield Sighting(start, code.start(), "Company", 3)

    def _facilities(self, around: Surroundings) -> Iterator[Sighting]:
        """Give the plants that are called by where they stand: `竹科厂`."""
        for place in around.names:
            if place.value in around.places and (plant := _PLANT.match(around.text, place.end)):
                yield Sighting(place.start, plant.end(), "Facility", 2, lead=_lead(around, place.start))
        for plant in _OF_UNKNOWN_TOWN.finditer(around.text):
            if (start := self._town(around, plant.start())) is not None:
                yield Sighting(start, plant.end(), "Facility", 2, lead=_lead(around, start))

    def _town(self, around: Surroundings, end: int) -> int | None:
        """Give where the town starts that a plant is called by, none where a kind of plant stands there: `封测厂`."""
        if any(h.end == end + 1 and h.end - h.start > 1 for h in around.words.overlapping(end, end + 1)):
            return None
        for n in range(_LONGEST_TOWN, _SHORTEST_TOWN - 1, -1):
            stem = around.text[max(0, end - n) : end]
            if len(stem) < n or not around.free(end - n, end) or any(c in _FUNCTION or not "\u4e00" <= c <= "\u9fff" for c in stem):
                continue
            tagged = rjieba.tag(stem)
            named = [tag.startswith(_NAMES) for word, tag in tagged if len(word) > 1]
            if named and all(named) and self._begins(around, end - n):
                return end - n
        return None

    def _goes_on(self, around: Surroundings, at: int) -> bool:
        """Tell whether a longer ending or a noun stands right behind: `…半导体设备` names a thing, not a firm."""
        return self._ending.match(around.text, at) is not None and not around.text[at : at + 1].isspace()

    def _shown(self, text: str, start: int, end: int) -> bool:
        before = self._kind_before.search(text, max(0, start - self._longest_kind), start)
        return bool(before or self._kind_behind.match(text, end) or _CODE.match(text, end))

    def _stem(self, around: Surroundings, end: int, ending: str) -> int | None:
        """Give where the stem starts that ends at a place, or None where there is none that could be a name."""
        text = around.text
        for n in (2, 3, _LONGEST_STEM):
            start = end - n
            stem = text[max(0, start) : end]
            if start < 0 or any(c in _FUNCTION or c in _OPEN or not "\u4e00" <= c <= "\u9fff" for c in stem):
                return None
            if not around.free(start, end) or not self._begins(around, start):
                continue
            shown = self._shown(text, start, end + len(ending))
            if _is_word(stem) and not (ending and (shown or (ending not in self._weak and _is_name(stem)))):
                return None
            # Of known words it is a phrase and no name, unless they are parts of foreign names: `福瑞` and `泰克`.
            if n > 2 and len(rjieba.cut(stem, False)) < n and not all(t.startswith(_NAMES) for _, t in rjieba.tag(stem)):  # noqa: PLR2004
                return None
            return start
        return None

    def _begins(self, around: Surroundings, at: int) -> bool:
        """Tell whether a name may begin at a place: behind a mark, a particle, a known word or name, an amount or a time."""
        text = around.text
        if at == 0 or text[at - 1] in _OPEN or text[at - 1] in _FUNCTION or text[at - 1].isascii():
            return True
        if any(p.end == at for places in (around.names, around.stops) for p in places.overlapping(at - 1, at)):
            return True
        if _word_ends(around, at):
            return True
        if self._kind_before.search(text, max(0, at - self._longest_kind), at):
            return True
        low = max(0, at - _CONTEXT)
        edges = set(accumulate(map(len, rjieba.cut(text[low : at + _CONTEXT], False)), initial=low))
        return at in edges and at - 1 not in edges

    def _people(self, around: Surroundings) -> Iterator[Sighting]:
        text = around.text
        for dot in _DOT.finditer(text):
            start, end = self._foreign(around, dot.start(), dot.end())
            if dot.start() - start > 1 and end - dot.end() > 1 and around.free(start, end):
                yield Sighting(start, end, "Person", 2)
        for person in self._person.finditer(text):
            start = person.start()
            role = self._behind_role(text, start)
            opens = role or start == 0 or self._clause_start.search(text, max(0, start - 1), start) is not None
            if not opens or not (role or person["surname"] in self._words.common_surnames):
                continue
            for end in range(person.end("given"), person.end("surname"), -1):
                if not around.free(start, end) or any(c in _FUNCTION for c in text[start + 1 : end]):
                    continue
                says = self._says.match(text, end) is not None
                closed = end >= len(text) or text[end] in _ENDS_PERSON or self._role.match(text, end) is not None
                if (says and end - start > 1) or (role and closed):
                    if not _is_word(text[start:end]):
                        yield Sighting(start, end, "Person", 3 if role or self._role.match(text, end) else 2)
                    break

    def _foreign(self, around: Surroundings, low: int, high: int) -> tuple[int, int]:
        """Give where a foreign name reaches around the dot between its parts: no word of the sentence is part of it."""
        text, start, end = around.text, low, high
        while low - start < _LONGEST_PART and "\u4e00" <= text[start - 1 : start] <= "\u9fff" and text[start - 1] not in _FUNCTION:
            if low - start > 1 and (self._behind_role(text, start) or _word_ends(around, start)):
                break
            start -= 1
        while end - high < _LONGEST_PART and "\u4e00" <= text[end : end + 1] <= "\u9fff" and text[end] not in _ENDS_PERSON:
            if end - high > 1 and (self._says.match(text, end) or self._role.match(text, end)):
                break
            end += 1
        return start, end

    def _behind_role(self, text: str, at: int) -> bool:
        """Tell whether a role or title ends right before a place."""
        low = max(0, at - self._longest_role)
        return any(text[i:at] in self._roles for i in range(low, at))


def _lead(around: Surroundings, at: int) -> int:
    """Give where the names begin that stand right before a place: `德国` before `汉堡厂`."""
    while (name := next((n for n in around.names.overlapping(at - 1, at) if n.end == at), None)) and name.start < at:
        at = name.start
    return at


def _word_ends(around: Surroundings, at: int) -> bool:
    """Tell whether a known word of two characters or more ends at a place."""
    return any(h.end == at and h.end - h.start > 1 for h in around.words.overlapping(at - 1, at))


def _is_name(stem: str) -> bool:
    """Tell whether a word of the dictionary is the name of a place, a person or a firm."""
    return bool(rjieba.tag(stem)[0][1].startswith(_NAMES))


def _is_word(stem: str) -> bool:
    """Tell whether a stretch is one word of the dictionary."""
    return len(rjieba.cut(stem, False)) == 1
