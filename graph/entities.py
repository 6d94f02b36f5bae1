"""The known entities: `registry.ttl` as values, with every fault told by file, line and term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import VocabularyError, suggest
from graph.language.scripts import fold
from graph.model import Entity, kebab
from graph.ontology import Ontology
from graph.turtle import TYPE, Turtle, read_turtle

REGISTRY = Path(__file__).parent / "registry.ttl"

_LABELS = ("en", "zh-Hans", "zh-Hant")
# An alias may say where in the Chinese-speaking world it is used. Tags are compared without case. Source: RDF 1.1 Concepts, 3.3.
_LANGUAGES = {tag.lower(): tag for tag in (*_LABELS, "zh-Hans-CN", "zh-Hant-HK", "zh-Hant-TW")}
_CLASS = TYPE
_TEXTS = ("rdfs:label", "skos:altLabel", "cp:riskyLabel", "cp:contextWord", "cp:trade", "cp:ticker")
_NAMES = {_CLASS: "cp:Company", "cp:country": "ent:taiwan", "schema:sameAs": "wd:Q182477"}
_Pair = tuple[str, str]

# What an organisation is called for short; which words stand for each in a language is grammar.
TRADES = frozenset({
    "ai-lab", "bank", "broker", "carmaker", "chip-designer", "cloud", "conglomerate", "cooling-maker", "datacentre-operator",
    "electronics-maker", "equipment-maker", "foundry", "fund", "hyperscaler", "internet", "materials-maker", "media", "memory-maker",
    "neocloud", "network-maker", "optics-maker", "packager", "power-maker", "rating-agency", "research-firm", "retailer", "search",
    "server-maker", "social-network", "software", "substrate-maker", "telecoms", "utility",
})  # fmt: skip


def read_registry(path: Path, ontology: Ontology) -> tuple[Entity, ...]:
    """Read the known entities, sorted by id.

    `Entity.risky` holds every name that folds to the same text as one of the `cp:riskyLabel`s, so that it covers both scripts.

    Raises:
        VocabularyError: the file cannot be read, is not Turtle, or has an id that is not kebab-case, an unknown class, property, language,
            country, trade or outside identifier, a trade on what is no organisation, a label missing in a language, a risky label without
            context words, or a name that two entities share although it is risky on neither.
    """
    file = read_turtle(path)
    entities = [_to_entity(_Block(file, term), ontology) for term in file.terms]
    _check_countries(file, entities, ontology)
    _check_names(file, entities)
    return tuple(sorted(entities, key=lambda e: e.id))


@dataclass(frozen=True, slots=True)
class _Block:
    """What the file says of one entity."""

    file: Turtle
    term: str

    def fault(self, word: str, message: str) -> VocabularyError:
        return VocabularyError(f"{self.file.place(self.term, word)}: {self.term} {message}")

    def pairs(self, prop: str) -> tuple[_Pair, ...]:
        """Give the texts of a property as (language, text)."""
        texts = self.file.texts(self.term, prop)
        for text in texts:
            if not text.value.strip() or "\n" in text.value:
                raise self.fault(prop, f"has {text.value!r} as {prop}. Write a text on one line, or leave the property out.")
            if text.language and text.language.lower() not in _LANGUAGES:
                known = suggest(text.language, _LANGUAGES.values())
                raise self.fault(text.value, f"has {text.value!r} in the unknown language {text.language}. {known}")
        return tuple(dict.fromkeys((_LANGUAGES.get(t.language.lower(), ""), t.value) for t in texts))

    def single(self, prop: str, pattern: str, example: str) -> str | None:
        """Give the local name or text of a property that stands once at most."""
        said = [text.value for text in self.file.texts(self.term, prop)] if prop in _TEXTS else self.file.names(self.term, prop)
        if len(said) > 1:
            raise self.fault(said[1], f"has {len(said)} values of {prop}: {', '.join(said)}. Keep one.")
        if said and not (match := re.fullmatch(pattern, said[0])):
            raise self.fault(said[0], f"has {said[0]} as {prop}. Write it as {example}.")
        return match[1] if said and match else None


def _to_entity(block: _Block, ontology: Ontology) -> Entity:
    prefix, _, id_ = block.term.partition(":")
    if prefix != "ent" or kebab(id_) != id_:
        right = f"ent:{kebab(id_)}" if prefix == "ent" else "ent: and an id in kebab-case"
        raise block.fault("", f"is not the id of an entity. Write {right}.")
    _check_properties(block)
    labels, aliases = _labels(block), block.pairs("skos:altLabel")
    risky, context = _risky(block, [text for _, text in (*labels, *aliases)])
    return Entity(
        id_, _class(block, ontology), labels, aliases, context=context, risky=risky, trades=_trades(block, ontology),
        wikidata=block.single("schema:sameAs", r"wd:(Q[1-9]\d*)", "wd:Q182477"),
        ticker=block.single("cp:ticker", r"([A-Z]+:[A-Z0-9.]+)", '"NASDAQ:NVDA"'),
        country=block.single("cp:country", r"ent:(.+)", "ent:taiwan"),
    )  # fmt: skip


def _check_properties(block: _Block) -> None:
    for prop, values in block.file.terms[block.term].items():
        if prop not in _TEXTS and prop not in _NAMES:
            raise block.fault(prop, f"has the unknown property {prop}. {suggest(prop, ['a', *_TEXTS, *list(_NAMES)[1:]])}")
        if wrong := next((v for v in values if isinstance(v, str) != (prop in _NAMES)), None):
            right = f"a text in quotes for {prop}" if prop in _TEXTS else f"a term such as {_NAMES[prop]}"
            raise block.fault(prop, f"has {wrong if isinstance(wrong, str) else repr(wrong.value)} as {prop}. Write {right}.")


def _class(block: _Block, ontology: Ontology) -> str:
    name = block.single(_CLASS, r"cp:(.+)", "a cp:Company")
    if name is None:
        raise block.fault("", f"has no class. {suggest('', ontology.classes)}")
    if name not in ontology.classes:
        raise block.fault(f"cp:{name}", f"has the unknown class cp:{name}. {suggest(name, ontology.classes)}")
    return name


def _trades(block: _Block, ontology: Ontology) -> tuple[str, ...]:
    trades = tuple(text for _, text in block.pairs("cp:trade"))
    if unknown := next((trade for trade in trades if trade not in TRADES), None):
        raise block.fault(unknown, f"has the unknown trade {unknown!r}. {suggest(unknown, TRADES)}")
    if trades and not ontology.is_a(name := _class(block, ontology), "Organisation"):
        raise block.fault("cp:trade", f"has a trade and is a cp:{name}. Only organisations have one: leave it out, or mend the class.")
    return trades


def _labels(block: _Block) -> tuple[_Pair, ...]:
    pairs = block.pairs("rdfs:label")
    for language in _LABELS:
        texts = [text for tag, text in pairs if tag == language]
        if not texts:
            raise block.fault("rdfs:label", f"has no rdfs:label in {language}. Labels are needed in {', '.join(_LABELS)}.")
        if len(texts) > 1:
            raise block.fault(texts[1], f"has {len(texts)} labels in {language}: {', '.join(texts)}. Make all but one a skos:altLabel.")
    if other := next((pair for pair in pairs if pair[0] not in _LABELS), None):
        raise block.fault(other[1], f"has an rdfs:label in {other[0] or 'no language'}: {other[1]}. Make it a skos:altLabel in a language.")
    return tuple((language, dict(pairs)[language]) for language in _LABELS)


def _risky(block: _Block, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    risky = {fold(text): text for _, text in block.pairs("cp:riskyLabel")}
    context = tuple(dict.fromkeys(text for _, text in block.pairs("cp:contextWord")))
    if bool(risky) != bool(context):
        have, lack = ("cp:riskyLabel", "cp:contextWord") if risky else ("cp:contextWord", "cp:riskyLabel")
        raise block.fault(have, f"has {have} without {lack}. A risky label counts where a context word stands: give both or none.")
    covered = {name: fold(name) for name in names} if risky else {}
    if unknown := next((text for form, text in risky.items() if form not in covered.values()), None):
        raise block.fault(unknown, f"has the risky label {unknown!r}, which is none of its names. {suggest(unknown, names)}")
    return tuple(name for name, form in covered.items() if form in risky), context


def _check_countries(file: Turtle, entities: Iterable[Entity], ontology: Ontology) -> None:
    countries = {e.id for e in entities if ontology.is_a(e.type, "Country")}
    for entity in entities:
        if entity.country is not None and entity.country not in countries:
            near = suggest(entity.country, countries)
            raise _Block(file, f"ent:{entity.id}").fault(f"ent:{entity.country}", f"is in the unknown country {entity.country}. {near}")


def _check_names(file: Turtle, entities: Iterable[Entity]) -> None:
    written = [(name, entity) for entity in entities for name in {text: None for _, text in (*entity.labels, *entity.aliases)}]
    # Folded in one go: a call for each of some thousand names takes ten times as long.
    forms = fold("\n".join(name for name, _ in written)).split("\n")
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for form, (name, entity) in zip(forms, written, strict=True):
        if name not in entity.risky:
            holders[form].setdefault(entity.id, name)
    for shared in holders.values():
        if len(shared) > 1:
            (first, _), (second, name) = list(shared.items())[:2]
            right = "Drop it from one, or make it a cp:riskyLabel there, with cp:contextWord"
            raise _Block(file, f"ent:{second}").fault(name, f"has the name {name!r}, which is ent:{first}'s too. {right}.")
