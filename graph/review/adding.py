"""Claims a person vouches for: added, or accepted though no rule reads them. They pass the same gate as every other claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.errors import suggest
from graph.extract.grounding import Proposal, ground
from graph.language.quantities import find_quantities
from graph.language.scripts import fold
from graph.language.times import find_periods
from graph.model import Candidate, Claim, Entity, Mark, Review, Span, kebab
from graph.ontology import Ontology
from graph.review.decisions import Decision
from graph.review.naming import Naming
from graph.review.quotes import Place, Quotes

RULE = "review"
_ROLES = ("subject", "object", "speaker")


class Adding:
    """Makes claims of decisions. `made` are those so far, `taken` the entries whose claims are among those that are accepted."""

    def __init__(self, naming: Naming, quotes: Quotes, ontology: Ontology) -> None:
        """Add nothing yet."""
        self.made: list[Claim] = []
        self.taken: set[str] = set()
        self._naming, self._quotes, self._ontology = naming, quotes, ontology

    def understand(self, decision: Decision) -> Claim | None:
        """Give what a decision says the claim is, its entities by the ids they have now; None where one is not known."""
        said = decision.claim
        if said is None:
            return None
        new = dict(decision.types)
        names = [self._id(said_name, role, new) for role in _ROLES if (said_name := getattr(said, role)) is not None]
        if None in names:
            return None
        known = dict(zip((role for role in _ROLES if getattr(said, role) is not None), names, strict=True))
        return replace(said, subject=known["subject"] or said.subject, object=known.get("object"), speaker=known.get("speaker"))

    def add(self, decision: Decision) -> str | None:
        """Make the claim of a decision, or say why it cannot be made and what would be right."""
        if fault := next(self._faults(decision), None):
            return fault
        claim = self.understand(decision)
        places = self._quotes.find(decision.document, decision.quote, decision.start)
        if claim is None or not places:
            return f"{decision.quote!r} does not stand in {decision.document}. Quote what the document says now, word for word"
        if len(places) > 1 and decision.kind == "add":
            starts = ", ".join(str(place.start) for place in places)
            return f"{decision.quote!r} stands {len(places)} times in {decision.document}. Say which with start = one of {starts}"
        self._welcome(decision)
        status: Review = "added" if decision.choice == "add" else "accepted"
        passed = ground(self._propose(claim, places[0]), places[0].document, self._ontology)
        if isinstance(passed, Candidate):
            return f"not a claim: {passed.reason}. Correct the entry, or the class of its entities"
        self.made.append(replace(passed, review=status))
        self.taken.add(decision.id)
        return None

    def lost(self, decision: Decision) -> bool:
        """Tell whether the quote of a decision no longer stands in its document."""
        return not self._quotes.find(decision.document, decision.quote, decision.start)

    def _id(self, name: str, role: str, new: dict[str, str]) -> str | None:
        return self._naming.resolve(name) or (kebab(name) if role in new and kebab(name) else None)

    def _faults(self, decision: Decision) -> Iterator[str]:
        said = decision.claim
        if said is None or not (said.relation or said.measure):
            yield f"nothing whole to {decision.choice}. Fill in subject, and relation and object or measure, value and unit"
            return
        if not decision.document:
            yield f"no claim {decision.id} in what was read, and no quote to find it by. Write document and quote, or delete the entry"
        new = dict(decision.types)
        for role in _ROLES:
            name = getattr(said, role)
            if name is not None and self._id(name, role, new) is None:
                hint = suggest(name, self._naming.entities)
                near = hint if hint.startswith("Did") else "Give its id, or one of its names."
                yield f"no entity '{name}'. {near} For a new one, say its class with {role}_type"
        terms = [("class", kind, list(self._ontology.classes)) for _, kind in decision.types]
        terms += [("relation", said.relation or "", list(self._ontology.relations))]
        terms += [("measure", said.measure or "", list(self._ontology.measures))]
        for what, name, known in terms:
            if name and name not in known:
                yield f"no {what} '{name}'. {suggest(name, known)[:-1]}"

    def _welcome(self, decision: Decision) -> None:
        """Make the entities that are new; a person vouches for them."""
        for role, kind in decision.types:
            name = getattr(decision.claim, role)
            if name and self._naming.resolve(name) is None:
                document = self._quotes.find(decision.document, decision.quote, decision.start)[0].document
                self._naming.entities[kebab(name)] = Entity(kebab(name), kind, ((document.language, name),))
                self._naming.accepted.add(kebab(name))

    def _propose(self, claim: Claim, place: Place) -> Proposal:
        entities = self._naming.entities
        return Proposal(
            rule=RULE,
            subject=(claim.subject, entities[claim.subject].type),
            relation=claim.relation,
            object=(claim.object, entities[claim.object].type) if claim.object else None,
            measure=claim.measure,
            quantity=claim.quantity,
            period=claim.period,
            speaker=claim.speaker,
            modality=claim.modality,
            negated=claim.negated,
            confidence=1.0,
            passage=Span(place.start, place.end),
            marks=tuple(self._marks(claim, place)),
        )

    def _marks(self, claim: Claim, place: Place) -> Iterator[Mark]:
        """Find what the words of a quote are to its claim: the names, the amount and the time of it, as far as they stand there."""
        text = fold(place.document.text[place.start : place.end])
        for role in _ROLES:
            entity = self._naming.entities.get(getattr(claim, role) or "")
            names = sorted({fold(name) for _, name in (*entity.labels, *entity.aliases)}, key=lambda n: (-len(n), n)) if entity else []
            at, name = next(((text.lower().find(n.lower()), n) for n in names if n.lower() in text.lower()), (-1, ""))
            if at >= 0:
                yield Mark(role, place.start + at, place.start + at + len(name))
        language, published = place.document.language, place.document.published
        amounts = [m for m in find_quantities(text, language) if claim.quantity and m.value.value == claim.quantity.value]
        times = [m for m in find_periods(text, language, published) if m.value == claim.period]
        yield from (Mark("quantity", place.start + m.start, place.start + m.end) for m in amounts[:1])
        yield from (Mark("period", place.start + m.start, place.start + m.end) for m in times[:1])
