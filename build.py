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

try:
    import typer
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from graph import options, pipeline
    from graph.audit import audit
    from graph.errors import ChokepointError
    from graph.evaluate import evaluate as evaluate_gold
    from graph.llm.choose import choose_model
    from graph.model import Finding
    from graph.options import examples, parse_parameters
    from graph.pipeline import Vocabulary
    from graph.questions import Answer, list_questions, run_sparql, to_csv, to_json, to_table
    from graph.questions import ask as ask_question
    from graph.review import find_decisions, place_decisions
    from graph.store import open_store
    from graph.summary import list_faults, printable, summarise, summarise_audit, summarise_review
except ModuleNotFoundError as missing:
    sys.stderr.write(f"build.py: {missing.name} is not installed. Run make build once, and then .venv/bin/python build.py.\n")
    sys.exit(2)

OUTPUT, SOURCES, VOCABULARY = Path("output"), Path("sources"), Vocabulary()
PATIENCE = 1.0  # seconds before progress is shown
WIDE = 240  # columns of a table that goes to a file or a pipe


app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=examples("", "build article.pdf notes/ --out graph-of-today", "ask suppliers-of entity=nvidia", "COMMAND --help"),
)


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
    paths: options.Paths = None,
    *,
    out: options.Out = OUTPUT,
    ontology: options.Ontology = VOCABULARY.ontology,
    registry: options.Registry = VOCABULARY.registry,
    patterns: options.Patterns = VOCABULARY.patterns,
    decisions: options.Decisions = None,
    llm: options.Server = None,
    model: options.ModelName = None,
    recorded: options.Recorded = None,
    timings: options.Timings = False,
) -> None:
    """Build the graph of documents and write every output: RDF, claims, findings and the page."""
    decided = decisions or find_decisions(paths or [SOURCES])
    with watched(timings=timings) as watch:
        terms, asked = Vocabulary(ontology, registry, patterns), choose_model(llm, model, recorded)
        result = pipeline.build(paths or [SOURCES], terms, watch, decided, asked)
        pipeline.write(result, out, watch)
    finish(f"{summarise(out, result)} Open {out / 'graph.html'}.", result.findings, result.errors)


@app.command(epilog=examples("extract article.txt --claims claims.jsonl"))
def extract(
    files: options.Files,
    *,
    claims: Annotated[Path, typer.Option("--claims", metavar="OUT.jsonl", help="The file for the claims, one a line.")],
    ontology: options.Ontology = VOCABULARY.ontology,
    registry: options.Registry = VOCABULARY.registry,
    patterns: options.Patterns = VOCABULARY.patterns,
    llm: options.Server = None,
    model: options.ModelName = None,
    recorded: options.Recorded = None,
    timings: options.Timings = False,
) -> None:
    """Write the claims of documents as they are read, one JSON object for each claim and place, and nothing else."""
    with watched(timings=timings) as watch:
        asked = choose_model(llm, model, recorded)
        said = pipeline.read_claims(files, Vocabulary(ontology, registry, patterns), watch, model=asked)
        pipeline.write_claims(said, claims)
    finish(summarise(claims, said), said.findings, said.errors)


@app.command(epilog=examples("page article.pdf --out article.html --open"))
def page(
    paths: options.Paths = None,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page.")] = Path("graph.html"),
    decisions: options.Decisions = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Make the page alone, one file that opens offline, without touching the outputs of a build."""
    decided = decisions or find_decisions(paths or [SOURCES])
    with watched() as watch:
        pipeline.write_page(result := pipeline.build(paths or [SOURCES], VOCABULARY, watch, decided), out)
    if open_it:
        webbrowser.open(out.resolve().as_uri())
    finish(summarise(out, result), result.findings, result.errors)


@app.command(epilog=examples("review article.pdf notes/ --out notes", "review sources --decisions decisions.toml --all"))
def review(
    paths: options.Paths = None,
    *,
    decisions: options.Decisions = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for a new file of decisions.")] = Path(),
    everything: Annotated[bool, typer.Option("--all", help="Ask about claims too, not only what is unsure.")] = False,
) -> None:
    """Write what a person may decide on, candidates and provisional entities, to a file; what stands in it is kept."""
    file = place_decisions(paths or [SOURCES], decisions, out)
    with watched() as watch:
        said = pipeline.read_claims(paths or [SOURCES], VOCABULARY, watch, file if file.is_file() else None)
        before, new = pipeline.write_decisions(said, file, everything=everything)
    finish(summarise_review(file, before, new, said.findings), said.findings, said.errors)


@app.command(epilog=examples("evaluate gold/ --text articles/ --json now.json", "evaluate gold/ --text articles/ --against before.json"))
def evaluate(
    gold: options.Gold,
    *,
    text: Annotated[Path | None, typer.Option("--text", metavar="FOLDER", help="Where the texts are, if not beside the gold.")] = None,
    against: Annotated[Path | None, typer.Option("--against", metavar="FILE", help="What --json wrote before: say what changed.")] = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The file for all figures and claims.")] = None,
) -> None:
    """Compare what is read with gold files: figures, reliability, each pattern's hits and misses, and what was missed."""
    with watched() as watch:
        done = evaluate_gold(gold, text, against, watch)
        if json:
            pipeline.replace_file(json, done.to_json())
    typer.echo(done.report)
    finish(done.summary, done.findings, done.errors)


@app.command(epilog=examples("ask", "ask suppliers-of entity=nvidia", "ask suppliers-of entity=輝達 --language zh-Hant"))
def ask(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The question; without it, all questions are listed.")] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="PARAM=VALUE", help="What is put into the question.")] = None,
    *,
    graph: options.GraphFile = OUTPUT / "graph.nq",
    form: options.Format = "table",
    language: options.Labels = "en",
) -> None:
    """Answer a named question. An entity is given by its id or any of its names in any script."""
    if name is None:
        for question in list_questions():
            typer.echo(f"{question.titles[language]}\n    build.py {question.example}")
        return
    show(ask_question(open_store(graph), name, parse_parameters(parameters or [])), form, language)


@app.command(epilog=examples("sparql 'SELECT * WHERE { ?x cp:supplies ?y }'", "sparql graph/queries/suppliers-of.rq --format json"))
def sparql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL 1.1, or a file ending in .rq.")],
    *,
    graph: options.GraphFile = OUTPUT / "graph.nq",
    form: options.Format = "table",
    language: options.Labels = "en",
) -> None:
    """Answer a SPARQL query; the project's prefixes (cp:, ent:, claim: …) are known."""
    show(run_sparql(open_store(graph), query), form, language)


@app.command(epilog=examples("check graph-of-today --sources article.pdf --sources notes/"))
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that a build wrote.")] = OUTPUT,
    *,
    sources: options.Sources = None,
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
