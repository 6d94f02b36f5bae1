"""Whether something else stands nearer: another amount, or another who could be meant."""

from __future__ import annotations

from graph.extract.scene import Noun
from graph.extract.units import fits
from graph.llm.case import BREAKS, Case, Kin, breaks_off, spans_of
from graph.llm.offers import OfferError
from graph.llm.resolve import Resolved
from graph.llm.sight import Seen
from graph.model import Mention, Period, Quantity, Span
from graph.ontology import Measure, Relation

_BREAK = 12  # characters that a comma between two is worth


def check_amount(case: Case, measure: Measure, kin: Kin) -> None:
    """See that an amount is of what it is offered for: `52 times, against 38 for Microsoft` gives Microsoft 38.

    Raises:
        OfferError: our reader reads it of another, or another amount stands where this one should.
    """
    quantity = case.quantity
    if quantity is None:
        return
    _check_holder(case, measure, quantity, kin)
    rivals = [q for q in case.sight.found.quantities.inside(case.quote.start, case.quote.end)
              if q.start != quantity.start and (q.value.unit == quantity.value.unit or fits(q.value, measure.units))]
    if not rivals:
        return
    others = [n for n in case.sight.nouns(case.quote) if n.entity not in {one.id for one in case.held} and not n.carried]
    for rival in rivals if case.trigger != case.quote else ():
        if _stands_between(rival, quantity, case) or _is_taken(rival, quantity, others, case, kin):
            raise OfferError(f"{case.words(rival)} stands by {case.words(case.trigger)}, not the amount offered")
    _check_distance(case, quantity, rivals, others, kin)


def _check_holder(case: Case, measure: Measure, quantity: Mention[Quantity], kin: Kin) -> None:
    """See that our reader does not give the amount to somebody else of the kind, who stands nearer to it."""
    subject = case.subject
    read = {d.subject.entity: d.subject for seen in case.sight.over(quantity.span) for d in seen.drafts
            if d.quantity and d.quantity.start == quantity.start and d.measure == measure.name}
    own = min((_apart(place, quantity.span, case) for place in spans_of(subject)), default=None)
    for entity, noun in read.items() if subject.id not in read and not subject.antecedent and subject.sure else ():
        if kin.alike(noun.type, subject.type) and (own is None or _apart(Span(noun.start, noun.end), quantity.span, case) < own):
            raise OfferError(f"the amount is read of {entity}, not of {subject.id}")


def _check_distance(case: Case, quantity: Mention[Quantity], rivals: list[Mention[Quantity]], others: list[Noun], kin: Kin) -> None:
    """See that no other amount stands nearer to the one it is offered for while another of its kind stands nearer to the amount.

    In a relation the amount is the object's, else the subject's.
    """
    one = case.object if case.object and case.offer.relation else case.subject
    places = spans_of(one)
    if not places:
        return
    own = min(_apart(place, quantity.span, case) for place in places)
    nearer = [rival for rival in rivals if min(_apart(place, rival.span, case) for place in places) <= own]
    taken = [n for n in others if kin.alike(n.type, one.type) and _apart(Span(n.start, n.end), quantity.span, case) <= own]
    if nearer and taken:
        raise OfferError(f"{case.words(nearer[0])} stands nearer to {one.id}, and {taken[0].entity} nearer to the amount offered")


def _stands_between(rival: Mention[Quantity], amount: Mention[Quantity], case: Case) -> bool:
    """Tell whether another amount stands between the words that say it and the one offered, all in one clause."""
    low, high = min(case.trigger.end, amount.end), max(case.trigger.start, amount.start)
    return low <= rival.start and rival.end <= high and _share_clause(rival.span, case) and _share_clause(amount.span, case)


def _is_taken(rival: Mention[Quantity], amount: Mention[Quantity], others: list[Noun], case: Case, kin: Kin) -> bool:
    """Tell whether the clause that says it has an amount nobody else there could have, and the one offered stands in another."""
    if not _share_clause(rival.span, case) or _share_clause(amount.span, case):
        return False
    beside = any(_same_clause(place, amount.span, case) for one in case.held for place in spans_of(one))
    holder = any(kin.alike(n.type, case.subject.type) and _share_clause(Span(n.start, n.end), case) for n in others)
    return not (beside and holder)


def check_time(case: Case, period: Mention[Period]) -> None:
    """See that a time is of what it is offered for: not of another clause where the clause has a time of its own.

    Raises:
        OfferError: it is.
    """
    anchor = case.quantity.span if case.quantity else case.trigger
    if case.trigger == case.quote or _same_clause(period.span, anchor, case):
        return
    inside = case.sight.found.periods.inside(case.quote.start, case.quote.end)
    if own := next((other for other in inside if _same_clause(other.span, anchor, case)), None):
        raise OfferError(f"{case.words(own)} stands in the clause that says it, not {case.words(period)}")


