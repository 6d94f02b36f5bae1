"""How much of what a person reads in a text is read by the rules, and how much of what they read is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.evaluate.figures import Figure, Scores, add_up, score
from graph.evaluate.gold import Gold, find_gold, read_gold
from graph.evaluate.report import read_before, to_dict, to_json, write_report
from graph.evaluate.sides import Sides, lay_out, terms_of
from graph.extract import build_extractor
from graph.merge import merge, merge_entities
from graph.model import Finding
from graph.ontology import Ontology
from graph.pipeline import Vocabulary, Watch, read_vocabulary, unwatched
from graph.summary import count, printable

__all__ = ["Evaluation", "evaluate"]

_SHIPPED = Vocabulary()
_HEADLINES = ("relation", "pair", "measure", "full")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found, in plain values, with its report; `errors` are the gold files that were left out."""

    found: Mapping[str, Any]
    report: str
    summary: str
    errors: tuple[SourceError, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> bytes:
        """Write everything it found, for a later evaluation to be compared with."""
        return to_json(self.found)


def evaluate(
    paths: Iterable[Path],
    texts: Path | None = None,
    against: Path | None = None,
    watch: Watch = unwatched,
    *,
    vocabulary: Vocabulary = _SHIPPED,
) -> Evaluation:
    """Read the texts of gold files and compare; decisions are not carried out, for it is the rules that are judged.

    Raises:
        SourceError: a path leads nowhere, not one gold file could be read with its text, or `against` is no evaluation.
        VocabularyError: ontology, registry or patterns are at fault.
    """
    before = read_before(against) if against else None
    golds, errors = _read_all(find_gold(paths), texts)
    watch("vocabulary", 0, 1)
    ontology, registry = read_vocabulary(vocabulary)
    extractor = build_extractor(ontology, registry, vocabulary.patterns)
    terms = terms_of(ontology)
    done: list[tuple[Sides, Scores]] = []
    for number, gold in enumerate(golds):
        watch("extract", number, len(golds))
        reading = extractor.read(gold.document)
        entities = {e.id: e for e in (*merge_entities(reading.entities), *registry)}
        sides = lay_out(gold, merge(reading.claims), entities.values(), terms)
        done.append((sides, score(sides, terms)))
    total = add_up(scores for _, scores in done)
    found = to_dict(done, total)
    report = "\n".join(map(printable, write_report(found, before).split("\n")))
    return Evaluation(found, report, _summarise(done, total), errors, tuple(_unknown(golds, ontology)))


def _read_all(paths: Sequence[Path], texts: Path | None) -> tuple[list[Gold], tuple[SourceError, ...]]:
    golds: dict[str, Gold] = {}
    errors = []
    for path in paths:
        try:
            gold = read_gold(path, texts)
        except SourceError as fault:
            errors.append(fault)
        else:
            if gold.name in golds:
                errors.append(SourceError(f"{path}: a second gold file of {gold.name}. Give one for each text."))
            golds.setdefault(gold.name, gold)
    if not golds:
        raise SourceError("\n".join([*map(str, errors), "No gold file could be read, so nothing was compared."]))
    return list(golds.values()), tuple(errors)


def _unknown(golds: Iterable[Gold], ontology: Ontology) -> Iterable[Finding]:
    """Tell of relations and measures of the gold that the ontology does not have: nothing can be read as these."""
    for gold in golds:
        for kind, known in (("relation", ontology.relations), ("measure", ontology.measures)):
            for name in sorted({claim[kind] for claim in gold.claims if claim.get(kind) and claim[kind] not in known}):
                message = f"{gold.name}: the gold has the {kind} {name!r}, which ontology.ttl has not. Nothing can be read as it."
                yield Finding("gold-term", "warning", message, about=name, place=gold.name)


def _summarise(done: Sequence[tuple[Sides, Scores]], total: Mapping[str, Figure]) -> str:
    figures = ", ".join(f"{name} {value:.3f}" for name in _HEADLINES if (value := total[name].value) is not None)
    golds, reads = sum(len(sides.gold) for sides, _ in done), sum(len(sides.read) for sides, _ in done)
    return f"{count(len(done), 'document')}: {count(golds, 'gold claim')}, {count(reads, 'claim')} read; {figures}."
