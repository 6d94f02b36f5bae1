"""What the labels of the corpora, which are the classes of the weights, mean in the vocabulary."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.errors import VocabularyError

Way = Literal[">", "<", ""]
PATH = Path(__file__).parent / "labels.toml"
NONE = "none"  # the class of all labels that mean no relation
_TURNED: Mapping[Way, Way] = {">": "<", "<": ">", "": ""}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label says of the mention that comes first in the text and the one that comes second.

    `>` is from the first to the second, `<` the other way round, and empty is either way.
    """

    relation: str
    way: Way = ""
    modality: Literal["fact", "plan"] = "fact"
    group: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that mean something, and all whose directions are told apart."""

    meanings: Mapping[str, Meaning]
    directed: frozenset[str]

    def mean(self, label: str) -> Meaning | None:
        """Say what the label of a pair, with its direction, means; None for no relation of the vocabulary.

        >>> labels = read_labels()
        >>> labels.mean("发行 >").way, labels.mean("发行 <").way, labels.mean("纠纷")
        ('<', '>', None)
        """
        name, _, way = label.partition(" ")
        meaning = self.meanings.get(name)
        if meaning is None or way != "<":
            return meaning
        return Meaning(meaning.relation, _TURNED[meaning.way], meaning.modality, meaning.group, meaning.named)

    def class_of(self, label: str) -> str:
        """Give the class that is learned for a label.

        >>> read_labels().class_of("收购 >"), read_labels().class_of("纠纷")
        ('收购 >', 'none')
        """
        return label if self.mean(label) else NONE


def read_labels(path: Path = PATH) -> Labels:
    """Read what labels mean.

    Raises:
        VocabularyError: the file is not TOML or a label lacks its relation.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        meanings = {name: Meaning(**entry) for name, entry in raw["labels"].items()}
        directed = frozenset(raw["directions"]["labels"]) | {name for name, meaning in meanings.items() if meaning.way}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        reason = f"graph/scorer/{path.name}: cannot be read: {error!r}. Write label = {{ relation, way, modality, group }}."
        raise VocabularyError(reason) from error
    return Labels(meanings, directed)
