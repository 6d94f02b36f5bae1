"""What claims imply together, by the rules that ship and by rules of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.extract.implications import Implications
from tests.extract.readings import ontology, proposed, read


def implied(text: str, rule: str) -> list[tuple[str, str | None, str | None]]:
    """What a rule adds to a text."""
    return [(c.subject, c.relation, c.object) for c in proposed(read(text)) if c.rule == rule]


@pytest.mark.parametrize("text", ["微软占英伟达营收两成。", "Microsoft accounts for 20 percent of Nvidia's revenue."])
def test_who_brings_revenue_is_supplied(text: str) -> None:
    assert implied(text, "share-of-revenue-supplies") == [("nvidia", "supplies", "microsoft")]


def test_who_makes_what_is_ordered_supplies_it() -> None:
    assert implied("Nvidia makes H20 chips. OpenAI ordered H20 chips.", "order-from-its-maker") == [("nvidia", "supplies", "openai")]


@pytest.mark.parametrize("text", ["OpenAI ordered H20 chips.", "AMD makes MI300X chips. OpenAI ordered H20 chips."])
def test_one_claim_of_two_implies_nothing(text: str) -> None:
    assert implied(text, "order-from-its-maker") == []


def test_what_is_implied_has_no_amount_of_its_own_and_cites_what_it_was_read_from() -> None:
    (claim,) = (c for c in proposed(read("微软占英伟达营收两成。")) if c.rule == "share-of-revenue-supplies")
    assert (claim.measure, claim.quantity) == (None, None)
    assert claim.evidence[0].passage == "微软占英伟达营收两成"


def rules(folder: Path, text: str) -> Implications:
    (folder / "implied.toml").write_text(f"[[implied]]\n{text}", "utf-8")
    return Implications(ontology(), folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('id = "x"\nfrom = ["a supplies"]\nthen = "b supplies a"', "implied.toml: rule x: 'a supplies' is no claim"),
        ('id = "x"\nfrom = ["a supplies b by c"]\nthen = "b supplies a"', "is no claim"),
        ('id = "x"\nfrom = ["a suplies b"]\nthen = "b supplies a"', "suplies"),
        ('id = "x"\nfrom = ["a supplies b"]\nthen = "b supplies a"\nof = { a = "Compny" }', "Compny"),
        ('id = "x"\nfrom = ["a supplies b"]', "has no 'then'"),
    ],
)
def test_mistakes_are_told(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=message):
        rules(tmp_path, text)


def test_without_the_file_nothing_is_implied(tmp_path: Path) -> None:
    assert list(Implications(ontology(), tmp_path).find([], [])) == []
