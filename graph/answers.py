"""SPARQL in, an answer out: run, and shown as a table, CSV or JSON.

Source: SPARQL 1.1 Query Language; SPARQL 1.1 Query Results JSON Format; SPARQL 1.1 Query Results CSV and TSV Formats.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal as OneOf

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import Node
from rich.table import Table
from rich.text import Text

from graph.errors import QuestionError, suggest
from graph.store import PREFIXES

Value = str | int | Decimal | bool | None
_VALUES: Mapping[URIRef, Callable[[str], Value]] = {
    XSD.boolean: lambda text: text in {"true", "1"},
    XSD.decimal: Decimal,
    XSD.double: Decimal,
    XSD.float: Decimal,
    XSD.integer: int,
}
# What may stand between two words of SPARQL and hold any word itself: IRIs, strings, comments, variables, prefixed names.
_NOT_A_WORD = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*|[?$]\w+|[\w.-]*:(?:\\.|%\w\w|[\w.:-])*""",
    re.DOTALL,
)
_UPDATE = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, as RDF terms, in the order the query gives.

    An ASK has one row of one boolean under `answer`; a CONSTRUCT or DESCRIBE a sorted row a triple under `subject`,
    `predicate`, `object`. `labels` names the IRIs in the rows: IRI -> language (lower case) -> label.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Node | None, ...], ...]
    kind: OneOf["select", "ask", "construct"] = "select"
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as plain values: numbers, booleans, and text; an IRI with its prefix (`ent:nvidia`), None where nothing is bound."""
        return tuple(tuple(_value(term) for term in row) for row in self.terms)


def run_sparql(store: Dataset, query: str | Path) -> Answer:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE, given as text or as a `.rq` or `.sparql` file; the project's prefixes are known.

    Raises:
        QuestionError: no such file; the text does not parse, with line and column; it would write or ask another server.
    """
    text, place = _read(query)
    words = [word.upper() for word in re.findall(r"\w+", _NOT_A_WORD.sub(" ", text))]
    first = next((word for word in words if word not in {"PREFIX", "BASE"}), "")
    if first in _UPDATE:
        raise QuestionError(f"{place}: {first} would change the graph, and questions only read. Write SELECT, ASK, CONSTRUCT or DESCRIBE.")
    try:
        _stay_here(text)
        answer = _answer(store.query(text, initNs=dict(PREFIXES)))
    except SyntaxError as error:
        if "SERVICE" in words:
            raise QuestionError(f"{place}: SERVICE asks another server, and questions are answered offline. Ask of this graph.") from error
        raise QuestionError(f"{place}{_explain(str(error), text)}") from error
    return Answer(answer.columns, answer.terms, answer.kind, _labels(store, answer))


def to_table(answer: Answer, language: str = "en") -> Table:
    """Lay an answer out for the terminal: IRIs short, with their label in the language. Nothing in a cell is markup."""
    table = Table(*answer.columns)
    for terms, row in zip(answer.terms, answer.rows, strict=True):
        table.add_row(*(_cell(term, value, answer.labels, language) for term, value in zip(terms, row, strict=True)))
    return table


def to_csv(answer: Answer) -> str:
    """Write W3C SPARQL CSV: full IRIs, bare literals, CRLF, nothing for what is not bound."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(answer.columns)
    lines.writerows(["" if term is None else f"_:{term}" if isinstance(term, BNode) else str(term) for term in row] for row in answer.terms)
    return out.getvalue()


def to_json(answer: Answer) -> str:
    """Write W3C SPARQL JSON."""
    content: dict[str, object]
    if answer.kind == "ask":
        content = {"head": {}, "boolean": answer.rows[0][0]}
    else:
        bindings = [
            {column: _json(term) for column, term in zip(answer.columns, row, strict=True) if term is not None} for row in answer.terms
        ]
        content = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def shorten(iri: str) -> str:
    """Write an IRI with its prefix where it has one.

    >>> shorten("https://w3id.org/chokepoint/id/nvidia"), shorten("http://example.org/a")
    ('ent:nvidia', 'http://example.org/a')
    """
    fits = ((prefix, iri[len(space) :]) for prefix, space in PREFIXES.items() if iri.startswith(space))
    return next((f"{prefix}:{name}" for prefix, name in fits if name and not re.search(r"[/#?:\s]", name)), iri)


def tag(language: str) -> str:
    """Write a language tag in the case people use, which stores do not keep.

    >>> tag("zh-hant"), tag("en-gb")
    ('zh-Hant', 'en-GB')

    Source: RFC 5646, 2.1.1.
    """
    first, *rest = language.split("-")
    return "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])  # noqa: PLR2004  # a script


def _read(query: str | Path) -> tuple[str, str]:
    """Give the query's text and the place to name in messages."""
    if isinstance(query, str) and not re.fullmatch(r"[^\n{]+\.(rq|sparql)", query.strip()):
        return query, "query"
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8-sig"), path.name
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path}: no query can be read there. Give SPARQL text, or a UTF-8 file ending in .rq or .sparql.") from error


