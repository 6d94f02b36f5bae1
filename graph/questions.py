"""Named questions: one `.rq` file each in `queries/`, asked by name with parameters.

A file is SPARQL that runs as it stands. Comments at its top say what it asks, in three languages, and what can be put
in; the line `VALUES ?name { … }` is where a parameter enters and holds its default:

    # title@en: Who supplies a company?
    # param: entity (entity) — the company supplied
    # example: ask suppliers-of entity=tsmc

A parameter is an `entity`, `relation`, `measure`, `modality`, `number`, `date` or `text`; `(entity, required)` has none
but an example of a value in its line. A new question is a new file and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from rdflib import Dataset

from graph.answers import Answer, run_sparql, to_csv, to_json, to_table
from graph.errors import QuestionError, suggest
from graph.model import Language
from graph.parameters import ANY, NAMED, VALUES, to_term

__all__ = ["QUESTIONS", "Answer", "Parameter", "Question", "ask", "list_questions", "run_sparql", "to_csv", "to_json", "to_table"]

QUESTIONS = Path(__file__).parent / "queries"
_HEADER = re.compile(r"# (title@(?P<language>[\w-]+)|(?P<key>param|example)): +(?P<rest>.*\S)")
_PARAMETER = re.compile(r"(?P<name>\w+) \((?P<type>\w+)(?P<required>, required)?\) — (?P<about>.+)")
_ENTRY = re.compile(r"VALUES \?(\w+) \{ (.*?) \}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be put into a question. `default` is as a person would type it; None where it has to be given."""

    name: str
    type: str
    default: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a name: titles by language, parameters, how it is asked, and its SPARQL."""

    name: str
    titles: Mapping[str, str]
    params: tuple[Parameter, ...]
    example: str
    text: str


def list_questions(folder: Path = QUESTIONS) -> tuple[Question, ...]:
    """Read every question, sorted by name.

    Raises:
        QuestionError: a file's header is not whole; the message names file and line.
    """
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def ask(store: Dataset, name: str, params: Mapping[str, str] = MappingProxyType({}), folder: Path = QUESTIONS) -> Answer:
    """Answer a question by its name.

    An entity is given as an id (`nvidia`, `ent:nvidia`), an IRI, or any label or alias in any script (`輝達`).

    Raises:
        QuestionError: no such question or parameter, a parameter is missing, or its value names nothing or several things.
    """
    path = folder / f"{name}.rq"
    names = sorted(file.stem for file in folder.glob("*.rq"))
    if name not in names:
        raise QuestionError(f"ask: no question '{name}'. {suggest(name, names)} Add one in graph/queries/.")
    question = _read(path)
    types = {param.name: param.type for param in question.params}
    for given in params:
        if given not in types:
            raise QuestionError(f"ask {name}: no parameter '{given}'. {suggest(given, types) if types else 'It takes none.'}")
    for param in question.params:
        if param.default is None and param.name not in params:
            raise QuestionError(f"ask {name}: {param.name} is missing ({param.about}). For example: {question.example}")
    terms = {given: to_term(store, types[given], value, f"ask {name}, {given}") for given, value in params.items()}
    # One pass, so that nothing in a value can be taken for the entry of another parameter.
    return run_sparql(store, _ENTRY.sub(lambda entry: f"VALUES ?{entry[1]} {{ {terms.get(entry[1], entry[2])} }}", question.text))


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    titles: dict[str, str] = {}
    params: list[Parameter] = []
    example = ""
    entries = dict(_ENTRY.findall(text))
    for number, line in enumerate(text.splitlines(), start=1):
        if not (found := _HEADER.fullmatch(line)):
            continue
        if found["language"]:
            titles[found["language"]] = found["rest"]
        elif found["key"] == "example":
            example = found["rest"]
        else:
            params.append(_parameter(found["rest"], entries, f"{path.name}, line {number}"))
    for language in get_args(Language):
        if language not in titles:
            raise QuestionError(f"{path.name}: no title@{language}. Begin the file with '# title@{language}: …'.")
    if not example.startswith(f"ask {path.stem}"):
        raise QuestionError(f"{path.name}: no example. Write '# example: ask {path.stem} …' below the titles.")
    return Question(path.stem, MappingProxyType(titles), tuple(params), example, text)


def _parameter(said: str, entries: Mapping[str, str], place: str) -> Parameter:
    found = _PARAMETER.fullmatch(said)
    kinds = [*NAMED, *VALUES]
    if not found or found["type"] not in kinds:
        raise QuestionError(f"{place}: '{said}' is no parameter. Write 'name (type) — what it is'; types: {', '.join(sorted(kinds))}.")
    if found["name"] not in entries:
        raise QuestionError(f"{place}: nothing takes {found['name']}. Write 'VALUES ?{found['name']} {{ its default }}' in the query.")
    default = None if found["required"] else _default(entries[found["name"]], found["type"])
    return Parameter(found["name"], found["type"], default, found["about"])


def _default(term: str, kind: str) -> str:
    name = ANY if term == "UNDEF" else term.strip('"').removeprefix("ent:").removeprefix("cp:")
    return name.lower() if kind == "modality" else name
