"""Names that documents use for different kinds of things: one entity a kind, and no claim lost."""

from __future__ import annotations

import pytest

from graph.apart import keep_apart
from graph.extract import Reading
from graph.model import Claim, Document, Entity
from graph.ontology import Ontology, read_ontology


@pytest.fixture(scope="module", name="ontology")
def read_it() -> Ontology:
    """The ontology."""
    return read_ontology()


def reading(name: str, kind: str, other: str = "nvidia") -> Reading:
    """A document that says one thing of an unlisted name."""
    document = Document(name, "Lumen buys.", "en")
    claim = Claim("lumen", "competesWith", other, rule="r", evidence=(document.cite(0, 5),))
    return Reading(document, (claim,), (Entity("lumen", kind, (("en", "Lumen"),), provisional=True),), ())


def test_a_name_of_one_kind_is_one_entity(ontology: Ontology) -> None:
    before = (reading("a.txt", "Chip"), reading("b.txt", "System"))
    assert keep_apart(before, ontology) == before


def test_the_kind_fewer_documents_see_has_an_id_of_its_own(ontology: Ontology) -> None:
    firm, *chips = keep_apart((reading("a.txt", "Company"), reading("b.txt", "Chip"), reading("c.txt", "Chip")), ontology)
    assert {r.claims[0].subject for r in chips} == {"lumen"}
    assert (firm.claims[0].subject, firm.claims[0].object, firm.entities[0].id) == ("lumen-company", "nvidia", "lumen-company")


def test_of_two_kinds_seen_as_often_the_first_by_name_keeps_the_id(ontology: Ontology) -> None:
    kinds = {r.entities[0].type: r.entities[0].id for r in keep_apart((reading("a.txt", "Product"), reading("b.txt", "Company")), ontology)}
    assert kinds == {"Company": "lumen", "Product": "lumen-product"}
