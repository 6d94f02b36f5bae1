"""Times the reading of text on one core: MB/s in each script, and the cost of a document as their number grows.

The texts are the shipped documents with other amounts in each copy, so that none is the same text. Beside each script, in the same run
and alternating with it, stands the floor: folding and one Aho-Corasick pass for every name. The growing numbers of documents are of one
paragraph each, read by one extractor: what it kept of a document would show. Seconds are of the processor, not of the clock.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from ahocorasick_rs import AhoCorasick

from graph.entities import REGISTRY, read_registry
from graph.extract import Extractor, build_extractor
from graph.language.scripts import fold
from graph.model import Document
from graph.ontology import read_ontology
from graph.readers.result import to_document

ROOT = Path(__file__).parent.parent
ROUNDS = 9
BYTES = 20_000
SHORTEST = 200  # bytes: a paragraph, not a heading


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs="+", default=[1, 10, 100, 1_000, 10_000], help="how many documents to read")
    options.add_argument("files", type=Path, nargs="*", default=sorted((ROOT / "sources").glob("*.md")), help="documents to copy")
    given = options.parse_args()
    begun = process_time()
    ontology = read_ontology()
    registry = read_registry(REGISTRY, ontology)
    extractor = build_extractor(ontology, registry)
    names = AhoCorasick(sorted({fold(text).lower() for entity in registry for _, text in (*entity.labels, *entity.aliases)}))
    print(f"ready in {process_time() - begun:.2f} s")
    print(f"\n{'':>28} {'bytes':>7} {'MB/s':>7} {'least':>7} {'most':>7} {'floor MB/s':>11} {'reading/floor':>14}")
    for file in given.files:
        print_speed(file, extractor, names)
    print(f"\n{'documents':>9} {'MB':>7} {'seconds':>8} {'ms/document':>12} {'MB/s':>7}")
    for number in given.documents:
        print_growth(given.files, number, extractor)


def print_speed(file: Path, extractor: Extractor, names: AhoCorasick) -> None:
    """Print one row: copies of a document read again and again, in turn with the floor; the first round is left out."""
    text = file.read_text("utf-8")
    documents = list(islice(copies([text]), max(1, BYTES // len(text.encode()))))
    size = sum(len(document.text.encode()) for document in documents)
    seconds, low = [], []
    for _ in range(ROUNDS + 1):
        seconds.append(timed(documents, extractor.read))
        low.append(timed(documents, lambda document: names.find_matches_as_indexes(fold(document.text).lower())))
    speeds = [size / each / 1e6 for each in seconds[1:]]
    median, floor = statistics.median(speeds), size / statistics.median(low[1:]) / 1e6
    times = f"{median:7.3f} {min(speeds):7.3f} {max(speeds):7.3f} {floor:11.1f} {floor / median:14.0f}"
    print(f"{file.name:>28} {size:7,} {times}")


def print_growth(files: Sequence[Path], number: int, extractor: Extractor) -> None:
    """Print one row: so many documents of a paragraph each."""
    paragraphs = [p for file in files for p in file.read_text("utf-8").split("\n\n") if len(p.encode()) >= SHORTEST]
    documents = list(islice(copies(paragraphs), number))
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    seconds = timed(documents, extractor.read)
    print(f"{number:9,} {size:7.2f} {seconds:8.2f} {seconds / number * 1000:12.2f} {size / seconds:7.3f}")


def copies(texts: Sequence[str]) -> Iterator[Document]:
    """Give the texts in turn without end, with other amounts each time."""
    for copy, text in enumerate(cycle(texts)):
        other = re.sub(r"\d+(?= billion|億|亿)", lambda amount, copy=copy: str(int(amount[0]) + copy), text)  # type: ignore[misc]
        yield to_document(f"{copy}.md", other)


def timed(documents: Sequence[Document], read: Callable[[Document], object]) -> float:
    """Give the seconds of the processor that reading all the documents takes."""
    begun = process_time()
    for document in documents:
        read(document)
    return process_time() - begun


if __name__ == "__main__":
    main()
