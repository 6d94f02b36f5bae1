"""Encodings: each kind of bytes is read right or refused with the reason."""

from __future__ import annotations

import pytest

from graph.errors import UnreadableTextError
from graph.readers.encoding import decode
from graph.readers.signatures import SIGNATURES, recognise
from graph.readers.typical import typical

HANT = "設備商表示，新機台最快要到明年第二季才能裝機，短期內先進封裝的產能缺口難以緩解，部分雲端業者已向第二供應商下單。"
HANS = "设备商表示，新机台最快要到明年第二季度才能装机，短期内先进封装的产能缺口难以缓解，部分云厂商已向第二供应商下单。"
EN = "Buyers “queue” for packaging – a café owner’s patience is needed…"


@pytest.mark.parametrize("length", [4, 8, 15, 30, 57])
@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [
        (HANT, "big5", "cp950"),
        (HANT, "gb18030", "gb18030"),
        (HANS, "gb18030", "gb18030"),
        (HANS, "gbk", "gb18030"),
        (HANT, "utf-8", "utf-8"),
    ],
)
def test_chinese_encodings_are_told_apart_in_short_and_long_texts(text: str, encoding: str, read_as: str, length: int) -> None:
    decoded = decode(text[:length].encode(encoding), "news.txt")
    assert (decoded.text, decoded.encoding) == (text[:length], read_as)


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_a_long_chinese_text_in_another_encoding(encoding: str) -> None:
    text = f"{HANT}\n" * 20_000
    assert decode(text.encode(encoding), "news.txt").text == text


def test_few_chinese_characters_among_many_latin_ones() -> None:
    text = "Nvidia (輝達) and TSMC (台積電) signed. " * 3
    assert decode(text.encode("big5"), "news.txt").text == text
    assert decode(text.encode("gb18030"), "news.txt").text == text


def test_hong_kong_characters_take_the_superset() -> None:
    text = "呢間廠嘅產能唔夠，客戶喺度排隊等緊貨，供應商話下季先有。"
    decoded = decode(text.encode("big5hkscs"), "news.txt")
    assert (decoded.text, decoded.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_decide_and_go(encoding: str) -> None:
    assert decode(HANT.encode(encoding), "news.txt").text == HANT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [HANT, "Plain words about supply.\nAnd more."])
def test_utf_16_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "news.txt").text == text


def test_western_text() -> None:
    decoded = decode(EN.encode("cp1252"), "news.txt")
    assert (decoded.text, decoded.encoding) == (EN, "cp1252")
    assert decoded.finding is not None
    assert decoded.finding.severity == "info"


def test_other_western_bytes_go_to_the_general_guesser() -> None:
    text = "Поставки микросхем выросли, но спрос всё ещё выше предложения. " * 5
    assert decode(text.encode("cp1251"), "news.txt").text == text


def test_a_declared_encoding_counts_where_bytes_do_not_tell() -> None:
    text = "Zażółć gęślą jaźń, a fabryka układów czeka na części. " * 4
    assert decode(text.encode("iso-8859-2"), "page.html", "iso-8859-2").text == text
    assert decode(HANT.encode("big5"), "page.html", "gb2312").text == HANT
    assert decode(HANT.encode("big5"), "page.html", "no-such-encoding").text == HANT


def test_utf_8_cut_in_the_middle_of_a_character_is_read_with_a_warning() -> None:
    decoded = decode(f"{HANT}\n{HANT}".encode()[:-1], "news.txt")
    assert decoded.text == f"{HANT}\n{HANT[:-1]}\ufffd"
    assert decoded.finding is not None
    assert decoded.finding.severity == "warning"
    assert decoded.finding.message.startswith(f"news.txt:2: byte {len(HANT.encode()) * 2 + 1 - 3} is not UTF-8")


def test_a_very_short_text_cut_in_the_middle_of_a_character() -> None:
    assert decode("晶圓".encode()[:-1], "news.txt").text == "晶\ufffd"


def test_utf_8_with_bad_bytes_inside_loses_only_those() -> None:
    content = HANT.encode()
    decoded = decode(content[:30] + b"\xff" + content[30:], "news.txt")
    assert decoded.text == HANT[:10] + "\ufffd" + HANT[10:]
    assert decoded.finding is not None
    assert "byte 30" in decoded.finding.message


def test_utf_8_in_which_a_good_part_is_broken() -> None:
    text = "It’s fine – “so far”, they said; the fab’s full."
    content = text.encode().replace(b"\xe2\x80\x9c", b"\xe2\x80")
    decoded = decode(content, "news.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text == text.replace("“", "\ufffd")


def test_chinese_with_a_byte_missing_is_read_with_a_warning() -> None:
    content = HANS.encode("gb18030")
    decoded = decode(content[:-1], "news.txt")
    assert decoded.text.startswith(HANS[:-1])
    assert decoded.finding is not None
    assert decoded.finding.severity == "warning"


def test_newlines_of_every_kind_become_one() -> None:
    assert decode(b"a\r\nb\rc\nd", "news.txt").text == "a\nb\nc\nd"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff".encode(), "\u3000\n".encode()])
def test_empty_and_blank_files_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableTextError, match=r"^news.txt: (empty|blank), there is nothing to read"):
        decode(content, "news.txt")


@pytest.mark.parametrize(("signature", "kind"), SIGNATURES, ids=[kind.what for _, kind in SIGNATURES])
def test_binaries_are_told_by_their_first_bytes(signature: bytes, kind: object) -> None:
    assert recognise(signature + b"\x00\x01 rest") == kind
    with pytest.raises(UnreadableTextError, match=r"^news.txt: holds no plain text: it looks like a"):
        decode(signature + b"\x00\x01 rest", "news.txt")


def test_a_pdf_renamed_says_what_to_do() -> None:
    with pytest.raises(UnreadableTextError, match=r"it looks like a PDF. Rename it to \.pdf\."):
        decode(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "news.txt")


def test_words_that_begin_like_a_signature_are_text() -> None:
    assert decode(b"ID3 tags and PAR1 files are formats.", "news.txt").text.startswith("ID3")


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"text\x00with\x00zeros", b"\x01\x02\x03\x04" * 50])
def test_other_binaries_are_told_by_their_control_characters(content: bytes) -> None:
    with pytest.raises(UnreadableTextError, match=r"looks like a binary file|in no encoding that is known"):
        decode(content, "news.txt")


def test_a_stray_control_character_stays() -> None:
    text = "word " * 100 + "\x0b\x1b\x07"
    assert decode(text.encode(), "news.txt").text == text


def test_plain_utf_8_needs_no_word() -> None:
    assert decode(HANT.encode(), "news.txt").findings == ()


@pytest.mark.parametrize(("right", "wrong"), [("big5", "gb18030"), ("gb18030", "cp950")])
def test_right_readings_rate_far_above_wrong_ones(right: str, wrong: str) -> None:
    assert typical(HANT) > 0.6
    assert typical(HANT.encode(right).decode(wrong, "replace")) < 0.25
    assert typical("no Chinese here") == 0
