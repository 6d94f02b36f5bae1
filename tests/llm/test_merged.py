"""Claims of a model beside those of the rules: one graph, in which everything holds that must."""

from __future__ import annotations

from graph.check import check
from graph.infer import infer
from graph.merge import merge, merge_entities
from graph.rdf import from_rdf, to_rdf
from tests.extract.readings import extractor, ontology, registry
from tests.llm.readings import reader, recorded, shipped


def test_claims_of_both_are_one_graph_without_violations() -> None:
    documents = tuple(shipped().values())
    rules = [extractor().read(document) for document in documents]
    model = [reader().read(document, recorded(document.name)) for document in documents]
    read, offered = [c for reading in rules for c in reading.claims], [c for reading in model for c in reading.claims]
    claims = merge([*read, *offered])
    proposed = merge_entities([*(e for reading in rules for e in reading.entities), *(e for reading in model for e in reading.entities)])
    known = {entity.id: entity for entity in (*proposed, *registry())}
    used = {name for claim in claims for name in (claim.subject, claim.object, claim.speaker) if name}
    assert used <= known.keys()
    both = {claim.id for claim in read} & {claim.id for claim in offered}
    assert len(claims) > len(merge(read)) > len(both) > 20
    rdf = to_rdf(claims, [known[name] for name in sorted(used)], documents, ontology())
    infer(rdf, ontology())
    report = check(rdf)
    assert [f.message for f in report.findings if f.severity == "violation"] == []
    assert any(claim.rule == "llm:recorded" for claim in from_rdf(rdf))
