"""A small graph in this project's own words, with something of everything the page shows; and one that means harm."""

from __future__ import annotations

import base64
import gzip
import json
from decimal import Decimal
from typing import Any

from graph.model import Claim, Document, Entity, Evidence, Finding, Mark, Period, Quantity

TEXT = (
    "𝔊 Orchid Foundry makes every chip for Lantern Devices, whose order is worth about US$3.5 billion. "
    "Lantern's head, Mira Vale, expects revenue to double in 2026. Export rules may hurt Orchid; a rival denies that it buys from Orchid. "
)
HAN = "蘭花晶圓替燈籠裝置代工,訂單約三十五億美元。燈籠裝置市值達一兆美元。"
ENGLISH = Document("orchid.txt", TEXT, "en", title="Orchid and Lantern", publisher="The Example", published="2025-07", address="https://example.org/o")
CHINESE = Document("蘭花.txt", HAN, "zh-Hant", published="2025-07-09")
DOCUMENTS = (ENGLISH, CHINESE)
ENTITIES = (
    Entity(
        "orchid",
        "Company",
        (("en", "Orchid Foundry"), ("zh-Hans", "兰花晶圆"), ("zh-Hant", "蘭花晶圓")),
        (("en", "Orchid"),),
        wikidata="Q42",
        ticker="ORC",
    ),
    Entity("lantern", "Company", (("en", "Lantern Devices"), ("zh-Hans", "灯笼装置"), ("zh-Hant", "燈籠裝置"))),
    Entity("mira-vale", "Person", (("en", "Mira Vale"),)),
    Entity("export-rules", "Policy", (("en", "Export rules"),), provisional=True),
    Entity("rival", "Company", (("zh-Hant", "對手"),)),
    Entity("glow-chip", "Chip", (("en", "Glow chip"),)),
    Entity("unused", "Company", (("en", "Nobody speaks of me"),)),
)


def _cite(document: Document, passage: str, **marks: str) -> tuple[Evidence, ...]:
    """Cite a passage; marks give a role its word, the first one from there on."""
    start = document.text.index(passage)
    places = ((role, document.text.index(word, start), len(word)) for role, word in marks.items())
    return (document.cite(start, start + len(passage), tuple(Mark(role, at, at + length) for role, at, length in places)),)


MAKES = "Orchid Foundry makes every chip for Lantern Devices"
CLAIMS = (
    Claim(
        "orchid",
        "manufacturesFor",
        "lantern",
        rule="en/makes-for",
        confidence=0.9,
        evidence=(
            *_cite(ENGLISH, MAKES, subject="Orchid Foundry", object="Lantern Devices", trigger="makes"),
            *_cite(CHINESE, "蘭花晶圓替燈籠裝置代工", subject="蘭花晶圓", object="燈籠裝置", trigger="代工"),
        ),
    ),
    Claim(
        "lantern",
        "orders",
        "glow-chip",
        measure="orderValue",
        quantity=Quantity(Decimal(3500000000), "USD", approximate=True),
        rule="en/order",
        evidence=_cite(ENGLISH, "whose order is worth about US$3.5 billion", trigger="order", quantity="US$3.5 billion"),
    ),
    Claim(
        "lantern",
        measure="revenueGrowth",
        quantity=Quantity(Decimal(2), "ratio"),
        period=Period("2026"),
        speaker="mira-vale",
        modality="forecast",
        confidence=0.7,
        rule="en/expects",
        evidence=_cite(ENGLISH, "expects revenue to double in 2026", trigger="expects", quantity="double", period="2026"),
    ),
    Claim(
        "lantern",
        measure="marketCap",
        quantity=Quantity(Decimal("1e12"), "USD", high=Decimal("1.2e12"), comparator=">="),
        rule="zh/市值",
        evidence=_cite(CHINESE, "燈籠裝置市值達一兆美元", subject="燈籠裝置", quantity="一兆美元"),
    ),
    Claim("export-rules", "threatens", "orchid", modality="hypothetical", evidence=_cite(ENGLISH, "Export rules may hurt Orchid")),
    Claim("rival", "buysFrom", "orchid", negated=True, evidence=_cite(ENGLISH, "denies that it buys from Orchid", trigger="buys")),
    Claim("rival", "competesWith", "orchid", modality="opinion"),
    Claim("lantern", "competesWith", "rival", review="rejected"),
    Claim("mira-vale", "leads", "lantern", review="accepted", evidence=_cite(ENGLISH, "Lantern's head, Mira Vale", subject="Mira Vale")),
)
FINDINGS = (Finding("check-totals", "warning", "The order is larger than the market.", CLAIMS[1].id),)

def unpack(html: str) -> Any:
    """Read the data a page holds."""
    packed = html.split('<script type="application/gzip" id="island">', 1)[1].split("</script>", 1)[0]
    return json.loads(gzip.decompress(base64.b64decode(packed, validate=True)))


HARM = (
    "<img src=x onerror=window.harmed=1>",
    "</script><script>window.harmed=1</script>",
    "<a href='javascript:window.harmed=1'>href</a>",
    "\u202egnp.exe\u202c \x00\x07",
    "constructor __proto__ {{ 7*7 }} {% raw %}",
    "長" * 10_000,
)


def make_harm() -> tuple[tuple[Claim, ...], tuple[Entity, ...], tuple[Document, ...], tuple[Finding, ...]]:
    """Put what could harm a page into every field that takes text."""
    entities, claims, documents, findings = [], [], [], []
    for number, text in enumerate((*HARM, "__proto__", "constructor", "toString")):
        about = {"title": text, "publisher": text, "published": text, "address": f"javascript:{text}"}
        document = Document(f"{text[:100]}.txt", f"before {text} after 👩🏽‍🚀", "en", **about)
        names = (("en", text), ("zh-Hant", text))
        wikidata = f"Q1' onclick='{text[:40]}"
        entities.append(Entity(text, "Company", names, names, wikidata=wikidata, ticker=text, country=text, provisional=True))
        mark = Mark("subject", 7, 7 + len(text))
        claim = Claim(
            text,
            "supplies",
            (*HARM, "other")[(number + 1) % 5],
            measure="orderValue",
            quantity=Quantity(Decimal(1), text[:300], per=text[:300]),
            period=Period(text[:300], text[:300]),
            speaker=text,
            rule=text,
            evidence=(document.cite(7, 7 + len(text), (mark, Mark(text, 7, 8))),),
        )
        claims.append(claim)
        documents.append(document)
        findings.append(Finding(text, "violation", text, claim.id))
    return tuple(claims), tuple(entities), tuple(documents), tuple(findings)
