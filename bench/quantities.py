"""Measure find_quantities on folders of labelled cases (https://github.com/microsoft/Recognizers-Text, Specs).

    python bench/quantities.py FOLDER

A case is hit when the values agree (and currency or percent where the label has them) and every span overlaps one of ours.
Ranges are compared by their ends. Prints hits and cases per file, then each miss.
"""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from graph.language.quantities import find_quantities
from graph.language.scripts import fold
from graph.language.units import is_currency, read_units
from graph.model import Language, Mention, Quantity

FACTORS: dict[str, set[Decimal]] = {}
for table in (read_units("zh").units, read_units("zh").symbols):
    for entry in (e for entries in table.values() for e in entries if e.kind in {"unit", "money"}):
        FACTORS.setdefault(entry.code, set()).add(entry.factor)
NUMBER = re.compile(r"-?[0-9.]+(?:E[-+]?[0-9]+)?")


def labelled(result: dict[str, Any]) -> set[Decimal]:
    """Return the numbers of a label: one, or the ends of a range."""
    value = (result.get("Resolution") or {}).get("value")
    return set() if value in {None, "null"} else {Decimal(x) for x in NUMBER.findall(value)}


def agree(want: Decimal, mentions: list[Mention[Quantity]]) -> bool:
    """Tell whether a labelled number is among the mentions' values, give or take a base unit."""
    for mention in mentions:
        for value in (mention.value.value, mention.value.high):
            if value is None:
                continue
            scales = {Decimal(1)} | ({Decimal(100)} if mention.value.unit == "percent" else FACTORS.get(mention.value.unit, set()))
            if any(abs(value - want * s) <= abs(want * s) * Decimal("0.0001") for s in scales):
                return True
    return False


def hit(case: dict[str, Any], mentions: list[Mention[Quantity]], kind: str) -> bool:
    """Compare one case's labels with the mentions."""
    results = [r for r in case["Results"] if labelled(r)]
    if not results:
        if kind == "Currency":
            return not any(is_currency(m.value.unit) for m in mentions)
        if kind == "Percent":
            return not any(m.value.unit == "percent" for m in mentions)
        return not mentions
    for result in results:
        start, end = result["Start"], result["End"] + 1
        near = [m for m in mentions if m.start < end and start < m.end]
        currency = result["Resolution"].get("isoCurrency")
        if currency:
            near = [m for m in near if m.value.unit == currency]
        if kind == "Percent":
            near = [m for m in near if m.value.unit == "percent"]
        if not all(agree(want, near) for want in labelled(result)):
            return False
    return True


def main(folder: Path) -> None:
    """Print the figures of every file of a folder."""
    misses: list[str] = []
    for path in sorted(folder.glob("*.json")):
        language: Language = "zh-Hans" if ".Chinese." in path.name else "en"
        kind = path.name.split(".")[2].removesuffix("Model.json").removesuffix("Model")
        hits = 0
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
        for case in cases:
            text = case["Input"]
            if language != "en":
                text = fold(text)
            mentions = find_quantities(text, language)
            try:
                good = hit(case, mentions, kind)
            except InvalidOperation:
                good = False
            hits += good
            if not good:
                ours = "; ".join(f"{text[m.start : m.end]} = {m.value.value}..{m.value.high} {m.value.unit}" for m in mentions)
                labels = "; ".join(f"{r['Text']} = {(r.get('Resolution') or {}).get('value')}" for r in case["Results"])
                misses.append(f"{path.name}: {text.strip()[:160]!r}\n    labelled: {labels}\n    found:    {ours}")
        print(f"{hits / len(cases):6.1%} {hits:4} / {len(cases):4}  {path.name}")
    print("\n".join(misses))


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the folder
        sys.exit("usage: python bench/quantities.py FOLDER")
    main(Path(sys.argv[1]))
