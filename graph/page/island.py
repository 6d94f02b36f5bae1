"""Values → the page's data: one JSON object, packed. Only this module and the script's `data.js` know its shape.

Claims, entities and documents name one another by their places in these lists. Labels are lists in the order of
LANGUAGES. What holds its default is left out. Every text is made visible first.
"""

from __future__ import annotations

import base64
import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.coverage import Coverage, Line, Number
from graph.language.scripts import fold
from graph.model import Claim, Document, Entity, Evidence, Finding
from graph.network import LANGUAGES
from graph.ontology import Ontology, Term
from graph.page.excerpts import Excerpts, cut_excerpts
from graph.page.visible import make_visible

HERE = Path(__file__).parent
UNREAD = 2_000  # sentences and numbers of the ledger that the page carries; coverage.jsonl has all
HAN = "".join(map(chr, range(0x4E00, 0xA000)))


def read_strings() -> dict[str, list[str]]:
    """Read what the page says: key → its text in each of LANGUAGES."""
    strings = tomllib.loads((HERE / "strings.toml").read_text(encoding="utf-8"))
    return {key: [texts[language] for language in LANGUAGES] for key, texts in strings.items()}


def read_look() -> dict[str, Any]:
    """Read how kinds of entity and modalities are drawn: `kind` (a list of class, shape, tone) and `dashes`."""
    return tomllib.loads((HERE / "look.toml").read_text(encoding="utf-8"))


