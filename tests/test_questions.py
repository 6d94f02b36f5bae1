"""Named questions answer what an analyst asks of the reference article, and refuse what they cannot answer."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset

from graph.errors import QuestionError
from graph.ontology import read_ontology
from graph.pipeline import read_claims
from graph.questions import QUESTIONS, Question, ask, list_questions, run_sparql
from graph.rdf import to_rdf
from graph.store import open_store
from tests.gold import Case, Gold, missing, read_gold, report
from tests.strategies import texts

NVIDIA = {"entity": "nvidia"}
CASES = {
    "q01": Case((("manufacturers-of", NVIDIA),), exact="manufacturer"),
    "q02": Case((("measure-of", {**NVIDIA, "measure": "grossMargin"}),), rows=1),
    "q03": Case((("members-of", {"group": "hyperscalers"}),), exact="member"),
    "q05": Case((("launched-for", {"whole": "ai-factory"}),), rows=1),
    "q06": Case((("restricted-items", {"class": "Chip"}),), exact="item"),
    "q07": Case((("price-of", {"entity": "b200"}),), rows=1),
    "q09": Case((("milestones", {**NVIDIA, "measure": "marketCap"}),), rows=4),
    "q10": Case((("months-between-milestones", {**NVIDIA, "measure": "marketCap"}),), rows=2),
    "q11": Case((("what-moved", {**NVIDIA, "period": "2025-01"}),), rows=3),
    "q13": Case((("roadmap", NVIDIA),), exact="item"),
    "q15": Case((("claims-by-camp", {"group": "bears"}), ("named-with", {"entity": "bears"}))),
    "q17": Case((("claims-by-speaker", {"speaker": "citi"}),), rows=4),
    "q18": Case((("named-drivers", {"speaker": "jensen-huang"}),)),
    "q20": Case((("coined-by", {"term": "structural-mismatch"}),), exact="speaker"),
    "q21": Case((("claims-by-modality", {"modality": "hypothetical"}),), exact="subject"),
    "q23": Case((("value-per-head-check", NVIDIA),)),
    "q24": Case((("rise-from-low", {**NVIDIA, "period": "2025-04"}),), rows=1),
    "q26": Case((("demand-sources", {"modality": "any"}),)),
    "q27": Case((("displaced-and-tipped", {"group": "hyperscalers"}),), exact="member"),
    "q29": Case((("facility-of-family", {"market": "china-black-market"}),), rows=1),
    "q31": Case(
        (("two-step", {**NVIDIA, "upset": "hundred-model-war", "place": "china", "period": "2025-01", "modality": "any"}),), rows=1
    ),
    "q32": Case((("exposure", {"entity": "hyperscalers"}), ("named-with", {"entity": "jim-chanos"}))),
    "q34": Case((("chain", {"from": "overcapacity", "to": "capital-chain"}), ("named-with", {"entity": "capital-binding"}))),
    "q37": Case((("stated-twice", NVIDIA),), rows=4),
}
# What no query over the annotated claims can give.
LACKS = {
    "q13": ["silicon-photonics 1000000.0 count"],  # no claim has the million of the 2027 interconnect as a number
    "q18": ["enterprise-ai-agents", "may-earnings-call"],  # in no claim, and in no passage of a claim with this speaker
    "q20": ["ai-industry", "structural-mismatch"],  # the passages of the spoken claims begin after the term
    "q21": ["agentic-ai", "ai-bubble"],  # the one stands in claims of opinion only, the other in no claim
    "q26": ["enterprise-ai-agents"],  # in no claim; the twelve others are found
}
# How many are answered from what the project itself reads in the article. A figure that only goes up.
READ_AT_LEAST = 11


@pytest.fixture(scope="module")
def gold(shared: Path) -> Gold:
    return read_gold(shared)


@pytest.fixture(scope="module")
def store(gold: Gold) -> Dataset:
    return open_store(to_rdf(gold.claims, gold.entities, [gold.document], read_ontology()))


@pytest.mark.parametrize("name", CASES)
def test_analyst_questions_are_answered_from_claims(gold: Gold, store: Dataset, name: str) -> None:
    assert missing(store, CASES[name], gold.questions[name]["answer"], {}) == LACKS.get(name, [])


def test_every_analyst_question_is_put(gold: Gold) -> None:
    assert CASES.keys() == gold.questions.keys()


def test_an_empty_graph_answers_none_of_them(gold: Gold) -> None:
    empty = open_store(to_rdf([], gold.entities, [], read_ontology()))
    assert all(missing(empty, case, gold.questions[name]["answer"], {}) for name, case in CASES.items())


def test_questions_are_answered_from_the_article_itself(shared: Path, gold: Gold) -> None:
    said = read_claims([shared / "sources" / gold.document.name])
    lacks = report(open_store(to_rdf(said.claims, said.entities, said.documents, said.ontology)), CASES, gold, said.entities)
    answered = [name for name, missed in lacks.items() if not missed]
    assert len(answered) >= READ_AT_LEAST, "\n".join(f"{name}: {', '.join(missed)}" for name, missed in lacks.items() if missed)


@pytest.mark.parametrize("question", list_questions(), ids=lambda question: question.name)
def test_questions_are_whole(store: Dataset, question: Question) -> None:
    assert len(set(question.titles.values())) == len(question.titles) == 3
    name, *params = shlex.split(question.example)[1:]
    answer = ask(store, name, dict(param.split("=", 1) for param in params))
    assert "ORDER BY" in question.text
    if name != "top-entities":  # the one that counts claims instead of giving them
        assert "modality" in answer.columns
    if name not in {"top-entities", "unsourced"}:
        assert {"passage", "document"} <= set(answer.columns)


@pytest.mark.parametrize("question", list_questions(), ids=lambda question: question.name)
def test_a_question_file_runs_as_it_stands(store: Dataset, question: Question) -> None:
    defaults = {param.name: param.default for param in question.params if param.default is not None}
    given = defaults if len(defaults) == len(question.params) else None
    as_it_stands = run_sparql(store, QUESTIONS / f"{question.name}.rq")
    assert given is None or ask(store, question.name, given).terms == as_it_stands.terms


def test_questions_of_fact_give_facts_by_default(store: Dataset) -> None:
    asked = ask(store, "who-threatens", NVIDIA)
    assert {row[asked.columns.index("modality")] for row in asked.rows} == {"cp:Fact"}
    assert len(ask(store, "who-threatens", {**NVIDIA, "modality": "any"}).rows) > len(asked.rows) > 0


def test_every_row_leads_back_to_its_sentence(gold: Gold, store: Dataset) -> None:
    asked = ask(store, "claims-of-document")
    start, passage = (asked.columns.index(column) for column in ("start", "passage"))
    assert len(asked.rows) == sum(len(claim.evidence) for claim in gold.claims)
    assert all(gold.document.text.startswith(str(row[passage]), int(str(row[start]))) for row in asked.rows)


REFUSALS = {
    "no such question": (("suplliers-of", {}), "ask: no question 'suplliers-of'. Did you mean suppliers-of"),
    "nothing like it": (("zzz", {}), "Available: capacity, "),
    "no such parameter": (("suppliers-of", {"entitty": "tsmc"}), "ask suppliers-of: no parameter 'entitty'. Did you mean entity?"),
    "it takes none": (("unsourced", {"entity": "tsmc"}), "ask unsourced: no parameter 'entity'. It takes none."),
    "missing": (("chain", {"from": "tsmc"}), "ask chain: to is missing (where it ends). For example: ask chain from="),
    "a path": (("../errors", {}), "no question '../errors'"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_asked_is_said(store: Dataset, case: str) -> None:
    (name, params), message = REFUSALS[case]
    with pytest.raises(QuestionError) as error:
        ask(store, name, params)
    assert message in str(error.value)


WHOLE = """# title@en: Anything?
# title@zh-Hant: 有什麼？
# title@zh-Hans: 有什么？
# param: word (text) — a word
# param: other (text) — another
# example: ask any word=x
SELECT ?word ?other WHERE {
  VALUES ?word { "a" }
  VALUES ?other { "b" }
}
"""
FAULTS = {
    "no title": ("# title@en: Anything?\n", "", "any.rq: no title@en."),
    "no example": ("# example: ask any word=x\n", "", "any.rq: no example."),
    "another's example": ("ask any", "ask none", "any.rq: no example."),
    "no such type": ("word (text)", "word (txt)", "any.rq, line 4: 'word (txt) — a word' is no parameter."),
    "nothing takes it": ("VALUES ?word", "VALUES ?work", "any.rq, line 4: nothing takes word."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_question_file_is_named(tmp_path: Path, fault: str) -> None:
    old, new, message = FAULTS[fault]
    (tmp_path / "any.rq").write_text(WHOLE.replace(old, new), encoding="utf-8")
    with pytest.raises(QuestionError) as error:
        list_questions(tmp_path)
    assert str(error.value).startswith(message)


def test_a_new_file_is_a_new_question(tmp_path: Path, store: Dataset) -> None:
    (tmp_path / "any.rq").write_text(WHOLE, encoding="utf-8")
    (question,) = list_questions(tmp_path)
    assert [param.default for param in question.params] == ["a", "b"]
    assert ask(store, "any", {"word": "c"}, tmp_path).rows == (("c", "b"),)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=texts, other=st.sampled_from(("b", '" }', "VALUES ?other { 1 }")))
def test_nothing_in_a_value_is_read_as_sparql(tmp_path: Path, empty: Dataset, word: str, other: str) -> None:
    (tmp_path / "any.rq").write_text(WHOLE, encoding="utf-8")
    for params in ({"word": word, "other": other}, {"word": other, "other": word}, {"word": f"VALUES ?other {{ {word} }}", "other": word}):
        assert ask(empty, "any", params, tmp_path).rows == ((params["word"], params["other"]),)


@pytest.fixture(scope="module")
def empty() -> Dataset:
    return open_store(to_rdf([], [], [], read_ontology()))


def test_a_chain_comes_in_the_order_of_its_steps(store: Dataset) -> None:
    asked = ask(store, "chain", {"from": "產能過剩", "to": "資本鏈"})
    ends = [dict(zip(asked.columns, row, strict=True)) for row in asked.rows]
    assert [(row["subject"], row["object"]) for row in ends] == [
        ("ent:capital-binding", "ent:overcapacity"),
        ("ent:capital-binding", "ent:capital-chain"),
    ]
