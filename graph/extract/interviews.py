"""Interviews set as questions and answers: who speaks in each paragraph, by its label or by the question before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.extract.grammar import Grammar, one_of
from graph.extract.newcomers import Sighting, Surroundings
from graph.extract.places import Places
from graph.model import Entity, Mention

_LABEL = re.compile(r"(?P<label>[^\s:,。;!?“”\"]{1,24}|[A-Z][\w.-]+(?: [A-Z][\w.-]+)?):\s*")
_ASKER = re.compile(r"(?:问|记者|本刊|本报|主持人|编辑|Q\d*|Question|Interviewer|Reporter|Host)$", re.IGNORECASE)
_ANSWER = re.compile(r"(?:答|A\d*|Answer)$", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_ENDS = '。.!?；;:”"'
_FEWEST = 2  # labels that make an interview
_FEWEST_QUESTIONS = 4  # paragraphs that only ask make one without labels
_LONGEST_QUESTION, _LONGEST_HEADING = 280, 40
_LONGEST_LABEL = 5
_HEAD = 900  # characters in which a guest is introduced
_LATIN = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,2}"


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of an interview. `speaker` is who answers, None where a question is asked; `mark` is where the label stands."""

    start: int
    end: int
    speaker: str | None
    mark: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with what its label, if any, makes of it: `asks` and `answers` by label, `opens` like a question without one."""

    start: int
    end: int
    label: str
    behind: int
    asks: bool
    answers: bool
    opens: bool


class Guests:
    """Sees the new names of those who are interviewed: by the label of their answers, and by how they are introduced."""

    def __init__(self, grammar: Grammar, *, han: bool) -> None:
        """Compile the ways a guest is introduced."""
        roles = one_of(grammar.roles)
        han_name, latin_name = "(?P<name>[\u4e00-\u9fff]{2,4}?)", rf"(?P<name>{_LATIN})"
        asked = rf"(?:专访|对话|对谈|访|谈)[^\n。]{{0,40}}?(?:{roles}){han_name}(?=谈|[\n,:;。(“—”])"
        named = rf"(?:(?:{roles}){han_name}(?=谈|聊|接受)|{asked.replace('name', 'other')})"
        leads = rf"{latin_name}(?=, (?:the )?(?:{roles})\b|,? (?:is|runs|leads|heads|founded|left|who)\b)"
        self._introduced = re.compile(named if han else leads)

    def find(self, around: Surroundings) -> Iterator[Sighting]:
        """Give the sightings of guests, none where the text is no interview."""
        text = around.text
        lines = _lines(text)
        if not _is_interview(lines):
            return
        first = next(line.start for line in lines if line.asks or line.answers or line.opens)
        heads = self._introduced.finditer(text, 0, min(_HEAD, first))
        spans = [m.span(group) for m in heads for group, found in m.groupdict().items() if found]
        for label in dict.fromkeys(line.label for line in lines if line.answers and not _ANSWER.match(line.label)):
            word = rf"(?i:{re.escape(label)})"
            named = re.search(rf"\b(?:[A-Z][\w'-]+ )+{word}\b|\b{word}(?: [A-Z][\w'-]+)+", text[: min(first, 2 * _HEAD)])
            if named and label.isascii():
                spans.append(named.span())
            elif 1 < len(label) <= _LONGEST_LABEL and not label.isascii() and label in text[:first]:
                spans.append((text.index(label), text.index(label) + len(label)))
        yield from (Sighting(start, end, "Person", 3) for start, end in spans if around.free(start, end))

    def short_forms(self, form: str, kind: str) -> Iterable[str]:
        """Give the surname of a guest with a Latin name."""
        return (form.rsplit(" ", 1)[-1],) if kind == "Person" and " " in form else ()


def find_turns(text: str, names: Places[Mention[str]], known: Mapping[str, Entity]) -> Places[Turn]:
    """Find the turns of an interview in a folded text: none where it is no interview.

    Answers without a name are those of the guest: the person who is named most before the first question, else anywhere.
    """
    lines = _lines(text)
    if not _is_interview(lines):
        return Places()
    people = [n for n in names if known[n.value].type == "Person"]
    first = next(line.start for line in lines if line.asks or line.answers or line.opens)
    guest = _guest(people, first)
    labelled = any(line.answers for line in lines)
    turns: list[Turn] = []
    speaker: Mention[str] | None = None
    told = [line for line in lines if line.start >= first]
    for line, following in zip(told, [*told[1:], None], strict=True):
        if line.answers:
            speaker = _named(line, people, known) or guest
        elif _asks(line, following):
            turns.append(Turn(line.start, line.end, None, (line.start, line.behind)))
            speaker = None if labelled else guest
            continue
        elif line.end - line.start <= _LONGEST_HEADING and text[line.end - 1] not in _ENDS:
            continue  # a heading between turns
        elif guest and any(n.value == guest.value for n in people if line.start <= n.start < line.end):
            speaker = None  # what is told of the guest is not the guest's
        who, mark = (speaker.value, (speaker.start, speaker.end)) if speaker else (None, (line.start, line.end))
        turns.append(Turn(line.start, line.end, who, (line.start, line.behind) if line.answers else mark))
    return Places(turns)


def _asks(line: _Line, following: _Line | None) -> bool:
    """Tell whether a paragraph is a question: by its label, by how it ends, or because a labelled answer follows it."""
    if line.asks or line.opens:
        return True
    return following is not None and following.answers and line.end - line.start < _LONGEST_QUESTION


def _lines(text: str) -> list[_Line]:
    """Give the paragraphs of a text with their labels; one that is no asker's counts only where it comes again."""
    full = [m for m in _LINE.finditer(text) if not m[0].isspace()]
    found = [(m.start(), m.end(), _LABEL.match(text, m.end() - len(m[0].lstrip()))) for m in full]
    often = Counter(label["label"].casefold() for _, _, label in found if label)
    lines: list[_Line] = []
    for start, end, label in found:
        name = label["label"] if label else ""
        asks = bool(name and _ASKER.match(name))
        answers = bool(name and not asks and (_ANSWER.match(name) or often[name.casefold()] >= _FEWEST))
        stripped = text[start:end].rstrip(' ”"')
        opens = not answers and stripped.endswith("?") and end - start < _LONGEST_QUESTION
        lines.append(_Line(start, end, name, label.end() if label else start, asks, answers, opens))
    return lines


