"""Every word reading looks for, with what it is for: names of entities, anchors of patterns, heads of noun phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.extract.automaton import Automaton, Hit, lower
from graph.extract.forms import Anchor
from graph.extract.grammar import Grammar
from graph.extract.patterns import Pattern, match_cues
from graph.language.scripts import fold
from graph.model import Entity
from graph.ontology import Class, Ontology


@dataclass(frozen=True, slots=True)
class Spelling:
    """A folded form of an entity's name; a risky one is its name only where the document is about such things."""

    entity: str
    form: str
    risky: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    `names` maps a name in lower case to the spellings it may be one of; `anchors` a word to the patterns that start from
    it; `heads` a head noun to its class; `measures` a word to the measures it may mean. A word inside one of the
    `shadows` is part of that and not looked for.
    """

    name_automaton: Automaton
    word_automaton: Automaton
    names: Mapping[str, tuple[Spelling, ...]]
    anchors: Mapping[str, tuple[Pattern, ...]]
    heads: Mapping[str, str]
    measures: Mapping[str, tuple[str, ...]]
    shadows: frozenset[str]

    def find_words(self, low: str) -> list[Hit]:
        """Find the words of a text in lower case; one inside a noun or a blocker is part of that and is left out."""
        found: list[Hit] = []
        shadow = 0
        # In order of start, longer ones first.
        for start, backwards, word in sorted((start, -end, word) for start, end, word in self.word_automaton.places(low)):
            if -backwards <= shadow:
                continue
            if word in self.shadows:
                shadow = -backwards
            found.append(Hit(start, -backwards, word))
        return found


def build_lexicon(language: str, ontology: Ontology, registry: Iterable[Entity], patterns: Sequence[Pattern], grammar: Grammar) -> Lexicon:
    """Gather the words of ontology, registry, patterns and grammar."""
    names, anchors = _names(registry), _anchors(patterns)
    classes = ontology.classes.values()
    heads = {cue: c.name for c in classes for cue in match_cues(c, language) if not _is_verb(c, cue, anchors, ontology)}
    measures: dict[str, list[str]] = defaultdict(list)
    for measure in ontology.measures.values():
        for cue in match_cues(measure, language):
            measures[cue].append(measure.name)
    in_forms = (lower(w) for p in patterns for e in p.elements if isinstance(e, Anchor) for w in e.words)
    of_modalities = (cue for m in ontology.modalities.values() for cue in match_cues(m, language))
    return Lexicon(
        # Blockers are looked for among names too: in `far above Microsoft` no name begins inside `above`.
        name_automaton=Automaton((*names, *grammar.blockers)),
        word_automaton=Automaton((*grammar.words, *in_forms, *heads, *measures, *of_modalities)),
        names={name: tuple(spellings) for name, spellings in names.items()},
        anchors={word: tuple(patterns) for word, patterns in anchors.items()},
        heads=heads,
        measures={cue: tuple(names) for cue, names in measures.items()},
        shadows=(frozenset(heads) - anchors.keys() - measures.keys()) | (frozenset(grammar.blockers) - measures.keys()),
    )


def _names(registry: Iterable[Entity]) -> dict[str, list[Spelling]]:
    found: dict[str, list[Spelling]] = defaultdict(list)
    for entity in registry:
        risky = {fold(label) for label in entity.risky}
        for form in _forms(entity):
            found[lower(form)].append(Spelling(entity.id, form, form in risky))
    return found


def _forms(entity: Entity) -> list[str]:
    """Give the folded forms of an entity's names, those with an article only where there is none without."""
    forms = dict.fromkeys(fold(label) for _, label in (*entity.labels, *entity.aliases))
    return [form for form in forms if not (form.lower().startswith("the ") and form[len("the ") :] in forms)]


def _anchors(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """Sort patterns by the words a search for them starts from."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        for word in pattern.anchor.words if pattern.anchor else ():
            found[lower(word)].append(pattern)
    return found


def _is_verb(term: Class, cue: str, anchors: Mapping[str, Sequence[Pattern]], ontology: Ontology) -> bool:
    """Tell whether a head noun is more often a verb or a role: ideas and events that a pattern starts from, and people."""
    return ontology.is_a(term.name, "Person") or (cue in anchors and any(ontology.is_a(term.name, c) for c in ("Concept", "Event")))