def _stay_here(text: str) -> None:
    """Make sure that nothing in a query is the keyword SERVICE: with the word changed everywhere, it still has to parse.

    Reading SPARQL by ourselves could be tricked; this way the engine that would follow the keyword says where it stands.

    Raises:
        SyntaxError: it does not parse so.
    """
    if "service" in text.lower():
        ox.Store().query(re.sub("service", "servise", text, flags=re.IGNORECASE), prefixes=dict(PREFIXES))


def _answer(result: Result) -> Answer:
    if result.type == "ASK":
        return Answer(("answer",), ((Literal(bool(result.askAnswer)),),), "ask")
    if result.type in {"CONSTRUCT", "DESCRIBE"}:
        triples = sorted((tuple(triple) for triple in result.graph or Graph()), key=lambda triple: [term.n3() for term in triple])
        return Answer(("subject", "predicate", "object"), tuple(triples), "construct")
    columns = tuple(str(variable) for variable in result.vars or ())
    return Answer(columns, tuple(tuple(row.get(variable) for variable in result.vars or ()) for row in result.bindings))


def _explain(message: str, text: str) -> str:
    """Make `, line 1, column 9: …` of the engine's `error at 1:9: …`."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return f": {message}. Correct the SPARQL."
    line, column = int(found[1]), int(found[2])
    where = f", line {line}, column {column}"
    written = text.split("\n")[line - 1][: column - 1] if text else ""
    if "Prefix not found" in found[3]:
        prefix = next(iter(re.findall(r"([\w-]*):[\w-]*$", written)), "")
        return f"{where}: prefix {prefix}: is not declared. {suggest(prefix, PREFIXES)}"
    after = f"after '{written.strip()[-30:]}'" if written.strip() else "at the start of the line"
    # What the engine expected there is a list of keywords of little help, unless it is a sentence.
    sentence = re.search(r"[A-Z][a-z]+( [\w?]+){3,}", found[3])
    return f"{where}: not SPARQL {after}. {f'{sentence[0]}.' if sentence else 'Mend it there or just before.'}"


def _labels(store: Dataset, answer: Answer) -> dict[str, dict[str, str]]:
    """Look up the labels of the IRIs in an answer's rows."""
    iris = " ".join(sorted({term.n3() for row in answer.terms for term in row if isinstance(term, URIRef)}))
    if not iris:
        return {}
    query = f"SELECT ?iri ?label {{ VALUES ?iri {{ {iris} }} ?iri rdfs:label|skos:prefLabel ?label }}"
    found = _answer(store.query(query, initNs=dict(PREFIXES)))
    labels: dict[str, dict[str, str]] = {}
    for iri, label in sorted(found.terms, key=str, reverse=True):
        if isinstance(label, Literal):
            labels.setdefault(str(iri), {})[label.language or ""] = str(label)
    return labels


def _value(term: Node | None) -> Value:
    if isinstance(term, URIRef):
        return shorten(str(term))
    if isinstance(term, Literal) and term.datatype and term.datatype in _VALUES:
        return _VALUES[term.datatype](str(term))
    return None if term is None else f"_:{term}" if isinstance(term, BNode) else str(term)


def _cell(term: Node | None, value: Value, labels: Mapping[str, Mapping[str, str]], language: str) -> Text:
    names = labels.get(str(term), {}) if isinstance(term, URIRef) else {}
    label = names.get(language.lower()) or names.get("en") or next(iter(names.values()), "")
    if isinstance(value, bool):
        value = str(value).lower()
    shown = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    cell = Text(_printable(shown))
    says_more = label.casefold() not in {"", shown.removeprefix("cp:").casefold()}
    return cell.append(f" {_printable(label)}", style="bold") if says_more else cell


def _printable(text: str) -> str:
    """Keep what a document says from steering the terminal: control and direction characters are shown as �."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def _json(term: Node) -> dict[str, str]:
    if isinstance(term, URIRef):
        return {"type": "uri", "value": str(term)}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": str(term)}
    more = {"xml:lang": tag(term.language)} if term.language else {"datatype": str(term.datatype)} if term.datatype else {}
    return {"type": "literal", "value": str(term), **({} if more.get("datatype") == str(XSD.string) else more)}
