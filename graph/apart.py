"""Two things that happen to be called alike are kept apart: what one document takes for a firm and another for a product.

An unlisted name is one entity wherever it is named, as long as the documents agree what kind of thing it is. Where they do not,
each kind has an entity of its own, so that no claim links a kind its relation does not take.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.extract import Reading
from graph.extract.grounding import Proposal
from graph.extract.kinds import broad_kind
from graph.model import Claim, kebab
from graph.ontology import Ontology


def keep_apart(readings: Sequence[Reading], ontology: Ontology) -> tuple[Reading, ...]:
    """Give every unlisted entity whose kind most documents see otherwise an id with its class: `cold-plate-company`.

    Of kinds that as many documents see, the first by name keeps the id.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for entity in reading.entities:
            if entity.provisional:
                seen[entity.id][broad_kind(entity.type, ontology)] += 1
    kept = {name: min((-count, kind) for kind, count in kinds.items())[1] for name, kinds in seen.items() if len(kinds) > 1}
    return tuple(_rename(reading, kept, ontology) for reading in readings)


def _rename(reading: Reading, kept: Mapping[str, str], ontology: Ontology) -> Reading:
    """Rename the entities of one document that are of another kind than the id is kept for."""
    others = [e for e in reading.entities if e.id in kept and broad_kind(e.type, ontology) != kept[e.id]]
    new = {e.id: f"{e.id}-{kebab(e.type)}" for e in others}
    if not new:
        return reading
    return replace(
        reading,
        claims=tuple(_of_claim(claim, new) for claim in reading.claims),
        entities=tuple(replace(e, id=new.get(e.id, e.id)) for e in reading.entities),
        offers=tuple(offer and _of_offer(offer, new) for offer in reading.offers),
    )


def _of_claim(claim: Claim, new: Mapping[str, str]) -> Claim:
    thing, speaker = claim.object, claim.speaker
    return replace(
        claim,
        subject=new.get(claim.subject, claim.subject),
        object=thing and new.get(thing, thing),
        speaker=speaker and new.get(speaker, speaker),
    )


def _of_offer(offer: Proposal, new: Mapping[str, str]) -> Proposal:
    (subject, kind), thing, speaker = offer.subject, offer.object, offer.speaker
    return replace(
        offer,
        subject=(new.get(subject, subject), kind),
        object=thing and (new.get(thing[0], thing[0]), thing[1]),
        speaker=speaker and new.get(speaker, speaker),
    )
