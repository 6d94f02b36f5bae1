"""What is left out, or stands for something named before: whether it can be what is offered."""

from __future__ import annotations

from collections.abc import Sequence

from graph.llm.case import Case, Kin
from graph.llm.offers import OfferError
from graph.llm.resolve import Resolved
from graph.llm.sight import Seen
from graph.model import Span

_OFTEN = 3  # mentions
_BEFORE = 2  # sentences before its own in which a word finds what it stands for


def check_links(case: Case, kin: Kin) -> None:
    """See that the ends of a claim which the quote does not name are linked to where they were named.

    Raises:
        OfferError: somebody else is there, or was spoken of since.
    """
    for role, one, other in (("subject", case.subject, case.object), ("object", case.object, case.subject)):
        if one is None:
            continue
        if any(place.silent for place in one.places):
            _check_silent(role, one, other, case, kin)
        elif one.antecedent:
            _check_carry(role, one, case)


def _check_silent(role: str, one: Resolved, other: Resolved | None, case: Case, kin: Kin) -> None:
    """See that an end can be left out: our reader supplies it; or the clause names no subject, and this one was spoken of last."""
    sentences = case.sentences()
    drafts = [d for seen, number, _ in sentences for d in seen.drafts if d.clause == number and case.term.name in {d.relation, d.measure}]
    ends = {d.subject.entity for d in drafts} if role == "subject" else {d.object.entity for d in drafts if d.object}
    if one.id in ends:
        return
    kinds = case.term.domain if role == "subject" else case.term.range
    for seen, _, clause in sentences:
        stretch = Span(clause.start, case.trigger.end) if role == "subject" else Span(case.trigger.start, clause.end)
        for noun in seen.scene.nouns.inside(stretch.start, stretch.end):
            used = noun.start < case.trigger.start < noun.end or noun.entity == (other.id if other else None)
            if not used and not noun.place and kin.among(noun.type, kinds) and (noun.free or role == "object"):
                raise OfferError(f"the {role} is said to be left out, and {noun.entity} stands there")
    spoken = _spoken(case, kinds, kin)
    if one.id not in spoken:
        raise OfferError(f"the {role} is left out, and {spoken[0] if spoken else 'nobody'} was spoken of last, not {one.id}")


def _spoken(case: Case, kinds: Sequence[str], kin: Kin) -> list[str]:
    """Give who was spoken of last before the trigger: who the nearest clause names that names someone who could be meant; and the theme."""
    start, theme = case.trigger.start, _themes(case, kinds, kin)
    for seen in case.sight.before(start):
        for clause in reversed([c for c in seen.scene.clauses if c.end <= start]):
            if named := [n.entity for n in kin.free(seen, clause, kinds)]:
                return [*named, *theme]
    return theme


def _themes(case: Case, kinds: Sequence[str], kin: Kin) -> list[str]:
    """Give what a document is about: of all that could be meant, the one named three times or more and half as often again as the next."""
    sight = case.sight
    named = [(count, entity) for entity, count in sight.named.items() if kin.among(sight.known[entity].type, kinds)]
    (most, theme), (next_, _) = [*sorted(named, reverse=True)[:2], (0, ""), (0, "")][:2]
    return [theme] if most >= max(_OFTEN, next_ * 3 / 2) else []


def _check_carry(role: str, one: Resolved, case: Case) -> None:
    """See that what a word stands for was named shortly before it: in its sentence or the two before, or first in its paragraph."""
    sight, at = case.sight, one.places[0].start
    earlier = sight.before(at)[::-1]
    near = earlier[-_BEFORE - 1 :]
    recent = {noun.entity for seen in near for noun in seen.scene.nouns if noun.start < at}
    head = sight.document.text.rfind("\n", 0, at) + 1
    recent |= {noun.entity for noun in [noun for seen in earlier if seen.start >= head for noun in seen.scene.nouns][:1]}
    recent |= {noun.entity for noun in sight.nouns(Span(at, one.places[0].end))}
    if one.id not in recent and not _was_named(one, near):
        raise OfferError(f"{role} {case.words(one.places[0])} stands too far from {one.id}")


def _was_named(one: Resolved, sentences: Sequence[Seen]) -> bool:
    """Tell whether the earlier mention itself stands in one of some sentences."""
    at = one.antecedent
    return at is not None and any(seen.start <= at.start < seen.end for seen in sentences)
