"""Interviews set as questions and answers: a label at the start of a paragraph says who speaks until the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract.places import Places
from graph.model import Entity, Mention

_LABEL = re.compile(
    r"^[ \t]*(?:(?P<question>问|記者|记者|Q)|(?P<answer>答|A)"
    r"|(?P<name>[^\s:,。;!?“”\"]{2,24}|[A-Z][\w.-]+(?: [A-Z][\w.-]+)?))[:]\s*",
    re.MULTILINE,
)
_FEWEST = 2  # labels that make an interview


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of an interview. `speaker` is who answers, None where a question is asked; `mark` is where the label stands."""

    start: int
    end: int
    speaker: str | None
    mark: tuple[int, int]


def find_turns(text: str, names: Places[Mention[str]], known: Mapping[str, Entity]) -> Places[Turn]:
    """Find the turns of an interview in a folded text: none where it is no interview.

    Answers without a name are those of the person the text names most.
    """
    people = Counter(n.value for n in names if known[n.value].type == "Person")
    guest = min(people, key=lambda person: (-people[person], person)) if people else None
    labels: list[tuple[int, int, str | None]] = []
    for label in _LABEL.finditer(text):
        if label["name"]:
            named = next((n for n in names.inside(label.start(), label.end()) if known[n.value].type == "Person"), None)
            if named is None:
                continue
            labels.append((label.start(), label.end(), named.value))
        else:
            labels.append((label.start(), label.end(), guest if label["answer"] else None))
    if len(labels) < _FEWEST:
        return Places()
    ends = [*(start for start, _, _ in labels[1:]), len(text)]
    return Places(Turn(start, end, speaker, (start, at)) for (start, at, speaker), end in zip(labels, ends, strict=True))
