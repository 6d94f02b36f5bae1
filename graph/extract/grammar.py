"""The closed word classes of a language that reading needs: what joins, negates, reports, rises and falls.

They are data in the `[grammar]` table of `patterns/<language>/grammar.toml`; this file gives them a shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from graph.extract.patterns import FOLDER, read_words


@dataclass(frozen=True, slots=True)
class Grammar:
    """Each field is a word class; words are folded and, in English, in lower case."""

    coordinators: tuple[str, ...]
    contrasts: tuple[str, ...]
    prepositions: tuple[str, ...]
    not_prepositions: tuple[str, ...]
    possessives: tuple[str, ...]
    relational_nouns: tuple[str, ...]
    ties: tuple[str, ...]
    determiners: tuple[str, ...]
    organisation_pronouns: tuple[str, ...]
    first_persons: tuple[str, ...]
    person_pronouns: tuple[str, ...]
    possessive_pronouns: tuple[str, ...]
    recipients: tuple[str, ...]
    anaphor_determiners: tuple[str, ...]
    latters: tuple[str, ...]
    formers: tuple[str, ...]
    reporting_verbs: tuple[str, ...]
    expecting_verbs: tuple[str, ...]
    source_frames: tuple[str, ...]
    anonymous_sources: tuple[str, ...]
    naming_verbs: tuple[str, ...]
    managements: tuple[str, ...]
    sayings: tuple[str, ...]
    views: tuple[str, ...]
    writings: tuple[str, ...]
    bare_anaphors: tuple[str, ...]
    roles: tuple[str, ...]
    conditions: tuple[str, ...]
    joint_words: tuple[str, ...]
    pivots: tuple[str, ...]
    relatives: tuple[str, ...]
    passives: tuple[str, ...]
    negators: tuple[str, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    reaches: tuple[str, ...]
    future: tuple[str, ...]
    blockers: tuple[str, ...]
    modifiers: tuple[str, ...]
    not_modifiers: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are looked for in every sentence."""
        return (
            *(*self.reporting_verbs, *self.expecting_verbs, *self.anonymous_sources, *self.naming_verbs),
            *(*self.rises, *self.falls, *self.reaches, *self.future, *self.negators),
            *(*self.blockers, *self.modifiers, *self.joint_words, *self.pivots),
        )


def read_grammar(language: str, folder: Path = FOLDER) -> Grammar:
    """Read the word classes of a language.

    Raises:
        VocabularyError: a class is unknown or missing.
    """
    table = read_words(f"{language}/grammar.toml", "grammar", [f.name for f in fields(Grammar)], folder)
    return Grammar(**{name: tuple(words) for name, words in table.items()})


def one_of(words: Iterable[str]) -> str:
    """Make a regular expression that matches any of the words, longest first, or nothing when there are none."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, ordered)) or r"(?!)"
