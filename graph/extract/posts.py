"""Who holds a post where the firm is not named beside it: `董事长沈柏睿` in an article about one firm, `its finance chief Oh`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.drafts import Draft
from graph.extract.grammar import Grammar, one_of
from graph.extract.kinds import narrow
from graph.extract.namewords import NameWords
from graph.extract.scene import Noun, Scene
from graph.extract.topics import Memory
from graph.model import Span
from graph.ontology import Ontology

RULE, CONFIDENCE = "post", 0.7
_FORMER = re.compile(r"(?:前|\bformer\s+|\bex-)$", re.IGNORECASE)
_REACH = 24
_BESIDE = 4
_BEFORE_ROLE = 10


class Posts:
    """Reads the posts of one language."""

    def __init__(self, grammar: Grammar, words: NameWords, ontology: Ontology, *, han: bool) -> None:
        """Compile the names of posts; those at the top lead, all others work for."""
        self._words = words
        self._firms = narrow(("Organisation",), ontology)
        edge, flags = ("", 0) if han else (r"\b", re.IGNORECASE)
        self._before = re.compile(rf"{edge}(?P<role>{one_of(grammar.roles)})[\s,“]*$", flags)
        self._top = re.compile(rf"{edge}(?:{one_of(words.top_posts)}){edge}", flags)

    def find(self, scene: Scene, memory: Memory, read: set[str]) -> Iterator[Draft]:
        """Propose posts of people of whom none was `read` otherwise: at the firm the clause or the document is about."""
        for person in scene.nouns:
            if not person.person or person.carried or person.entity in read:
                continue
            low = max(scene.sentence.span.start, person.start - _REACH)
            role = self._before.search(scene.text, low, person.start)
            firm = self._firm(scene, memory, role.start("role")) if role else None
            former = role is not None and _FORMER.search(scene.text, max(0, role.start("role") - _BEFORE_ROLE), role.start("role"))
            if role is None or firm is None or former:
                continue
            relation = self._words.top_relation if self._top.fullmatch(role["role"]) else self._words.post_relation
            trigger = Span(role.start("role"), role.end("role"))
            yield Draft(RULE, person, trigger, scene.clause_of(trigger.start), relation, firm, confidence=CONFIDENCE, timeless=True)

    def _firm(self, scene: Scene, memory: Memory, at: int) -> Noun | None:
        """Give the firm a post is at: one named right before it, else what the document is about, else the last of the sentence."""
        before = [n for n in scene.nouns.inside(scene.sentence.span.start, at) if self._firms.take(n.type)]
        if before and at - before[-1].end <= _BESIDE:
            return before[-1]
        return memory.theme(self._firms) or (before[-1] if before else memory.recall(self._firms))
