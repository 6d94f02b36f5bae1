"""SPARQL is answered, shown in W3C's forms, and refused where it writes, asks elsewhere or does not parse."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.namespace import XSD
from rich.console import Console

from graph.answers import Answer, run_sparql, shorten, tag, to_csv, to_json, to_table
from graph.errors import QuestionError
from graph.model import Claim, Entity
from graph.ontology import read_ontology
from graph.rdf import to_rdf
from graph.store import open_store

NVIDIA = "https://w3id.org/chokepoint/id/nvidia"


@pytest.fixture(scope="module")
def store() -> Dataset:
    known = [
        Entity("nvidia", "Company", (("en", "Nvidia"), ("zh-Hant", "輝達"))),
        Entity("evil", "Company", (("en", "[red]\x1b[2J\u202eevil[/red]"),)),
    ]
    return open_store(to_rdf([Claim("tsmc", "supplies", "nvidia"), Claim("evil", "supplies", "tsmc")], known, [], read_ontology()))


def test_select_keeps_order_and_gives_plain_values(store: Dataset) -> None:
    answer = run_sparql(store, 'SELECT ?a ?b { VALUES (?a ?b) { (ent:x 2.50) (true 7) ("z"@en 1e1) (UNDEF "2025"^^xsd:gYear) } }')
    assert answer.columns == ("a", "b")
    assert answer.rows == (("ent:x", Decimal("2.5")), (True, 7), ("z", Decimal(10)), (None, "2025"))


def test_ask_has_one_row(store: Dataset) -> None:
    assert run_sparql(store, "ASK { ent:tsmc cp:supplies ent:nvidia }").rows == ((True,),)
    assert run_sparql(store, "ASK { ent:nvidia cp:supplies ent:tsmc }").rows == ((False,),)


def test_construct_gives_sorted_triples(store: Dataset) -> None:
    answer = run_sparql(store, "CONSTRUCT { ?b cp:buysFrom ?a } WHERE { ?a cp:supplies ?b }")
    assert answer.columns == ("subject", "predicate", "object")
    assert answer.rows == (("ent:nvidia", "cp:buysFrom", "ent:tsmc"), ("ent:tsmc", "cp:buysFrom", "ent:evil"))


def test_describe_is_answered_too(store: Dataset) -> None:
    assert ("ent:tsmc", "cp:supplies", "ent:nvidia") in run_sparql(store, "DESCRIBE ent:tsmc").rows


def test_a_query_can_stand_in_a_file(store: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("ASK {}", encoding="utf-8-sig")
    assert run_sparql(store, file).rows == run_sparql(store, str(file)).rows == ((True,),)


WRONG = {
    "SELECT * WHERE {\n ?s ?p }": "query, line 2, column 9: not SPARQL after '?s ?p }'. Mend it there or just before.",
    "SELECT (SUM(?x) AS ?y) ?z { ?x ?z ?b }": "The SELECT contains a variable that is unbound.",
    'SELECT * WHERE {\n ?s "臺積電😀" ?o }': "query, line 2, column 10: ",
    "SELECT * { ?s foo:bar ?o }": "query, line 1, column 22: prefix foo: is not declared. Available: ",
    "SELECT * { ?s ents:bar ?o }": "prefix ents: is not declared. Did you mean ent?",
    "": "query, line 1, column 1: not SPARQL at the start of the line. Mend it there",
    "INSERT DATA { ent:a cp:supplies ent:b }": "query: INSERT would change the graph",
    "PREFIX a: <http://a/> # note\nDELETE WHERE { ?s ?p ?o }": "query: DELETE would change the graph",
    "load <file:///etc/passwd>": "query: LOAD would change the graph",
    "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }": "query: SERVICE asks another server",
    "SELECT * { service silent <http://localhost:1/> { ?s ?p ?o } }": "query: SERVICE asks another server",
    # The comment hides the keyword from whoever takes '<1)SERVICE?x#>' for an IRI.
    "SELECT * { BIND(<http://localhost:1/> AS ?x) FILTER(0<1)SERVICE?x#>\n{ ?s ?p ?o } }": "query, line 1, column ",
    "nowhere.rq": "nowhere.rq: no query can be read there.",
}


@pytest.mark.parametrize("query", WRONG)
def test_what_is_not_a_question_is_refused(store: Dataset, query: str) -> None:
    with pytest.raises(QuestionError) as error:
        run_sparql(store, query)
    assert WRONG[query] in str(error.value)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { } # SERVICE INSERT",
        'ASK { BIND("SERVICE" AS ?x) }',
        "ASK { BIND('''INSERT\nSERVICE''' AS ?service) }",
        "ASK { OPTIONAL { ?s <http://a/SERVICE#x> cp:Service } OPTIONAL { ?insert a cp:service } }",
    ],
)
def test_words_in_strings_and_names_are_no_keywords(store: Dataset, query: str) -> None:
    assert run_sparql(store, query).rows == ((True,),)


def test_refused_questions_change_nothing(store: Dataset) -> None:
    before = run_sparql(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    with pytest.raises(QuestionError):
        run_sparql(store, "DELETE WHERE { ?s ?p ?o }")
    assert run_sparql(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == before


TERMS = Answer(
    ("x", "y"),
    (
        (URIRef(NVIDIA), Literal('said, "so"\nit is', lang="zh-hant")),
        (BNode("b1"), Literal("2.50", datatype=XSD.decimal)),
        (None, Literal("plain", datatype=XSD.string)),
    ),
)  # fmt: skip


def test_csv_is_w3c_s() -> None:
    written = to_csv(TERMS)
    assert written.splitlines()[0] == "x,y"
    assert written.count("\r\n") == 4
    assert list(csv.reader(io.StringIO(written, newline=""))) == [
        ["x", "y"],
        [NVIDIA, 'said, "so"\nit is'],
        ["_:b1", "2.50"],
        ["", "plain"],
    ]


def test_json_is_w3c_s() -> None:
    assert json.loads(to_json(TERMS)) == {
        "head": {"vars": ["x", "y"]},
        "results": {
            "bindings": [
                {"x": {"type": "uri", "value": NVIDIA}, "y": {"type": "literal", "value": 'said, "so"\nit is', "xml:lang": "zh-Hant"}},
                {"x": {"type": "bnode", "value": "b1"}, "y": {"type": "literal", "value": "2.50", "datatype": str(XSD.decimal)}},
                {"y": {"type": "literal", "value": "plain"}},
            ]
        },
    }


def test_json_of_ask_is_a_boolean(store: Dataset) -> None:
    assert json.loads(to_json(run_sparql(store, "ASK {}"))) == {"head": {}, "boolean": True}


def shown(answer: Answer, language: str = "en") -> str:
    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    console.print(to_table(answer, language))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_table_shows_short_iris_with_their_label(store: Dataset) -> None:
    answer = run_sparql(store, "SELECT ?to ?how { VALUES ?how { cp:supplies } ent:tsmc ?how ?to }")
    assert "ent:nvidia Nvidia" in shown(answer)
    assert "ent:nvidia 輝達" in shown(answer, "zh-Hant")
    assert "cp:supplies supplies" not in shown(answer)  # a label that only repeats the name


def test_table_shows_every_kind_of_value(store: Dataset) -> None:
    answer = run_sparql(store, 'SELECT ?v { VALUES ?v { 4000000000000 true UNDEF "two\\nlines" } }')
    cells = [line.strip("│ ") for line in shown(answer).splitlines() if line.startswith("│")]
    assert cells == ["4000000000000", "true", "", "two lines"]


def test_nothing_in_a_cell_steers_the_terminal(store: Dataset) -> None:
    table = shown(run_sparql(store, "SELECT ?who { ?who cp:supplies ent:tsmc }"))
    assert "[red]�[2J�evil[/red]" in table
    assert not {"\x1b", "\u202e"} & set(table)


def test_names_with_a_prefix_only_where_they_can_be_read_back() -> None:
    assert [shorten(f"https://w3id.org/chokepoint/id/{name}") for name in ("tsmc", "臺積電", "", "a/b")] == [
        "ent:tsmc",
        "ent:臺積電",
        "https://w3id.org/chokepoint/id/",
        "https://w3id.org/chokepoint/id/a/b",
    ]


def test_language_tags_have_their_usual_case() -> None:
    assert [tag(t) for t in ("en", "zh-hant", "en-gb", "zh-hant-tw")] == ["en", "zh-Hant", "en-GB", "zh-Hant-TW"]
