"""The reference article's claims and questions, and whether a graph answers them.

Works over any graph of that article: give the claims and entities, and the gold entities are found in it by label.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rdflib import Dataset

from graph.errors import QuestionError
from graph.language.scripts import fold
from graph.merge import merge
from graph.model import Claim, Document, Entity, Period, Quantity
from graph.questions import Answer, ask

NAME = "nvidia-4-trillion"
Ask = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """How a question is put, and what besides the expected things being there makes its answer right.

    `exact` is a column that holds the expected entities and no others; `rows` the number of rows. Parameters that name
    entities hold gold ids.
    """

    asks: tuple[Ask, ...]
    exact: str = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """The article with its claims, entities and questions as one annotator reads it."""

    document: Document
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    questions: Mapping[str, Mapping[str, Any]]


def read_gold(shared: Path) -> Gold:
    """Read the reference material."""
    gold = json.loads((shared / "gold" / f"{NAME}.gold.json").read_text(encoding="utf-8"))
    questions = json.loads((shared / "gold" / f"{NAME}.questions.json").read_text(encoding="utf-8"))
    head = gold["document"]
    text = (shared / "sources" / head["file"]).read_text(encoding="utf-8")
    document = Document(head["file"], text, head["language"], published=head["published"])
    return Gold(
        document,
        merge(_claim(claim, document) for claim in gold["claims"]),
        tuple(_entity(entity, head["language"]) for entity in gold["entities"]),
        {question["id"]: question for question in questions},
    )


def missing(store: Dataset, case: Case, expected: Mapping[str, Any], ids: Mapping[str, str]) -> list[str]:
    """Say what an answer lacks; nothing, when the question is answered. `ids` maps gold ids to those of the store."""
    try:
        return _lacks(store, case, expected, ids)
    except QuestionError as error:  # what is asked about is not in the graph
        return [str(error)]


def report(store: Dataset, cases: Mapping[str, Case], gold: Gold, entities: Iterable[Entity]) -> dict[str, list[str]]:
    """Say of each question what its answer lacks over a graph of the article that somebody else made, with ids of its own."""
    ids = ids_by_label(gold.entities, entities)
    return {name: missing(store, case, gold.questions[name]["answer"], ids) for name, case in cases.items()}


def _lacks(store: Dataset, case: Case, expected: Mapping[str, Any], ids: Mapping[str, str]) -> list[str]:
    asked = [(name, {key: ids.get(value, value) for key, value in params.items()}) for name, params in case.asks]
    answers = [ask(store, name, params) for name, params in asked]
    rows = [_row(answer, row, params) for answer, (_, params) in zip(answers, asked, strict=True) for row in answer.rows]
    found = {str(value).removeprefix("ent:") for row in rows for value in row.values()}
    wanted = {ids.get(name, name) for name in expected["entities"]}
    lacks = sorted(wanted - found)
    lacks += [f"{v['of']} {v['value']} {v['unit']}" for v in expected["values"] if not any(_holds(row, v, ids) for row in rows)]
    if case.exact:
        lacks += [f"not {name}" for name in sorted({str(row[case.exact]).removeprefix("ent:") for row in rows} - wanted)]
    if case.rows is not None and case.rows != len(rows):
        lacks.append(f"{case.rows} rows, not {len(rows)}")
    return lacks


def ids_by_label(gold: Iterable[Entity], entities: Iterable[Entity]) -> dict[str, str]:
    """Map each gold id to the id of the entity that has it, or else a label or alias of it."""
    entities = tuple(entities)
    known = {entity.id for entity in entities}
    named = {_plain(label): entity.id for entity in reversed(entities) for _, label in (*entity.aliases, *entity.labels)}
    found = {}
    for entity in gold:
        names = [named[_plain(label)] for _, label in (*entity.labels, *entity.aliases) if _plain(label) in named]
        if entity.id in known or names:
            found[entity.id] = entity.id if entity.id in known else names[0]
    return found


def _row(answer: Answer, row: tuple[Any, ...], params: Mapping[str, str]) -> dict[str, Any]:
    """Put what was asked for beside what was answered: the subject of a value may stand in either."""
    return {f"asked {key}": value for key, value in params.items()} | dict(zip(answer.columns, row, strict=True))


def _holds(row: Mapping[str, Any], value: Mapping[str, Any], ids: Mapping[str, str]) -> bool:
    """Tell whether a row has an expected value: within 1 %, of the right thing, with its unit, comparator and time where it has those."""
    numbers = [number for number in row.values() if isinstance(number, int | Decimal) and not isinstance(number, bool)]
    wanted = Decimal(str(value["value"]))
    of = ids.get(value["of"], value["of"])
    return (
        any(abs(number - wanted) <= abs(wanted) / 100 for number in numbers)
        and of in {str(cell).removeprefix("ent:") for cell in row.values()}
        and (value["unit"] == row.get("unit") or value["unit"] in " ".join(row).lower())  # risePercent, months
        and row.get("comparator") in {None, value["comparator"]}
        and value.get("time") in {None, row.get("time")}
    )


def _claim(claim: Mapping[str, Any], document: Document) -> Claim:
    quantity = None
    if claim["value"] is not None:
        low, high = (None if number is None else Decimal(str(number)) for number in (claim["value"], claim["value_max"]))
        quantity = Quantity(low or Decimal(0), claim["unit"], high, claim["comparator"], approximate=claim["comparator"] == "≈")
    return Claim(
        subject=claim["subject"],
        relation=claim["relation"],
        object=claim["object"],
        measure=claim["measure"],
        quantity=quantity,
        period=Period(claim["time"], claim["time_end"]) if claim["time"] else None,
        speaker=claim["speaker"],
        modality=claim["modality"],
        negated=claim["negated"],
        rule="gold",
        evidence=(document.cite(*claim["evidence"]),),
    )


def _entity(entity: Mapping[str, Any], language: str) -> Entity:
    labels = tuple(sorted(entity["labels"].items()))
    aliases = tuple((language, form) for form in entity["forms"] if (language, form) not in labels)
    return Entity(entity["id"], entity["type"], labels, aliases, entity["wikidata"])


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(unicodedata.normalize("NFKC", text))).casefold()
