"""Values of every noun, for property tests: what RDF, files and pages must carry unharmed.

Texts mix three scripts with what breaks careless code: emoji of several code points, combining marks, right-to-left
overrides, quotes and backslashes, line ends of every kind, characters beyond the basic plane and very long labels.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from graph.model import Claim, Document, Entity, Evidence, Mark, Period, Quantity

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
HARD = (
    *("👩🏽‍🚀", "e\u0301", "\u202eTSMC\u202c", "\u200f", "𠮷", "𝔊", "臺", "台", "\u3000", " "),
    *('"', "'", "\\", "\n", "\r\n", "\t", "\x00", "<b>", "</script>", "&", "%41"),
)
RELATIONS = ("supplies", "orders", "manufacturesFor", "competesWith")
MEASURES = ("marketCap", "orderValue", "unitCount")

characters = st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=["Cs"]))
texts = st.one_of(st.lists(characters, max_size=20).map("".join), st.just("長" * 10_000))
names = st.sampled_from(("nvidia", "tsmc", "臺積電-3nm", ".", "..", "a/b", "a b"))
ids = st.one_of(names, st.lists(characters, min_size=1, max_size=8).map("".join))
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
years = st.integers(1900, 2100).map("{:04}".format)
times = st.one_of(
    years,
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.dates().map(str),
)
periods = st.builds(Period, times, st.none() | times)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with text to cite."""
    return Document(
        name=draw(texts.map(lambda t: f"{t}.txt")),
        text=draw(st.lists(characters, min_size=1, max_size=60).map("".join)),
        language=draw(st.sampled_from(LANGUAGES)),
        title=draw(st.none() | texts.filter(bool)),
        publisher=draw(st.none() | texts.filter(bool)),
        published=draw(st.none() | times),
        address=draw(st.none() | texts.filter(bool)),
    )


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Amounts, ranges among them, their upper end not below the lower."""
    low = draw(decimals)
    return Quantity(
        value=low,
        unit=draw(st.sampled_from(("USD", "percent", "ratio", "count", "W/rack", "wafer/month"))),
        high=draw(st.none() | decimals.map(lambda d: low + abs(d))),
        comparator=draw(st.sampled_from(("=", "≈", ">", ">=", "<", "<="))),
        approximate=draw(st.booleans()),
        per=draw(st.sampled_from((None, "P1Y", "P12M", "P1M"))),
    )


@st.composite
def evidences(draw: st.DrawFn, document: Document) -> Evidence:
    """Passages of a document, with marks inside."""
    length = len(document.text)
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    places = st.tuples(st.integers(start, end), st.integers(start, end)).map(sorted)
    roles = st.sampled_from(("subject", "object", "trigger", "quantity", "period", "speaker"))
    marks = draw(st.lists(st.builds(lambda role, place: Mark(role, *place), roles, places), max_size=4))
    return document.cite(start, end, tuple(marks))


@st.composite
def claims(draw: st.DrawFn, document: Document | None = None) -> Claim:
    """Claims of every kind: a relation, a measure or both, with up to three evidences."""
    source = document or draw(documents())
    kinds: list[dict[str, Any]] = [
        {"relation": draw(st.sampled_from(RELATIONS)), "object": draw(ids)},
        {"measure": draw(st.sampled_from(MEASURES)), "quantity": draw(quantities()), "object": draw(st.none() | ids)},
    ]
    kinds.append({**kinds[1], **kinds[0]})
    return Claim(
        subject=draw(ids),
        **draw(st.sampled_from(kinds)),
        period=draw(st.none() | periods),
        speaker=draw(st.none() | ids),
        modality=draw(st.sampled_from(("fact", "plan", "forecast", "opinion", "hypothetical", "rumour"))),
        negated=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
        review=draw(st.sampled_from(("extracted", "accepted", "rejected", "added"))),
        rule=draw(st.sampled_from(("", "en/orders", "zh/下單 1")) | texts),
        evidence=tuple(draw(st.lists(evidences(source), max_size=3))),
    )


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """Entities, with labels in some of the languages."""
    named = st.lists(st.tuples(st.sampled_from(LANGUAGES), texts), max_size=3)
    return Entity(
        id=draw(ids),
        type=draw(st.sampled_from(("Company", "Country", "Chip"))),
        labels=tuple(sorted(dict(draw(named)).items())),
        aliases=tuple(draw(named)),
        wikidata=draw(st.none() | st.integers(1, 10**8).map("Q{}".format)),
        ticker=draw(st.none() | st.sampled_from(("NVDA", "2330.TW"))),
        country=draw(st.none() | st.sampled_from(("united-states", "taiwan"))),
        provisional=draw(st.booleans()),
    )


def merged(found: list[Claim]) -> list[Claim]:
    """One claim of each id, as merging leaves them."""
    return list({c.id: c for c in found}.values())


@st.composite
def articles(draw: st.DrawFn) -> tuple[Document, list[Claim]]:
    """A document with claims cited from it, no two saying the same."""
    document = draw(documents())
    return document, merged(draw(st.lists(claims(document), min_size=5, max_size=20)))
