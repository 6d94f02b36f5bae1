"""Evaluations: the figures are what a person would count, and equal those of the reference scorer."""

from __future__ import annotations

import importlib.util
import json
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.errors import SourceError
from graph.evaluate import evaluate
from graph.evaluate.figures import Scores, score
from graph.evaluate.gold import Gold, read_gold
from graph.evaluate.report import by_rule, reliability, say
from graph.evaluate.sides import Sides, lay_out, terms_of
from graph.merge import merge, merge_entities
from graph.model import Claim, Document, Entity, Period, Quantity
from graph.writers.claims_jsonl import write_claims
from tests.commands import run
from tests.extract.readings import extractor, ontology, registry
from tests.gold import NAME

TEXT = "Orchid makes chips for Lantern. Lantern's revenue was $3 billion in 2025, says Vale. Fern stood by."
DOCUMENT = Document("garden.txt", TEXT, "en")
TERMS = terms_of(ontology())
ENTITIES = tuple(Entity(name, "Company", (("en", name.capitalize()),)) for name in ("orchid", "lantern", "fern", "vale"))
FORMS = {"g-orchid": ("Orchid",), "g-lantern": ("Lantern",), "g-fern": ("Fern",), "g-vale": ("VALE",)}


def gold_claim(name: str, subject: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "subject": subject, "modality": "fact", "negated": False, "evidence": [0, 30], "tier": "core", **fields}


MAKES = gold_claim("g1", "g-orchid", relation="manufacturesFor", object="g-lantern")
EARNS = gold_claim(
    "g2", "g-lantern", measure="revenue", value=3e9, unit="USD", comparator="=", time="2025", speaker="g-vale", evidence=[32, 83], tier="",
)  # fmt: skip


def gold(*claims: dict[str, Any]) -> Gold:
    return Gold("garden.txt", DOCUMENT, FORMS, claims or (MAKES, EARNS), (("g-fern", "g-orchid"),))


def makes(**fields: Any) -> Claim:
    said: dict[str, Any] = {"relation": "manufacturesFor", "object": "lantern", "confidence": 0.9, "rule": "makes"}
    return Claim("orchid", **{**said, "evidence": (DOCUMENT.cite(0, 30),), **fields})


def earns(value: str = "3000000000", **fields: Any) -> Claim:
    said: dict[str, Any] = {"quantity": Quantity(Decimal(value), "USD"), "period": Period("2025"), "speaker": "vale", "confidence": 0.6}
    return Claim("lantern", measure="revenue", **{**said, "rule": "earns", "evidence": (DOCUMENT.cite(32, 83),), **fields})


def compare(*claims: Claim, wanted: Gold | None = None) -> tuple[Sides, Scores]:
    sides = lay_out(wanted or gold(), claims, ENTITIES, TERMS)
    return sides, score(sides, TERMS)


def values(*claims: Claim, wanted: Gold | None = None) -> dict[str, float | None]:
    return {name: figure.value for name, figure in compare(*claims, wanted=wanted)[1].figures.items()}


def test_all_right_is_one_everywhere() -> None:
    found = values(makes(), earns())
    assert {name: value for name, value in found.items() if name != "distractor"} == dict.fromkeys(found.keys() - {"distractor"}, 1.0)
    assert found["distractor"] == 0.0


def test_nothing_read_is_nothing_right() -> None:
    found = values()
    assert (found["relation"], found["measure"], found["full"], found["core"]) == (0.0, 0.0, 0.0, 0.0)
    assert (found["modality"], found["attribution"]) == (None, None)


def test_a_broader_relation_counts_half() -> None:
    assert values(makes(relation="supplies"), earns())["relation"] == 0.5


def test_a_relation_turned_round_by_its_inverse_is_the_same() -> None:
    wanted = gold(gold_claim("g1", "g-lantern", relation="buysFrom", object="g-orchid"))
    assert values(makes(relation="supplies"), wanted=wanted)["relation"] == 1.0


def test_direction_counts_but_not_where_there_is_none() -> None:
    around = {"relation": "competesWith", "object": "g-lantern"}
    back = Claim("lantern", "competesWith", "orchid", evidence=(DOCUMENT.cite(0, 30),))
    assert values(back, wanted=gold(gold_claim("g1", "g-orchid", **around)))["relation"] == 1.0
    turned = Claim("lantern", "manufacturesFor", "orchid", evidence=(DOCUMENT.cite(0, 30),))
    assert (values(turned)["relation"], values(turned)["pair"]) == (0.0, 1.0)


@pytest.mark.parametrize(("value", "right"), [("3000000000", 1.0), ("3029000000", 1.0), ("3031000000", 0.0), ("2971000000", 1.0)])
def test_a_value_within_one_percent_is_right(value: str, right: float) -> None:
    assert values(earns(value), wanted=gold(EARNS))["measure"] == right


def test_a_value_inside_a_gold_range_is_right() -> None:
    wanted = gold({**EARNS, "value": 2e9, "value_max": 4e9})
    assert values(earns(), wanted=wanted)["measure"] == 1.0


