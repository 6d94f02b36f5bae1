"""What a clause is about, and what was spoken of before: whom a verb without a subject is said of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.extract.drafts import Draft
from graph.extract.kinds import Kinds
from graph.extract.scene import Noun, Scene
from graph.extract.slots import Fill
from graph.model import Mention, Period

# What it costs to take the subject from the clause, from the noun right before, from the sentences before.
CARRIED = 0.1
RELATIVE, RECALLED = CARRIED / 2, 1.5 * CARRIED
# How much a mention adds to what is remembered.
TOPIC, FREE, BOUND, THEME = 1.0, 1.0, 0.4, 2.0
_SHARE = 0.12
_FADING = 0.75
_FORGOTTEN = 0.02
_RECENT = 12


@dataclass(slots=True)
class Memory:
    """What was spoken of: what a pronoun or an empty subject stands for, and which measure in which unit.

    Every mention adds to an entity's salience, a subject more than an attribute, and each further sentence lets it
    fade: the centring of Grosz, Joshi and Weinstein (1995) in its simplest form.
    """

    salience: dict[str, float] = field(default_factory=dict)
    nouns: dict[str, Noun] = field(default_factory=dict)
    measure: str | None = None
    unit: str | None = None
    recent: list[Noun] = field(default_factory=list)
    themes: Mapping[str, float] = field(default_factory=dict)
    reported: dict[tuple[str, str], Mention[Period]] = field(default_factory=dict)
    said: list[Draft] = field(default_factory=list)
    read: int = 0
    _ordered: dict[bool, list[Noun]] = field(default_factory=dict, repr=False)

    def note(self, scene: Scene) -> None:
        """Let everything fade by one sentence, then remember this one: what it was about more than what it named in passing."""
        self._ordered.clear()
        self.salience = {entity: left for entity, old in self.salience.items() if (left := old * _FADING) > _FORGOTTEN}
        for noun in scene.nouns:
            self._add(noun, FREE if noun.free and not noun.place else BOUND)
        for topic in scene.topics.values():
            self._add(topic, TOPIC)
        self.recent = [*self.recent, *(noun for noun in scene.nouns if not noun.carried)][-_RECENT:]

    def begins_paragraph(self, text: str, at: int) -> bool:
        """Tell whether a paragraph began between what was read last and a place."""
        return "\n" in text[self.read : at].strip(" \t")

    def _add(self, noun: Noun, weight: float) -> None:
        self.salience[noun.entity] = self.salience.get(noun.entity, 0.0) + weight
        self.nouns[noun.entity] = noun

    def recall(self, kinds: Kinds) -> Noun | None:
        """Give the most salient thing of some kinds; of equals the one that has been remembered for the shortest time."""
        found = next((noun for noun in self.by_salience() if kinds.take(noun.type)), None)
        return replace(found, carried=True, group=-1) if found else None

    def theme(self, kinds: Kinds) -> Noun | None:
        """Give what the whole document is about, of some kinds: of several the most salient."""
        return next((noun for noun in self.by_salience() if self.themes.get(noun.entity) and kinds.take(noun.type)), None)

    def by_salience(self, *, themes: bool = True) -> Sequence[Noun]:
        """Give what is remembered, the most salient first; with `themes` what the document is about counts for more."""
        if themes not in self._ordered:  # worked out when it is first asked for: nothing changes within a sentence
            about = self.themes if themes else {}
            known = ((weight + about.get(entity, 0.0), i, entity) for i, (entity, weight) in enumerate(self.salience.items()))
            self._ordered[themes] = [self.nouns[entity] for _, _, entity in sorted(known, reverse=True)]
        return self._ordered[themes]


def find_themes(mentions: Iterable[str]) -> dict[str, float]:
    """Weigh the actors a document names: one that takes a good share of all mentions is what the document is about."""
    counts = Counter(mentions)
    total = sum(counts.values())
    return {entity: THEME * count / total for entity, count in counts.items() if count > 1 and count / total >= _SHARE}


def has_subject(scene: Scene, low: int, high: int) -> bool:
    """Tell whether a stretch before a verb names something free to be its subject, so that none is carried."""
    return any(noun.free and not noun.place for noun in scene.nouns.inside(low, high))


def carry(scene: Scene, memory: Memory, kinds: Kinds, clause: int) -> Fill | None:
    """Take a subject from the clause before, from the one before that, and so on; then from the sentences before.

    A place sets the scene of a sentence and does not act in the next clause. A relative clause or an apposition is
    about the noun right before it.
    """
    if clause in scene.relatives and (noun := _noun_before(scene, clause)) and kinds.take(noun.type):
        return Fill([replace(noun, carried=True)], RELATIVE)
    for number in range(clause - 1, -1, -1):
        if topic := topic_of(scene, number, kinds):
            return Fill([replace(n, carried=True) for n in scene.list_of(topic) if kinds.take(n.type)], CARRIED)
    if kinds.anything:  # anything would do: nothing can be meant
        return None
    recalled = memory.recall(kinds)
    return Fill([recalled], RECALLED) if recalled and not recalled.place else None


def speak_of(scene: Scene, memory: Memory, kinds: Kinds, clause: int, named: Collection[str]) -> Fill | None:
    """Give whom a clause is about without naming them: the document's own firm, else what was spoken of last; none of those `named`."""
    theme = memory.theme(kinds)
    if theme and theme.entity not in named:
        return Fill([replace(theme, carried=True, group=-1)], RECALLED)
    carried = carry(scene, memory, kinds, clause)
    return carried if carried and not any(n.entity in named for n in carried.nouns) else None


def topic_of(scene: Scene, clause: int, kinds: Kinds) -> Noun | None:
    """Give what a clause is about: the subject read in it, else its first free noun of some kinds."""
    known = scene.topics.get(clause)
    if known and kinds.take(known.type) and not known.place:
        return known
    span = scene.clauses[clause]
    return next((n for n in scene.nouns.inside(span.start, span.end) if kinds.take(n.type) and n.free and not n.place), None)


def _noun_before(scene: Scene, clause: int) -> Noun | None:
    """Give the last noun of the clause before."""
    if clause == 0:
        return None
    nouns = scene.nouns.inside(scene.clauses[clause - 1].start, scene.clauses[clause].start)
    return nouns[-1] if nouns else None
