"""Merging loses no passage and averages nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from graph.merge import merge, merge_entities
from graph.model import Claim, Document, Entity, Mark, Period, Quantity
from tests.strategies import claims

HERE = Document("a.txt", "台积电为英伟达代工。台积电替英伟达代工。", "zh-Hans")
THERE = Document("b.txt", "TSMC makes chips for Nvidia.", "en")


def claim(document: Document, start: int, end: int, confidence: float = 0.8, rule: str = "r") -> Claim:
    cited = document.cite(start, end)
    return Claim("tsmc", "manufacturesFor", "nvidia", confidence=confidence, rule=rule, evidence=(cited,))


def passages(found: Iterable[Claim]) -> set[tuple[str, str, int, int]]:
    return {(c.id, e.document, e.start, e.end) for c in found for e in c.evidence}


def test_the_same_content_is_one_claim_with_all_its_evidence() -> None:
    merged = merge([claim(THERE, 0, 28, 0.9, "sure"), claim(HERE, 10, 19), claim(HERE, 0, 9), claim(HERE, 0, 9)])
    assert len(merged) == 1
    assert [(e.document, e.start) for e in merged[0].evidence] == [(HERE.id, 0), (HERE.id, 10), (THERE.id, 0)]
    assert (merged[0].confidence, merged[0].rule) == (0.9, "sure")


def test_order_does_not_matter() -> None:
    found = [claim(THERE, 0, 28, 0.9), claim(HERE, 10, 19), claim(HERE, 0, 9)]
    assert merge(found) == merge(reversed(found))


def test_values_that_differ_stay_apart() -> None:
    first = Claim("nvidia", measure="revenue", quantity=Quantity(Decimal(10), "USD"), evidence=(HERE.cite(0, 3),))
    second = replace(first, quantity=Quantity(Decimal(12), "USD"))
    assert len(merge([first, second])) == 2


def test_equal_decimals_are_the_same_amount() -> None:
    first = Claim("nvidia", measure="revenue", quantity=Quantity(Decimal("3.5E9"), "USD"), evidence=(HERE.cite(0, 3),))
    second = replace(first, quantity=Quantity(Decimal(3500000000), "USD"), evidence=(THERE.cite(0, 4),))
    assert first.id == second.id
    assert len(merge([first, second])) == 1


def test_every_passage_is_kept_with_its_marks() -> None:
    marked = replace(claim(HERE, 0, 9), evidence=(HERE.cite(0, 9, (Mark("subject", 0, 3),)),))
    (merged,) = merge([marked, claim(HERE, 10, 19)])
    assert [e.passage for e in merged.evidence] == ["台积电为英伟达代工", "台积电替英伟达代工"]
    assert merged.evidence[0].marks == (Mark("subject", 0, 3),)


def test_what_is_said_differently_stays_apart() -> None:
    plain = claim(HERE, 0, 9)
    denied, planned = replace(plain, negated=True), replace(plain, modality="plan")
    quoted, dated = replace(plain, speaker="microsoft"), replace(plain, period=Period("2025"))
    assert len(merge([plain, denied, planned, quoted, dated])) == 5


def test_claims_come_sorted_by_id() -> None:
    found = merge([replace(claim(HERE, 0, 9), object=name) for name in ("nvidia", "amd", "apple", "microsoft")])
    assert [c.id for c in found] == sorted(c.id for c in found)
    assert merge([]) == ()


@given(st.lists(claims(HERE), max_size=6))
def test_merging_again_changes_nothing(found: list[Claim]) -> None:
    once = merge(found)
    assert merge(once) == once
    assert passages(once) == passages(found)


def test_entities_keep_every_name() -> None:
    simplified = Entity("国产芯片", "Chip", (("zh-Hans", "国产芯片"),), provisional=True)
    traditional = replace(simplified, labels=(("zh-Hant", "國產芯片"), ("zh-Hans", "国产芯片")))
    (joined,) = merge_entities([simplified, traditional])
    assert dict(joined.labels) == {"zh-Hans": "国产芯片", "zh-Hant": "國產芯片"}


def test_other_names_of_a_language_become_aliases() -> None:
    first = Entity("ai-chips", "Chip", (("en", "AI chips"),), provisional=True)
    (joined,) = merge_entities([first, replace(first, labels=(("en", "AI Chips"),))])
    assert (joined.labels, joined.aliases) == ((("en", "AI Chips"),), (("en", "AI chips"),))


def test_entities_come_sorted_whatever_their_order() -> None:
    entities = [Entity(name, "Chip", (("en", name),)) for name in ("b", "a", "c", "a")]
    assert [e.id for e in merge_entities(entities)] == ["a", "b", "c"]
    assert merge_entities(entities) == merge_entities(reversed(entities))


def test_what_a_person_says_of_a_claim_outweighs_what_nobody_has_looked_at() -> None:
    extracted, rejected = claim(HERE, 0, 9, 0.9), replace(claim(HERE, 10, 19, 0.5), review="rejected")
    assert merge([extracted, rejected])[0].review == merge([rejected, extracted])[0].review == "rejected"
    assert merge([extracted, replace(rejected, review="accepted")])[0].review == "accepted"
    assert merge([replace(extracted, review="added"), replace(rejected, review="accepted")])[0].review == "added"