def test_units_with_a_prefix_are_the_base_unit() -> None:
    wanted = gold(gold_claim("g1", "g-orchid", measure="powerCapacity", value=1.2, unit="GW"))
    claim = Claim("orchid", measure="powerCapacity", quantity=Quantity(Decimal(1200000000), "W"), evidence=(DOCUMENT.cite(0, 30),))
    assert values(claim, wanted=wanted)["measure"] == 1.0


@pytest.mark.parametrize(
    "wrong", [{"modality": "plan"}, {"negated": True}, {"speaker": None}, {"speaker": "fern"}, {"period": Period("2024")}, {"period": None}]
)
def test_full_needs_modality_polarity_speaker_and_time(wrong: dict[str, Any]) -> None:
    assert values(earns(), wanted=gold(EARNS))["full"] == 1.0
    assert values(earns(**wrong), wanted=gold(EARNS))["full"] == 0.0
    assert values(earns(**wrong), wanted=gold(EARNS))["measure"] == 1.0


def test_what_is_said_twice_counts_once_in_relation_and_twice_in_full() -> None:
    _, scores = compare(makes(evidence=(DOCUMENT.cite(0, 30), DOCUMENT.cite(32, 50))))
    assert (scores.figures["relation"].hit, scores.figures["relation"].read) == (1, 1)
    assert (scores.figures["full"].hit, scores.figures["full"].read) == (1, 2)


def test_a_distractor_is_linked_unless_it_is_denied() -> None:
    linked = Claim("orchid", "partnersWith", "fern", evidence=(DOCUMENT.cite(0, 30),))
    assert values(linked)["distractor"] == 1.0
    assert values(Claim("orchid", "partnersWith", "fern", negated=True, evidence=linked.evidence))["distractor"] == 0.0


def test_entities_are_the_same_by_any_name_in_either_script() -> None:
    wanted = Gold("garden.txt", DOCUMENT, {"g-tsmc": ("臺積電",), "g-lantern": ("Lantern",)}, (MAKES | {"subject": "g-tsmc"},), ())
    entities = (*ENTITIES, Entity("tsmc", "Company", (("zh-Hans", "台积电"),)))
    sides = lay_out(wanted, [Claim("tsmc", "manufacturesFor", "lantern", evidence=(DOCUMENT.cite(0, 30),))], entities, TERMS)
    assert sides.links["tsmc"] == {"g-tsmc"}
    assert score(sides, TERMS).figures["relation"].value == 1.0


def test_reliability_tells_how_many_claims_of_a_confidence_are_right() -> None:
    wrong = makes(object="fern", confidence=0.95)
    low, high = reliability([compare(makes(), wrong, earns())])
    assert (low.name, low.claims, low.right, low.precision, low.confidence) == ("0.6–0.7", 1, 1.0, 1.0, 0.6)
    assert (high.name, high.claims, high.right) == ("0.9–1.0", 2, 1.0)
    assert high.confidence == pytest.approx(0.925)


def test_each_rule_has_its_hits_and_misses_the_worst_first() -> None:
    wrong = [makes(object=name, rule="guesses") for name in ("fern", "vale")]
    assert [(t.name, t.claims, t.right) for t in by_rule([compare(makes(), earns(), *wrong)])] == [
        ("guesses", 2, 0.0), ("earns", 1, 1.0), ("makes", 1, 1.0),
    ]  # fmt: skip


def test_a_claim_is_told_on_one_line() -> None:
    sides, _ = compare()
    assert [say(item) for item in sides.gold] == [
        "g-orchid manufacturesFor g-lantern [fact]", "g-lantern revenue 3000000000 usd [fact] 2025 by g-vale",
    ]  # fmt: skip


# files and the command line

SAID = "TSMC manufactures for Nvidia. Microsoft bought a lamp.\n"


