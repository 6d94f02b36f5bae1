"""The options of the command line that several commands share: what each is called, takes, and says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from typing import Literal as OneOf

import typer

from graph.errors import QuestionError

Paths = Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files, and folders with all in them.", show_default="sources")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Files, and folders with all in them.")]
Sources = Annotated[list[Path] | None, typer.Option("--sources", metavar="PATH", help="What it was built from.", show_default="sources")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the outputs, which replace those of the last build.")]
Ontology = Annotated[
    Path, typer.Option("--ontology", metavar="FILE", help="Terms and cues.", show_default="ontology.ttl", exists=True, dir_okay=False)
]
Registry = Annotated[
    Path, typer.Option("--registry", metavar="FILE", help="Known entities.", show_default="graph/registry.ttl", exists=True, dir_okay=False)
]
Patterns = Annotated[
    Path, typer.Option("--patterns", metavar="DIR", help="Patterns.", show_default="graph/extract/patterns", exists=True, file_okay=False)
]
Decisions = Annotated[
    Path | None, typer.Option("--decisions", metavar="FILE", help="What was decided.", show_default="decisions.toml beside the sources")
]
Server = Annotated[str | None, typer.Option("--llm", metavar="URL", help="A language model that proposes claims.", show_default=False)]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="The model to ask there.", show_default=False)]
Recorded = Annotated[
    Path | None, typer.Option("--recorded", metavar="FILE", help="A model's answers.", show_default=False, exists=True, dir_okay=False)
]
Timings = Annotated[bool, typer.Option("--timings", help="Say on stderr how long each stage took.")]
GraphFile = Annotated[Path, typer.Option("--graph", metavar="FILE", help="The graph that is asked.")]
Format = Annotated[OneOf["table", "csv", "json"], typer.Option("--format", help="How rows are shown; csv and json as W3C defines them.")]
Labels = Annotated[OneOf["en", "zh-Hans", "zh-Hant"], typer.Option("--language", help="The language of titles and labels.")]
Gold = Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold files, each with its text beside it, and folders of them.")]


def examples(*arguments: str) -> str:
    """Write the end of a command's help; after the backspace, lines are kept as they are."""
    return "\n".join(["\b", "Examples:", *(f"  build.py {line}".rstrip() for line in arguments)])


def parse_parameters(parameters: Sequence[str]) -> dict[str, str]:
    """Split `name=value`.

    >>> parse_parameters(["entity=nvidia"])
    {'entity': 'nvidia'}

    Raises:
        QuestionError: one has no value, or a name stands twice.
    """
    parsed: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or name in parsed:
            raise QuestionError(f"ask: '{parameter}' is {'given twice' if equals else 'no parameter'}. Write name=value, each name once.")
        parsed[name] = value
    return parsed
