"""What a build made, as the writers get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import Dataset

from graph.coverage import Coverage
from graph.errors import SourceError
from graph.model import Candidate, Claim, Document, Entity, Finding
from graph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a build knows at its end.

    `entities` are those the claims use, known and provisional; `rdf` holds the claims, direct edges and inferred edges; `sentences`
    says how many sentences were read, by document id; `errors` are the sources that could not be read; `coverage` is the ledger, a
    document each; `confirmed` are the entities no registry knows that a person or a second document has confirmed.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    rdf: Dataset
    ontology: Ontology
    sentences: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[SourceError, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    confirmed: frozenset[str] = frozenset()
