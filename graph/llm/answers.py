"""Answers of a language model: recorded as they came, read again without a network, and cut into items.

A recorded answer is one line of JSON: `document` (its id, which holds a hash of its text), `start` and `end` (the stretch it
answers for, code points), `prompt` (the SHA-256 of what was sent), `model`, `finish` and `text`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args

from graph.errors import SourceError
from graph.llm.schema import MOST_CLAIMS

# `stop`: complete; `length`: cut off at the most it may be; `broken`: the connection ended early; `refusal`: the model would not
# answer; `none`: no answer came, and the text says why.
Finish = Literal["stop", "length", "broken", "refusal", "none"]
_LIST = re.compile(r'\{\s*"claims"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_SHOWN = 60
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered to one prompt, as it came."""

    document: str
    start: int
    end: int
    prompt: str
    model: str
    finish: Finish
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """The items of an answer that are complete, and what is wrong with the rest, if anything is."""

    items: tuple[Any, ...]
    fault: str | None = None


def read_items(answer: Answer) -> Items:
    r"""Cut an answer into its items. One that was cut off, or is broken at some place, keeps those before it.

    >>> read_items(Answer("d", 0, 1, "", "m", "length", '{"claims": [{"quote": "a"}, {"quote": "b'))
    Items(items=({'quote': 'a'},), fault='the answer was cut off behind 1 item: \'{"quote": "b\'')
    """
    if answer.finish == "refusal":
        return Items((), f"the model would not answer: {_short(answer.text)}")
    if answer.finish == "none":
        return Items((), "no answer came")
    opening = _LIST.search(answer.text)
    if opening is None:
        return Items((), f"the answer holds no list of claims: {_short(answer.text)}")
    items: list[Any] = []
    decoder = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_refuse)
    at = opening.end()
    while True:
        at = _skip(answer.text, at)
        if answer.text.startswith("]", at):
            return Items(tuple(items))
        if len(items) == MOST_CLAIMS:
            return Items(tuple(items), f"the answer has more than {MOST_CLAIMS} items")
        try:
            item, at = decoder.raw_decode(answer.text, at)
        except (ValueError, RecursionError):
            return Items(tuple(items), _rest(answer, at, len(items)))
        items.append(item)


def to_jsonl(answers: Iterable[Answer]) -> bytes:
    """Write answers as JSON Lines, in the order they are given in."""
    lines = (json.dumps(asdict(answer), ensure_ascii=False) for answer in answers)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def read_answers(path: Path) -> tuple[Answer, ...]:
    """Read recorded answers.

    Raises:
        SourceError: the file cannot be read, or a line of it is no recorded answer.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise SourceError(f"{path}: recorded answers cannot be read: {reason}. Give a file that was written with --record.") from fault
    lines = text.split("\n")
    return tuple(_read_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _read_line(line: str, place: str) -> Answer:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"{place}: not JSON. Write one recorded answer a line.") from fault
    wanted = {field.name: int if field.name in {"start", "end"} else str for field in fields(Answer)}
    for name, kind in wanted.items():
        if not isinstance(raw, dict) or type(raw.get(name)) is not kind:
            raise SourceError(f"{place}: no {name}, or not of the right kind. A recorded answer has {', '.join(wanted)}.")
    if raw["finish"] not in get_args(Finish):
        raise SourceError(f"{place}: finish is {raw['finish']!r}. Available: {', '.join(get_args(Finish))}.")
    return Answer(**{name: raw[name] for name in wanted})


def _skip(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _refuse(name: str) -> None:
    raise ValueError(name)


def _number(written: str) -> int | Decimal | str:
    """Read a number exactly; one no computer should work with stays text and is told as such later."""
    if len(written) > _LONGEST_NUMBER:
        return written
    try:
        return int(written)
    except ValueError:
        pass
    try:
        return Decimal(written)
    except ArithmeticError:
        return written


def _rest(answer: Answer, at: int, count: int) -> str:
    why = {"stop": "is broken", "broken": "broke off", "length": "was cut off"}[answer.finish]
    return f"the answer {why} behind {count} item{'' if count == 1 else 's'}: {_short(answer.text[at:])}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…") if text else "nothing"
