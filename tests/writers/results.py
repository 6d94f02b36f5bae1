"""Small results of a build, made by hand and by Hypothesis."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Candidate, Claim, Document, Entity, Evidence, Finding, Period, Quantity
from graph.ontology import read_ontology
from graph.rdf import to_rdf
from graph.writers import Result
from tests import strategies

ONTOLOGY = read_ontology()
NOTE = Document("note.txt", "台積電為輝達代工，訂單達35億美元。\nHe said <b>so</b> | twice.", "zh-Hant", title="代工")
ENTITIES = (
    Entity("nvidia", "Company", (("en", "Nvidia"), ("zh-Hant", "輝達")), (("zh-Hans", "英伟达"), ("en", "Nvidia")), ticker="NVDA"),
    Entity("tsmc", "Company", (("en", "TSMC"), ("zh-Hant", "台積電")), provisional=True),
)
CLAIMS = (
    Claim("tsmc", "manufacturesFor", "nvidia", confidence=0.9, rule="zh/代工", evidence=(NOTE.cite(0, 8), NOTE.cite(19, 24))),
    Claim(
        "nvidia",
        "supplies",
        "tsmc",
        measure="orderValue",
        quantity=Quantity(Decimal(3500000000), "USD", high=Decimal("4e9"), comparator=">=", approximate=True, per="P1Y"),
        period=Period("2025-Q3", "2026"),
        speaker="tsmc",
        modality="forecast",
        negated=True,
        evidence=(NOTE.cite(9, 17),),
    ),
)


def make_result(
    claims: tuple[Claim, ...] = CLAIMS,
    entities: tuple[Entity, ...] = ENTITIES,
    documents: tuple[Document, ...] = (NOTE,),
    *,
    candidates: tuple[Candidate, ...] = (),
    findings: tuple[Finding, ...] = (),
    errors: tuple[SourceError, ...] = (),
) -> Result:
    """Put a result together as a build does."""
    rdf = to_rdf(claims, entities, documents, ONTOLOGY)
    sentences = {document.id: 2 for document in documents}
    return Result(documents, claims, entities, candidates, findings, rdf, ONTOLOGY, sentences, errors)


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Give results of any claims about any entities."""
    document = draw(strategies.documents())
    claims = strategies.merged(draw(st.lists(strategies.claims(document), max_size=4)))
    entities = {entity.id: entity for entity in draw(st.lists(strategies.entities(), max_size=4))}
    return make_result(tuple(claims), tuple(entities.values()), (document,))


def cited(result: Result) -> list[tuple[str, Evidence]]:
    """List every place of every claim."""
    return [(claim.id, place) for claim in result.claims for place in claim.evidence]
