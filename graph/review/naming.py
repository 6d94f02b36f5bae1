"""Decisions on entities carried out: accepted, rejected, merged into another, renamed, split. Never silently: each is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.errors import suggest
from graph.language.scripts import fold
from graph.model import Claim, Entity, Finding, Severity, kebab
from graph.ontology import Ontology
from graph.review.decisions import Decision, Part
from graph.review.quotes import Place, Quotes


@dataclass(frozen=True, slots=True)
class Change:
    """What a person did to an entity, for the record: the decision, the entity it was about, and those it became."""

    choice: str
    source: str
    targets: tuple[str, ...]


@dataclass(slots=True)
class Naming:
    """Entities as decided: `entities` by id, `moved` from an id to the one that stands for it now, `parts` of what was split."""

    entities: dict[str, Entity]
    moved: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[tuple[Part, tuple[Place, ...]]]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def resolve(self, name: str) -> str | None:
        """Give the id of an entity that is named by its id or by any label or alias that is one entity's alone."""
        if name in self.entities or name in self.moved:
            return self.end(name)
        wanted = _plain(name)
        found = {e.id for e in self.entities.values() if any(_plain(text) == wanted for _, text in (*e.labels, *e.aliases))}
        return next(iter(found)) if len(found) == 1 else None

    def end(self, name: str) -> str:
        """Give the id that stands for another now; no chain of moves is a circle, as nothing is merged into what became of it."""
        while name in self.moved:
            name = self.moved[name]
        return name

    def carry(self, claim: Claim) -> list[Claim]:
        """Give a claim with its entities as decided; one whose evidence goes to several parts of a split entity becomes several."""
        names = {name for name in (claim.subject, claim.object, claim.speaker) if name}
        if not names & self.parts.keys():
            return [self._move(claim, {})]
        shares: dict[tuple[tuple[str, str], ...], list[int]] = {}
        for number, evidence in enumerate(claim.evidence):
            became: dict[str, str] = {}
            for name in sorted(names & self.parts.keys()):
                part = next((p for p, places in self.parts[name] if any(place.holds(evidence) for place in places)), None)
                became |= {name: part.id} if part else {}
            shares.setdefault(tuple(sorted(became.items())), []).append(number)
        whole = [(dict(became), tuple(claim.evidence[n] for n in numbers)) for became, numbers in shares.items()]
        return [self._move(replace(claim, evidence=evidence), became) for became, evidence in whole] or [self._move(claim, {})]

    def _move(self, claim: Claim, parts: Mapping[str, str]) -> Claim:
        names = (claim.subject, claim.object, claim.speaker)
        subject, thing, speaker = (name and parts.get(name, self.moved.get(name, name)) for name in names)
        if (subject, thing, speaker) == names:
            return claim
        return replace(claim, subject=subject or claim.subject, object=thing, speaker=speaker)


def decide_names(entities: Mapping[str, Entity], decisions: Iterable[Decision], quotes: Quotes, ontology: Ontology) -> Naming:
    """Carry out the decisions on entities, in their order; of several on one entity the last counts."""
    naming = Naming(dict(entities))
    last: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind == "entity" and decision.choice:
            if before := last.pop(decision.id, None):
                again = f"{decision.id} is decided on a second time; this counts, {before.place} does not. Delete one of the two"
                naming.findings.append(remark("decision-twice", "warning", decision, again))
            last[decision.id] = decision
    for decision in last.values():
        if fault := _fault(decision, naming, ontology):
            severity: Severity = "info" if decision.id not in entities else "warning"
            naming.findings.append(remark("decision-stale" if severity == "info" else "decision-not-applied", severity, decision, fault))
            continue
        _carry_out(decision, naming, quotes)
    naming.moved = {name: naming.end(name) for name in naming.moved}
    return naming


def remark(check: str, severity: Severity, decision: Decision, message: str, about: str = "") -> Finding:
    """Make a finding of a decision, told by its file and line."""
    return Finding(check, severity, f"{decision.place}: {message}.", about=about or decision.id, place=decision.place)


def _fault(decision: Decision, naming: Naming, ontology: Ontology) -> str | None:
    """Say why a decision on an entity cannot be carried out."""
    entity = naming.entities.get(decision.id)
    if entity is None:
        return f"no entity '{decision.id}' in what was read, so there is nothing to {decision.choice}"
    if not entity.provisional and decision.choice != "accept":
        return f"'{decision.id}' is in the registry, which no decision changes. Change it in graph/registry.ttl"
    if decision.choice == "merge":
        return _fault_of_merge(decision, naming)
    if decision.choice == "rename" and decision.into:
        return _fault_of_id(decision, naming)
    kinds = [part.type for part in decision.parts if part.type and part.type not in ontology.classes]
    return f"no class '{kinds[0]}'. {suggest(kinds[0], ontology.classes)[:-1]}" if kinds else None


