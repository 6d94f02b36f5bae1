"""Answers in plain Python, continued: the questions that put claims together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from graph.model import Claim, Evidence
from tests.oracles import DOCUMENTS, NAMES, Row, cells, dated, edges, live, members, named, related


def launched_for(claims: Sequence[Claim]) -> Iterator[Row]:
    parts = {part for part, whole in edges(claims, "componentOf") if whole == "ada"}
    for c in live(claims):
        if c.relation == "launches" and c.object in parts:
            yield named(c, part="object", launcher="subject") | {"whole": "ada"}


def restricted(claims: Sequence[Claim]) -> Iterator[Row]:
    return (named(c, item="object", policy="subject") for c in live(claims) if c.relation == "restricts" and c.object == "bob")


def months(claims: Sequence[Claim]) -> Iterator[Row]:
    found = [(start, cells(c)) for start, c in dated(claims, "marketCap") if len(start) > 4]
    for (start, one), (end, two) in product(found, found):
        among = {time[:7] for time, other in found if other["unit"] == one["unit"]}
        gap = 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7])
        if gap > 0 and one["unit"] == two["unit"] and not any(start[:7] < time < end[:7] for time in among):
            more = {"nextValue": two["value"], "nextPassage": two["passage"], "nextDocument": two["document"]}
            yield one | more | {"entity": "ada", "from": start, "to": end, "months": gap}


def moved(claims: Sequence[Claim]) -> Iterator[Row]:
    for c in live(claims):
        if not (cells(c)["time"] or "").startswith("2024"):
            continue
        if c.relation in {"raisesValueOf", "lowersValueOf", "causesLossTo"} and c.object == "ada":
            yield named(c, effect="relation", cause="subject", entity="object")
        if c.measure == "sharePriceChange" and c.subject == "ada":
            yield named(c, effect="measure", entity="subject")


def roadmap(claims: Sequence[Claim]) -> Iterator[Row]:
    for c in live(claims, "plan"):
        if c.relation == "launches" and c.subject == "ada":
            gains = [cells(g) for g in live(claims, "plan") if g.measure == "performanceGain" and g.subject == c.object]
            for gain in gains or [{}]:
                more = {"gain": gain.get("value"), "unit": gain.get("unit"), "gainPassage": gain.get("passage")}
                yield named(c, item="object", entity="subject") | more


def by_speaker(claims: Sequence[Claim]) -> Iterator[Row]:
    for c in live(claims, None, negated=None):
        if c.speaker == "ada" or (c.subject == "ada" and c.measure == "forecastRevision"):
            yield cells(c)


def coined(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c, term="ada") for c in live(claims, None, negated=None) if c.speaker and NAMES["ada"] in c.evidence[0].passage)


def per_head(claims: Sequence[Claim]) -> Iterator[Row]:
    mine = [cells(c) for c in live(claims) if c.subject == "ada"]
    heads, shares, caps = ([row for row in mine if row["measure"] == m] for m in ("employeeCount", "marketCapPerEmployee", "marketCap"))
    last = max((start for start, _ in dated(claims, "marketCap")), default="")
    for head, share, cap in product(heads, shares, caps):
        fresh = cap["time"] is None or "Q" in cap["time"] or cap["time"] == last
        if fresh and share["unit"] == cap["unit"]:
            total = head["value"] * share["value"]
            more = {"headsPassage": head["passage"], "perHeadPassage": share["passage"], "perHead": share["value"], "heads": head["value"]}
            off = rounded(1000 * (total / cap["value"] - 1)) / 10
            yield cap | more | {"entity": "ada", "marketCap": cap["value"], "product": total, "differencePercent": off}


def rise(claims: Sequence[Claim]) -> Iterator[Row]:
    prices = [cells(c) for c in live(claims) if c.subject == "ada" and c.measure == "sharePrice"]
    lows = [cells(c) for start, c in dated(claims, "sharePrice") if start.startswith("2024")]
    for low, price in product(lows, prices):
        time = None if "Q" in (price["time"] or "") else price["time"]
        lowest = all(other["value"] >= low["value"] for other in lows if other["unit"] == low["unit"])
        if lowest and (time is None or time > low["time"]) and price["unit"] == low["unit"] and price["value"] > low["value"]:
            up = rounded(10000 * (price["value"] / low["value"] - 1)) / 100
            more = {"low": low["value"], "lowTime": low["time"], "lowPassage": low["passage"], "risePercent": up}
            yield price | more | {"entity": "ada", "price": price["value"], "time": time}


def rounded(number: Decimal) -> Decimal:
    """Round as XPath does, halves upwards."""
    return (number + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR")


def supplied(claims: Sequence[Claim]) -> Iterator[Row]:
    rows = related("supplies", "manufacturesFor", of="subject", customer="object", link="relation")(claims)
    return (row | {"value": None, "unit": None, "comparator": None} for row in rows)  # the amount is that of another measure


def sources(claims: Sequence[Claim]) -> Iterator[Row]:
    makers = {maker for maker, _ in edges(claims, "produces")}
    for c in live(claims):
        if c.relation in {"orders", "deploys", "consumes", "drivesDemandFor", "buysFrom"} or (
            c.relation == "dependsOn" and c.object in makers
        ):
            yield named(c, source="subject", of="object")
        if c.relation == "supplies":
            yield named(c, source="object", of="subject")


def displaced(claims: Sequence[Claim]) -> Iterator[Row]:
    group = {member for member, whole in edges(claims, "memberOf") if whole == "ada"}
    falls = [cells(c) for c in live(claims, None) if c.relation == "substitutes"]
    for c, fall in product(live(claims, "forecast"), falls):
        if c.relation == "memberOf" and c.subject in group and NAMES[c.subject] in fall["passage"]:
            more = {"displaced": fall["object"], "by": fall["subject"], "displacedPassage": fall["passage"]}
            yield named(c, member="subject", joins="object") | more


def facility(claims: Sequence[Claim]) -> Iterator[Row]:
    families = edges(claims, "memberOf")
    prices = [cells(c) for c in live(claims, None, negated=None) if c.measure == "unitPrice" and c.object == "ada"]
    for c, price in product(live(claims), prices):
        if c.relation == "deploys" and c.subject == "cyd" and (price["subject"], c.object) in families:
            more = {"product": price["subject"], "market": "ada", "pricePassage": price["passage"]}
            yield named(c, facility="subject", family="object") | more


def two_step(claims: Sequence[Claim]) -> Iterator[Row]:
    here = {firm for firm, place in edges(claims, "locatedIn") if place == "dot"}
    own = edges(claims, "produces", "launches") | {(name, name) for name in NAMES}
    falls = [cells(c) for c in live(claims) if c.relation == "lowersValueOf" and c.object == "ada" and c.subject in here]
    for c, fall in product(live(claims), falls):
        timely = (fall["time"] or "").startswith("2024")
        if timely and (fall["subject"], c.subject) in own and c.relation == "disrupts" and c.object == "bob":
            more = {"firm": fall["subject"], "entity": "ada", "time": fall["time"], "fallPassage": fall["passage"]}
            yield named(c, model="subject", upset="object") | more


def exposure(claims: Sequence[Claim]) -> Iterator[Row]:
    payers = members(claims)
    for c in live(claims):
        if c.subject in payers and c.object and c.measure == "revenueShareOf":
            yield named(c, exposed="object", payer="subject", link="measure")
        if c.subject in payers and c.relation == "drivesDemandFor":
            yield named(c, exposed="object", payer="subject", link="relation")
        if c.object in payers and c.relation in {"supplies", "manufacturesFor", "dependsOn"}:
            yield named(c, exposed="subject", payer="object", link="relation")


def chain(claims: Sequence[Claim]) -> Iterator[Row]:
    links = {frozenset((c.subject, c.object)) for c in claims if c.review != "rejected" and c.object}
    near = {end: {end} | {other for link in links if end in link for other in link} for end in ("ada", "dot")}
    for c in live(claims, None, negated=None):
        for a, b in ((c.subject, c.object), (c.object, c.subject)):
            if c.object and b not in {a, "ada"} and a != "dot" and a in near["ada"] and b in near["dot"]:
                yield cells(c, step=1 if a == "ada" else 3 if b == "dot" else 2)


def named_with(claims: Sequence[Claim]) -> Iterator[Row]:
    for c, (other, name) in product(live(claims, None, negated=None), NAMES.items()):
        for about in {c.subject, c.object, c.speaker} & members(claims) - {other}:
            if name in c.evidence[0].passage:
                yield cells(c, also=other, about=about)


def twice(claims: Sequence[Claim]) -> Iterator[Row]:
    stated = [(c, e) for c in live(claims, None) if c.subject == "ada" and c.measure for e in c.evidence]
    for (c, here), (again, there) in product(stated, stated):
        same = all(cells(c)[key] == cells(again)[key] for key in ("measure", "value", "unit", "comparator", "modality"))
        if same and (here.document != there.document or here.end <= there.start or there.end <= here.start):
            yield named(c, entity="subject") | place(here)


def place(evidence: Evidence) -> Row:
    return {"document": evidence.document, "passage": evidence.passage, "start": evidence.start, "end": evidence.end}


def passages(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c) | place(e) for c in live(claims, None, negated=None) if {c.subject, c.object} == {"ada", "bob"} for e in c.evidence)


def about(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c) for c in live(claims, negated=None) if "ada" in {c.subject, c.object})


def of_document(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c) | place(e) for c in live(claims, None, negated=None) for e in c.evidence if e.document == DOCUMENTS[0].id)


def loops(claims: Sequence[Claim]) -> Iterator[Row]:
    for c, supply in product(live(claims), live(claims)):
        if c.relation == "investsIn" and supply.relation == "supplies" and (c.subject, c.object) == (supply.subject, supply.object):
            more = {"supplyPassage": cells(supply)["passage"], "supplyDocument": cells(supply)["document"]}
            yield named(c, investor="subject", customer="object") | more


def against(claims: Sequence[Claim]) -> Iterator[Row]:
    for c, other in product(live(claims), live(claims, negated=None)):
        one, two = cells(c), cells(other)
        more = {"otherPassage": two["passage"], "otherDocument": two["document"]}
        if any(one[key] != two[key] for key in ("subject", "object", "time")):
            continue
        exact = one["unit"] == two["unit"] and one["comparator"] == two["comparator"] == "=" and not other.negated
        if c.measure and c.measure == other.measure and exact and one["value"] < two["value"]:
            yield one | more | {"predicate": c.measure, "otherValue": two["value"]}
        if c.relation and c.relation == other.relation and other.negated:
            yield one | more | {"value": None, "unit": None}


def top(claims: Sequence[Claim]) -> Iterator[Row]:
    kept = [c for c in claims if c.review != "rejected"]
    for name in NAMES:
        mine = [c for c in kept if name in {c.subject, c.object, c.speaker}]
        if len(mine) >= 2:
            yield {"entity": name, "claims": len(mine), "documents": len({c.evidence[0].document for c in mine if c.evidence})}


def only(claims: Sequence[Claim]) -> Iterator[Row]:
    made = edges(claims, "produces")
    for c in live(claims):
        if c.relation == "produces" and [maker for maker, thing in made if thing == c.object] == [c.subject]:
            yield named(c, only="subject") | {"for": c.object}


def upstream(claims: Sequence[Claim]) -> Iterator[Row]:
    ups = {(b, a) for a, b in edges(claims, "supplies", "manufacturesFor", "componentOf")} | edges(claims, "dependsOn")
    users = {"ada"}
    while more := {a for b, a in ups if b in users} - users:
        users |= more
    for c in live(claims):
        if c.relation in {"supplies", "manufacturesFor", "componentOf"} and c.object in users:
            yield named(c, source="subject", user="object")
        if c.relation == "dependsOn" and c.subject in users:
            yield named(c, source="object", user="subject")


def unsourced(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c, claim=f"claim:{c.id}") for c in claims if not c.evidence)


def forecast(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c) for c in live(claims, "forecast", negated=None))


def hypothetical(claims: Sequence[Claim]) -> Iterator[Row]:
    return (cells(c) for c in live(claims, "hypothetical", negated=None))
