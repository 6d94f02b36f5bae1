"""Times named questions over a made-up graph: Oxigraph, as the project asks them, beside rdflib's own memory store in the same run.

Both hold the same triples and are asked the same SPARQL in turn; the answers have to be equal. Some entities stand in many claims and most
in few, as in the news. Figures are medians with the least and the most, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from rdflib import Dataset

from graph.merge import merge
from graph.model import Claim, Document, Entity, Period, Quantity
from graph.ontology import Ontology, read_ontology
from graph.questions import Answer, ask, list_questions
from graph.rdf import to_rdf
from graph.store import engine_of, open_store

ROUNDS = 5
HUB = "e0"
DEFAULT = (
    *("suppliers-of", "customers-of", "measure-of", "members-of", "what-moved", "milestones"),
    *("evidence", "claims-about", "claims-by-modality", "top-entities", "chokepoints", "restricted-items"),
)
TYPES = ("Company", "Chip", "Facility", "Country", "AgentGroup")
TIMES = (None, None, None, "2024", "2024-05", "2025-01", "2025-Q1", "2025-03-04")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[2_000], help="how many claims a graph has, about 21 triples each")
    options.add_argument("--questions", nargs="+", default=DEFAULT, choices=[q.name for q in list_questions()], help="which questions")
    options.add_argument("--alone", action="store_true", help="leave rdflib out, which takes minutes to load a million triples")
    given = options.parse_args()
    warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7 warns of its own calls
    ontology = read_ontology()
    for size in given.claims:
        print_graph(make(size, ontology), given.questions, alone=given.alone)


def print_graph(made: Dataset, questions: list[str], *, alone: bool) -> None:
    """Print one table: a graph, a row a question."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        file.write_text("".join(f"{quad} .\n" for quad in engine_of(made)), "utf-8")
        begun = perf_counter()
        ours = open_store(file)
        half = perf_counter()
        peer = Dataset(default_union=True)
        if not alone:
            peer.parse(file, format="nquads")
        loaded = f"{half - begun:.1f} s by Oxigraph" + ("" if alone else f", in {perf_counter() - half:.1f} s by rdflib")
    print(f"\n{len(engine_of(ours)):,} triples; loaded in {loaded}")
    print(f"{'question':<28} {'rows':>7} {'Oxigraph ms':>24} {'rdflib ms':>28} {'rdflib/Oxigraph':>16}")
    for name in questions:
        print_question(name, ours, None if alone else peer)


def print_question(name: str, ours: Dataset, peer: Dataset | None) -> None:
    """Print one row: both asked in turn."""
    question = next(q for q in list_questions() if q.name == name)
    params = {p.name: HUB for p in question.params if p.type == "entity"}
    params |= {"other": "e1"} if name == "evidence" else {"to": "e7"} if name == "chain" else {}
    seconds: tuple[list[float], list[float]] = ([], [])
    rows = 0
    for _ in range(ROUNDS):
        answers: list[Answer] = []
        for store, spent in zip((ours, peer), seconds, strict=True):
            if store is not None:
                begun = perf_counter()
                answers.append(ask(store, name, params))
                spent.append((perf_counter() - begun) * 1000)
        assert len({frozenset(map(str, answer.rows)) for answer in answers}) == 1, f"{name}: the stores disagree"
        rows = len(answers[0].rows)
    ratio = f"{statistics.median(seconds[1]) / statistics.median(seconds[0]):.0f}" if seconds[1] else "-"
    print(f"{name:<28} {rows:>7} {shown(seconds[0]):>24} {shown(seconds[1]):>28} {ratio:>16}", flush=True)


def shown(times: list[float]) -> str:
    """Write the median with the least and the most."""
    return f"{statistics.median(times):.1f} ({min(times):.1f}–{max(times):.1f})" if times else "-"


def make(size: int, ontology: Ontology) -> Dataset:
    """Make a graph of about so many claims."""
    random = Random(size)  # noqa: S311  # repeatable, not secret
    names = [f"e{number}" for number in range(size // 5 + 2)]
    entities = [Entity(name, random.choice(TYPES), (("en", f"Entity {name}"),)) for name in names]
    documents = [
        Document(f"{number}.txt", " ".join(f"Sentence {n} of {number}." for n in range(40)), "en") for number in range(size // 100 + 1)
    ]
    return to_rdf(merge(claims(size, random, names, documents, ontology)), entities, documents, ontology)


def claims(size: int, random: Random, names: list[str], documents: list[Document], ontology: Ontology) -> Iterator[Claim]:
    """Make claims, a hundred a document, most of them facts."""
    relations, measures = sorted(ontology.relations), sorted(ontology.measures)
    for number in range(size):
        document = documents[number // 100]
        start = random.randrange(len(document.text) - 40)
        valued = often(random, 0.4)
        time = random.choice(TIMES)
        yield Claim(
            subject=pick(random, names),
            relation=None if valued else random.choice(relations),
            object=pick(random, names),
            measure=random.choice(measures) if valued else None,
            quantity=Quantity(Decimal(random.randrange(1, 1000)), random.choice(("USD", "percent"))) if valued else None,
            period=Period(time) if time else None,
            speaker=pick(random, names) if often(random, 0.2) else None,
            modality=random.choice(("fact", "fact", "fact", "fact", "plan", "forecast", "opinion", "hypothetical")),
            negated=often(random, 0.05),
            evidence=(document.cite(start, start + 40),),
        )


def often(random: Random, share: float) -> bool:
    """Say yes in a share of cases."""
    return random.random() < share


def pick(random: Random, names: list[str]) -> str:
    """Pick a name, the first ones far more often."""
    return names[int(len(names) * random.random() ** 3)]


if __name__ == "__main__":
    main()
