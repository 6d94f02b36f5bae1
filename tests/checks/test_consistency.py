"""Numbers that do not add up are found, numbers that do are left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from graph.check import CHECKS, CheckReport, check
from graph.model import Claim, Comparator, Document, Entity, Modality, Period, Quantity
from graph.ontology import Ontology, read_ontology
from graph.rdf import to_rdf
from tests.gold import read_gold

NAMES = sorted(path.stem for path in CHECKS.glob("*.rq") if not path.name.startswith("_"))
TEXT = "".join(f"Sentence {n}. " for n in range(100))
JULY = Document("july.txt", TEXT, "en", published="2025-07")
MAY = Document("may.txt", f"{TEXT}!", "en", published="2025-05")


def amount(value: str, unit: str = "USD", comparator: Comparator = "=", high: str | None = None) -> Quantity:
    return Quantity(Decimal(value), unit, None if high is None else Decimal(high), comparator, approximate=comparator == "≈")


def measured(
    subject: str,
    measure: str,
    quantity: Quantity,
    thing: str | None = None,
    time: str | None = None,
    *,
    modality: Modality = "fact",
    speaker: str | None = None,
) -> Claim:
    start, _, end = (time or "").partition("/")
    period = Period(start, end or None) if time else None
    return Claim(subject, None, thing, measure, quantity, period, speaker, modality)


def report(ontology: Ontology, claims: Sequence[Claim], documents: Sequence[Document] = (JULY,)) -> CheckReport:
    """Cite each claim at a place of its own, in the documents by turns, and check them."""
    cited = []
    for number, claim in enumerate(claims):
        document = documents[number % len(documents)]
        fields = {name: getattr(claim, name) for name in Claim.__slots__}
        cited.append(Claim(**{**fields, "evidence": (document.cite(number * 10, number * 10 + 10),)}))
    names = {name for c in claims for name in (c.subject, c.object, c.speaker) if name}
    return check(to_rdf(cited, [Entity(name, "Company", (("en", name),)) for name in names], documents, ontology))


PRICES = (measured("a", "sharePrice", amount("80"), time="2025-04-07"), measured("a", "sharePrice", amount("160", comparator=">")))
HEADS = (measured("a", "employeeCount", amount("36000", "count")), measured("a", "marketCapPerEmployee", amount("9e7")))
RUNNING = (
    measured("halls", "memberCount", amount("165", "count"), time="2025-Q1"),
    measured("halls", "inOperation", amount("16", "count"), time="2025-Q1"),
)
SHARES = (
    measured("a", "marketShare", amount("70", "percent", ">"), "market"),
    measured("b", "marketShare", amount("20", "percent", "≈"), "market"),
)
CAPS = (measured("a", "marketCap", amount("4e12")), measured("b", "marketCap", amount("2e12")))

# name of the check -> claims it must find, the message's heart; claims it must look at and leave alone
RED: Mapping[str, tuple[tuple[Claim, ...], str]] = {
    "values-disagree": (
        (
            measured("a", "revenue", amount("10e9"), time="2025-Q1"),
            measured("a", "revenue", amount("12e9", comparator=">"), time="2025-Q1"),
        ),
        "revenue of a for 2025-Q1 is",
    ),
    "forecasts-differ": (
        tuple(measured("a", "revenue", amount(v), time="2026", modality="forecast", speaker=s) for v, s in (("1e9", "x"), ("2e9", "y"))),
        "revenue of a for 2026 is forecast at",
    ),
    "said-and-denied": (
        (Claim("a", "supplies", "b"), Claim("a", "supplies", "b", negated=True)),
        "denies that a supplies b, and july.txt:0-10 says so",
    ),
    "multiples-contradict": (
        (
            measured("a", "marketCapMultipleOf", amount("1", "ratio", ">"), "b"),
            measured("a", "marketCapMultipleOf", amount("1", "ratio"), "b"),
        ),
        "the market value of a is",
    ),
    "multiples-add-up": ((*CAPS, measured("a", "marketCapMultipleOf", amount("3", "ratio"), "b")), "a is worth = 3 times b here"),
    "value-per-head": ((*HEADS, CAPS[0]), "36,000 people at 90,000,000 USD each make 3,240,000,000,000 USD"),
    "parts-in-operation": (
        (*RUNNING, measured("halls", "inOperation", amount("20", "percent", ">"), time="2025-Q1")),
        "16 of 165 halls run, which is 9.70 %, and the share is given as > 20 %",
    ),
    "shares-add-up": (
        (*SHARES, measured("c", "marketShare", amount("15", "percent"), "market")),
        "the shares of market for 2025-07 make at least 104 %, of 3 holders",
    ),
    "share-within-bounds": ((measured("a", "grossMargin", amount("120", "percent")),), "grossMargin of a is 120 %"),
    "price-change": (
        (*PRICES, measured("a", "sharePriceChange", amount("50", "percent", "≈"), time="2025-04/2025-07")),
        "from 80 to 160 USD is 100 %, and the change of a is given as ≈ 50 %",
    ),
    "forecast-past": ((measured("a", "revenue", amount("1e9"), time="2025-06", modality="plan"),), "a plan for 2025-06, published 2025-07"),
    "members-counted": (
        (measured("club", "memberCount", amount("2", "count")), *(Claim(n, "memberOf", "club") for n in ("a", "b", "c"))),
        "club is said to have 2 members, and 3 are named",
    ),
}
GREEN: Mapping[str, tuple[tuple[Claim, ...], ...]] = {
    "values-disagree": (
        (measured("a", "revenue", amount("10e9"), time="2025-Q1"), measured("a", "revenue", amount("12e9"), time="2025-Q2")),
        (measured("a", "revenue", amount("10e9"), time="2025"), measured("a", "revenue", amount("9.8e9", comparator="≈"), time="2025")),
        (measured("a", "marketCap", amount("4e12")), measured("a", "marketCap", amount("4e12", comparator=">"))),
        (measured("a", "revenue", amount("10e9"), time="2025"), measured("a", "revenue", amount("9e9"), time="2025", modality="forecast")),
        (measured("a", "revenue", amount("9e9", high="11e9"), time="2025"), measured("a", "revenue", amount("10e9"), time="2025")),
        (measured("a", "revenue", amount("1e9"), time="2025"), measured("a", "revenue", amount("7e9", "CNY"), time="2025")),
        (Claim("a", "orders", "b", "orderValue", amount("1e9")), Claim("a", "cancels", "b", "orderValue", amount("2e9"))),
    ),
    "forecasts-differ": (
        (measured("a", "revenue", amount("1e9"), time="2026", modality="forecast"), measured("a", "revenue", amount("2e9"), time="2026")),
    ),
    "said-and-denied": (
        (Claim("a", "supplies", "b", period=Period("2024")), Claim("a", "supplies", "b", period=Period("2025"), negated=True)),
        (Claim("a", "supplies", "b", modality="plan"), Claim("a", "supplies", "b", negated=True)),
    ),
    "multiples-contradict": (
        (
            measured("a", "marketCapMultipleOf", amount("1", "ratio", ">="), "b"),
            measured("a", "marketCapMultipleOf", amount("1", "ratio"), "b"),
        ),
    ),
    "multiples-add-up": ((*CAPS, measured("a", "marketCapMultipleOf", amount("2", "ratio", "≈"), "b")),),
    "value-per-head": (
        (measured("a", "employeeCount", amount("44000", "count")), HEADS[1], CAPS[0]),
        (*HEADS, measured("a", "marketCap", amount("3e12", comparator=">"))),
    ),
    "parts-in-operation": ((*RUNNING, measured("halls", "inOperation", amount("10", "percent", "<"), time="2025-Q1")),),
    "shares-add-up": (
        (*SHARES, measured("c", "marketShare", amount("15", "percent"), "other-market")),
        (*SHARES, measured("c", "marketShare", amount("15", "percent"), "market"), Claim("c", "memberOf", "a")),
        (*SHARES, measured("a", "marketShare", amount("75", "percent"), "market")),
    ),
    "share-within-bounds": (
        (measured("a", "grossMargin", amount("-20", "percent")), measured("a", "utilisationRate", amount("100", "percent"))),
    ),
    "price-change": ((*PRICES, measured("a", "sharePriceChange", amount("101", "percent"), time="2025-04/2025-07")),),
    "forecast-past": (
        (measured("a", "revenue", amount("1e9"), time="2025", modality="forecast"),),
        (measured("a", "revenue", amount("1e9"), time="2024/2026", modality="forecast"),),
        (measured("a", "revenue", amount("1e9"), time="2025-Q1", modality="plan"),),
    ),
    "members-counted": ((measured("club", "memberCount", amount("3", "count")), *(Claim(n, "memberOf", "club") for n in ("a", "b", "c"))),),
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology()


def test_every_check_has_a_red_and_a_green_example() -> None:
    assert sorted(RED) == NAMES
    assert sorted(GREEN) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_does_not_add_up_is_found(ontology: Ontology, name: str) -> None:
    claims, heart = RED[name]
    found = report(ontology, claims)
    findings = [f for f in found.findings if f.check == name]
    assert len(findings) == 1
    assert heart in findings[0].message
    assert findings[0].place.startswith("july.txt:")
    assert found.looked_at[name] > 0
    others = {f.check for f in found.findings if f.check in NAMES} - {name}
    assert others <= {"share-within-bounds", "forecast-past"}


@pytest.mark.parametrize(("name", "claims"), [(name, claims) for name, cases in GREEN.items() for claims in cases])
def test_what_adds_up_is_left_alone(ontology: Ontology, name: str, claims: tuple[Claim, ...]) -> None:
    found = report(ontology, claims)
    assert [f.message for f in found.findings if f.check == name] == []
    assert found.looked_at[name] > 0


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"share-within-bounds", "forecast-past"}])
def test_a_rejected_claim_disagrees_with_nothing(ontology: Ontology, name: str) -> None:
    claims, _ = RED[name]
    fields = {slot: getattr(claims[-1], slot) for slot in Claim.__slots__}
    rejected = (*claims[:-1], Claim(**{**fields, "review": "rejected"}))
    assert [f.message for f in report(ontology, rejected).findings if f.check == name] == []


def test_claims_without_a_time_are_compared_only_where_published_at_one_time(ontology: Ontology) -> None:
    claims = (measured("a", "marketCap", amount("3e12")), measured("a", "marketCap", amount("4e12")))
    assert [f.check for f in report(ontology, claims).findings] == ["values-disagree"]
    assert report(ontology, claims, (MAY, JULY)).findings == ()


def test_every_comparison_of_a_value_is_kept_apart_by_its_rate(ontology: Ontology) -> None:
    yearly, monthly = (measured("a", "capacity", Quantity(Decimal(n), "count", per=per)) for n, per in ((12, "P1Y"), (1, "P1M")))
    assert [f for f in report(ontology, (yearly, monthly)).findings if f.check == "values-disagree"] == []


def test_the_reference_articles_disagreements_are_found_and_its_agreements_left_alone(ontology: Ontology, shared: Path) -> None:
    gold = read_gold(shared)
    found = check(to_rdf(gold.claims, gold.entities, [gold.document], ontology))
    said = {name: [f.message for f in found.findings if f.check == name] for name in NAMES}
    assert len(said["value-per-head"]) == 1  # i01
    assert "3,240,000,000,000" in said["value-per-head"][0]
    assert "19 % apart" in said["value-per-head"][0]
    assert len(said["multiples-contradict"]) == 1  # i02
    assert "germany" in said["multiples-contradict"][0]
    assert any("a plan for 2024, published 2025-07" in message for message in said["forecast-past"])  # i04
    for name in ("price-change", "parts-in-operation", "members-counted"):  # k01, k02, k03
        assert found.looked_at[name] > 0
        assert said[name] == []
    assert [f for f in found.findings if f.severity == "violation"] == []
