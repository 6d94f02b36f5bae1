"""What people type finds what they mean, or they are told what there is."""

from __future__ import annotations

import pytest
from rdflib import Dataset

from graph.errors import QuestionError
from graph.model import Claim, Document, Entity
from graph.ontology import read_ontology
from graph.parameters import to_term
from graph.rdf import to_rdf
from graph.store import open_store

ENTITY = "<https://w3id.org/chokepoint/id/{}>".format
TERM = "<https://w3id.org/chokepoint/ontology#{}>".format
REPORT = Document("report.txt", "Some text.", "en", title="A report on chips")


@pytest.fixture(scope="module")
def store() -> Dataset:
    known = [
        Entity(
            "nvidia",
            "Company",
            (("en", "Nvidia"), ("zh-Hans", "英伟达")),
            (("zh-Hant", "輝達"), ("zh-Hant", "英偉達"), ("en", "NVIDIA Corp.")),
            ticker="NVDA",
        ),
        Entity("tsmc", "Company", (("en", "TSMC"), ("zh-Hant", "臺積電"))),
        Entity("apple", "Company", (("en", "Apple"), ("zh-Hant", "蘋果"))),
        Entity("apple-fruit", "Product", (("en", "Apple fruit"), ("zh-Hant", "蘋果"))),
        Entity("sk hynix", "Company", (("en", "SK hynix"),)),
        Entity("deepseek", "Company", (("en", "DeepSeek"),)),
        Entity("deepseek-model", "Software", (("en", "DeepSeek model"),), (("en", "DeepSeek"),)),
    ]
    claims = [Claim("臺積電-3nm", "foreseen", "nvidia")]
    return open_store(to_rdf(claims, known, [REPORT], read_ontology()))


FOUND = {
    ("entity", "nvidia"): ENTITY("nvidia"),
    ("entity", "ent:nvidia"): ENTITY("nvidia"),
    ("entity", "https://w3id.org/chokepoint/id/nvidia"): ENTITY("nvidia"),
    ("entity", "<https://w3id.org/chokepoint/id/nvidia>"): ENTITY("nvidia"),
    ("entity", " NVIDIA  corp. "): ENTITY("nvidia"),
    ("entity", "輝達"): ENTITY("nvidia"),
    ("entity", "辉达"): ENTITY("nvidia"),
    ("entity", "英偉達"): ENTITY("nvidia"),
    ("entity", "ＮＶＩＤＩＡ"): ENTITY("nvidia"),
    ("entity", "nvda"): ENTITY("nvidia"),
    ("entity", "台积电"): ENTITY("tsmc"),
    ("entity", "sk hynix"): ENTITY("sk%20hynix"),
    ("entity", "臺積電-3nm"): ENTITY("臺積電-3nm"),
    ("entity", "DeepSeek"): ENTITY("deepseek"),
    ("entity", "any"): "UNDEF",
    ("relation", "supplies"): TERM("supplies"),
    ("relation", "cp:supplies"): TERM("supplies"),
    ("relation", "foreseen"): TERM("foreseen"),
    ("measure", "marketCap"): TERM("marketCap"),
    ("class", "Chip"): TERM("Chip"),
    ("modality", "forecast"): TERM("Forecast"),
    ("modality", "any"): "UNDEF",
    ("document", "report.txt"): f"<https://w3id.org/chokepoint/document/{REPORT.id}>",
    ("document", REPORT.id): f"<https://w3id.org/chokepoint/document/{REPORT.id}>",
    ("document", "a report on chips"): f"<https://w3id.org/chokepoint/document/{REPORT.id}>",
    ("number", " 4,000.5 "): '"4000.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    ("number", "-2e3"): '"-2000"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    ("date", "2025-Q1"): '"2025-Q1"',
    ("date", ""): '""',
    ("text", ' a "b" '): r'" a \"b\" "',
}


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_names_and_values_are_found(store: Dataset, kind: str, text: str) -> None:
    assert to_term(store, kind, text, "here") == FOUND[kind, text]


REFUSED = {
    ("entity", "nvidea"): "here: no entity 'nvidea' in this graph. Did you mean nvidia?",
    ("entity", "臺積店"): "here: no entity '臺積店' in this graph. Did you mean tsmc",
    ("entity", "蘋果"): "here: '蘋果' names 2 things: apple (Company), apple-fruit (Product). Give one of these ids.",
    ("entity", "> } DROP ALL #"): "here: no entity '> } DROP ALL #' in this graph.",
    ("entity", ""): "here: no entity '' in this graph.",
    ("entity", "http://elsewhere.example/nvidia"): "here: no entity 'http://elsewhere.example/nvidia' in this graph.",
    ("relation", "suplies"): "here: no relation 'suplies' in this graph. Did you mean supplies",
    ("measure", "supplies"): "here: no measure 'supplies' in this graph.",
    ("class", "Chp"): "here: no class 'Chp' in this graph. Did you mean Chip?",
    ("modality", "facts"): "here: no modality 'facts' in this graph. Did you mean fact?",
    ("document", "raport.txt"): f"here: no document 'raport.txt' in this graph. Did you mean {REPORT.id}?",
    ("number", "many"): "here: 'many' is not a number. Write digits,",
    ("number", "1e99"): "here: '1e99' is out of bounds.",
    ("number", "NaN"): "here: 'NaN' is out of bounds.",
    ("date", "2025-13"): "here: '2025-13' is not a time. Write 2025,",
    ("date", "２０２５"): "here: '２０２５' is not a time.",
    ("text", "\ud83d"): "here: the text holds half a character.",
}


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_what_names_nothing_is_refused_with_a_hint(store: Dataset, kind: str, text: str) -> None:
    with pytest.raises(QuestionError) as error:
        to_term(store, kind, text, "here")
    assert str(error.value).startswith(REFUSED[kind, text])