def _fault_of_merge(decision: Decision, naming: Naming) -> str | None:
    into = naming.resolve(decision.into)
    if into is None:
        return f"no entity '{decision.into}' to merge {decision.id} into. {_nearest(decision.into, naming)}"
    if into == naming.end(decision.id):
        return f"{decision.id} would be merged into itself. Name another entity with into"
    return None


def _fault_of_id(decision: Decision, naming: Naming) -> str | None:
    if kebab(decision.into) != decision.into:
        return f"'{decision.into}' is no id. Write {kebab(decision.into)}"
    if decision.into != decision.id and decision.into in naming.entities:
        return f"'{decision.into}' is an entity already. To make one of the two, decide merge"
    return None


def _nearest(name: str, naming: Naming) -> str:
    hint = suggest(name, naming.entities)[:-1]
    return hint if hint.startswith("Did") else "Give its id, or one of its names"


def _carry_out(decision: Decision, naming: Naming, quotes: Quotes) -> None:
    entity = naming.entities[decision.id]
    log: tuple[str, tuple[str, ...], str]
    if decision.choice == "accept":
        naming.entities[entity.id] = replace(entity, provisional=False)
        naming.accepted.add(entity.id)
        log = "entity-accepted", (entity.id,), f"{entity.id} is accepted and no longer provisional"
    elif decision.choice == "reject":
        naming.rejected.add(entity.id)
        log = "entity-rejected", (), f"{entity.id} is rejected, and with it every claim that names it"
    elif decision.choice == "merge":
        target = naming.entities[naming.resolve(decision.into) or decision.into]
        naming.entities[target.id] = _with_names(target, (*entity.labels, *entity.aliases))
        naming.moved[entity.id] = target.id
        log = "entity-merged", (target.id,), f"{entity.id} ({entity.label()}) is merged into {target.id} ({target.label()})"
    elif decision.choice == "rename":
        new = _renamed(entity, decision)
        naming.entities[new.id] = new
        if new.id != entity.id:
            naming.moved[entity.id] = new.id
        naming.accepted.add(new.id)
        log = "entity-renamed", (new.id,), f"{entity.id} ({entity.label()}) is renamed {decision.name}, id {new.id}"
    else:
        ids = _split(entity, decision, naming, quotes)
        log = "entity-split", ids, f"{entity.id} is split into {', '.join(ids)}; what no quote of a part holds stays with it"
    naming.changes.append(Change(decision.choice, entity.id, log[1]))
    naming.findings.append(remark(log[0], "info", decision, log[2], about=(*log[1], entity.id)[0]))


def _renamed(entity: Entity, decision: Decision) -> Entity:
    language = decision.language or next(iter(dict(entity.labels)), "en")
    labels = dict(entity.labels) | {language: decision.name}
    new = replace(entity, id=decision.into or entity.id, labels=tuple(sorted(labels.items())), provisional=False)
    return _with_names(new, entity.labels)


def _with_names(entity: Entity, names: Iterable[tuple[str, str]]) -> Entity:
    """Add other names of an entity to its aliases."""
    known = (*entity.labels, *entity.aliases)
    return replace(entity, aliases=(*entity.aliases, *sorted({name for name in names if name not in known})))


def _split(entity: Entity, decision: Decision, naming: Naming, quotes: Quotes) -> tuple[str, ...]:
    parts = []
    for part in decision.parts:
        places = quotes.find(part.document, part.quote, part.start)
        if not places:
            lost = f"the quote of part {part.id} does not stand in {part.document}: {part.quote!r}. Quote what the document says now"
            naming.findings.append(remark("decision-stale", "warning", decision, lost, about=part.id))
        parts.append((part, places))
        if part.id not in naming.entities:
            language = next(iter(dict(entity.labels)), "en")
            label = part.label or part.id.replace("-", " ")
            naming.entities[part.id] = Entity(part.id, part.type or entity.type, ((language, label),))
            naming.accepted.add(part.id)
    naming.parts[entity.id] = parts
    return tuple(dict.fromkeys(part.id for part in decision.parts))


def _plain(text: str) -> str:
    return "".join(fold(text).casefold().split())