def pack(data: Mapping[str, Any]) -> str:
    """Write as JSON, gzip and base64: no character that HTML could read anything into. The same data gives the same text."""
    plain = json.dumps(_show(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(plain.encode(), compresslevel=9, mtime=0)).decode("ascii")


def _show(value: Any) -> Any:
    """Make every text of a value visible, so that none is forgotten."""
    if isinstance(value, str):
        return make_visible(value)
    if isinstance(value, Mapping):
        return {key: _show(part) for key, part in value.items()}
    return [_show(part) for part in value] if isinstance(value, list | tuple) else value


def describe_ontology(ontology: Ontology) -> dict[str, Any]:
    """Give the terms the page names: labels, and what makes a line or a mark look as it does."""
    look = read_look()
    families = {name: {**_term(term), "colour": term.colour, "line": term.line} for name, term in ontology.families.items()}
    # Claims name a modality in lower case, the ontology its individual in upper case.
    lower = {name.lower(): term for name, term in ontology.modalities.items()}
    modalities = {name: {**_term(term), "dash": look["dashes"].get(name, [5, 4])} for name, term in lower.items()}
    relations = {name: {**_term(term), "family": term.family} for name, term in ontology.relations.items()}
    measures = {name: {**_term(term), "family": term.family} for name, term in ontology.measures.items()}
    classes = {name: {**_term(term), "kind": kind_of(name, ontology, look)} for name, term in ontology.classes.items()}
    terms = {"families": families, "modalities": modalities, "relations": relations, "measures": measures, "classes": classes}
    return {**terms, "kinds": look["kind"]}


def kind_of(name: str, ontology: Ontology, look: Mapping[str, Any]) -> int:
    """Number the first kind of entity that a class belongs to; the last kind takes what no other does."""
    fits = (number for number, kind in enumerate(look["kind"]) if name in ontology.classes and ontology.is_a(name, kind["class"]))
    return next(fits, len(look["kind"]) - 1)


def describe_entities(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Give what is known of each entity: names as [language, text]."""
    return [
        _lean(
            id=entity.id,
            type=entity.type,
            labels=[[language, text] for language, text in entity.labels],
            aliases=[[language, text] for language, text in entity.aliases],
            wikidata=entity.wikidata,
            ticker=entity.ticker,
            country=entity.country,
            provisional=entity.provisional,
        )
        for entity in entities
    ]


def describe_documents(documents: Sequence[Document], claims: Iterable[Claim]) -> tuple[list[dict[str, Any]], dict[str, Excerpts]]:
    """Give what is known of each document, with the stretches of text that claims cite, and these by document id."""
    cited: defaultdict[str, list[Evidence]] = defaultdict(list)
    for claim in claims:
        for evidence in claim.evidence:
            cited[evidence.document].append(evidence)
    excerpts = {document.id: cut_excerpts(document.text, cited[document.id]) for document in documents}
    described = [
        _lean(
            name=document.name,
            language=document.language,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            address=document.address,
            texts=excerpts[document.id].texts,
        )
        for document in documents
    ]
    return described, excerpts


def describe_claims(
    claims: Sequence[Claim], numbers: Mapping[str, int], documents: Mapping[str, int], excerpts: Mapping[str, Excerpts]
) -> list[dict[str, Any]]:
    """Give each claim with its evidence: [document, code points start and end, …place among the excerpts], or the bare passage."""
    return [
        _lean(
            id=claim.id,
            s=numbers[claim.subject],
            o=None if claim.object is None else numbers[claim.object],
            r=claim.relation,
            m=claim.measure,
            q=None if claim.quantity is None else [_decimal(claim.quantity.value), _decimal(claim.quantity.high), claim.quantity.unit,
                                                   claim.quantity.comparator, int(claim.quantity.approximate), claim.quantity.per],
            t=None if claim.period is None else [claim.period.start, claim.period.end],
            by=None if claim.speaker is None else numbers[claim.speaker],
            modality="" if claim.modality == "fact" else claim.modality,
            negated=claim.negated,
            c=round(claim.confidence, 3),
            review="" if claim.review == "extracted" else claim.review,
            rule=claim.rule,
            e=[_evidence(evidence, documents, excerpts) for evidence in claim.evidence],
        )
        for claim in claims
    ]


def describe_findings(findings: Iterable[Finding]) -> list[list[str]]:
    """Give each finding as severity, message and what it is about (the last part of an IRI, or an id)."""
    return [[finding.severity, finding.message, finding.about.rsplit("/", 1)[-1]] for finding in findings]


def describe_coverage(coverage: Iterable[Coverage], documents: Mapping[str, int]) -> list[dict[str, Any]]:
    """Give the ledger of each document: counts by what became of sentences and of numbers, and those that gave no claim.

    A row is [start, end, text, reasons]; of many only the first are given, and how many `more` there are.
    """
    left, described = UNREAD, []
    for ledger in coverage:
        rows = [row for line in ledger.lines for row in _unread(line)]
        kept = rows[:left]
        left -= len(kept)
        sentences = [ledger.sentences(fate) for fate in ("read", "rejected", "nothing", "heading")]
        numbers = [ledger.numbers(fate) for fate in ("read", "rejected", "nothing", "name", "date")]
        entry = {"document": documents[ledger.document], "sentences": sentences, "numbers": numbers}
        described.append({**entry, "rows": kept, "more": len(rows) - len(kept)})
    return described


def _unread(line: Line) -> list[list[Any]]:
    if line.fate in {"rejected", "nothing"}:
        return [[line.start, line.end, line.text, _reasons(line)]]
    found = line.numbers if line.fate == "read" else ()
    return [[n.start, n.end, n.text, _reasons(n)] for n in found if n.fate in {"rejected", "nothing"}]


def _reasons(what: Line | Number) -> list[str]:
    return list(dict.fromkeys(rejection.reason for rejection in what.rejections))


def fold_table(entities: Iterable[Entity]) -> dict[str, str]:
    """Give the characters that a search must take as another one: every traditional form of a character in a name."""
    names = {character for entity in entities for _, text in (*entity.labels, *entity.aliases) for character in text}
    wanted = set(fold("".join(sorted(names))))
    return {old: new for old, new in zip(HAN, fold(HAN), strict=True) if old != new and new in wanted}


def _evidence(evidence: Evidence, documents: Mapping[str, int], excerpts: Mapping[str, Excerpts]) -> list[Any]:
    if evidence.document not in documents:
        return [evidence.document, evidence.start, evidence.end, evidence.passage]
    return [documents[evidence.document], evidence.start, evidence.end, *excerpts[evidence.document].locate(evidence)]


def _term(term: Term) -> dict[str, Any]:
    return {"label": [term.labels.get(language, term.name) for language in LANGUAGES]}


def _decimal(value: object) -> str | None:
    return None if value is None else f"{value:f}"


def _lean(**fields: Any) -> dict[str, Any]:
    """Leave out what is not known, empty or false; zero is a number and stays."""
    return {name: value for name, value in fields.items() if value is not None and value is not False and value not in ("", [], ())}
