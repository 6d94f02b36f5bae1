"""What a pronoun stands for: the nearest thing of its kind, and of the trade and country its own words name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.extract.kinds import Kinds, narrow
from graph.extract.pronouns import STANDS_FOR, Pronoun
from graph.extract.scene import Noun, Scene
from graph.extract.topics import Memory
from graph.model import Entity
from graph.ontology import Ontology


class Antecedents:
    """Resolves the pronouns of one language."""

    def __init__(self, ontology: Ontology) -> None:
        """Work out once what each kind of pronoun stands for."""
        classes = {name: (name,) for name in ontology.classes}
        self._kinds: Mapping[str, Kinds] = {kind: narrow(types, ontology) for kind, types in {**classes, **STANDS_FOR}.items()}
        self._agents = self._kinds["Agent"]

    def resolve(
        self,
        pronoun: Pronoun,
        nouns: Sequence[Noun],
        scene: Scene,
        memory: Memory,
        *,
        known: Mapping[str, Entity],
        country: str | None = None,
    ) -> Noun | None:
        """Give the noun a pronoun stands for, placed where the pronoun stands, or None. `country` is the id of the one its words name.

        Of what fits the words (`the Taiwanese foundry`: a foundry, of Taiwan) the first of its clause counts, else of its
        sentence, else what was spoken of most. What is known to be of another trade or country never fits; what nothing is
        known of does only where nothing else is left.
        """
        fits = [noun for noun in self._candidates(pronoun, nouns, scene, memory) if self._kinds[pronoun.kind].take(noun.type)]
        ranked = [(noun, _fit(pronoun, known.get(noun.entity), country)) for noun in fits]
        best = max((rank for _, rank in ranked), default=0)
        antecedent = next((noun for noun, rank in ranked if rank == best), None) if best else None
        if antecedent is None:
            return None
        return replace(antecedent, start=pronoun.start, end=pronoun.end, carried=True, group=-1, governed=False, modifies=False)

    def _candidates(self, pronoun: Pronoun, nouns: Sequence[Noun], scene: Scene, memory: Memory) -> Iterator[Noun]:
        """Give what a pronoun may stand for, the likeliest first."""
        clause = scene.clauses[scene.clause_of(pronoun.start)]
        before = [noun for noun in nouns if noun.end <= pronoun.start]
        if pronoun.kind == "first":  # whom the document is about speaks of itself
            theme = memory.theme(self._kinds[pronoun.kind])
            yield from [theme] if theme else []
            return
        if pronoun.order:
            yield from self._one_of_two(pronoun, before, memory)
            return
        if not pronoun.apart:
            yield from (noun for noun in before if noun.start >= clause.start)
        yield from (noun for noun in before if noun.start < clause.start)
        yield from memory.by_salience(themes=bool(pronoun.head))

    def _one_of_two(self, pronoun: Pronoun, before: Sequence[Noun], memory: Memory) -> Iterator[Noun]:
        """Give the last or the last but one of those who were named."""
        named = [noun for noun in (*memory.recent, *before) if self._agents.take(noun.type) and not noun.carried]
        last_first = list({noun.entity: noun for noun in reversed(named)}.values())
        at = 0 if pronoun.order == "latter" else 1
        yield from last_first[at : at + 1]


def _fit(pronoun: Pronoun, entity: Entity | None, country: str | None) -> int:
    """Tell how well an entity fits a pronoun's words: not (0), as far as is known (1), or by trade and country (2 and more)."""
    if entity is None:
        return 1
    fit = 1
    if pronoun.trades and entity.trades:
        if not set(pronoun.trades) & set(entity.trades):
            return 0
        fit += 1
    if country and entity.country:
        if country != entity.country:
            return 0
        fit += 1
    return fit
