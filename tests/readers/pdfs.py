"""Small PDFs, written by hand: a page is its lines, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

_LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_CHINESE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>] >>"
)


def make_pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """Write a PDF; a page without lines holds no text. Lines are set in Chinese when they have a character that is not Latin 1."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _LATIN, _CHINESE]
    kids = []
    for lines in pages:
        content = b"\n".join(_show(line, 780 - 20 * row) for row, line in enumerate(lines))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /L 3 0 R /C 4 0 R >> >> >>"
            % len(objects),
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    if title:
        objects.append(b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode())
    return _file(objects, info=bool(title))


def _show(line: str, height: int) -> bytes:
    chinese = any(ord(c) > 0xFF for c in line)
    font, text = (b"C", line.encode("utf-16-be")) if chinese else (b"L", line.encode("cp1252"))
    return b"BT /%s 12 Tf 40 %d Td <%s> Tj ET" % (font, height, text.hex().encode())


def _file(objects: Sequence[bytes], *, info: bool) -> bytes:
    written, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    about = b" /Info %d 0 R" % len(objects) if info else b""
    tail = b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, about, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + tail
