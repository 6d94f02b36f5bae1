"""Document → claims. A pure function of the document, the ontology, the registry and the patterns."""

from graph.extract.reader import Extractor, Reading, build_extractor

__all__ = ["Extractor", "Reading", "build_extractor"]
