"""Which noun fills which slot.

Before an anchor the first noun of the clause counts that no preposition governs and no later noun takes as its
attribute; behind one the first that is allowed. Others that are crossed cost confidence and forbid nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.extract.kinds import Kinds
from graph.extract.scene import Noun, Scene
from graph.model import Span

CROSSED = 0.04
FAR = 0.08
POSSESSOR = 0.12
_FAR_CHARACTERS = 30


@dataclass(frozen=True, slots=True)
class Fill:
    """The nouns of one slot (one, or the members of a list) and what they cost."""

    nouns: list[Noun]
    cost: float = 0.0


def before(scene: Scene, stretch: Span, kinds: Kinds) -> Fill | None:
    """Fill a slot from a stretch in front of an anchor."""
    inside = scene.nouns.inside(stretch.start, stretch.end)
    ready = [n for n in inside if kinds.take(n.type) and not n.governed and not n.negated]
    fit, cost = [n for n in ready if not n.modifies], 0.0
    if not fit:
        # `AMD's chips are made by …`: whose thing it is stands for the thing, where only an owner is allowed.
        fit, cost = ready[::-1], POSSESSOR
    if not fit:
        return None
    chosen = fit[0]
    crossed = len({n.group for n in inside if n.start > chosen.start and n.group != chosen.group})
    return _with_list(scene, chosen, kinds, cost + CROSSED * crossed + FAR * (stretch.end - chosen.end > _FAR_CHARACTERS))


def touching(scene: Scene, stretch: Span, kinds: Kinds) -> Fill | None:
    """Fill a slot with the noun that the end of a stretch touches."""
    inside = scene.nouns.inside(stretch.start, stretch.end)
    last = next((n for n in reversed(inside) if scene.touch(n.end, stretch.end)), None)
    return _with_list(scene, last, kinds) if last and kinds.take(last.type) else None


def after(scene: Scene, stretch: Span, kinds: Kinds, *, touches: bool = False) -> Fill | None:
    """Fill a slot from a stretch behind an anchor, or only from the phrase that touches the anchor."""
    inside = scene.nouns.inside(stretch.start, stretch.end)
    if touches:
        inside = _touched(scene, stretch.start, inside)
    fit = [n for n in inside if kinds.take(n.type)]
    if not fit:
        return None
    # A preposition that belongs to the anchor (`supplier to`) governs what it asks for.
    heads = [n for n in fit if not n.modifies] or fit[:1]
    chosen = next((n for n in heads if not n.governed or n.governor < stretch.start), heads[0])
    crossed = len({n.group for n in inside if n.start < chosen.start and n.group != chosen.group and not n.modifies})
    return _with_list(scene, chosen, kinds, CROSSED * crossed + FAR * (chosen.start - stretch.start > _FAR_CHARACTERS))


def _touched(scene: Scene, low: int, nouns: list[Noun]) -> list[Noun]:
    """Keep the nouns of the phrase that begins at a place: its modifiers and its head. An amount may stand before it."""
    counted = [q.end for q in scene.quantities if scene.touch(low, q.start)]
    edges = (low, max(counted, default=low))
    phrase: list[Noun] = []
    for noun in nouns:
        begins = any(at <= noun.start and scene.touch(at, noun.start) for at in edges)
        if begins or (phrase and phrase[-1].modifies):
            phrase.append(noun)
        elif phrase:
            break
    return phrase


def _with_list(scene: Scene, noun: Noun, kinds: Kinds, cost: float = 0.0) -> Fill:
    return Fill([n for n in scene.list_of(noun) if kinds.take(n.type)], cost)
