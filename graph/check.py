"""Is the graph whole, and does it agree with itself? Each check is one `.rq` file; nothing here knows what any of them asks.

`checks/form/` asks whether claims are well-formed: the shapes of `shapes.ttl` in plain SPARQL, because pySHACL needs
minutes where these need a second. pySHACL is the reference all the same (`check_shapes`), and a test holds the two
together. `checks/` asks whether what is said adds up; values that disagree are found and never averaged.

A file begins with its titles, its severity, the pattern of what it looks at (`?about`), and its message:

    # title@en: A claim has exactly one subject.
    # severity: violation
    # looked at: ?about a cp:Claim
    # message: {count} subjects. A claim is about exactly one entity. Mend the claim.

Every name in braces is a variable of the query; `{choices}` are the values the pattern after `# choices:` gives
`?choice`, and `{nearest}` what the first name in the message may have meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, cast, get_args

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Dataset, Graph, Namespace
from rdflib.namespace import RDF, SH

from graph.errors import VocabularyError, suggest
from graph.model import Finding, Review, Severity
from graph.store import PREFIXES, merge_graphs, to_rdflib
from graph.vocabulary import CLAIM, CP, DOCUMENT, ENTITY, EVIDENCE, ONTOLOGY_NS, SHAPE, from_iri

CHECKS = Path(__file__).parent / "checks"
SHAPES = Path(__file__).parent / "shapes.ttl"
CHECK = Namespace("https://w3id.org/chokepoint/check/")
_PREFIXES = {**PREFIXES, "check": str(CHECK)}
_HEADER = re.compile(r"^# (title@[\w-]+|severity|looked at|choices|message): +(.*\S)$", re.MULTILINE)
_TERM = re.compile(r"\bcp:(\w+)")
_GREATEST = Decimal("1e29")  # what stands for no bound in checks is above it
_ROUND = 1000  # from here on, decimals say nothing in a message
_NUMERIC = {"decimal", "double", "integer", "float"}


@dataclass(frozen=True, slots=True)
class Check:
    """A question a graph has to answer with nothing. `looked_at` is the pattern of what it asks about, `?about`."""

    name: str
    titles: Mapping[str, str]
    severity: Severity
    looked_at: str
    choices: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, sorted, and how many things each check looked at: a check that looked at none has shown nothing."""

    findings: tuple[Finding, ...]
    looked_at: Mapping[str, int]


def read_checks(folder: Path = CHECKS) -> tuple[Check, ...]:
    """Read every check of a folder and its `form` folder, sorted by name.

    Raises:
        VocabularyError: a file's header is not whole.
    """
    paths = (path for path in [*folder.glob("*.rq"), *folder.glob("form/*.rq")] if not path.name.startswith("_"))
    return tuple(_read(path) for path in sorted(paths, key=lambda p: p.stem))


def check(
    rdf: Dataset, ontology: Graph | Path | None = None, *, reference: bool = False, shapes: Path = SHAPES, folder: Path = CHECKS
) -> CheckReport:
    """Ask every check and return all faults together; the dataset is left as it was.

    `ontology` is needed where the dataset does not carry its own. `reference` lets pySHACL judge the form.

    Raises:
        VocabularyError: ontology, shapes or a check's file are at fault.
    """
    found: set[Finding] = set()
    looked_at: dict[str, int] = {}
    engine = merge_graphs(rdf, ontology)
    if reference:
        found.update(_validate(engine, shapes))
    prepared = _ask(engine, (folder / "_prepare.rq").read_text(encoding="utf-8"))
    engine.bulk_extend([ox.Quad(triple.subject, triple.predicate, triple.object) for triple in prepared])
    for one in read_checks(folder):
        looked_at[one.name] = _count(engine, one)
        found.update(_absent_terms(engine, one))
        if not (reference and (folder / "form" / f"{one.name}.rq").is_file()):
            found.update(_findings(engine, one))
    if not any(looked_at.values()):
        found.add(Finding("nothing-checked", "info", "graph: nothing in it to check. Build it from a document that says something."))
    rank = get_args(Severity)
    return CheckReport(tuple(sorted(found, key=lambda f: (rank.index(f.severity), f.check, f.place, f.about, f.message))), looked_at)


def check_shapes(rdf: Dataset, ontology: Graph | Path | None = None, shapes: Path = SHAPES) -> tuple[Finding, ...]:
    """Validate with pySHACL: the reference for `checks/form/`, at 10⁵ triples about a hundred times slower.

    Raises:
        VocabularyError: the ontology's or the shapes' file is not Turtle.
    """
    return tuple(sorted(_validate(merge_graphs(rdf, ontology), shapes), key=lambda f: (f.check, f.about)))


def _validate(engine: ox.Store, shapes: Path) -> Iterator[Finding]:
    # One graph for data and ontology: ont_graph= would leave out all that is neither RDFS nor OWL.
    data = Graph()
    for quad in engine:
        data.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    try:
        asked = Graph().parse(shapes, format="turtle")
    except SyntaxError as error:
        raise VocabularyError(f"{shapes.name}: not Turtle: {error}. Mend the file there.") from error
    _, report, _ = validate(data, shacl_graph=asked)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape, constraint = report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraint)
        about = report.value(result, SH.value if constraint else SH.focusNode)
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
        message = f"{about}: {report.value(result, SH.resultMessage)}. Mend what it names."
        yield Finding(str(shape).removeprefix(SHAPE).partition(".")[0], cast("Severity", severity), message, str(about))


