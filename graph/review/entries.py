"""What an entry of the decisions file may hold, and what is wrong with one, by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

from graph.errors import suggest
from graph.model import Comparator, Modality

# What may be decided on each kind of entry, after what means that nothing is.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "claim": ("", "undo", "accept", "reject"),
    "candidate": ("", "undo", "accept", "reject"),
    "entity": ("", "undo", "accept", "reject", "merge", "split", "rename"),
    "add": ("", "undo", "add"),
}
_TEXT, _WHOLE, _TRUTH, _NUMBER = (str,), (int,), (bool,), (int, Decimal, str)
_WHERE: Mapping[str, tuple[type, ...]] = {"id": _TEXT, "document": _TEXT, "quote": _TEXT, "start": _WHOLE, "decision": _TEXT, "note": _TEXT}
_SAID: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("subject", "relation", "object", "measure", "unit", "comparator", "per"), _TEXT),
    **dict.fromkeys(("time", "time_end", "speaker", "modality", "subject_type", "object_type", "speaker_type"), _TEXT),
    **dict.fromkeys(("value", "value_max"), _NUMBER),
    **dict.fromkeys(("approximate", "negated"), _TRUTH),
}
_CALLED: Mapping[str, tuple[type, ...]] = {"type": _TEXT, "label": _TEXT, "into": _TEXT, "name": _TEXT, "language": _TEXT, "parts": (list,)}
KEYS: Mapping[str, Mapping[str, tuple[type, ...]]] = {
    "claim": {**_WHERE, **_SAID},
    "candidate": {**_WHERE, **_SAID, "reason": _TEXT},
    "entity": {**_WHERE, **_CALLED},
    "add": {**_WHERE, **_SAID},
}
_PART: Mapping[str, tuple[type, ...]] = {"id": _TEXT, "type": _TEXT, "label": _TEXT, "document": _TEXT, "quote": _TEXT, "start": _WHOLE}
_CALLED_SO = {str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list", Decimal: "a number"}
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\]", re.MULTILINE)
_LANGUAGES = ("en", "zh-Hans", "zh-Hant")


class Source:
    """The text of the file, to say at which line something stands."""

    def __init__(self, name: str, text: str) -> None:
        """Find where each entry begins."""
        self._name, self._lines = name, text.split("\n")
        seen: Counter[str] = Counter()
        self._headers: dict[tuple[str, int], int] = {}
        for header in _HEADER.finditer(text):
            self._headers[header[1], seen[header[1]]] = text.count("\n", 0, header.start(1)) + 1
            seen[header[1]] += 1

    def line(self, kind: str, number: int = 0, key: str = "") -> int:
        """Give the line, from 1, of an entry's header or of a key in it."""
        first = self._headers.get((kind, number), 1)
        pattern = re.compile(rf"[ \t]*{re.escape(key or kind)}[ \t]*=")
        if not key and (kind, number) not in self._headers:  # a table or value where entries should be
            return next((n for n, line in enumerate(self._lines, 1) if pattern.match(line) or f"[{kind}]" in line), 1)
        return next((n for n, line in enumerate(self._lines[first:], first + 1) if pattern.match(line)), first) if key else first

    def at(self, kind: str, number: int = 0, key: str = "") -> str:
        """Give the file and line."""
        return f"{self._name}:{self.line(kind, number, key)}"


def faults(source: Source, kind: str, number: int, entry: Mapping[str, Any]) -> Iterator[str]:
    """Say everything that is wrong with an entry."""
    wrong = False
    for key, value in entry.items():
        at = source.at(kind, number, key)
        if key not in KEYS[kind]:
            wrong = True
            yield f"{at}: [[{kind}]] has no '{key}'. {suggest(key, KEYS[kind])}"
        elif fault := _fault_of_value(key, value, KEYS[kind][key]):
            wrong = True
            yield f"{at}: {fault}"
    choice = entry.get("decision", "add" if kind == "add" else "")
    if isinstance(choice, str) and choice not in CHOICES[kind]:
        yield f"{source.at(kind, number, 'decision')}: nobody can {choice!r} a {kind}. {suggest(choice, filter(None, CHOICES[kind]))}"
    elif not wrong:
        at = source.at(kind, number)
        yield from (f"{at}: {fault}" for fault in (*_lacks(kind, choice, entry), *_faults_of_parts(entry.get("parts", []))))


def _fault_of_value(key: str, value: Any, types: tuple[type, ...]) -> str | None:
    fits = isinstance(value, types) and not (isinstance(value, bool) and bool not in types)
    if not fits:
        return f"{key} is {value!r}. Write {' or '.join(_CALLED_SO[t] for t in types)}."
    if key in {"value", "value_max"} and not re.fullmatch(r"-?\d+(\.\d+)?", str(value)):
        return f"{key} is {value!r}. Write a number, such as 3500000000 or 0.25."
    for name, allowed in (("modality", get_args(Modality)), ("comparator", get_args(Comparator)), ("language", _LANGUAGES)):
        if key == name and value not in allowed:
            return f"{key} is {value!r}. {suggest(value, allowed)}"
    return None


def _lacks(kind: str, choice: str, entry: Mapping[str, Any]) -> Iterator[str]:
    """Say what an entry would need for its decision."""
    needs: list[str] = []
    if kind == "entity":
        needs = ["id", *{"merge": ["into"], "rename": ["name"], "split": ["parts"]}.get(choice, [])]
    elif kind == "add" or (kind == "candidate" and choice in {"accept", "reject"}):
        needs = ["document", "quote"]
    elif kind == "claim" and not entry.get("id"):
        needs = ["id"] if not entry.get("quote") else ["document", "quote", "subject"]
    if kind == "add" and choice == "add":
        needs += ["subject"]
    what = f"a [[{kind}]]" + (f" to {choice}" if choice else "")
    yield from (f"{what} has no '{need}'. Write {need} = …." for need in needs if not entry.get(need))
    if "value" in entry and not entry.get("unit"):
        yield f'{what} has a value without a unit. Write unit = "USD", "percent", "ratio", "count" or the like.'


def _faults_of_parts(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, dict):
            yield f'a part is {part!r}. Write {{ id = "…", document = "…", quote = "…" }}.'
            continue
        yield from (f"a part has no '{key}'. {suggest(key, _PART)}" for key in part if key not in _PART)
        yield from (f"a part has no '{key}'. Write {key} = …." for key in ("id", "document", "quote") if not part.get(key))
        known = ((key, value, _PART[key]) for key, value in part.items() if key in _PART)
        yield from (f"a part: {fault}" for key, value, types in known if (fault := _fault_of_value(key, value, types)))
