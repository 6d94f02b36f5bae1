"""Each question gives what ten lines of Python give over the same claims.

Claims are made of few terms, so that they meet; rejected, negated and doubtful ones, quarters and ranges are among them.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from graph.merge import merge
from graph.model import Claim, Period, Quantity
from graph.ontology import Ontology, read_ontology
from graph.questions import ask, list_questions
from graph.rdf import to_rdf
from graph.store import open_store
from tests.oracle_rows import (
    about,
    against,
    by_speaker,
    chain,
    coined,
    displaced,
    exposure,
    facility,
    forecast,
    hypothetical,
    launched_for,
    loops,
    months,
    moved,
    named_with,
    of_document,
    only,
    passages,
    per_head,
    restricted,
    rise,
    roadmap,
    sources,
    supplied,
    top,
    twice,
    two_step,
    unsourced,
    upstream,
)
from tests.oracles import DOCUMENTS, ENTITIES, NAMES, Oracle, both, measured, members, related, spoken

IDS = tuple(NAMES)
TIMES = ("2024", "2024-02", "2024-06-01", "2024-11", "2025-01", "2024-Q2")
ADA = {"entity": "ada"}
HARM = ("threatens", "disrupts", "restricts", "causesLossTo", "lowersValueOf", "reducesDemandFor", "substitutes")
DRIVE = ("drivesDemandFor", "raisesValueOf", "enables", "eases")
HOLD = ("capacity", "utilisationRate", "inOperation", "powerCapacity", "powerDensity", "unitCount")
LINKS = ("supplies", "manufacturesFor", "dependsOn", "componentOf")
ORACLES = {
    "capacity": Oracle(measured(*HOLD, entity="subject"), ADA, measures=HOLD),
    "capital-loops": Oracle(loops, {}, ("investsIn", "supplies")),
    "chain": Oracle(chain, {"from": "ada", "to": "dot"}, ("threatens", "mitigates"), ("marketShare",)),
    "chokepoints": Oracle(only, {"relation": "produces"}, ("produces",)),
    "claims-about": Oracle(about, ADA, ("orders",), ("orderValue",)),
    "claims-by-camp": Oracle(spoken(members), {"group": "ada"}, ("memberOf", "threatens"), ("marketCap",)),
    "claims-by-modality": Oracle(hypothetical, {"modality": "hypothetical"}, ("threatens",), ("marketCap",)),
    "claims-by-speaker": Oracle(by_speaker, {"speaker": "ada"}, ("threatens",), ("forecastRevision",)),
    "claims-of-document": Oracle(of_document, {"document": "one.txt"}, ("orders",), ("orderValue",)),
    "coined-by": Oracle(coined, {"term": "ada"}, ("threatens",)),
    "competitors": Oracle(
        both(
            related("competesWith", "substitutes", rival="subject", entity="object"),
            related("competesWith", of="subject", rival="object", entity="subject"),
        ),
        ADA,
        ("competesWith", "substitutes"),
    ),
    "contradictions": Oracle(against, {}, ("supplies",), ("marketCap",)),
    "customers-of": Oracle(
        both(
            supplied,
            measured("revenueShareOf", of="object", customer="subject", link="measure"),
        ),
        ADA,
        ("supplies", "manufacturesFor"),
        ("revenueShareOf",),
    ),
    "demand-sources": Oracle(
        sources, {}, ("orders", "deploys", "consumes", "drivesDemandFor", "buysFrom", "supplies", "dependsOn", "produces")
    ),
    "displaced-and-tipped": Oracle(displaced, {"group": "ada"}, ("memberOf", "substitutes")),
    "evidence": Oracle(passages, {"entity": "ada", "other": "bob"}, ("orders",), ("orderValue",)),
    "exposure": Oracle(exposure, ADA, ("memberOf", "drivesDemandFor", "supplies", "dependsOn"), ("revenueShareOf",)),
    "facility-of-family": Oracle(facility, {"market": "ada"}, ("memberOf", "deploys"), ("unitPrice",), most=200),
    "forecasts-of": Oracle(forecast, {}, ("orders",), ("revenue",)),
    "investments": Oracle(
        related("investsIn", "acquires", "owns", of="subject", entity="subject", into="object"), ADA, ("investsIn", "acquires", "owns")
    ),
    "launched-for": Oracle(launched_for, {"whole": "ada"}, ("componentOf", "launches")),
    "launches": Oracle(related("launches", of="subject", entity="subject", launched="object"), ADA, ("launches",)),
    "losses": Oracle(related("causesLossTo", cause="subject", entity="object"), ADA, ("causesLossTo",), ("lossValue",)),
    "manufacturers-of": Oracle(related("manufacturesFor", manufacturer="subject", entity="object"), ADA, ("manufacturesFor", "supplies")),
    "measure-of": Oracle(measured("revenue", entity="subject"), {**ADA, "measure": "revenue"}, measures=("revenue", "marketCap")),
    "members-of": Oracle(related("memberOf", member="subject", group="object"), {"group": "ada"}, ("memberOf",)),
    "milestones": Oracle(
        lambda claims: (row for row in measured("marketCap", entity="subject")(claims) if row["time"]),
        {**ADA, "measure": "marketCap"},
        measures=("marketCap",),
    ),
    "months-between-milestones": Oracle(months, {**ADA, "measure": "marketCap"}, measures=("marketCap",)),
    "named-drivers": Oracle(related(*DRIVE, of="speaker", modality=None, driver="subject"), {"speaker": "ada"}, (*DRIVE, "threatens")),
    "named-with": Oracle(named_with, ADA, ("memberOf", "threatens")),
    "orders": Oracle(
        related("orders", "cancels", of="subject", entity="subject", what="object"), ADA, ("orders", "cancels"), ("orderValue",)
    ),
    "people-of": Oracle(related("leads", "worksFor", person="subject", entity="object"), ADA, ("leads", "worksFor")),
    "policy-moves": Oracle(
        related("imposes", "tightens", "eases", who="subject", move="relation", policy="object"),
        {"policy": "ada"},
        ("imposes", "tightens", "eases"),
    ),
    "price-of": Oracle(measured("unitPrice", entity="subject", market="object"), ADA, measures=("unitPrice",)),
    "restricted-items": Oracle(restricted, {"class": "Chip"}, ("restricts",)),
    "rise-from-low": Oracle(rise, {**ADA, "period": "2024"}, measures=("sharePrice",)),
    "roadmap": Oracle(roadmap, ADA, ("launches",), ("performanceGain",)),
    "shortages": Oracle(related("supplyState", of="", what="subject", state="object"), {}, ("supplyState",)),
    "stated-twice": Oracle(twice, ADA, measures=("revenue",)),
    "suppliers-of": Oracle(
        related("supplies", "manufacturesFor", supplier="subject", entity="object"), ADA, ("supplies", "manufacturesFor")
    ),
    "top-entities": Oracle(top, {"least": "2"}, ("orders",), ("revenue",)),
    "two-step": Oracle(
        two_step,
        {**ADA, "upset": "bob", "place": "dot", "period": "2024"},
        ("locatedIn", "lowersValueOf", "disrupts", "produces"),
        most=200,
    ),
    "unsourced": Oracle(unsourced, {}, ("orders",), ("revenue",)),
    "upstream-of": Oracle(upstream, ADA, LINKS),
    "value-per-head-check": Oracle(per_head, ADA, measures=("employeeCount", "marketCapPerEmployee", "marketCap")),
    "what-moved": Oracle(moved, {**ADA, "period": "2024"}, ("raisesValueOf", "lowersValueOf", "causesLossTo"), ("sharePriceChange",)),
    "who-threatens": Oracle(
        both(related(*HARM, threat="subject", entity="object"), related("exposedTo", of="subject", threat="object", entity="subject")),
        ADA,
        (*HARM, "exposedTo"),
    ),
}


def some_claims(oracle: Oracle, random: Random) -> tuple[Claim, ...]:
    """Claims of an oracle's terms: mostly asserted facts of a few entities, so that they meet."""
    return merge(_a_claim(oracle, random) for _ in range(random.randint(8, oracle.most)))


