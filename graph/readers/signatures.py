"""Binary files told by their first bytes, whatever their suffix says."""

from __future__ import annotations

from dataclasses import dataclass

_COPY = "Save its text as .txt, or print it to a .pdf"
_OCR = "Read its text with an OCR program first and give that as .txt"
_UNPACK = "Unpack it and give the files in it"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file looks like, and what to do with it."""

    what: str
    advice: str


# Source: the formats' own specifications, as collected in the `magic` database of file(1).
SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind("a PDF", "Rename it to .pdf")),
    (b"PK\x03\x04", Kind("a ZIP archive or an Office file (.docx, .xlsx, .epub)", _COPY)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("an old Office file (.doc, .xls)", _COPY)),
    (b"{\\rtf", Kind("an RTF file", _COPY)),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG image", _OCR)),
    (b"\xff\xd8\xff", Kind("a JPEG image", _OCR)),
    (b"GIF87a", Kind("a GIF image", _OCR)),
    (b"GIF89a", Kind("a GIF image", _OCR)),
    (b"II*\x00", Kind("a TIFF image", _OCR)),
    (b"MM\x00*", Kind("a TIFF image", _OCR)),
    (b"\x1f\x8b\x08", Kind("a gzip archive", _UNPACK)),
    (b"BZh", Kind("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Kind("an xz archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Kind("a zstd archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"\x7fELF", Kind("a program", "Give a text file")),
    (b"SQLite format 3\x00", Kind("a SQLite database", "Export the text in it as .jsonl, one document a line")),
    (b"PAR1", Kind("a Parquet table", "Export the text in it as .jsonl, one document a line")),
    (b"ID3", Kind("a sound file", "Give its transcript as .txt")),
    (b"OggS", Kind("a sound file", "Give its transcript as .txt")),
)
_TEXTUAL = frozenset((b"BZh", b"PAR1", b"ID3"))  # letters alone: a text may begin so, unless bytes follow that no text holds


def recognise(content: bytes) -> Kind | None:
    """Tell what a file's content looks like, or None where it may be text.

    >>> recognise(b"%PDF-1.7 ...").what
    'a PDF'
    """
    for signature, kind in SIGNATURES:
        if content.startswith(signature) and (signature not in _TEXTUAL or b"\x00" in content[:1024]):
            return kind
    return None
