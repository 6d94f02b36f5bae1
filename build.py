"""Articles in, a sourced graph out: the command line.

Each command is one call into `graph` and what is shown of its result. The line itself is in `graph/pipeline.py`:

    files —read→ Document —extract→ Claim —merge→ Claim —to_rdf→ RDF —infer→ RDF —check→ Finding —write→ folder

Ends with 0 where all is clean, 1 where it was done but there are violations or sources left out, 2 where nothing was done.
"""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated
from typing import Literal as OneOf

try:
    import typer
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from graph import pipeline
    from graph.audit import audit
    from graph.errors import ChokepointError, QuestionError
    from graph.model import Finding
    from graph.pipeline import Vocabulary
    from graph.questions import Answer, list_questions, run_sparql, to_csv, to_json, to_table
    from graph.questions import ask as ask_question
    from graph.store import open_store
    from graph.summary import list_faults, printable, summarise, summarise_audit
except ModuleNotFoundError as missing:
    sys.stderr.write(f"build.py: {missing.name} is not installed. Run make build once, and then .venv/bin/python build.py.\n")
    sys.exit(2)

OUTPUT, SOURCES, VOCABULARY = Path("output"), Path("sources"), Vocabulary()
PATIENCE = 1.0  # seconds before progress is shown
WIDE = 240  # columns of a table that goes to a file or a pipe


def examples(*arguments: str) -> str:
    """Write the end of a command's help; after the backspace, lines are kept as they are."""
    return "\n".join(["\b", "Examples:", *(f"  build.py {line}".rstrip() for line in arguments)])


app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=examples("", "build article.pdf notes/ --out graph-of-today", "ask suppliers-of entity=nvidia", "COMMAND --help"),
)

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
Timings = Annotated[bool, typer.Option("--timings", help="Say on stderr how long each stage took.")]
GraphFile = Annotated[Path, typer.Option("--graph", metavar="FILE", help="The graph that is asked.")]
Format = Annotated[OneOf["table", "csv", "json"], typer.Option("--format", help="How rows are shown; csv and json as W3C defines them.")]
Labels = Annotated[OneOf["en", "zh-Hans", "zh-Hant"], typer.Option("--language", help="The language of titles and labels.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    """Turn news articles on the AI compute supply chain into a graph in which every edge has its sentence.

    Without a command it builds: the documents in sources/ into output/.
    """
    if version:
        typer.echo(f"chokepoint {version_of('chokepoint')}")
    elif context.invoked_subcommand is None:
        build()


@app.command(epilog=examples("build article.pdf notes/ --out graph-of-today", "build sources --ontology my-ontology.ttl --timings"))
def build(
    paths: Paths = None,
    *,
    out: Out = OUTPUT,
    ontology: Ontology = VOCABULARY.ontology,
    registry: Registry = VOCABULARY.registry,
    patterns: Patterns = VOCABULARY.patterns,
    timings: Timings = False,
) -> None:
    """Build the graph of documents and write every output: RDF, claims, findings and the page."""
    with watched(timings=timings) as watch:
        result = pipeline.build(paths or [SOURCES], Vocabulary(ontology, registry, patterns), watch)
        pipeline.write(result, out, watch)
    finish(f"{summarise(out, result)} Open {out / 'graph.html'}.", result.findings, result.errors)


@app.command(epilog=examples("extract article.txt --claims claims.jsonl"))
def extract(
    files: Files,
    *,
    claims: Annotated[Path, typer.Option("--claims", metavar="OUT.jsonl", help="The file for the claims, one a line.")],
    ontology: Ontology = VOCABULARY.ontology,
    registry: Registry = VOCABULARY.registry,
    patterns: Patterns = VOCABULARY.patterns,
    timings: Timings = False,
) -> None:
    """Write the claims of documents, one JSON object for each claim and place, and nothing else."""
    with watched(timings=timings) as watch:
        pipeline.write_claims(said := pipeline.read_claims(files, Vocabulary(ontology, registry, patterns), watch), claims)
    finish(summarise(claims, said), said.findings, said.errors)


@app.command(epilog=examples("page article.pdf --out article.html --open"))
def page(
    paths: Paths = None,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page.")] = Path("graph.html"),
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Make the page alone, one file that opens offline, without touching the outputs of a build."""
    with watched() as watch:
        pipeline.write_page(result := pipeline.build(paths or [SOURCES], VOCABULARY, watch), out)
    if open_it:
        webbrowser.open(out.resolve().as_uri())
    finish(summarise(out, result), result.findings, result.errors)


@app.command(epilog=examples("ask", "ask suppliers-of entity=nvidia", "ask suppliers-of entity=輝達 --language zh-Hant"))
def ask(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The question; without it, all questions are listed.")] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="PARAM=VALUE", help="What is put into the question.")] = None,
    *,
    graph: GraphFile = OUTPUT / "graph.nq",
    form: Format = "table",
    language: Labels = "en",
) -> None:
    """Answer a named question. An entity is given by its id or any of its names in any script."""
    if name is None:
        for question in list_questions():
            typer.echo(f"{question.titles[language]}\n    build.py {question.example}")
        return
    show(ask_question(open_store(graph), name, parse(parameters or [])), form, language)


@app.command(epilog=examples("sparql 'SELECT * WHERE { ?x cp:supplies ?y }'", "sparql graph/queries/suppliers-of.rq --format json"))
def sparql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL 1.1, or a file ending in .rq.")],
    *,
    graph: GraphFile = OUTPUT / "graph.nq",
    form: Format = "table",
    language: Labels = "en",
) -> None:
    """Answer a SPARQL query; the project's prefixes (cp:, ent:, claim: …) are known."""
    show(run_sparql(open_store(graph), query), form, language)


@app.command(epilog=examples("check graph-of-today --sources article.pdf --sources notes/"))
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that a build wrote.")] = OUTPUT,
    *,
    sources: Sources = None,
) -> None:
    """Check a folder of outputs again: every edge has a passage, every passage stands in its document, every shape holds."""
    done = audit(folder, sources or [SOURCES])
    for name, looked_at in done.report.looked_at.items():
        typer.echo(f"{name}: looked at {looked_at:,}", err=True)
    finish(summarise_audit(folder, done), done.findings)


