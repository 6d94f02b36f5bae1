"""The decisions file: TOML, an entry for each claim, candidate and entity decided on, and for each claim added by hand.

TOML, because a person writes it and a program reads it: text that says what it is, a change is a change of one line, comments stay,
and Python reads it without help. It is only ever appended to; what a person wrote is never written anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast

from graph.errors import ChokepointError, suggest
from graph.model import Claim, Period, Quantity
from graph.review.entries import KEYS, Source, faults

NAME = "decisions.toml"
Kind = Literal["claim", "candidate", "entity", "add"]
Choice = Literal["", "accept", "reject", "merge", "split", "rename", "add"]
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


class DecisionError(ChokepointError):
    """A decisions file is not what it should be."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a split entity stands for: where a quote is, it is this one."""

    id: str
    type: str = ""
    label: str = ""
    document: str = ""
    quote: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the file. `place` is its file and line; `choice` is empty where nothing is decided, or no longer.

    `claim` is what it says the claim is, without evidence, its entities named by id or by any name; `types` are the classes of
    those that are new, by role. `document` is a document's name, `quote` a passage of it, `start` a hint where (code points).
    """

    kind: Kind
    place: str
    choice: Choice = ""
    id: str = ""
    document: str = ""
    quote: str = ""
    start: int | None = None
    claim: Claim | None = None
    types: tuple[tuple[str, str], ...] = ()
    into: str = ""
    name: str = ""
    language: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What it is about: entries of one key are about one thing."""
        if self.id:
            return self.kind, self.id
        return self.kind, self.document, self.quote, self.claim.id if self.claim else ""


def find_decisions(paths: Iterable[Path]) -> Path | None:
    """Find the decisions file beside the sources, else in the working folder.

    Raises:
        DecisionError: there are several beside the sources.
    """
    beside = {folder / NAME: None for path in paths for folder in [path if path.is_dir() else path.parent]}
    found = {file.resolve(): file for file in beside if file.is_file()}
    if len(found) > 1:
        names = ", ".join(map(str, found.values()))
        raise DecisionError(f"{names}: {len(found)} files of decisions. Name the one that counts with --decisions.")
    return next(iter(found.values()), None) or (Path(NAME) if Path(NAME).is_file() else None)


def place_decisions(paths: Iterable[Path], named: Path | None, folder: Path) -> Path:
    """Say which file decisions are to be written to: the one that is named, or is found, or else a new one in a folder.

    A folder that is not the working folder is where it goes, whatever else is found.

    Raises:
        DecisionError: there are several beside the sources.
    """
    found = find_decisions(paths) if named is None and folder == Path() else None
    return named or found or folder / NAME


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a decisions file, its entries in their order.

    Raises:
        DecisionError: it is not there, cannot be read, is not TOML, or has entries, keys or values that mean nothing; all of them told.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise DecisionError(f"{path}: cannot be read: {fault.strerror}. Give the file that build.py review wrote.") from fault
    except UnicodeDecodeError as fault:
        raise DecisionError(f"{path}: byte {fault.start} is not UTF-8. Save the file as UTF-8.") from fault
    return parse_decisions(text.replace("\r\n", "\n"), str(path))


def parse_decisions(text: str, name: str = NAME) -> tuple[Decision, ...]:
    r"""Read the text of a decisions file; `name` is what messages call it.

    >>> parse_decisions('[[claim]]\nid = "0303b384e7cd0f13"\ndecision = "reject"')[0].choice
    'reject'

    Raises:
        DecisionError: as `read_decisions`.
    """
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        where = _PLACE.search(str(fault))
        line = f":{where[1]}:{where[2]}" if where else f":{text.count(chr(10)) + 1}"
        wrong = _PLACE.sub("", str(fault))
        raise DecisionError(f"{name}{line}: not TOML: {wrong}. Texts stand in quotes, entries begin with [[claim]] or the like.") from fault
    source = Source(name, text)
    if unknown := [kind for kind in raw if kind not in KEYS]:
        raise DecisionError("\n".join(f"{source.at(kind)}: no entry is called '{kind}'. {suggest(kind, KEYS)}" for kind in unknown))
    if single := [kind for kind, entries in raw.items() if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries)]:
        raise DecisionError("\n".join(f"{source.at(kind)}: '{kind}' is no list of entries. Begin each with [[{kind}]]." for kind in single))
    entries = [(cast("Kind", kind), number, entry) for kind, entries in raw.items() for number, entry in enumerate(entries)]
    entries.sort(key=lambda e: source.line(e[0], e[1]))
    if wrong_ones := [fault for kind, number, entry in entries for fault in faults(source, kind, number, entry)]:
        raise DecisionError("\n".join(wrong_ones))
    return tuple(_decision(f"{name}:{source.line(kind, number)}", kind, entry) for kind, number, entry in entries)


def _decision(place: str, kind: Kind, entry: Mapping[str, Any]) -> Decision:
    choice = entry.get("decision", "add" if kind == "add" else "")
    return Decision(
        kind,
        place,
        cast("Choice", "" if choice == "undo" else choice),
        entry.get("id", ""),
        entry.get("document", ""),
        entry.get("quote", ""),
        entry.get("start"),
        _claim(entry) if entry.get("subject") else None,
        tuple((role, entry[f"{role}_type"]) for role in ("subject", "object", "speaker") if entry.get(f"{role}_type")),
        entry.get("into", ""),
        entry.get("name", ""),
        entry.get("language", ""),
        tuple(Part(**part) for part in entry.get("parts", [])),
    )


def _claim(entry: Mapping[str, Any]) -> Claim:
    value, high = (None if entry.get(key) is None else Decimal(entry[key]) for key in ("value", "value_max"))
    quantity = None
    if value is not None:
        comparator, approximate = entry.get("comparator", "="), entry.get("approximate", False)
        quantity = Quantity(value, entry["unit"], high, comparator, approximate=approximate, per=entry.get("per") or None)
    return Claim(
        entry["subject"],
        entry.get("relation") or None,
        entry.get("object") or None,
        entry.get("measure") or None,
        quantity,
        Period(entry["time"], entry.get("time_end") or None) if entry.get("time") else None,
        entry.get("speaker") or None,
        entry.get("modality") or "fact",
        entry.get("negated", False),
    )