def _is_interview(lines: list[_Line]) -> bool:
    """Tell whether paragraphs are those of an interview: labelled ones, or enough that only ask."""
    labels = sum(line.asks or line.answers for line in lines)
    asking = any(line.asks for line in lines) or sum(line.opens for line in lines) >= _FEWEST
    return (labels >= _FEWEST and asking) or sum(line.opens for line in lines) >= _FEWEST_QUESTIONS


def _guest(people: list[Mention[str]], first: int) -> Mention[str] | None:
    """Give who is interviewed: who is named most before the first question, of equals the one named first, else anywhere."""
    before = [n for n in people if n.start < first] or people
    counts = Counter(n.value for n in before)
    return min(before, key=lambda n: (-counts[n.value], n.start), default=None)


def _named(line: _Line, people: list[Mention[str]], known: Mapping[str, Entity]) -> Mention[str] | None:
    """Give whom a label names: the person who stands in it, else the one whose name begins or ends with it."""
    if inside := next((n for n in people if line.start <= n.start < n.end <= line.behind), None):
        return inside
    label = line.label.casefold()
    if _ANSWER.match(line.label):
        return None
    for n in people:
        names = [name.casefold() for _, name in (*known[n.value].labels, *known[n.value].aliases)]
        if any(name.startswith(label) or name.endswith(label) for name in names):
            return n
    return None
