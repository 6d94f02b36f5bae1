"""Whether an amount can be one of a measure: by its unit, and by whether the words around it speak of a level or of a change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from graph.extract.changes import Changes
from graph.extract.holders import Measured
from graph.extract.scene import Scene
from graph.extract.units import duration_of, fall, fits, in_time
from graph.model import Mention, Quantity, plain
from graph.ontology import Ontology

# Behind a factor: what it is a multiple of.
_MULTIPLE = re.compile(r"\s*(?:(?:what|that|those|this|last|the|its|as|year|faster|quicker|more|better|higher)\b|的?规模)")
_MULTIPLE_OF = re.compile(r"(?:是|为|达|相当于|等于|达到)[^,]{1,20}的(?:近|约|逾|将近|超过)?$")
_LENGTHS = frozenset({"m/month", "m/year"})  # of less than one metre is a size: `12-inch capacity`
_HUNDRED = 100
_BARE = re.compile(r"[\d.,]+")
# A larger factor is what it grew to, whatever its decimals.
_LARGE = 5


class Fitting:
    """Fits amounts to measures in one language. `kin` are for each measure those that are told by the same words."""

    def __init__(self, ontology: Ontology, changes: Changes, kin: Mapping[str, Sequence[str]]) -> None:
        """Work out which measures are of a time and which of a rack."""
        self._ontology, self._changes, self._kin = ontology, changes, kin
        measures = ontology.measures.values()
        self.timed = frozenset(m.name for m in measures if any("/month" in unit for unit in m.units))
        self._racked = frozenset(m.name for m in measures if "W/rack" in m.units)

    def fit(self, scene: Scene, quantity: Mention[Quantity], name: str, clause: int, like: str = "") -> Measured | None:
        """Give an amount as one of a measure, if its unit and the words of change around it allow. `like` is the unit of the one before."""
        measure = self._ontology.measure(name)
        like = like or self._like(scene, quantity)
        quantity = self.in_unit(scene, quantity, clause, timed=name in self.timed, racked=name in self._racked, like=like)
        if not fits(quantity.value, measure.units) or (quantity.value.unit in _LENGTHS and quantity.value.value < 1):
            return None
        changed = self._changes.by(scene, quantity, clause)
        if name in self.timed and quantity.value.unit == "ratio":  # `to treble capacity`, where no amount of it is given
            window = scene.clauses[clause]
            level = any(q.value.unit != "ratio" for q in scene.quantities.inside(window.start, window.end))
            return None if level else Measured(measure, quantity, clause)
        if name in self.timed and quantity.value.unit == "count":  # pieces without a time are no capacity
            return None
        if not measure.signed:  # a level is not how much something grew by; what a new line adds is its capacity
            added = changed and duration_of(quantity.value.unit) is not None
            return Measured(measure, quantity, clause) if added or not changed else None
        multiple = quantity.value.unit == "ratio" and (
            _MULTIPLE.match(scene.low, quantity.end) or _MULTIPLE_OF.search(scene.low, scene.clauses[clause].start, quantity.start)
        )
        grown = changed or multiple or quantity.value.value < 0 or self._changes.rate(scene, quantity, clause)
        return Measured(measure, quantity, clause) if grown else None

    def _like(self, scene: Scene, quantity: Mention[Quantity]) -> str:
        """Give the unit of the amount before where an amount is a bare number: `from 75,000 wafers a month to 120,000`."""
        if quantity.value.unit != "count" or not _BARE.fullmatch(scene.text, quantity.start, quantity.end):
            return ""
        low = scene.clauses[scene.clause_of(quantity.start)].start
        return next((q.value.unit for q in reversed(scene.quantities.inside(low, quantity.start)) if duration_of(q.value.unit)), "")

    def in_unit(
        self, scene: Scene, quantity: Mention[Quantity], clause: int, *, timed: bool = False, racked: bool = False, like: str = "",
    ) -> Mention[Quantity]:
        """Give an amount in the unit the words around it make of it: pieces a month, the power of a rack."""
        value = quantity.value
        if timed and like and value.unit == "count" and _BARE.fullmatch(scene.text, quantity.start, quantity.end):
            value = replace(value, unit=like)
        elif timed:
            value = in_time(value, scene.text[quantity.start : quantity.end], self._changes.duration(scene, clause) or duration_of(like))
        if racked and value.unit == "W" and self._changes.per_rack(scene, clause):
            value = replace(value, unit="W/rack")
        return quantity if value is quantity.value else Mention(quantity.start, quantity.end, value)

    def signed(self, scene: Scene, measured: Measured) -> Mention[Quantity]:
        """Give the amount of a measure with its sign: what fell is below zero, and what grew by 1.6 times grew by 160 %."""
        quantity, value = measured.quantity, measured.quantity.value
        if not measured.measure.signed:
            return quantity
        if value.unit == "ratio" and self._is_increment(scene, measured):
            high = None if value.high is None else _percent(value.high)
            quantity = Mention(quantity.start, quantity.end, replace(value, value=_percent(value.value), high=high, unit="percent"))
        if value.value > 0 and self._sign(scene, quantity, measured.clause) < 0:
            quantity = Mention(quantity.start, quantity.end, fall(quantity.value))
        return quantity

    def _is_increment(self, scene: Scene, measured: Measured) -> bool:
        """Tell whether a factor is by how much a share price or a sum grew: `up 1.6 times` is up 160 %, and no word for doubling."""
        value = measured.quantity.value.value
        grown = self._changes.by(scene, measured.quantity, measured.clause)
        money = any("currency" in self._ontology.measure(n).units for n in self._kin.get(measured.measure.name, ()))
        return grown and money and value != int(value) and value < _LARGE

    def _sign(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> int:
        """Tell whether an amount is of a fall: a rate of growth that falls to 3 % is still growth."""
        if not self._changes.by(scene, quantity, clause) and self._changes.rate(scene, quantity, clause):
            return 1
        return self._changes.sign(scene, quantity, clause)


def _percent(factor: Decimal) -> Decimal:
    """Write a factor in percent, without exponent or trailing zeros."""
    return Decimal(plain(factor * _HUNDRED))