@contextmanager
def watched(*, timings: bool = False) -> Iterator[pipeline.Watch]:
    """Show progress where the work is long and somebody sits there, and say how long each stage took; both on stderr."""
    stopwatch, console = pipeline.Stopwatch(), Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", visible=False)

        def watch(stage: str, done: int, total: int) -> None:
            stopwatch(stage, done, total)
            progress.update(task, description=stage, completed=done, total=total, visible=stopwatch.total > PATIENCE)

        yield watch
    for stage, seconds in stopwatch.stages().items() if timings else ():
        typer.echo(f"{seconds * 1000:9.1f} ms  {stage}", err=True)


def show(answer: Answer, form: str, language: str) -> None:
    """Show an answer on stdout."""
    if form == "table":
        Console(width=None if sys.stdout.isatty() else WIDE).print(to_table(answer, language))
    else:
        typer.echo(to_csv(answer) if form == "csv" else to_json(answer), nl=False)


def parse(parameters: Sequence[str]) -> dict[str, str]:
    """Split `name=value`."""
    parsed: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or name in parsed:
            raise QuestionError(f"ask: '{parameter}' is {'given twice' if equals else 'no parameter'}. Write name=value, each name once.")
        parsed[name] = value
    return parsed


def finish(summary: str, findings: Sequence[Finding], errors: Sequence[ChokepointError] = ()) -> None:
    """Say what is wrong on stderr and the summary on stdout; end with 1 where there are violations or sources left out."""
    for line in list_faults(errors, findings):
        typer.echo(line, err=True)
    typer.echo(summary)
    if errors or any(finding.severity == "violation" for finding in findings):
        raise typer.Exit(1)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error made on purpose is a message, not a traceback."""
    try:
        app(arguments, prog_name="build.py")
    except ChokepointError as error:
        typer.echo(printable(str(error)), err=True)
        sys.exit(2)


if __name__ == "__main__":
    run()