def _read(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    titles = {key.removeprefix("title@"): said for key, said in header.items() if key.startswith("title@")}
    for key in ("title@en", "title@zh-Hans", "title@zh-Hant", "severity", "looked at", "message"):
        if key not in header:
            raise VocabularyError(f"{path.name}: no '# {key}:'. A check has titles, severity, looked at, and message. Add it on top.")
    if header["severity"] not in get_args(Severity):
        raise VocabularyError(f"{path.name}: severity '{header['severity']}'. {suggest('', get_args(Severity))} Mend its header.")
    severity = cast("Severity", header["severity"])
    return Check(path.stem, titles, severity, header["looked at"], header.get("choices", ""), header["message"], text)


def _ask(engine: ox.Store, query: str) -> Any:
    return engine.query(query, prefixes=_PREFIXES)


def _count(engine: ox.Store, one: Check) -> int:
    (row,) = _ask(engine, f"SELECT (COUNT(DISTINCT ?about) AS ?number) WHERE {{ {one.looked_at} }}")
    return int(row["number"].value)


def _absent_terms(engine: ox.Store, one: Check) -> Iterator[Finding]:
    """Say which terms a check names in vain: it would look at nothing, and seem to have found nothing."""
    form = {*CP.__annotations__, *(review.capitalize() for review in get_args(Review))}
    for name in sorted(set(_TERM.findall(f"{one.looked_at} {one.query}")) - form):
        if not any(engine.quads_for_pattern(ox.NamedNode(ONTOLOGY_NS + name), None, None, None)):
            typed = (str(quad.subject)[1:-1] for quad in engine.quads_for_pattern(None, ox.NamedNode(RDF.type), None, None))
            known = {iri.removeprefix(ONTOLOGY_NS) for iri in typed if iri.startswith(ONTOLOGY_NS)}
            message = f"graph/checks/{one.name}.rq: the ontology has no cp:{name}, which it asks for. {suggest(name, known)} Mend either."
            yield Finding("check-terms", "info", message, ONTOLOGY_NS + name)


def _findings(engine: ox.Store, one: Check) -> Iterator[Finding]:
    places = _Places(engine)
    for row in _ask(engine, one.query):
        bound = {name: row[name] for name in re.findall(r"{(\w+)}", one.message) if name not in {"choices", "nearest"}}
        about = row["about"]
        said = {name: places.say(term) for name, term in bound.items()}
        if one.choices:
            choices = _choices(engine, one.choices, {name: term for name, term in bound.items() if f"?{name} " in one.choices})
            said |= {"choices": ", ".join(choices) or "none", "nearest": suggest(next(iter(said.values()), ""), choices)}
        place = places.of(about.value)
        message = f"{place or places.say(about)}: {one.message.format_map(said)}"
        yield Finding(one.name, one.severity, message, about.value, place)


def _choices(engine: ox.Store, pattern: str, bound: Mapping[str, Any]) -> list[str]:
    query = f"SELECT DISTINCT ?choice {' '.join(f'?{name}' for name in bound)} WHERE {{ {pattern} }}"
    rows = engine.query(query, prefixes=_PREFIXES, substitutions={ox.Variable(n): t for n, t in bound.items()})
    return sorted({_local(row["choice"]) for row in cast("ox.QuerySolutions", rows)})


class _Places:
    """Where in the documents a claim or evidence stands, and how a term is said in a message."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def of(self, iri: str) -> str:
        """The place of an IRI: `a.txt:12-40`, a document's name, or nothing."""
        if iri.startswith(DOCUMENT):
            return self._one(iri, CP.name) or from_iri(DOCUMENT, iri)
        document = self._one(iri, CP.document)
        if document is None or not iri.startswith((CLAIM, EVIDENCE)):
            return ""
        name = self._one(document, CP.name) or document.removeprefix(DOCUMENT)
        return f"{name}:{self._one(iri, CP.start) or '?'}-{self._one(iri, CP.end) or '?'}"

    def say(self, term: ox.NamedNode | ox.Literal | None) -> str:
        """Write a term for people: a place, an id, a number with its thousands apart, or the text."""
        if term is None:
            return "nothing"
        if isinstance(term, ox.Literal):
            return _number(term.value) if term.datatype.value.rpartition("#")[2] in _NUMERIC else term.value
        return self.of(term.value) or _local(term)

    def _one(self, subject: str, prop: str) -> str | None:
        quads = self._engine.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(prop), None, None)
        return min((cast("Any", quad.object).value for quad in quads), default=None)


def _local(term: Any) -> str:
    if isinstance(term, ox.Literal):
        return term.value
    for namespace in (ENTITY, ONTOLOGY_NS, CLAIM, EVIDENCE, DOCUMENT):
        if term.value.startswith(namespace):
            return from_iri(namespace, term.value) or term.value
    return str(term.value)


def _number(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if abs(number) > _GREATEST:
        return "any"
    return f"{number:,.0f}" if abs(number) >= _ROUND else f"{number:,.2f}".removesuffix(".00")
