"""N-Quads: every triple of every graph, a line each, sorted."""

from __future__ import annotations

import pyoxigraph as ox

from graph.store import engine_of
from graph.writers.result import Result


def to_nquads(result: Result) -> bytes:
    """Write all graphs. Lines are sorted by their bytes, so that equal datasets give equal files.

    Source: RDF 1.1 N-Quads.
    """
    written = ox.serialize(engine_of(result.rdf), format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(written.splitlines(keepends=True)))
