"""Times the form constraints as SPARQL over Oxigraph beside the same constraints in pySHACL, on one made-up graph, in turns.

The claims are drawn from the ontology at random, but well-formed; some relate a thing to itself, so that both sides have something to
find, and both must find the same. Loading counts for neither: each starts from a dataset that is there.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from graph.check import CHECKS, check, check_shapes
from graph.infer import infer
from graph.model import Claim, Comparator, Document, Entity, Mark, Modality, Period, Quantity
from graph.ontology import Ontology, read_ontology
from graph.rdf import from_rdf, to_rdf
from graph.store import engine_of

T = TypeVar("T")
SELFISH = 0.02
COMPARATORS: tuple[Comparator, ...] = ("=", "≈", ">")
MODALITIES: tuple[Modality, ...] = ("fact", "fact", "forecast")
PERIODS = (None, Period("2025"), Period("2025-07"), Period("2025-Q3"), Period("2024", "2025-06"))


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[4000], help="how many claims; about 23 triples each")
    options.add_argument("--rounds", type=int, default=3, help="how often each side runs")
    options.add_argument("--without-peer", action="store_true", help="leave pySHACL out")
    given = options.parse_args()
    ontology = read_ontology()
    for number in given.claims:
        print_round(ontology, number, given.rounds, with_peer=not given.without_peer)


def print_round(ontology: Ontology, number: int, rounds: int, *, with_peer: bool) -> None:
    """Print one graph's figures."""
    entities, documents, claims = make_up(ontology, number)
    writing, rdf = timed(lambda: to_rdf(claims, entities, documents, ontology))
    reading, back = timed(lambda: from_rdf(rdf))
    assert set(back) == set(claims)
    inferring, edges = timed(lambda: infer(rdf))
    print(f"{number:,} claims, {len(engine_of(rdf)):,} triples, {edges:,} inferred edges among them")
    print(f"  to_rdf {writing:.2f} s, from_rdf {reading:.2f} s, infer {inferring:.2f} s")
    form = {path.stem for path in Path(CHECKS / "form").glob("*.rq")}
    ours, peers = [], []
    for _ in range(rounds):
        seconds, report = timed(lambda: check(rdf))
        ours.append(seconds)
        if with_peer:
            seconds, reference = timed(lambda: check_shapes(rdf))
            peers.append(seconds)
            assert {(f.check, f.about) for f in reference} == {(f.check, f.about) for f in report.findings if f.check in form}
    print(f"  all checks, form and consistency: {spread(ours)}; {len(report.findings)} findings")
    if with_peer:
        ratio = statistics.median(peers) / statistics.median(ours)
        print(f"  pySHACL, form alone: {spread(peers)}; {ratio:.1f} times as long, and the same findings")


def make_up(ontology: Ontology, number: int) -> tuple[list[Entity], list[Document], list[Claim]]:
    """Make up a graph; the same for the same number."""
    chance = random.Random(7)  # noqa: S311  # nothing here is secret
    classes = [name for name in ontology.classes if ontology.is_a(name, "Entity")]
    entities = [Entity(f"entity-{n}", chance.choice(classes), (("en", f"Entity {n}"),)) for n in range(max(number // 5, 100))]
    by_class = {name: [e.id for e in entities if ontology.is_a(e.type, name)] for name in classes}
    documents = [Document(f"{n}.txt", f"{n} {'字' * 400}", "zh-Hant", published="2025-07") for n in range(max(number // 30, 1))]
    found: dict[str, Claim] = {}
    for claim in said(ontology, by_class, documents, chance):
        found.setdefault(claim.id, claim)
        if len(found) == number:
            break
    return entities, documents, list(found.values())


def said(ontology: Ontology, by_class: dict[str, list[str]], documents: list[Document], chance: random.Random) -> Iterator[Claim]:
    """Say one thing after another, for ever; a relation as often as a measure."""
    relations, measures = list(ontology.relations.values()), list(ontology.measures.values())
    while True:
        start = chance.randrange(300)
        evidence = (chance.choice(documents).cite(start, start + 30, (Mark("subject", start, start + 2),)),)
        claim = Claim("", period=chance.choice(PERIODS), modality=chance.choice(MODALITIES), rule="made-up", evidence=evidence)
        relation, measure = chance.choice(relations), chance.choice(measures)
        subject, thing = pick(by_class, relation.domain, chance), pick(by_class, relation.range, chance)
        if subject and thing and (subject != thing or chance.random() < SELFISH):
            yield replace(claim, subject=subject, relation=relation.name, object=thing)
        subject, unit = pick(by_class, measure.domain, chance), chance.choice(measure.units).replace("currency", "USD")
        if subject:
            amount = Quantity(Decimal(chance.randrange(100)), unit, comparator=chance.choice(COMPARATORS))
            second = pick(by_class, measure.range, chance)
            of = second if second not in {"", subject} else None
            yield replace(claim, subject=subject, measure=measure.name, quantity=amount, object=of)


def pick(by_class: dict[str, list[str]], classes: Sequence[str], chance: random.Random) -> str:
    """Pick an entity of one of the classes; nothing where there is none."""
    return chance.choice(by_class[chance.choice(classes)] or [""]) if classes else ""


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Do the work; give the seconds it took and what came of it."""
    start = perf_counter()
    done = work()
    return perf_counter() - start, done


def spread(seconds: list[float]) -> str:
    """Write the median, with the least and the most."""
    return f"{statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"


if __name__ == "__main__":
    main()
