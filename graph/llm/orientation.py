"""Which way round: whether the subject of an offer is the one the text makes it."""

from __future__ import annotations

from collections.abc import Mapping

from graph.llm.case import Case, Kin
from graph.llm.directions import Direction, Directions, Pair
from graph.llm.offers import OfferError
from graph.llm.witnesses import Witnesses
from graph.ontology import Ontology, Relation


class Orientation:
    """Confirms directions in one language: by the classes where these allow one only, else by all that our own reading has."""

    def __init__(self, directions: Directions, witnesses: Witnesses, ontology: Ontology, kin: Kin) -> None:
        """Take what is asked, and the relations that are above and below one another."""
        self._kin, self._directions, self._witnesses = kin, directions, witnesses
        self._family: Mapping[str, tuple[str, ...]] = {
            name: (name, *relation.broader, *(r.name for r in ontology.relations.values() if name in r.broader))
            for name, relation in ontology.relations.items()
        }

    def check(self, case: Case) -> None:
        """See that an offer is the right way round.

        Raises:
            OfferError: the text says it the other way round, or nothing that is known says which.
        """
        if case.object is None or (isinstance(case.term, Relation) and case.term.symmetric) or not self._could_turn(case):
            return
        direction = self._read(case)
        if direction == "turned":
            raise OfferError(f"the text says it of {case.object.id} and {case.subject.id}, the other way round")
        if direction == "open":
            raise OfferError("direction not confirmed: the classes allow both, and no known word shows which")

    def _could_turn(self, case: Case) -> bool:
        """Tell whether the classes would allow the reverse: those our reader or the registry know; any other vouches for nothing.

        What words imply (`sold out` is a shortage) is never the subject.
        """
        subject, thing, term = case.subject, case.object, case.term
        if thing is None or thing.state:
            return False
        starts = not term.domain or not thing.sure or self._kin.among(thing.type, term.domain)
        return starts and (not term.range or not subject.sure or self._kin.among(subject.type, term.range))

    def _read(self, case: Case) -> Direction:
        """Ask the claims our reader drafts, its patterns, and the words that show a direction; those that speak must agree."""
        subject, thing = case.subject, case.object
        if thing is None:
            return "open"
        terms = self._family.get(case.term.name, (case.term.name,))
        pair = Pair(subject.id, subject.type, subject.places, thing.id, thing.type, thing.places)
        sentences = case.sight.over(case.quote)
        votes = {
            self._witnesses.of_drafts(sentences, terms, pair),
            self._witnesses.of_forms(sentences, terms, case.quote, pair),
            self._directions.read(terms, case.sight.found.low, case.quote, pair, case.trigger),
        } - {"open"}
        return votes.pop() if len(votes) == 1 else "open"
