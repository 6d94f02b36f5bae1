"""How likely a sentence says that two of its mentions stand in a relation, whatever patterns read in it.

A second opinion: it looks at the words around a pair, never at patterns or at who the two are. It can say how far to trust
what a pattern read, and which pairs are worth a look where none read anything. What it proposes still has to pass the gate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from graph.model import Language, Span
from graph.ontology import Ontology
from graph.scorer.features import list_features
from graph.scorer.labels import Labels, Meaning, read_labels
from graph.scorer.weights import FOLDER, Weights, read_weights

DIGITS = 4  # a probability is rounded to
AGREEMENT = 0.15  # what a pattern's reading of it adds to a relation's probability; chosen by five folds on both corpora
REACH = 4  # nouns behind one that it is paired with, so that the cost is linear


class Label(NamedTuple):
    """What a pair may be said to be. `forward` is from the subject that was asked about to the object, `either` no direction."""

    relation: str
    direction: Literal["forward", "backward", "either"] = "either"
    modality: Literal["fact", "plan"] = "fact"


NONE = Label("none")


class Named(Protocol):
    """A mention of an entity of a type, such as a scene's noun."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def entity(self) -> str:
        """The entity's id."""

    @property
    def type(self) -> str:
        """The entity's class."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A relation that may hold between two mentions of a sentence."""

    subject: Named
    relation: str
    object: Named
    modality: Literal["fact", "plan"]
    probability: float


@dataclass(frozen=True, slots=True)
class PairScorer:
    """The weights of each language, `zh` and `en`, with what their classes mean."""

    weights: Mapping[str, Weights]
    labels: Labels

    def score_pair(self, text: str, subject: Span, thing: Span, language: Language) -> dict[Label, float]:
        """Give every label its probability, likeliest first; they add up to 1 but for rounding.

        `text` is one sentence as it was written, the spans are code points of it.

        Raises:
            ValueError: a span is empty or not inside the text.
        """
        for span in (subject, thing):
            if not 0 <= span.start < span.end <= len(text):
                raise ValueError(f"no mention at {span.start}-{span.end}: the sentence has {len(text)} characters. Give spans inside it.")
        turned = thing < subject
        first, second = (thing, subject) if turned else (subject, thing)
        weights = self.weights["en" if language == "en" else "zh"]
        found: dict[Label, float] = {}
        for name, probability in zip(weights.classes, weights.score(list_features(text, first, second, language)), strict=True):
            label = _label(self.labels.mean(name), turned=turned)
            found[label] = found.get(label, 0.0) + float(probability)
        return {label: round(found[label], DIGITS) for label in sorted(found, key=lambda label: (-round(found[label], DIGITS), label))}

    def choose(self, scores: Mapping[Label, float], language: Language, read: Collection[Label] = ()) -> Label:
        """Choose the likeliest relation, those that a pattern `read` being likelier, or none where even that is too unlikely."""
        raised = {label: p + AGREEMENT * (label in read) for label, p in scores.items() if label != NONE}
        best = max(raised, key=lambda label: (raised[label], label))
        return best if raised[best] >= self.weights["en" if language == "en" else "zh"].threshold else NONE


def read_scorer(folder: Path = FOLDER) -> PairScorer:
    """Read the weights and what their classes mean.

    Raises:
        VocabularyError: a file is missing or at fault.
    """
    return PairScorer({language: read_weights(language, folder) for language in ("zh", "en")}, read_labels())


def propose_pairs(
    scorer: PairScorer, ontology: Ontology, sentence: str, nouns: Sequence[Named], *,
    linked: Collection[frozenset[str]], language: Language, least: float,
) -> Iterator[Suggestion]:
    """Suggest relations between nouns of a sentence that nothing links yet, where one is `least` likely or more.

    The nouns' places are those in the sentence, in order; `linked` are the pairs of entities of which something was read. A
    relation without a direction is suggested only where it is symmetric, and only between types that the ontology allows.
    """
    for i, one in enumerate(nouns):
        for other in nouns[i + 1 : i + 1 + REACH]:
            pair = frozenset({one.entity, other.entity})
            if len(pair) < len((one, other)) or pair in linked or other.start < one.end:
                continue
            scores = scorer.score_pair(sentence, Span(one.start, one.end), Span(other.start, other.end), language)
            best = scorer.choose(scores, language)
            if best == NONE or scores[best] < least or (best.direction == "either" and not ontology.relation(best.relation).symmetric):
                continue
            subject, thing = (other, one) if best.direction == "backward" else (one, other)
            if ontology.allows(best.relation, subject.type, thing.type):
                yield Suggestion(subject, best.relation, thing, best.modality, scores[best])


def _label(meaning: Meaning | None, *, turned: bool) -> Label:
    if meaning is None:
        return NONE
    if not meaning.way:
        return Label(meaning.relation, "either", meaning.modality)
    return Label(meaning.relation, "forward" if (meaning.way == ">") != turned else "backward", meaning.modality)
