"""What a language model is sent: the vocabulary, one stretch of a document, and the form of the answer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from string import Template

from graph.language.scripts import fold
from graph.language.sentences import split_sentences
from graph.llm import vocabulary
from graph.llm.schema import LONGEST_QUOTE, MOST_CLAIMS, Schema, to_schema
from graph.model import Document, Span
from graph.ontology import Ontology

FOLDER = Path(__file__).parent / "prompts"
CHUNK = 4_000  # characters of text in one prompt
BEFORE = 800  # characters shown before it


@dataclass(frozen=True, slots=True)
class Prompt:
    """One stretch of a document (code points), the two messages that ask for its claims, and the form of the answer."""

    span: Span
    system: str
    user: str
    schema: Schema

    @property
    def digest(self) -> str:
        """The SHA-256 of all that is sent, so that an answer can say what it answers."""
        sent = json.dumps([self.system, self.user, self.schema], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).hexdigest()


def write_prompts(document: Document, ontology: Ontology, size: int = CHUNK) -> tuple[Prompt, ...]:
    """Write the prompts of a document, one for each stretch of at most `size` characters, in order."""
    return tuple(write_prompt(document, span, ontology) for span in split_text(document.text, size))


def write_prompt(document: Document, span: Span, ontology: Ontology) -> Prompt:
    """Write the prompt that asks about one stretch of a document."""
    user = Template((FOLDER / "user.md").read_text("utf-8"))
    return Prompt(span, write_system(ontology), user.substitute(data=_data(document, span)), to_schema(ontology))


def write_system(ontology: Ontology) -> str:
    """Write the vocabulary and the rules, the same for every document."""
    return Template((FOLDER / "system.md").read_text("utf-8")).substitute(
        quote=LONGEST_QUOTE,
        claims=MOST_CLAIMS,
        units=vocabulary.describe_units(ontology),
        classes=vocabulary.describe_classes(ontology),
        relations=vocabulary.describe_relations(ontology),
        measures=vocabulary.describe_measures(ontology),
        modalities=vocabulary.describe_modalities(ontology),
        overlaps=(FOLDER / "overlaps.md").read_text("utf-8").strip(),
    )


def split_text(text: str, size: int) -> list[Span]:
    r"""Split a text into stretches of at most `size` characters, between paragraphs where it can be, else between sentences.

    >>> split_text("One two. Three four.\nFive six.", 20)
    [Span(start=0, end=20), Span(start=21, end=30)]
    """
    pieces: list[Span] = []
    for paragraph in paragraphs_of(text, Span(0, len(text))):
        pieces += [paragraph] if paragraph.end - paragraph.start <= size else _cut(text, paragraph, size)
    chunks: list[Span] = []
    for piece in pieces:
        if chunks and piece.end - chunks[-1].start <= size:
            chunks[-1] = Span(chunks[-1].start, piece.end)
        else:
            chunks.append(piece)
    return chunks


def paragraphs_of(text: str, span: Span) -> list[Span]:
    """Give the lines of a stretch that are not blank, in order."""
    found: list[Span] = []
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if text[start:end].strip():
            found.append(Span(start, end))
        start = end + 1
    return found


def _cut(text: str, paragraph: Span, size: int) -> list[Span]:
    """Cut a long paragraph between sentences, and a sentence that is itself too long wherever it must be."""
    sentences = split_sentences(fold(text[paragraph.start : paragraph.end]))
    spans = (Span(paragraph.start + s.span.start, paragraph.start + s.span.end) for s in sentences)
    return [Span(at, min(span.end, at + size)) for span in spans for at in range(span.start, span.end, size)]


def _data(document: Document, span: Span) -> str:
    """Write a stretch as JSON: nothing in it can be taken for anything but text."""
    text = document.text
    before = Span(max(0, span.start - BEFORE), span.start)
    data = {
        "title": document.title,
        "published": document.published,
        "language": document.language,
        "before": [_paragraph(text, p) for p in paragraphs_of(text, before)],
        "text": [_paragraph(text, p) for p in paragraphs_of(text, span)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode("utf-8")


def _paragraph(text: str, span: Span) -> dict[str, int | str]:
    return {"offset": span.start, "text": text[span.start : span.end]}
