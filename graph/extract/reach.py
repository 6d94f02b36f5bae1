"""How far words work on one another. Chinese says in fewer characters what English says in more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Distances in characters.

    `speaker` is that from a reporting verb back to who speaks, `remainder` how much may follow the verb where all it
    reports stands before it, `negator` from a negator to what it denies, `cue` from a measure's word to its amount,
    `change` from a word of change to how much.
    """

    speaker: int
    remainder: int
    negator: int
    cue: int
    change: int


HAN = Reach(speaker=16, remainder=4, negator=10, cue=24, change=4)
LATIN = Reach(speaker=40, remainder=12, negator=28, cue=60, change=12)


def reach_of(*, han: bool) -> Reach:
    """Give the distances of a language."""
    return HAN if han else LATIN
