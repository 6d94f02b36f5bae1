"""The words the gate looks for beside those reading looks for: `lexicon/<language>.toml` as values."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import product
from pathlib import Path
from typing import Any

from graph.errors import VocabularyError, suggest
from graph.extract.automaton import lower
from graph.extract.forms import inflect
from graph.language.scripts import fold
from graph.ontology import Ontology

FOLDER = Path(__file__).parent / "lexicon"
KINDS = ("forward", "makes", "backward", "role", "counter", "before", "after")
Kind = tuple[str, bool]
CUE = "cue"  # the kind of the words that are said to say a thing, where they are no word of ours


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, folded and in lower case. What each list is for stands in its file.

    `kinds` maps a relation or measure to its words, each with which side it stands on and whether what it is because of is the subject.
    """

    language: str
    agents: tuple[str, ...]
    others: tuple[str, ...]
    causes: tuple[str, ...]
    passives: tuple[str, ...]
    says: tuple[str, ...]
    goes_on: tuple[str, ...]
    hedges: tuple[str, ...]
    pronouns: tuple[str, ...]
    relatives: tuple[str, ...]
    determiners: tuple[str, ...]
    conjunctions: tuple[str, ...]
    possessives: tuple[str, ...]
    links: tuple[str, ...]
    kinds: Mapping[str, Mapping[str, Kind]]

    @property
    def han(self) -> bool:
        """Whether the language is Chinese."""
        return self.language == "zh"


def read_words(language: str, ontology: Ontology, folder: Path = FOLDER) -> Words:
    """Read the words of a language, `zh` or `en`.

    Raises:
        VocabularyError: the file is missing, is not TOML, lacks a list, or names what the ontology has not.
    """
    place = f"lexicon/{language}.toml"
    table = _read_table(folder / f"{language}.toml", place)
    names = [field.name for field in fields(Words) if field.name not in {"language", "kinds"}]
    if missing := [name for name in names if name not in table]:
        raise VocabularyError(f"{place}: lacks {', '.join(missing)}. Add them, empty lists where there are none.")
    for name in table:
        if name not in {*names, "group"}:
            raise VocabularyError(f"{place}: no list {name!r}. {suggest(name, names)}")
    kinds: dict[str, dict[str, Kind]] = defaultdict(dict)
    for group in table.get("group", ()):
        _check_group(group, ontology, place)
        for term, kind in product(group["terms"], KINDS):
            for form in _forms(group.get(kind, ())):
                kinds[term].setdefault(form, (kind, group.get("causal", False)))
    return Words(language, kinds=dict(kinds), **{name: _forms(table[name]) for name in names})


def _forms(words: list[str]) -> tuple[str, ...]:
    """Give every form of some words, folded and in lower case, each once."""
    return tuple(dict.fromkeys(lower(form) for word in words for form in inflect(fold(word))))


def _read_table(path: Path, place: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise VocabularyError(f"{place}: no such file. Add it in graph/llm/lexicon/.") from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{place}: not TOML: {error}. Correct it in graph/llm/lexicon/.") from error


def _check_group(group: Mapping[str, Any], ontology: Ontology, place: str) -> None:
    for key in group:
        if key not in {"terms", "causal", *KINDS}:
            raise VocabularyError(f"{place}: a group has {key!r}. {suggest(key, ('terms', 'causal', *KINDS))}")
    terms = {*ontology.relations, *ontology.measures}
    for term in group.get("terms", ()):
        if term not in terms:
            raise VocabularyError(f"{place}: no relation or measure {term!r}. {suggest(term, terms)}")