def write_gold(folder: Path, name: str = "news", **changed: Any) -> Path:
    """Write a gold file of two claims, one of which no rule reads, and its text."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(SAID)
    entities = [{"id": e, "type": "Company", "labels": {"en": e}, "forms": [e.capitalize()]} for e in ("tsmc", "nvidia", "microsoft")]
    claims = [
        gold_claim("g1", "tsmc", relation="manufacturesFor", object="nvidia", evidence=[0, 29]),
        gold_claim("g2", "microsoft", relation="orders", object="nvidia", evidence=[30, 54]),
    ]
    whole = {"document": {"file": f"{name}.txt"}, "entities": entities, "claims": claims, "distractors": [], **changed}
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(whole), "utf-8")
    return path


def test_the_command_reports_figures_patterns_and_what_was_missed(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold")
    code, out, err = run("evaluate", "gold", "--json", "now.json", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert "relation  0.667  1.000      0.500   1      1     2" in out
    assert "Gold claims that were not read (1).\nnews.txt g2: microsoft orders nvidia [fact] | Microsoft bought a lamp." in out
    assert out.splitlines()[-1] == "1 document: 2 gold claims, 1 claim read; relation 0.667, pair 0.667, full 0.667."
    found = json.loads((tmp_path / "now.json").read_text("utf-8"))
    assert found["claims"] == {"news.txt": {"g1": [1.0, 1.0], "g2": [0.0, 0.0]}}
    assert found["total"]["relation"]["recall"] == 0.5
    assert [rule["name"] for rule in found["rules"]] == ["manufacture-for"]


def test_against_an_evaluation_before_it_says_what_changed(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold")
    run("evaluate", "gold", "--json", "then.json", cwd=tmp_path)
    _, out, _ = run("evaluate", "gold", "--against", "then.json", cwd=tmp_path)
    assert "Changed since then.\nNo figure.\nClaims won (0).\nClaims lost (0).\n" in out
    then = json.loads((tmp_path / "then.json").read_text("utf-8"))
    then["claims"]["news.txt"] = {"g1": [0.0, 0.0], "g2": [1.0, 1.0]}
    then["total"]["relation"]["value"] = 0.5
    then["documents"]["gone.txt"] = {}
    (tmp_path / "then.json").write_text(json.dumps(then))
    _, out, _ = run("evaluate", "gold", "--against", "then.json", cwd=tmp_path)
    assert "all       relation  0.500  0.667  +0.167" in out
    assert "Claims won (1): news.txt g1\nClaims lost (1): news.txt g2\n" in out
    assert "Documents no longer there: gone.txt" in out


def test_texts_in_a_folder_of_their_own_and_several_documents(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_gold(tmp_path / "gold", name)
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "gold" / f"{name}.txt").rename(tmp_path / "texts" / f"{name}.txt")
    done = evaluate([tmp_path / "gold"], tmp_path / "texts")
    assert list(done.found["documents"]) == ["one.txt", "two.txt"]
    assert (done.found["total"]["relation"]["hit"], done.found["total"]["relation"]["gold"]) == (2.0, 4.0)
    assert "\nall " in done.report


def test_one_bad_gold_file_of_several_is_told_and_left_out(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold")
    (tmp_path / "gold" / "bad.gold.json").write_text("{")
    code, out, err = run("evaluate", "gold", cwd=tmp_path)
    assert code == 1
    assert "1 document: 2 gold claims" in out
    assert err.startswith("gold/bad.gold.json: no gold file can be read there: ")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"document": {"file": "none.txt"}}, "its text gold/none.txt is not there. Put it beside the gold file, or name its "),
        ({"claims": [gold_claim("g9", "amd")]}, "claim g9 names the entity 'amd', which is not among the entities. Add it there."),
        ({"claims": [gold_claim("g9", "tsmc", evidence=[0, 999])]}, "claim g9 has its evidence at 0-999. The text has 55 characters."),
        ({"entities": [{}]}, "not a gold file: KeyError('id'). It has document, entities and claims; docs/review.md shows one."),
    ],
)
def test_what_is_wrong_with_a_gold_file(changed: dict[str, Any], message: str, tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", **changed)
    code, out, err = run("evaluate", "gold", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith(f"gold/news.gold.json: {message}")
    assert "No gold file could be read, so nothing was compared." in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none"], "none: no such file or folder. Give gold files, or a folder that holds some."),
        (["empty"], "empty: no file ending in .gold.json in this folder."),
        (["gold", "--against", "none.json"], "none.json: no evaluation can be read there: "),
        (["gold", "--against", "gold/news.gold.json"], "gold/news.gold.json: no evaluation can be read there: KeyError('total')."),
    ],
)
def test_wrong_use_ends_with_2(arguments: list[str], message: str, tmp_path: Path) -> None:
    write_gold(tmp_path / "gold")
    (tmp_path / "empty").mkdir()
    code, out, err = run("evaluate", *arguments, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_a_term_the_ontology_has_not_is_told(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", claims=[gold_claim("g1", "tsmc", relation="admires", object="nvidia")])
    code, _, err = run("evaluate", "gold", cwd=tmp_path)
    assert code == 0
    assert err == "warning: news.txt: the gold has the relation 'admires', which ontology.ttl has not. Nothing can be read as it.\n"


def test_a_gold_file_says_when_its_text_was_published_where_the_text_does_not(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "gold", document={"file": "news.txt", "published": "2025-07"})
    assert read_gold(path).document.published == "2025-07"
    with pytest.raises(SourceError, match="its text"):
        read_gold(path, tmp_path / "elsewhere")


def load_scorer(shared: Path) -> ModuleType:
    path = shared / "tools" / "score.py"
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("share", [1, 2, 3])
def test_the_figures_are_those_of_the_reference_scorer(share: int, shared: Path) -> None:
    scorer = load_scorer(shared)
    path = shared / "gold" / f"{NAME}.gold.json"
    wanted = read_gold(path, shared / "sources")
    reading = extractor().read(wanted.document)
    claims, entities = merge(reading.claims)[::share], (*merge_entities(reading.entities), *registry())
    lines = [json.loads(line) for line in write_claims(claims, entities).splitlines()]
    theirs = scorer.score(json.loads(path.read_text("utf-8")), lines, scorer.normaliser())
    ours = score(lay_out(wanted, claims, entities, TERMS), TERMS).figures
    assert ours["full"].gold > 100
    assert {n: (f.hit, f.read, f.gold) for n, f in ours.items()} == {n: (f.hit, f.predicted, f.gold) for n, f in theirs.items()}
