"""Words that tell what a name is that no registry lists: endings, kinds, titles. They are data in `patterns/<language>/names.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import VocabularyError
from graph.extract.patterns import FOLDER, read_table
from graph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class NameWords:
    """What shows the class of a name.

    `endings` maps the last word of a name to a class, `heads` the words it opens with, `kinds` the words right before or
    behind it. `origins` maps where someone is from to the id of a country, and `origin_relation` is what that says;
    `anaphors` a head noun (`the chipmaker`) to its class and to the trades it is used for. `weak_endings` are common nouns
    as well. `surnames` are single characters; `not_names` are written like names and are none.
    """

    endings: Mapping[str, str]
    weak_endings: frozenset[str]
    heads: Mapping[str, str]
    kinds: Mapping[str, str]
    person_titles: frozenset[str]
    not_names: frozenset[str]
    top_posts: tuple[str, ...]
    top_relation: str
    post_relation: str
    origin_relation: str
    origins: Mapping[str, str]
    anaphors: Mapping[str, tuple[str, tuple[str, ...]]]
    surnames: frozenset[str]
    common_surnames: frozenset[str]
    compound_surnames: frozenset[str]


def read_name_words(language: str, ontology: Ontology, folder: Path = FOLDER) -> NameWords:
    """Read a language's words.

    Raises:
        VocabularyError: a class is not in the ontology, or a table is missing.
    """
    file = f"{language}/names.toml"
    table = read_table(file, folder)

    def by_word(section: str) -> dict[str, str]:
        if section not in table:
            raise VocabularyError(f"{file}: lacks [{section}]. Add it, empty where there is nothing.")
        for name in table[section]:
            ontology.class_(name)
        return {word: name for name, words in reversed(table[section].items()) for word in words}

    endings, heads, kinds = by_word("endings"), by_word("heads"), by_word("kinds")
    words, anaphors = table.get("words", {}), table.get("anaphors", {})
    return NameWords(
        endings=endings,
        weak_endings=frozenset(words.get("weak_endings", ())),
        heads=heads,
        kinds=kinds,
        person_titles=frozenset(words.get("person_titles", ())),
        not_names=frozenset(words.get("not_names", ())),
        top_posts=tuple(words.get("top_posts", ())),
        top_relation=ontology.relation(words["top_relation"]).name,
        post_relation=ontology.relation(words["post_relation"]).name,
        origin_relation=ontology.relation(words["origin_relation"]).name,
        origins=table.get("origins", {}),
        anaphors={head.lower(): (kind, tuple(trades)) for kind, heads in anaphors.items() for head, trades in heads.items()},
        surnames=frozenset(words.get("surnames", "")),
        common_surnames=frozenset(words.get("surnames", "")[: words.get("common_surnames", 0)]),
        compound_surnames=frozenset(words.get("compound_surnames", ())),
    )