def check_subject(case: Case, kin: Kin) -> None:
    """See that nobody else who could do it stands between the subject and the words that say it, in their clause.

    Raises:
        OfferError: someone does.
    """
    places = spans_of(case.subject)
    before = [place for place in places if place.end <= case.trigger.start]
    if not before or len(before) < len(places):
        return
    place = before[-1]
    for seen, number, clause in case.sentences():
        own = next((n for n in seen.scene.nouns if n.start == place.start), None)
        if number in seen.scene.relatives and not seen.scene.nouns.inside(place.end, clause.start):
            continue  # `CoWoS, a technology that …` is about the noun before it
        for noun in kin.actors(seen, Span(max(place.end, clause.start), case.trigger.start), case.term):
            mate = own is not None and noun.group == own.group != -1
            used = mate or noun.carried or noun.entity in {one.id for one in case.held}
            if not used and kin.alike(noun.type, case.subject.type):
                raise OfferError(f"{noun.entity} stands nearer to {case.words(case.trigger)} than {case.subject.id}")


def check_pair(case: Case, kin: Kin) -> None:
    """See that the two are those the words link: not members of one list, and both where the words are.

    Raises:
        OfferError: they are not, or our reader links the object to somebody else there.
    """
    subject, thing, term = case.subject, case.object, case.term
    if thing is None or not isinstance(term, Relation):
        return
    for seen, number, clause in case.sentences():
        listed, mates = _groups(seen, subject), _groups(seen, thing)
        if not term.symmetric and listed and listed == mates:
            raise OfferError(f"{subject.id} and {thing.id} are members of one list")
        inside = [n for n in seen.scene.nouns.inside(case.trigger.end, clause.end)
                  if n.entity not in {subject.id, thing.id} and not n.carried and not n.modifies and n.group not in mates]
        here = any(p.silent or (clause.start <= p.start and p.end <= clause.end) for p in thing.places)
        if not here and (nearer := next((n for n in inside if kin.among(n.type, term.range)), None)):
            raise OfferError(f"{nearer.entity} stands by {case.words(case.trigger)}, and {thing.id} elsewhere")
        sooner = [n for n in kin.actors(seen, Span(clause.start, case.trigger.start), term) if kin.alike(n.type, subject.type)]
        if sooner and _stands_later(case, thing):
            raise OfferError(f"{subject.id} stands in a later clause than what is said")
        if not (term.symmetric or subject.antecedent or number in seen.scene.relatives) and subject.sure:
            _check_drafts(case, seen, number, kin)


def _check_drafts(case: Case, seen: Seen, number: int, kin: Kin) -> None:
    """See that our reader does not link the object to somebody else in the same clause, who stands nearer."""
    drafted = {d.subject.entity: d.subject for d in seen.drafts
               if d.relation == case.term.name and d.clause == number and d.object and case.object and d.object.entity == case.object.id}
    own = min((_apart(place, case.trigger, case) for place in spans_of(case.subject)), default=0)
    for entity, noun in drafted.items() if case.subject.id not in drafted else ():
        if kin.alike(noun.type, case.subject.type) and not noun.carried and _apart(Span(noun.start, noun.end), case.trigger, case) < own:
            raise OfferError(f"it is read of {entity}, not of {case.subject.id}")


def _stands_later(case: Case, thing: Resolved) -> bool:
    """Tell whether the subject stands behind all that is said, in a clause of its own."""
    last = max(case.trigger.end, *(place.end for place in thing.places))
    places = spans_of(case.subject)
    return bool(places) and all(p.start > last and breaks_off(case.sight.found.text[last : p.start]) for p in places)


def _groups(seen: Seen, one: Resolved) -> set[int]:
    """Give the lists an entity is a member of, as far as it stands for itself and not for what comes behind it."""
    places = spans_of(one)
    return {n.group for n in seen.scene.nouns if not n.modifies and n.group >= 0 and Span(n.start, n.end) in places}


def _share_clause(span: Span, case: Case) -> bool:
    return _same_clause(span, case.trigger, case)


def _same_clause(one: Span, other: Span, case: Case) -> bool:
    """Tell whether two stand in one clause."""
    return any(seen.scene.clause_of(one.start) == seen.scene.clause_of(other.start)
               for seen in case.sight.over(other) if seen.start <= one.start < seen.end)


def _apart(one: Span, other: Span, case: Case) -> int:
    """Measure how far apart two stand, in characters; a comma between them counts for more."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return max(0, high - low) + _BREAK * sum(mark in BREAKS for mark in case.sight.found.text[low:high])
