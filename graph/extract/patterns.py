"""Patterns: what a sentence must hold for a claim to be read from it.

A pattern is data in `patterns/<language>/<family>.toml`. Its forms are written the way the words stand (`forms.py` says how); all
of a form stands in one clause, unless the pattern says `across = true`: then in one sentence. Cues in `ontology.ttl` need
no pattern: each is the form `<subject> (cue) <object>` or, for a measure, `<subject> (cue) <quantity>`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast, get_args

from graph.errors import VocabularyError, suggest
from graph.extract.forms import Anchor, Element, Elements, Run, Slot, choose_key, find_runs, parse_form, spans_clauses, variants
from graph.language.scripts import fold
from graph.model import Comparator, Modality, Quantity
from graph.ontology import Ontology, Term

FOLDER = Path(__file__).parent / "patterns"
CUE_CONFIDENCE = 0.75
CUE = "cue-"  # what the ids of patterns made of cues begin with
_SETTINGS = frozenset({
    *("id", "relation", "measure", "form", "modality", "negated", "confidence", "sign", "across", "object", "amount"),
    *("unit", "speaker", "presupposed", "known", "yes", "no"),
})
_AMOUNT = re.compile(r"(?P<comparator>[<>]=?|[=≈])\s*(?P<value>-?\d+(?:\.\d+)?)\s+(?P<unit>\S+)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of one pattern, its slots' types settled.

    `sign` -1 makes a fall's amount negative, `unit` reads a count as another unit (`ratio`), `amount` is a quantity the
    words imply (`worth more than` is a ratio above 1), `constant` an object they imply (`sold out` is a shortage), and
    `speaker = "subject"` that the subject is who says it (a forecaster). What is `presupposed` stands in a noun phrase:
    nobody is quoted on it and it takes no time from elsewhere. Both ends of a `known` one are entities of the registry or
    names, not phrases made up of a head noun. `key` is the number of the anchor a search starts from,
    `runs` are the slots that must touch one another.
    """

    id: str
    relation: str | None
    measure: str | None
    elements: Elements
    modality: Modality | None = None
    negated: bool = False
    confidence: float = CUE_CONFIDENCE
    sign: int = 1
    across: bool = False
    constant: str | None = None
    amount: Quantity | None = None
    unit: str | None = None
    speaker: str | None = None
    presupposed: bool = False
    known: bool = False
    key: int = field(init=False, repr=False, compare=False)
    runs: tuple[Run, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what matching needs of the form."""
        object.__setattr__(self, "key", choose_key(self.elements))
        object.__setattr__(self, "runs", find_runs(self.elements))

    @property
    def anchor(self) -> Anchor | None:
        """The anchor a search starts from, or None where the form has slots only."""
        element = self.elements[self.key] if self.key >= 0 else None
        return element if isinstance(element, Anchor) else None

    def touches_next(self, i: int) -> bool:
        """Tell whether the element behind one touches it."""
        return i + 1 < len(self.elements) and self.elements[i + 1].touches


def read_patterns(language: str, ontology: Ontology, folder: Path = FOLDER) -> tuple[Pattern, ...]:
    """Read a language's patterns, then the plain cues of the ontology.

    Raises:
        VocabularyError: a pattern names what the ontology has not, or does not parse.
    """
    patterns = [p for file, table in read_tables(language, folder).items()
                for raw in table.get("pattern", ()) for p in _read_pattern(raw, ontology, file)]
    return (*patterns, *cue_patterns(language, ontology))


def read_tables(language: str, folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """Read a language's files as they stand, by their place under the folder, in the order of their names.

    Raises:
        VocabularyError: there are none, or one is not TOML; the message has the line.
    """
    paths = sorted((folder / language).glob("*.toml"))
    if not paths:
        raise VocabularyError(f"{language}/: no patterns for language {language}. Add .toml files in graph/extract/patterns/{language}/.")
    return {file: read_table(file, folder) for path in paths for file in [f"{language}/{path.name}"]}


def read_table(file: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Read one file as it stands, by its place under the folder; one that is not there says nothing.

    Raises:
        VocabularyError: it is not TOML; the message has the line.
    """
    path = folder / file
    try:
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{file}: not TOML: {error}. Correct it in graph/extract/patterns/.") from error


def read_words(file: str, section: str, names: Collection[str], folder: Path = FOLDER) -> dict[str, Any]:
    """Read a section that holds just the word classes `names`.

    Raises:
        VocabularyError: a class is unknown or missing.
    """
    place = f"{file}: [{section}]"
    table: dict[str, Any] = read_table(file, folder).get(section, {})
    for name in table:
        if name not in names:
            raise VocabularyError(f"{place} has no word class {name!r}. {suggest(name, names)}")
    if missing := [name for name in names if name not in table]:
        raise VocabularyError(f"{place} lacks {', '.join(missing)}. Add them, empty lists where there are none.")
    return table


def cue_patterns(language: str, ontology: Ontology) -> Iterator[Pattern]:
    """Make the plain pattern of every relation that has cues in a language. Measures' cues are read by `measures.py`."""
    for relation in ontology.relations.values():
        if words := match_cues(relation, language):
            elements = (Slot("subject", relation.domain), Anchor(words), Slot("object", relation.range))
            yield Pattern(CUE + relation.name, relation.name, None, elements)


def match_cues(term: Term, language: str) -> tuple[str, ...]:
    """Give a term's cues as they are matched: folded Chinese of both scripts, or English in lower case."""
    tags = ("zh-Hans", "zh-Hant") if language == "zh" else (language,)
    return tuple(dict.fromkeys(fold(cue).lower() for tag in tags for cue in term.cues.get(tag, ())))


def _read_pattern(raw: Mapping[str, Any], ontology: Ontology, file: str) -> Iterator[Pattern]:
    """Read one pattern's table into a pattern for every way its forms may stand."""
    place = f"{file}: pattern {raw.get('id', '?')}"
    _check_settings(raw, ontology, place, file)
    amount = _amount(raw["amount"], place) if "amount" in raw else None
    for form in raw["form"]:
        for elements in variants(_settle(parse_form(form, place), raw, ontology)):
            yield Pattern(
                id=raw["id"],
                relation=raw.get("relation"),
                measure=raw.get("measure"),
                elements=elements,
                modality=raw.get("modality"),
                negated=raw.get("negated", False),
                confidence=raw.get("confidence", CUE_CONFIDENCE),
                sign=raw.get("sign", 1),
                across=raw.get("across", False) or spans_clauses(elements),
                constant=raw.get("object"),
                amount=amount,
                unit=raw.get("unit"),
                speaker=raw.get("speaker"),
                presupposed=raw.get("presupposed", False),
                known=raw.get("known", False),
            )


def _check_settings(raw: Mapping[str, Any], ontology: Ontology, place: str, file: str) -> None:
    """Refuse what is not a setting, what the ontology has not, and a pattern that lacks what every pattern needs."""
    for name in raw:
        if name not in _SETTINGS:
            raise VocabularyError(f"{place}: no setting {name!r}. {suggest(name, _SETTINGS)}")
    relation, measure, modality = raw.get("relation"), raw.get("measure"), raw.get("modality")
    try:
        _ = relation and ontology.relation(relation)
        _ = measure and ontology.measure(measure)
    except VocabularyError as error:
        raise VocabularyError(f"{place}: {error}") from error
    if modality and modality not in get_args(Modality):
        raise VocabularyError(f"{place}: no modality {modality!r}. {suggest(modality, get_args(Modality))}")
    if not raw.get("id") or not raw.get("form") or not (relation or measure):
        raise VocabularyError(f"{place}: id, form and a relation or a measure are needed. Add them in {file}.")


def _settle(elements: Elements, raw: Mapping[str, Any], ontology: Ontology) -> Elements:
    """Give the slots without types those the ontology allows, and refuse types it does not know."""
    term = ontology.relation(raw["relation"]) if raw.get("relation") else ontology.measure(raw["measure"])

    def settle(element: Element) -> Element:
        if isinstance(element, Anchor) or element.role == "quantity":
            return element
        for name in element.types:
            ontology.class_(name)
        return replace(element, types=element.types or (term.domain if element.role == "subject" else term.range))

    return tuple(settle(e) for e in elements)


def _amount(written: str, place: str) -> Quantity:
    match = _AMOUNT.fullmatch(written)
    if not match:
        raise VocabularyError(f"{place}: amount {written!r} cannot be read. Write it like '> 1 ratio'.")
    return Quantity(Decimal(match["value"]), match["unit"], comparator=cast("Comparator", match["comparator"]))
