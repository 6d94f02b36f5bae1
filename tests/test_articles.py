"""The articles reading is measured on: every gold file is of its text and speaks the ontology, and no text stands in two sets."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.evaluate.gold import find_gold
from graph.language.scripts import fold
from graph.ontology import Ontology, read_ontology

FOLDER = Path(__file__).parent / "articles"
SETS = ("tuned", "unread", "blind")
SHARED = 40  # characters in a row that two articles do not have in common by chance
GOLD = find_gold(FOLDER / name for name in SETS)
each_gold = pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}-{path.name.removesuffix('.gold.json')}")


@cache
def ontology() -> Ontology:
    return read_ontology()


@cache
def gold_of(path: Path) -> tuple[dict[str, Any], str]:
    """A gold file and its text."""
    gold = json.loads(path.read_text("utf-8"))
    return gold, (path.parent / gold["document"]["file"]).read_text("utf-8")


def faults(gold: dict[str, Any], text: str) -> list[str]:
    """Everything that is wrong with a gold file."""
    known = [entity["id"] for entity in gold["entities"]]
    wrong = [f"entity {name} stands {count} times" for name, count in Counter(known).items() if count > 1]
    for entity in gold["entities"]:
        wrong += [f"{entity['id']}: no class {entity['type']}"] * (entity["type"] not in ontology().classes)
        wrong += [f"{entity['id']}: {form!r} is not in the text" for form in entity["forms"] if fold(form) not in fold(text)]
    for claim in gold["claims"]:
        wrong += [f"{claim['id']}: {fault}" for fault in faults_of_claim(claim, set(known), len(text))]
    for pair in gold["distractors"]:
        wrong += [f"distractor {pair[end]} is not known" for end in ("subject", "object") if pair[end] not in known]
    return wrong


def faults_of_claim(claim: dict[str, Any], known: set[str], length: int) -> list[str]:
    start, end = claim["evidence"]
    wrong = [f"no passage at {start}-{end}"] * (not 0 <= start < end <= length)
    wrong += [f"{role} {claim[role]} is not known" for role in ("subject", "object", "speaker") if claim[role] and claim[role] not in known]
    wrong += ["neither relation nor measure"] * (not claim["relation"] and not claim["measure"])
    wrong += [f"no relation {claim['relation']}"] * bool(claim["relation"] and claim["relation"] not in ontology().relations)
    wrong += [f"no measure {claim['measure']}"] * bool(claim["measure"] and claim["measure"] not in ontology().measures)
    return wrong + [f"no modality {claim['modality']}"] * (claim["modality"].capitalize() not in ontology().modalities)


def overlap(one: str, other: str) -> set[str]:
    """The stretches two texts have in common."""
    first, second = ({text[i : i + SHARED] for i in range(len(text) - SHARED + 1)} for text in (one, other))
    return first & second


def test_every_set_has_articles_with_claims() -> None:
    assert Counter(path.parent.name for path in GOLD).keys() == set(SETS)
    assert all(gold_of(path)[0]["claims"] for path in GOLD)


@each_gold
def test_a_gold_file_is_of_its_text_and_speaks_the_ontology(path: Path) -> None:
    assert faults(*gold_of(path)) == []


@pytest.mark.parametrize(
    ("part", "field", "value", "fault"),
    [
        ("entities", "type", "Compny", "no class Compny"),
        ("entities", "forms", ["no such words here"], "is not in the text"),
        ("claims", "evidence", [5, 5], "no passage at 5-5"),
        ("claims", "evidence", [-1, 5], "no passage at -1-5"),
        ("claims", "evidence", [0, 10**6], "no passage at 0-1000000"),
        ("claims", "subject", "nobody", "subject nobody is not known"),
        ("claims", "speaker", "nobody", "speaker nobody is not known"),
        ("claims", "relation", "suplies", "no relation suplies"),
        ("claims", "measure", "marketCop", "no measure marketCop"),
        ("claims", "modality", "plann", "no modality plann"),
        ("distractors", "object", "nobody", "distractor nobody is not known"),
    ],
)
def test_a_fault_is_found(part: str, field: str, value: object, fault: str) -> None:
    gold, text = gold_of(next(path for path in GOLD if gold_of(path)[0][part]))
    broken = {**gold, part: [{**gold[part][0], field: value}, *gold[part][1:]]}
    assert [found for found in faults(broken, text) if fault in found]


def test_an_entity_that_stands_twice_is_found() -> None:
    gold, text = gold_of(GOLD[0])
    doubled = {**gold, "entities": [*gold["entities"], gold["entities"][0]]}
    assert faults(doubled, text) == [f"entity {gold['entities'][0]['id']} stands 2 times"]


def test_no_text_stands_in_two_sets() -> None:
    texts = {name: [gold_of(path)[1] for path in GOLD if path.parent.name == name] for name in SETS}
    for one, other in combinations(SETS, 2):
        assert not overlap("\n\n".join(texts[one]), "\n\n".join(texts[other])), f"{one} and {other} share text"


def test_shared_text_is_found() -> None:
    text = gold_of(GOLD[0])[1]
    assert overlap(text, f"Something else. {text[100:200]}")
    assert not overlap(text, "Something else.")


def test_every_text_has_its_gold() -> None:
    texts = {path for name in SETS for path in (FOLDER / name).glob("*.txt")}
    assert texts == {path.parent / gold_of(path)[0]["document"]["file"] for path in GOLD}
