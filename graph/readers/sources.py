"""Files and folders to the files that will be read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SourceError, UnknownFormatError, suggest
from graph.model import Finding
from graph.readers.result import place


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, each once, in order of arguments and then of their place under them; and what was passed over."""

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def unknown_format(path: Path, suffixes: Collection[str]) -> UnknownFormatError:
    """Make the error of a file no reader takes."""
    known = ", ".join(sorted(suffixes))
    wrong = f"no reader for '{path.suffix}'" if path.suffix else "no suffix, so no reader knows it"
    return UnknownFormatError(f"{place(path)}: {wrong}. Readers: {known}. Add one in graph/readers/.")


def find(paths: Iterable[Path], suffixes: Collection[str]) -> Sources:
    """Find the files with one of the suffixes. A file counts as named, a folder stands for all that is in it, at any depth.

    What a folder holds that is hidden or has another suffix is passed over with a finding. What cannot be right is raised, all of it in
    one message, before anything is read.

    Raises:
        UnknownFormatError: a file was named that no reader takes.
        SourceError: no such file, an empty folder, or something that is neither file nor folder.
    """
    found: dict[Path, Path] = {}  # by what it really is, so that a file given twice is read once
    findings: list[Finding] = []
    errors: list[SourceError] = []
    for path in paths:
        try:
            files = _under(path, suffixes, findings)
        except SourceError as fault:
            errors.append(fault)
        else:
            for file in files:
                found.setdefault(file.resolve(), file)
    if errors:
        raise errors[0] if len(errors) == 1 else SourceError("\n".join(map(str, errors)))
    return Sources(tuple(found.values()), tuple(findings))


def _under(path: Path, suffixes: Collection[str], findings: list[Finding]) -> list[Path]:
    try:
        if path.is_dir():
            return _in_folder(path, suffixes, findings)
        if path.is_file():
            if path.suffix.lower() not in suffixes:
                raise unknown_format(path, suffixes)
            return [path]
        path.stat()
    except FileNotFoundError:
        raise SourceError(f"{place(path)}: no such file or folder. {_nearest(path)}") from None
    except OSError as fault:
        raise SourceError(f"{place(path)}: cannot be read: {fault.strerror}. Check that you may read it.") from None
    raise SourceError(f"{place(path)}: neither a file nor a folder. Give a file with its text.")


def _nearest(path: Path) -> str:
    """Say what stands in the nearest folder that is there."""
    parent, missing = path.parent, path.name
    while not parent.is_dir() and parent != parent.parent:
        parent, missing = parent.parent, parent.name
    try:
        names = sorted(entry.name for entry in os.scandir(parent) if not entry.name.startswith("."))
    except OSError:
        names = []
    hint = suggest(missing, names)
    return hint if hint.startswith("Did") else f"The nearest folder that is there is {place(parent.absolute())}."


def _in_folder(folder: Path, suffixes: Collection[str], findings: list[Finding]) -> list[Path]:
    files: list[Path] = []
    passed: list[tuple[Path, str]] = []

    def unreadable(fault: OSError) -> None:
        passed.append((Path(fault.filename), f"cannot be read: {fault.strerror}"))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        hidden = [name for name in folders if name.startswith(".")]
        passed.extend((Path(root, name), "a hidden folder") for name in hidden)
        folders[:] = [name for name in folders if name not in hidden]
        for name in names:
            path = Path(root, name)
            if reason := _reason_to_pass(path, suffixes):
                passed.append((path, reason))
            else:
                files.append(path)
    known = ", ".join(sorted(suffixes))
    if not files:
        skipped = f" It holds {len(passed):,} of other kinds." if passed else ""
        raise SourceError(f"{place(folder)}: no file to read in this folder.{skipped} Suffixes that are read: {known}.")
    findings.extend(_passed_over(path, reason, known) for path, reason in sorted(passed))
    return sorted(files, key=lambda file: file.relative_to(folder).parts)


def _reason_to_pass(path: Path, suffixes: Collection[str]) -> str | None:
    if path.name.startswith("."):
        return "a hidden file"
    if path.suffix.lower() not in suffixes:
        return f"no reader for '{path.suffix}'" if path.suffix else "no suffix"
    return None if path.is_file() else "a link to nothing, or no regular file"


def _passed_over(path: Path, reason: str, known: str) -> Finding:
    message = f"{place(path)}: passed over: {reason}. Readers: {known}."
    return Finding("source", "info", message, about=place(Path(path.name)), place=place(path))
