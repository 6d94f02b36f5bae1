"""The gate: what is borne out passes, and every fault it knows keeps an offer out, with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from graph.llm.gate import CONFIDENCE, locate
from graph.llm.offers import OfferError
from graph.model import Mark, Period, Quantity, Span
from tests.extract.readings import document
from tests.llm.readings import judge, kept, link, offered, reason

MADE = "TSMC manufactures Blackwell for Nvidia in Taiwan."
MAKES = offered(MADE, "TSMC", "manufacturesFor", "Nvidia", cue="manufactures")
RATIOS = "Nvidia trades at 52 times earnings, against 38 times for Microsoft and 32 times for Apple."


# what passes


def test_a_claim_that_is_borne_out_passes_with_its_places() -> None:
    claim = kept(MADE, MAKES)
    assert (claim.subject, claim.relation, claim.object, claim.rule, claim.confidence) == (
        *("tsmc", "manufacturesFor", "nvidia"), "llm:made-up", CONFIDENCE,
    )  # fmt: skip
    (evidence,) = claim.evidence
    assert evidence.passage == MADE
    assert set(evidence.marks) == {Mark("subject", 0, 4), Mark("trigger", 5, 17), Mark("object", 32, 38)}


@pytest.mark.parametrize(
    ("text", "ends", "claim"),
    [
        ("台积电为英伟达代工。", ("台积电", "manufacturesFor", "英伟达", "代工"), "tsmc nvidia"),
        ("輝達向台積電採購晶片。", ("台積電", "supplies", "輝達", "採購"), "tsmc nvidia"),
        ("SK hynix is a supplier to Nvidia.", ("SK hynix", "supplies", "Nvidia", "supplier"), "sk-hynix nvidia"),
        ("CoreWeave acquired Core Scientific.", ("CoreWeave", "acquires", "Core Scientific", "acquired"), "coreweave core-scientific"),
        ("HBM is sold out.", ("HBM/Chip", "supplyState", "sold out/Concept", "sold out"), "hbm shortage"),
    ],
)
def test_both_languages_pass_in_either_voice(text: str, ends: tuple[str, str, str, str], claim: str) -> None:
    found = kept(text, link(text, *ends))
    assert f"{found.subject} {found.object}" == claim


def test_a_word_that_stands_for_something_passes_with_what_it_stands_for() -> None:
    text = "Nvidia said it was supplied by Micron."
    claim = kept(text, offered("it was supplied by Micron", "Micron", "supplies", "it/Company/Nvidia", cue="supplied"))
    assert (claim.subject, claim.object) == ("micron", "nvidia")
    assert {mark for mark in claim.evidence[0].marks if mark.role == "object"} == {Mark("object", 0, 6), Mark("object", 12, 14)}
    text = "輝達營收成長。該公司向台積電採購晶片。"
    claim = kept(text, offered("該公司向台積電採購晶片", "台積電", "supplies", "該公司/Company/輝達", cue="採購"))
    assert (claim.subject, claim.object) == ("tsmc", "nvidia")


def test_an_amount_is_kept_as_our_grammar_reads_it() -> None:
    quote = "Meta spends about $350 billion a year on capital expenditure"
    raw = offered(quote, "Meta", "capitalExpenditure", None, "about $350 billion|350000000000 USD|≈", cue="capital expenditure")
    assert kept(f"{quote}.", raw).quantity == Quantity(Decimal(350_000_000_000), "USD", comparator="≈", approximate=True, per="P1Y")


def test_a_time_is_kept_as_our_grammar_reads_it_or_told_as_unread() -> None:
    quote = "AMD launched its MI350 in June"
    raw = offered(quote, "AMD", "launches", "MI350/Chip", cue="launched")
    assert kept(f"{quote}.", raw | {"when": "in June", "time": "2025-06"}).period == Period("2025-06")
    passed = judge(f"{quote}.", raw | {"when": "launched", "time": "2025-06"})
    assert passed.claim is not None
    assert passed.claim.period is None
    assert "kept without its time" in passed.candidates[0].reason


def test_an_entity_no_registry_knows_comes_with_its_claim() -> None:
    text = "Hon Precision supplies Nvidia."
    passed = judge(text, link(text, "Hon Precision", "supplies", "Nvidia", "supplies"))
    assert passed.claim is not None
    (entity,) = passed.entities
    assert (entity.provisional, entity.type, entity.labels) == (True, "Company", (("en", "Hon Precision"),))
    assert passed.claim.subject == entity.id


# the quote


@pytest.mark.parametrize(
    ("quote", "offset", "why"),
    [
        ("TSMC makes Blackwell", None, "does not stand in the text"),
        ("tsmc grew", None, "does not stand in the text"),
        ("TSMC grew ", None, "does not stand in the text"),
        (" ", None, "the quote is empty"),
        ("grew.\nTSMC", None, "runs over the end of a paragraph"),
        ("TSMC", None, "more than once, and no offset"),
        ("TSMC", 3, "does not stand once in the paragraph at 3"),
        ("TSMC", -4, "does not stand once"),
        ("TSMC", 10_000, "does not stand once"),
        ("e", 11, "does not stand once"),
    ],
)
def test_a_quote_that_does_not_stand_there_is_refused(quote: str, offset: int | None, why: str) -> None:
    with pytest.raises(OfferError, match=why):
        locate(quote, offset, "TSMC grew.\nTSMC led the rest.")


def test_a_quote_is_found_where_it_stands_once_or_where_it_is_said_to_stand() -> None:
    text = "😀 TSMC grew.\nTSMC led."
    assert locate("led", None, text) == Span(18, 21)
    assert locate("TSMC", 13, text) == Span(13, 17)
    assert locate("TSMC", 0, text) == Span(2, 6)


# who and what


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"subject": {"text": "Globex", "type": "Company"}}, "subject 'Globex' does not stand in the quote"),
        ({"subject": {"text": "SMC", "type": "Company"}}, "subject 'SMC' does not stand in the quote"),
        ({"subject": {"text": "", "type": "Company"}}, "subject is left out of the quote, and no earlier mention"),
        ({"subject": {"text": "TSMC", "name": "Intel", "type": "Company"}}, "subject 'TSMC' is tsmc, not 'Intel'"),
        ({"subject": {"text": "TSMC", "type": "Country"}}, "subject 'TSMC' is a Company, not a Country"),
        ({"object": {"text": "Blackwell", "type": "Company"}}, "is a Chip, not a Company"),
        ({"object": {"text": "TSMC", "type": "Company"}}, "tsmc related to itself"),
        ({"object": None}, "manufacturesFor without an object"),
        ({"relation": "leads"}, "leads from Company to Company is not in the ontology"),
        ({"cue": "builds"}, "cue 'builds' does not stand in the quote"),
    ],
)
def test_who_and_what_is_refused(change: dict[str, Any], why: str) -> None:
    assert why in reason(MADE, MAKES | change)


@pytest.mark.parametrize(
    ("text", "subject", "why"),
    [
        ("Nvidia fell. It relies on TSMC.", "It", "no earlier mention is given for it"),
        ("Nvidia fell. It relies on TSMC.", "It/Company/AMD", "no earlier mention 'AMD'"),
        ("Nvidia fell. It relies on TSMC. AMD rose.", "It/Company/AMD", "no earlier mention 'AMD'"),
        ("Jensen Huang left. It relies on TSMC.", "It/Person/Jensen Huang", "'It' does not stand for a Person"),
        ("Intel fell. Nvidia, too, relies on TSMC.", "Nvidia/Company/Intel", "is nvidia, and stands for nothing else"),
        ("Intel fell. Hon Precision relies on TSMC.", "Hon Precision/Company/Intel", "stands for nothing else|a name of its own"),
        ("Intel fell. The site relies on TSMC.", "site/Company/Intel", "'site' is a Facility, and intel a Company"),
        ("Nvidia grew. Intel fell. AMD grew. Samsung grew. Meta grew. It relies on TSMC.", "It/Company/Intel", "stands too far from intel"),
    ],
)  # fmt: skip
def test_what_stands_for_nothing_that_was_named_is_refused(text: str, subject: str, why: str) -> None:
    quote = next(s for s in text.split(". ") if "relies" in s).rstrip(".")
    found = reason(text, offered(quote, subject, "dependsOn", "TSMC", cue="relies on"))
    assert any(part in found for part in why.split("|")), found


def test_a_subject_is_left_out_only_where_none_stands_and_it_was_spoken_of_last() -> None:
    text = "輝達營收成長,並向台積電採購晶片。英特爾下跌。"
    ordered = offered("並向台積電採購晶片", "/Company/輝達", "orders", "晶片/Chip", cue="採購")
    assert kept(text, ordered).subject == "nvidia"
    assert "stands there" in reason("英特爾下跌。輝達採購晶片。", link("輝達採購晶片。", "/Company/英特爾", "orders", "晶片/Chip", "採購"))
    after = "英特爾下跌。輝達成長,採購晶片。"
    assert "was spoken of last, not intel" in reason(after, offered("採購晶片", "/Company/英特爾", "orders", "晶片/Chip", cue="採購"))


# amounts and times


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        ("52 times|53 ratio", "number 53 ratio, but the text reads 52 ratio"),
        ("52 times|52 percent", "number 52 percent, but the text reads 52 ratio"),
        ("52 times|52 ratio|>", "number > 52 ratio, but the text reads 52 ratio"),
        ("54 times|52 ratio", "number '54 times' does not stand in the quote"),
        ("earnings|52 ratio", "no amount is read at 'earnings'"),
        ("38 times|38 ratio", "stands by|stands nearer|is read of"),
    ],
)
def test_an_amount_that_is_not_there_is_refused(amount: str, why: str) -> None:
    found = reason(RATIOS, offered(RATIOS, "Nvidia", "peRatio", None, amount, cue="times earnings"))
    assert any(part in found for part in why.split("|")), found


def test_an_amount_is_of_the_one_it_stands_by() -> None:
    for subject, amount in (("Nvidia", 52), ("Microsoft", 38), ("Apple", 32)):
        for other in (52, 38, 32):
            raw = offered(RATIOS, f"{subject}", "peRatio", None, f"{other} times|{other} ratio", cue="times")
            assert (judge(RATIOS, raw).claim is not None) == (other == amount), (subject, other)


def test_an_amount_cut_out_of_a_longer_one_is_refused() -> None:
    text = "Nvidia's market value reached 4 trillion dollars."
    raw = offered("Nvidia's market value reached 4", "Nvidia", "marketCap", None, "4|4 USD", cue="market value")
    assert "no amount is read" in reason(text, raw)


def test_a_fall_is_below_zero() -> None:
    text = "Nvidia's shares fell 5%."
    assert kept(text, link(text, "Nvidia", "sharePriceChange", cue="shares fell", amount="5%|-5 percent")).quantity
    assert "the text reads -5 percent" in reason(text, link(text, "Nvidia", "sharePriceChange", cue="shares fell", amount="5%|5 percent"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"measure": None, "relation": "orders", "object": {"text": "H20", "type": "Chip"}}, "without a measure"),
        ({"measure": "employeeCount"}, "employeeCount in USD is not in the ontology"),
        ({"number": None, "value": None}, "lossValue without a quantity"),
        ({"object": {"text": "H20", "type": "Chip"}}, "lossValue with a Chip is not in the ontology"),
        ({"when": "in May", "time": "2025-05"}, "time 'in May' does not stand in the quote"),
        ({"when": "in April", "time": "2024-04"}, "time 2024-04, but the text reads 2025-04"),
        ({"time": "2025-04-01"}, "time 2025-04-01, but the text reads 2025-04"),
    ],
)
def test_a_measure_is_refused(change: dict[str, Any], why: str) -> None:
    quote = "Nvidia lost $4.5 billion on the H20 in April"
    raw = offered(quote, "Nvidia", "lossValue", None, "$4.5 billion|4500000000 USD", cue="lost")
    assert kept(f"{quote}.", raw | {"when": "in April", "time": "2025"}).period == Period("2025-04")
    assert why in reason(f"{quote}.", raw | change)


def test_a_time_is_of_its_own_clause() -> None:
    text = "輝達2024年2月市值越過2兆美元,2025年7月又越過4兆美元。"
    quote = text.rstrip("。")
    raw = offered(quote, "輝達", "marketCap", None, "4兆美元|4000000000000 USD", cue="越過")
    assert kept(text, raw | {"when": "2025年7月", "time": "2025-07"}).period == Period("2025-07")
    assert "stands in the clause that says it" in reason(text, raw | {"when": "2024年2月", "time": "2024-02"})


# direction


@pytest.mark.parametrize(
    "text",
    [
        *("TSMC supplies Nvidia.", "Nvidia is supplied by TSMC.", "Nvidia buys chips from TSMC.", "TSMC is a supplier to Nvidia."),
        *("Nvidia is one of TSMC's customers.", "TSMC sells chips to Nvidia.", "TSMC ships wafers to Nvidia."),
        *("Nvidia sources memory from TSMC.", "台積電供貨給輝達。", "輝達向台積電採購。", "台積電是輝達的供應商。"),
        *("輝達由台積電供應。", "輝達是台積電的客戶。", "台積電向輝達供應晶片。"),
    ],
)
def test_the_direction_is_read_and_the_reverse_refused(text: str) -> None:
    quote = text.rstrip(".。")
    seller, buyer = ("TSMC", "Nvidia") if quote.isascii() else ("台積電", "輝達")
    assert kept(text, offered(quote, f"{seller}", "supplies", f"{buyer}")).subject == "tsmc"
    turned = reason(text, offered(quote, f"{buyer}", "supplies", f"{seller}"))
    assert "the other way round" in turned or "direction not confirmed" in turned


def test_a_direction_nothing_shows_is_not_confirmed() -> None:
    text = "TSMC and its orbit around Nvidia."
    assert "direction not confirmed" in reason(text, link(text, "TSMC", "supplies", "Nvidia", "orbit"))


def test_who_competes_does_so_both_ways() -> None:
    text = "Huawei competes with Nvidia."
    quote = text.rstrip(".")
    for first, second in (("Huawei", "Nvidia"), ("Nvidia", "Huawei")):
        assert kept(text, offered(quote, f"{first}", "competesWith", f"{second}", cue="competes with"))


# who else stands there


@pytest.mark.parametrize(
    ("text", "ends", "why"),
    [
        ("TSMC grew while ASML makes EUV machines.", ("TSMC", "produces", "EUV machines/Equipment", "makes"), "asml stands|read of asml"),
        ("AMD launched its MI350, Broadcom grew.", ("Broadcom", "launches", "MI350/Chip", "launched"), "in a later clause|is read of amd"),
        ("Nvidia invited AMD and Broadcom to invest in Intel.", ("AMD", "investsIn", "Broadcom", "invest"), "members of one list"),
        ("AMD grew, and Huawei competes with Nvidia.", ("Huawei", "competesWith", "AMD", "competes with"), "nvidia stands by"),
    ],
)
def test_who_only_stands_near_is_refused(text: str, ends: tuple[str, str, str, str], why: str) -> None:
    found = reason(text, link(text, *ends))
    assert any(part in found for part in why.split("|")), found


# how firmly, and whether at all


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        *(("TSMC plans to supply Nvidia.", "supply"), ("TSMC will supply Nvidia.", "supply"), ("TSMC could supply Nvidia.", "supply")),
        *(("TSMC is in talks to supply Nvidia.", "supply"), ("People familiar with the matter said TSMC supplies Nvidia.", "supplies")),
        *(("If prices fall, TSMC supplies Nvidia.", "supplies"), ("TSMC reportedly supplies Nvidia.", "supplies")),
        *(("台積電計畫供貨給輝達。", "供貨"), ("據傳台積電供貨給輝達。", "供貨"), ("台積電有望供貨給輝達。", "供貨")),
        *(("一旦解禁,台積電就供貨給輝達。", "供貨"), ("TSMC supplies Nvidia in 2027.", "supplies")),
    ],
)
def test_what_is_unsure_is_no_fact(text: str, cue: str) -> None:
    quote = text.rstrip(".。")
    seller, buyer = ("TSMC", "Nvidia") if quote.isascii() else ("台積電", "輝達")
    raw = offered(quote, f"{seller}", "supplies", f"{buyer}", cue=cue)
    raw |= {"when": "in 2027", "time": "2027"} if "2027" in text else {}
    assert "called fact, but" in reason(text, raw)
    assert kept(text, raw | {"modality": "plan"}).modality == "plan"


@pytest.mark.parametrize(
    ("text", "negated", "why"),
    [
        ("TSMC does not supply Nvidia.", False, "'not' denies it, and the offer does not say so"),
        ("TSMC supplies Nvidia.", True, "offered as denied, and nothing in the quote denies it"),
        ("台積電並未供應輝達。", False, "denies it, and the offer does not say so"),
        ("台積電供應輝達。", True, "offered as denied"),
    ],
)
def test_what_is_denied_is_offered_as_denied(text: str, negated: bool, why: str) -> None:  # noqa: FBT001 - a table
    quote = text.rstrip(".。")
    seller, buyer = ("TSMC", "Nvidia") if quote.isascii() else ("台積電", "輝達")
    raw = offered(quote, f"{seller}", "supplies", f"{buyer}", cue="suppl" if quote.isascii() else "供應")
    assert why in reason(text, raw | {"negated": negated})
    assert kept(text, raw | {"negated": not negated}).negated is not negated


# who says it


def test_a_speaker_is_who_reports() -> None:
    text = "Dan Ives of Wedbush expects Microsoft to pass $5 trillion. Jim Chanos disagrees."
    quote = "Dan Ives of Wedbush expects Microsoft to pass $5 trillion"
    raw = offered(quote, "Microsoft", "marketCap", None, "$5 trillion|5000000000000 USD", cue="pass", modality="forecast")
    assert kept(text, raw | {"speaker": {"text": "Dan Ives", "type": "Person"}}).speaker == "dan-ives"
    for name, kind, why in (
        ("Jim Chanos", "Person", "said by 'Dan Ives', not by jim-chanos"),
        ("Microsoft", "Company", "said by 'Dan Ives', not by microsoft"),
        ("Citi", "Company", "speaker 'Citi' does not stand in the quote"),
    ):
        assert why in reason(text, raw | {"speaker": {"text": name, "type": kind}})


def test_a_thing_does_not_speak() -> None:
    text = "H20 says Nvidia owns Mellanox."
    raw = offered("Nvidia owns Mellanox", "Nvidia", "owns", "Mellanox", cue="owns", speaker="H20/Chip")
    assert "speaker h20 is a Chip" in reason(text, raw)


# where it is told


def test_a_fault_is_told_with_its_place() -> None:
    (candidate,) = judge(MADE, MAKES | {"negated": True}).candidates
    assert (candidate.start, candidate.end, candidate.passage, candidate.rule) == (0, len(MADE), MADE, "llm:made-up")
    (candidate,) = judge(document("Nothing here."), MAKES).candidates
    assert (candidate.start, candidate.end, candidate.passage) == (0, 13, "Nothing here.")
    assert candidate.reason.startswith("manufacturesFor(TSMC, Nvidia): the quote does not stand in the text")
