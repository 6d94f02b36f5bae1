"""Bytes to text: UTF-8 where it is UTF-8, the right Chinese encoding where it is not, an error where it is no text.

Nothing is lost without a word: a text in another encoding than UTF-8, or with bytes that fit no character, comes with
a finding that says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes

from graph.errors import UnreadableTextError
from graph.model import Finding
from graph.readers.signatures import recognise
from graph.readers.typical import typical

_MARKS = (  # UTF-32 first: its little-endian mark begins with the one of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "cp950", "utf-16-le", "utf-16-be")
_NAMES = {"gb18030": "GB18030", "cp950": "Big5", "big5hkscs": "Big5-HKSCS", "cp1252": "Windows-1252"}
_ASCII = bytes(range(0x80))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.005  # of characters; a stray one happens in scraped text
_SAMPLE = 200_000  # bytes looked at to guess an encoding; even, for the 16-bit ones
_TYPICAL = 0.4  # right readings of Chinese news rate 0.6 and more, wrong ones 0.2 and less
_FEW_BROKEN, _MANY_BROKEN = 0.1, 0.5  # of bytes outside ASCII: certainly, and at best, UTF-8 with broken places
_WESTERN = 0.15  # of all bytes: more than this outside ASCII is no western text
_ZEROS = (0.3, 0.05)  # of every second byte: more than this in one place, at most that in the other, is UTF-16 of Latin text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and a finding where that is worth a word."""

    text: str
    encoding: str
    finding: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The finding, if there is one."""
        return (self.finding,) if self.finding else ()


def decode(content: bytes, place: str, declared: str | None = None) -> Decoded:
    r"""Decode a file's content; newlines become `\n`, a byte order mark goes.

    `declared` is the encoding the file itself names; it counts where the bytes do not tell.

    Raises:
        UnreadableTextError: empty, blank, binary, or in no encoding that is known.

    >>> decode("晶圓廠產能吃緊。".encode("big5"), "news.txt").text
    '晶圓廠產能吃緊。'
    """
    if kind := recognise(content):
        raise UnreadableTextError(f"{place}: holds no plain text: it looks like {kind.what}. {kind.advice}.")
    decoded = _decode(content, place, declared)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(text))
    if controls > _CONTROL_SHARE * len(text):
        raise UnreadableTextError(
            f"{place}: looks like a binary file: {controls:,} of {len(text):,} characters are control characters. "
            "Give a text file, or one of another format under its right suffix.",
        )
    if not text.strip():
        raise UnreadableTextError(f"{place}: {'blank' if text else 'empty'}, there is nothing to read. Put text in it, or leave it out.")
    return replace(decoded, text=text)


def _decode(content: bytes, place: str, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding, place, len(mark))
    if wide := _wide(content):
        return _replacing(content, wide, place)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        if guess := _guess(content, fault, declared):
            return _replacing(content, guess, place)
        message = f"{place}: in no encoding that is known, and byte {fault.start:,} is not UTF-8. Save it as UTF-8."
    raise UnreadableTextError(message)


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 of mostly Latin text, without a byte order mark, by its zeros in every second byte."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    even, odd = (sample[start::2].count(0) for start in (0, 1))
    if max(even, odd) <= _ZEROS[0] * half or min(even, odd) > _ZEROS[1] * half:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(content: bytes, fault: UnicodeDecodeError, declared: str | None) -> str | None:
    """Name the encoding that makes the most sense of bytes that are not UTF-8, or none.

    Guessers by byte statistics mix up GB18030 and Big5, which share most byte pairs, above all in short texts. The readings are
    compared instead: the right one is full of frequent characters, the wrong one of rare ones.
    """
    broken = _broken_share(content)
    cut = fault.reason == "unexpected end of data" and (broken < 1 or len(content) - fault.start > 1)
    if broken <= _FEW_BROKEN or cut:
        return "utf-8"
    sample = content[:_SAMPLE]
    ratings = {encoding: typical(sample.decode(encoding, "replace")) for encoding in _CHINESE}
    best = max(ratings, key=lambda encoding: ratings[encoding])
    if ratings[best] >= _TYPICAL:
        # The Hong Kong superset only where the Big5 of the tables cannot read it all: the two differ in a few signs.
        return "big5hkscs" if best == "cp950" and not _fits(content, best) and _fits(content, "big5hkscs") else best
    if declared and _fits(content, declared):
        return declared
    if broken <= _MANY_BROKEN:
        return "utf-8"
    if len(sample.translate(None, _ASCII)) < _WESTERN * len(sample) and _fits(content, "cp1252"):
        return "cp1252"
    match = from_bytes(sample).best()
    return match.encoding if match else None


def _broken_share(content: bytes) -> float:
    """Give the share of the bytes outside ASCII that fit no UTF-8 character."""
    fitting = len(content.decode("utf-8", "ignore").encode("utf-8"))
    return (len(content) - fitting) / len(content.translate(None, _ASCII))


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _replacing(content: bytes, encoding: str, place: str, skipped: int = 0) -> Decoded:
    """Decode with U+FFFD for what fits no character, and say where and how often that was."""
    name = _NAMES.get(encoding, encoding.upper())
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        text = content.decode(encoding, "replace")
        line = content.count(b"\n", 0, fault.start) + 1
        count = text.count("\ufffd")
        where = f"byte {fault.start + skipped:,} is not {name}" + (f", nor are {count - 1:,} places after it" if count > 1 else "")
        message = f"{place}:{line}: {where}. U+FFFD stands for what is lost, the rest is as it was. Save the file anew from where it came."
        return Decoded(text, encoding, Finding("encoding", "warning", message, about=place, place=f"{place}:{line}"))
    if encoding == "utf-8":
        return Decoded(text, encoding)
    message = f"{place}: not UTF-8; it is read as {name}. If it reads wrong, save it as UTF-8."
    return Decoded(text, encoding, Finding("encoding", "info", message, about=place, place=place))
