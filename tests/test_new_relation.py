"""A relation added to `ontology.ttl` alone appears in extraction, checks, questions and page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.check import check
from graph.model import Claim, Document, Entity
from graph.ontology import read_ontology
from graph.pipeline import Vocabulary, build, read_claims
from graph.questions import ask
from graph.rdf import to_rdf
from graph.store import open_store
from graph.writers import WRITERS, Result
from tests.commands import ROOT
from tests.page.example import unpack

AUDITS = """
cp:audits a owl:ObjectProperty , cp:Relation ;
    rdfs:label "audits"@en , "审计"@zh-Hans , "審計"@zh-Hant ;
    skos:definition "examines the accounts of"@en , "审查对方的账目"@zh-Hans , "審查對方的帳目"@zh-Hant ;
    skos:example "Oracle audits CoreWeave."@en ;
    schema:domainIncludes cp:Organisation ;
    schema:rangeIncludes cp:Organisation ;
    cp:family cp:RiskFamily ;
    skos:hiddenLabel "audits"@en , "audited"@en , "审计了"@zh-Hans ;
    rdfs:isDefinedBy <https://w3id.org/chokepoint/ontology> .
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    (folder / "ours.txt").write_text("Microsoft audited CoreWeave.\n")
    (folder / "theirs.txt").write_text("微软审计了台积电。", "utf-8")
    return folder


@pytest.fixture(scope="module")
def audited(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    copy = tmp_path_factory.mktemp("copy") / "ontology.ttl"
    copy.write_text((ROOT / "ontology.ttl").read_text("utf-8") + AUDITS, "utf-8")
    return build([news], Vocabulary(ontology=copy))


def test_it_is_extracted(audited: Result, news: Path) -> None:
    found = {(c.subject, c.relation, c.object) for c in audited.claims}
    assert found >= {("microsoft", "audits", "coreweave"), ("microsoft", "audits", "tsmc")}
    assert "audits" not in {c.relation for c in read_claims([news]).claims}


def test_it_is_checked(audited: Result) -> None:
    document = Document("news.txt", "Microsoft audited Germany.", "en")
    entities = (Entity("microsoft", "Company", (("en", "Microsoft"),)), Entity("germany", "Country", (("en", "Germany"),)))
    claim = Claim("microsoft", "audits", "germany", rule="test", evidence=(document.cite(0, 26),))
    report = check(to_rdf([claim], entities, [document], audited.ontology))
    assert {f.check for f in report.findings if f.severity == "violation"} == {"relation-range"}
    assert [f for f in audited.findings if f.severity == "violation"] == []


def test_it_can_be_asked_for(audited: Result) -> None:
    store = open_store(audited.rdf)
    assert ["cp:audits" in row for row in ask(store, "evidence", {"entity": "microsoft", "other": "tsmc"}).rows] == [True]
    assert len(store.query("SELECT ?x WHERE { ent:microsoft cp:audits ?x }")) == 2


@pytest.mark.parametrize("name", sorted(set(WRITERS) - {"candidates.jsonl", "coverage.jsonl", "graph.html"}))
def test_it_stands_in_the_outputs(name: str, audited: Result) -> None:
    assert b"audits" in WRITERS[name](audited)


def test_the_page_draws_and_names_it(audited: Result) -> None:
    def page_of(result: Result) -> str:
        return json.dumps(unpack(WRITERS["graph.html"](result).decode()), ensure_ascii=False)

    assert all(label in page_of(audited) for label in ("audits", "审计", "審計"))
    assert "審計" not in page_of(replace(audited, claims=(), ontology=read_ontology()))
