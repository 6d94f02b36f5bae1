"""The page as a file: whole, closed to the outside, and the same every time. What it does is tested in tests/browser."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.network import LANGUAGES
from graph.ontology import read_ontology
from graph.page import shell, to_page
from graph.page.island import describe_ontology, fold_table, pack, read_look, read_strings
from tests.page.example import CLAIMS, DOCUMENTS, ENTITIES, FINDINGS, HARM, make_harm, unpack

ONTOLOGY = read_ontology()
HERE = Path(shell.__file__).parent
REMOTE = {"src", "href", "action", "formaction", "poster", "data", "srcset", "background", "ping", "manifest", "xlink:href"}


class Tags(HTMLParser):
    """Collects elements with their attributes, and what scripts and styles hold."""

    def __init__(self, html: str) -> None:
        """Read all of a page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.inside = tag
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or style."""
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        """Keep what a script or style holds."""
        if self.inside:
            self.texts[-1] = (self.inside, self.texts[-1][1] + data)


@pytest.fixture(scope="module")
def html() -> str:
    return to_page(CLAIMS, ENTITIES, DOCUMENTS, ONTOLOGY, FINDINGS)


@pytest.fixture(scope="module")
def harmful() -> str:
    claims, entities, documents, findings = make_harm()
    return to_page(claims, entities, documents, ONTOLOGY, findings)


def test_it_is_a_whole_document_in_utf_8(html: str) -> None:
    assert html.startswith("<!DOCTYPE html>\n<html lang=")
    assert '<meta charset="utf-8">' in html[:300]
    assert "<title>Supply chain knowledge graph</title>" in html


def test_one_document_gives_the_page_its_title() -> None:
    assert "<title>Orchid and Lantern</title>" in to_page([CLAIMS[1]], ENTITIES, DOCUMENTS[:1], ONTOLOGY)


def test_nothing_in_it_is_remote(html: str, harmful: str) -> None:
    looked_at = 0
    for page in (html, harmful):
        for tag, attributes in Tags(page).found:
            for name, value in attributes.items():
                if name in REMOTE:
                    looked_at += 1
                    assert str(value).startswith(("#", "data:image/svg+xml,")), f"<{tag} {name}={value}>"
    assert looked_at
    assert "sourceMappingURL" not in html


def test_a_remote_link_would_be_found() -> None:
    assert Tags('<link href="https://cdn.example/x.css">').found == [("link", {"href": "https://cdn.example/x.css"})]


def test_the_policy_allows_just_the_scripts_and_styles_there_are(html: str) -> None:
    tags = Tags(html)
    policy = next(a["content"] for t, a in tags.found if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for (tag, text), attributes in zip(tags.texts, (a for t, a in tags.found if t in {"script", "style"}), strict=True):
        if "type" not in attributes:
            hashes[tag].add("'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'")
    for tag, wanted in hashes.items():
        allowed = next(part for part in policy.split("; ") if part.startswith(f"{tag}-src "))
        assert set(allowed.split()[1:]) == wanted
        assert wanted
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on") or name == "style"]


def test_what_documents_hold_stands_in_the_data_only(harmful: str) -> None:
    title = "Supply chain knowledge graph"
    around = re.sub(r'id="island">[^<]*<', "", harmful)
    assert title in around
    for text in HARM:
        assert text not in around


def test_a_hostile_title_is_escaped() -> None:
    claims, entities, documents, _ = make_harm()
    page = to_page(claims[1:2], entities, documents[1:2], ONTOLOGY)
    assert "<title>&lt;/script&gt;&lt;script&gt;window.harmed=1&lt;/script&gt;</title>" in page
    assert HARM[1] not in page


@pytest.mark.parametrize("source", ["x = '</script>'", "/* </STYLE */", "<!-- x"])
def test_a_script_that_would_end_its_element_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="would end its element"):
        shell._trusted(source)


def test_the_data_holds_every_claim_entity_and_document(html: str) -> None:
    data = unpack(html)
    assert {claim["id"] for claim in data["claims"]} == {claim.id for claim in CLAIMS}
    assert {entity["id"] for entity in data["entities"]} == {"orchid", "lantern", "mira-vale", "export-rules", "rival", "glow-chip"}
    assert [document["name"] for document in data["documents"]] == ["orchid.txt", "蘭花.txt"]
    assert data["findings"] == [["warning", "The order is larger than the market.", CLAIMS[1].id]]
    assert {place for line in data["lines"] for place in line["claims"]} == {
        place for place, claim in enumerate(data["claims"]) if "o" in claim and claim.get("review") != "rejected"
    }


def test_amounts_are_exact_and_written_out(html: str) -> None:
    amounts = [claim["q"] for claim in unpack(html)["claims"] if "q" in claim]
    assert ["3500000000", None, "USD", "=", 1, None] in amounts
    assert ["1000000000000", "1200000000000", "USD", ">=", 0, None] in amounts


def test_passages_stand_where_the_data_says(html: str) -> None:
    data = unpack(html)
    passages = {evidence.passage for claim in CLAIMS for evidence in claim.evidence}
    found = set()
    for claim in data["claims"]:
        for document, first, last, stretch, _, start, end, _, _ in claim.get("e", []):
            text = data["documents"][document]["texts"][stretch].encode("utf-16-le")
            found.add(text[2 * start : 2 * end].decode("utf-16-le"))
            assert last - first == len(text[2 * start : 2 * end].decode("utf-16-le"))
    assert found == passages


def test_evidence_of_a_document_that_was_not_given_keeps_its_passage() -> None:
    data = unpack(to_page([CLAIMS[1]], ENTITIES, (), ONTOLOGY))
    assert data["claims"][0]["e"][0][3] == CLAIMS[1].evidence[0].passage


def test_no_claims_give_a_page_too() -> None:
    data = unpack(to_page((), (), (), ONTOLOGY))
    assert (data["claims"], data["entities"], data["nodes"], data["lines"]) == ([], [], [], [])


def test_the_same_values_in_any_order_give_the_same_page(html: str) -> None:
    assert to_page(CLAIMS[::-1], ENTITIES[::-1], DOCUMENTS[::-1], ONTOLOGY, FINDINGS) == html


def test_the_hash_seed_changes_nothing(root: Path) -> None:
    code = (
        "import hashlib; from graph.ontology import read_ontology; from graph.page import to_page; "
        "from tests.page.example import CLAIMS, DOCUMENTS, ENTITIES; "
        "print(hashlib.sha256(to_page(CLAIMS, ENTITIES, DOCUMENTS, read_ontology()).encode()).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    answers = {subprocess.run(command, cwd=root, env=seed, capture_output=True, text=True, check=True).stdout for seed in seeds}
    assert len(answers) == 1


def test_it_says_everything_in_every_language() -> None:
    strings = read_strings()
    assert strings
    for key, texts in strings.items():
        assert len(texts) == len(LANGUAGES)
        assert all(text.strip() for text in texts), key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in texts}) == 1, key
    for terms in describe_ontology(ONTOLOGY).values():
        for name, term in terms.items() if isinstance(terms, dict) else ():
            assert all(term["label"]), name


def test_it_has_the_words_it_asks_for_and_no_others() -> None:
    script = "".join((HERE / "script" / name).read_text("utf-8") for name in shell.SCRIPTS)
    page = (HERE / "template.html").read_text("utf-8")
    asked = set(re.findall(r'data-(?:say|name|hint)="([\w-]+)"', page)) | {"no-script"}
    asked |= set(re.findall(r'"([\w-]+)"', script)) | set(re.findall(r"^  (\w+): \(claim\)", script, re.MULTILINE))  # tables of keys
    asked |= {f"{key}-one" for key in re.findall(r'sayCount\("([\w-]+)"', script)}
    asked |= {key for key in read_strings() if re.fullmatch(r"mark-\w+|P\d\w|wafer-month|ratio|extracted|accepted|rejected|added", key)}
    assert set(read_strings()) - asked == set()
    direct = set(re.findall(r'\bsay\("([\w-]+)"', script)) | set(re.findall(r'data-(?:say|name|hint)="([\w-]+)"', page))
    assert direct
    assert direct <= set(read_strings())


def test_every_script_is_part_of_the_page_and_short() -> None:
    assert sorted(shell.SCRIPTS) == sorted(path.name for path in (HERE / "script").glob("*.js"))
    assert max(len((HERE / "script" / name).read_text("utf-8").splitlines()) for name in shell.SCRIPTS) <= 300


def test_no_script_makes_markup_of_text() -> None:
    sinks = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function")
    assert sinks.search("x.innerHTML = y")
    for name in shell.SCRIPTS:
        assert not sinks.search((HERE / "script" / name).read_text("utf-8")), name


def test_kinds_and_modalities_of_the_look_are_those_of_the_ontology() -> None:
    look = read_look()
    assert {kind["class"] for kind in look["kind"]} <= set(ONTOLOGY.classes)
    assert set(look["dashes"]) == {name.lower() for name in ONTOLOGY.modalities}
    assert len({tuple(dash) for dash in look["dashes"].values()}) == len(look["dashes"])
    assert len({(kind["shape"], kind["tone"]) for kind in look["kind"]}) == len(look["kind"])


def test_search_takes_either_script_for_the_other() -> None:
    table = fold_table(ENTITIES)
    assert (table["蘭"], table["圓"], table["對"]) == ("兰", "圆", "对")
    assert "龍" not in table


def test_packing_is_the_same_each_time_and_plain_letters() -> None:
    assert pack({"a": "</script>輝達"}) == pack({"a": "</script>輝達"})
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", pack({"a": "</script>輝達"}))


def test_only_the_page_imports_pyvis(root: Path) -> None:
    modules = sorted((root / "graph").rglob("*.py"))
    importers = [path for path in modules if re.search(r"^\s*(from|import) pyvis", path.read_text("utf-8"), re.MULTILINE)]
    assert importers == [root / "graph/page/shell.py"]


def test_the_file_is_within_its_size(html: str) -> None:
    assert len(html.encode()) < 1_000_000 + 150 * len(CLAIMS)