def _a_claim(oracle: Oracle, random: Random) -> Claim:
    pick = random.choice
    related = bool(oracle.relations) and not (oracle.measures and random.random() < 0.5)
    measured = bool(oracle.measures) and not (related and random.random() < 0.6)
    number, unit = Decimal(pick(("10", "15", "40", "80"))), pick(("USD", "USD", "percent"))
    places = [document.cite(*span) for document in DOCUMENTS for span in ((0, 20), (4, 20), (20, len(document.text)))]
    return Claim(
        subject=pick(IDS),
        relation=pick(oracle.relations) if related else None,
        object=pick(IDS) if related else pick((None, *IDS)),
        measure=pick(oracle.measures) if measured else None,
        quantity=Quantity(number, unit, pick((None, None, number * 2)), pick(("=", "=", ">")), per=pick((None, "P1Y")))
        if measured
        else None,
        period=pick((None, Period(pick(TIMES)), Period(pick(TIMES)), Period(pick(TIMES), pick(TIMES)))),
        speaker=pick((None, *IDS)),
        modality=pick(("fact", "fact", "fact", "fact", "plan", "forecast", "opinion", "hypothetical", "rumour")),
        negated=random.random() < 0.2,
        review=pick(("extracted", "extracted", "accepted", "rejected")),
        rule=pick(("", "en/one")),
        evidence=tuple(random.sample(places, pick((0, 1, 2) if oracle.rows is unsourced else (1, 1, 2)))),
    )


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology()


def test_every_question_has_its_oracle() -> None:
    assert {question.name for question in list_questions()} == ORACLES.keys()


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_answers_equal_plain_python(ontology: Ontology, name: str) -> None:
    oracle, rows = ORACLES[name], 0
    for seed in range(10):
        found = some_claims(oracle, Random(f"{name} {seed}"))  # noqa: S311  # repeatable, not secret
        answer = ask(open_store(to_rdf(found, ENTITIES, DOCUMENTS, ontology)), name, oracle.params)
        expected = {tuple(row.get(column) for column in answer.columns) for row in oracle.rows(found)}
        assert {tuple(plain(cell) for cell in row) for row in answer.rows} == expected, f"seed {seed}"
        rows += len(expected)
    assert rows, "no claim met the question: the oracle looked at nothing"


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_rows_come_in_one_order_whatever_came_in_first(ontology: Ontology, name: str) -> None:
    oracle = ORACLES[name]
    found = some_claims(oracle, Random(f"{name} order"))  # noqa: S311  # repeatable, not secret
    one, other = (
        ask(open_store(to_rdf(claims, ENTITIES, DOCUMENTS, ontology)), name, oracle.params).terms for claims in (found, found[::-1])
    )
    assert one == other


def plain(cell: Any) -> Any:
    """An entity, relation or document as its id, a modality in small letters."""
    if not isinstance(cell, str) or not cell.startswith(("ent:", "cp:", "doc:")):
        return cell
    name = cell.split(":", 1)[1]
    return name.lower() if name in {"Fact", "Plan", "Forecast", "Opinion", "Hypothetical", "Rumour"} else name
