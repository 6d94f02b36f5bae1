"""Lists with a name behind them: `Microsoft, Meta and Amazon, the hyperscalers`. What is said of the group holds of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.drafts import Draft
from graph.extract.scene import Noun, Scene

MEMBER = 0.1


def members(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Propose of each listed member what is said of the group named right behind the list. Amounts stay the group's."""
    for draft in drafts:
        if draft.relation is None or draft.object is None or draft.timeless:
            continue
        confidence = draft.confidence - MEMBER
        for member in _members(scene, draft.subject):
            yield replace(draft, subject=member, measure=None, quantity=None, confidence=confidence)
        for member in _members(scene, draft.object):
            yield replace(draft, object=member, measure=None, quantity=None, confidence=confidence)


def _members(scene: Scene, noun: Noun) -> list[Noun]:
    """Give the list that a group's name closes: two nouns or more that touch it."""
    if noun.type != "AgentGroup":
        return []
    start = next((n.start for n in scene.nouns if n.entity == noun.entity and not n.carried), None)
    if start is None:
        return []
    last = next((n for n in reversed(scene.nouns) if n.end <= start), None)
    if last is None or scene.text[last.end : start].strip():
        return []
    listed = scene.list_of(last)
    return listed if len(listed) > 1 else []
