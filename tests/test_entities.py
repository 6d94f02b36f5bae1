"""The registry: what it must hold, and every fault it is told of."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graph.entities import REGISTRY, TRADES, read_registry
from graph.errors import VocabularyError
from graph.language.scripts import fold
from graph.model import Claim, Entity, kebab
from graph.network import to_network
from graph.ontology import Ontology, read_ontology
from graph.rdf import to_rdf
from graph.store import engine_of
from graph.vocabulary import CP

HEAD = """\
@prefix cp: <https://w3id.org/chokepoint/ontology#> .
@prefix ent: <https://w3id.org/chokepoint/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
TAIWAN = 'ent:taiwan a cp:Country ; rdfs:label "Taiwan"@en, "台湾"@zh-Hans, "台灣"@zh-Hant .'
NVIDIA = 'ent:nvidia a cp:Company ; rdfs:label "Nvidia"@en, "英伟达"@zh-Hans, "輝達"@zh-Hant'
META = 'ent:meta a cp:Company ; rdfs:label "Meta"@en, "脸书"@zh-Hans, "臉書"@zh-Hant'


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology()


@pytest.fixture(scope="module")
def registry(ontology: Ontology) -> tuple[Entity, ...]:
    return read_registry(REGISTRY, ontology)


def write(folder: Path, *blocks: str) -> Path:
    """Write a registry; the first block starts on line 7."""
    path = folder / "registry.ttl"
    path.write_text(HEAD + "\n".join(blocks) + "\n", encoding="utf-8")
    return path


def names(entity: Entity) -> set[str]:
    return {text for _, text in (*entity.labels, *entity.aliases)}


def test_known_entities_cover_the_chain(registry: tuple[Entity, ...]) -> None:
    assert len(registry) >= 4000
    assert len({e.id for e in registry}) == len(registry)
    kinds = Counter(e.type for e in registry)
    for kind in ("Material", "Equipment", "Company", "Chip", "System", "Software", "Technology", "Facility", "Country", "Region", "Market",
                 "Policy", "Government", "Institution", "Person", "AgentGroup", "Event", "Concept", "Service"):  # fmt: skip
        assert kinds[kind] >= 5, kind


def test_every_entity_is_labelled_in_three_scripts(registry: tuple[Entity, ...]) -> None:
    for entity in registry:
        assert [language for language, _ in entity.labels] == ["en", "zh-Hans", "zh-Hant"], entity.id
        assert all(text == text.strip() != "" for text in names(entity)), entity.id
        assert kebab(entity.id) == entity.id
        assert not entity.provisional


def test_labels_stand_in_their_script(registry: tuple[Entity, ...]) -> None:
    for entity in registry:
        labels = dict(entity.labels)
        assert re.search(r"[一-鿿]", labels["en"]) is None, entity.id
        # Folding changes three characters that stand in mainland names as they are.
        assert {*labels["zh-Hans"]} - {*fold(labels["zh-Hans"])} <= {*"昇鋐錤"}, entity.id
    assert sum(dict(e.labels)["zh-Hans"] != dict(e.labels)["zh-Hant"] for e in registry) > 500


def test_mainland_taiwan_and_hong_kong_names_are_known(registry: tuple[Entity, ...]) -> None:
    entities = {e.id: e for e in registry}
    assert {"英伟达", "輝達", "英偉達", "Nvidia", "NVIDIA"} <= names(entities["nvidia"])
    assert {"鸿海", "鴻海", "富士康", "Foxconn", "Hon Hai"} <= names(entities["foxconn"])
    assert {"Hynix", "SK海力士", "海力士"} <= names(entities["sk-hynix"])
    assert {"特朗普", "川普"} <= names(entities["donald-trump"])
    assert ("zh-Hant-HK", "英偉達") in entities["nvidia"].aliases


def test_entities_are_sorted_and_carry_what_was_checked(registry: tuple[Entity, ...]) -> None:
    assert [e.id for e in registry] == sorted(e.id for e in registry)
    entities = {e.id: e for e in registry}
    nvidia = entities["nvidia"]
    assert (nvidia.type, nvidia.wikidata, nvidia.ticker, nvidia.country) == ("Company", "Q182477", "NASDAQ:NVDA", "united-states")
    for field in ("wikidata", "ticker"):
        values = Counter(value for e in registry if (value := getattr(e, field)))
        assert len(values) >= 50, field
        assert values.most_common(1)[0][1] == 1, field


def test_no_name_means_two_entities_unless_it_is_risky(registry: tuple[Entity, ...]) -> None:
    safe = Counter(form for e in registry for form in {fold(name) for name in names(e) if name not in e.risky})
    assert len(safe) > 3000
    assert [form for form, count in safe.items() if count > 1] == []


def test_names_with_another_meaning_need_their_context(registry: tuple[Entity, ...]) -> None:
    entities = {e.id: e for e in registry}
    for id_, name in (("meta", "Meta"), ("apple", "Apple"), ("apple", "蘋果"), ("apple", "苹果"), ("arm", "Arm"), ("lambda", "Lambda"),
                      ("oracle", "Oracle"), ("coherent", "Coherent"), ("gemini", "Gemini"), ("hopper", "Hopper"), ("amd", "超微"),
                      ("cicc", "中金")):  # fmt: skip
        assert name in entities[id_].risky, name
    assert "微软" in entities["apple"].context
    for entity in registry:
        assert bool(entity.risky) == bool(entity.context), entity.id
        assert set(entity.risky) <= names(entity), entity.id


def test_companies_say_what_they_are_called_for_short(registry: tuple[Entity, ...]) -> None:
    entities = {e.id: e for e in registry}
    assert entities["tsmc"].trades == ("foundry",)
    assert entities["samsung"].trades[0] == "memory-maker"
    assert {"hyperscaler", "cloud"} <= set(entities["microsoft"].trades)
    assert {trade for e in registry for trade in e.trades} == TRADES
    assert [e.id for e in registry if e.type == "Company" and not e.trades] == ["spacex"]


def test_most_companies_say_where_they_are(registry: tuple[Entity, ...]) -> None:
    companies = [e for e in registry if e.type == "Company"]
    assert len(companies) > 1500
    assert sum(e.country is None for e in companies) < 20


def test_places_are_known_down_to_towns(registry: tuple[Entity, ...]) -> None:
    places = {e.id: e for e in registry if e.type == "Region"}
    assert len(places) > 600
    for id_, name, country in (("miaoli", "苗栗", "taiwan"), ("ulanqab", "乌兰察布", "china"), ("yokkaichi", "四日市", "japan"),
                               ("icheon", "利川", "south-korea"), ("ashburn", "Ashburn", "united-states"), ("kulim", "居林", "malaysia"),
                               ("dholera", "Dholera", "india"), ("lulea", "Luleå", "sweden")):  # fmt: skip
        assert (name in names(places[id_]), places[id_].country) == (True, country), id_


def test_no_short_chinese_name_swallows_the_start_of_another(registry: tuple[Entity, ...]) -> None:
    """A name that a common word ends in and another name begins in would be found first and hide the other."""
    safe = {fold(name): e.id for e in registry for name in names(e)}
    pairs = (
        ("最新", "北美"), ("最新", "韩国"), ("面临", "港股"), ("报道", "富士康"), ("带领", "英伟达"), ("通讯", "芯片"), ("整合", "晶圆厂"),
        ("集群", "电力"), ("参加", "纳斯达克"), ("近日", "商务部"), ("电商平台", "大模型"), ("目前", "海外市场"),
    )  # fmt: skip
    for before, hidden in pairs:
        text, at = before + hidden, len(before)
        assert hidden in safe, hidden
        assert [text[start : at + 1] for start in range(at) for end in range(at + 1, len(text)) if text[start:end] in safe] == [], text


def test_trades_are_written_to_graph_and_network(ontology: Ontology) -> None:
    claims = (Claim("tsmc", "supplies", "nvidia"),)
    known = (Entity("tsmc", "Company", (("en", "TSMC"),), trades=("foundry", "packager")), Entity("nvidia", "Company", (("en", "Nvidia"),)))
    written = {str(quad[2]) for quad in to_rdf(claims, known, (), ontology).quads((None, CP.trade, None, None))}
    assert written == {"foundry", "packager"}
    assert len(list(engine_of(to_rdf(claims, known, (), ontology)))) > len(written)
    nodes = to_network(claims, known, (), ontology).nodes
    assert nodes["tsmc"]["trades"] == "foundry packager"
    assert "trades" not in nodes["nvidia"]


def test_context_words_are_too_long_to_stand_in_other_words(registry: tuple[Entity, ...]) -> None:
    short = [(e.id, word) for e in registry for word in e.context if word.isascii() and len(word) < 3]
    assert short == []


def test_the_reference_entities_have_the_same_class(registry: tuple[Entity, ...], shared: Path) -> None:
    import json  # noqa: PLC0415 - only where the reference material is

    entities = {e.id: e for e in registry}
    gold = json.loads((shared / "gold" / "nvidia-4-trillion.gold.json").read_text("utf-8"))["entities"]
    known = [g for g in gold if g["id"] in entities]
    assert len(known) > 80
    assert [g["id"] for g in known if entities[g["id"]].type != g["type"]] == []
    assert [g["id"] for g in known if g["wikidata"] and entities[g["id"]].wikidata != g["wikidata"]] == []


def test_reading_keeps_what_the_file_says(tmp_path: Path, ontology: Ontology) -> None:
    meta = f'{META} ; skos:altLabel "Facebook"@en ; cp:riskyLabel "Meta"@en, "臉書"@zh-Hant ; cp:contextWord "扎克伯格" .'
    nvidia = (
        f'{NVIDIA} ; skos:altLabel "英偉達"@zh-Hant-HK ; cp:trade "chip-designer", "software" ; '
        'cp:ticker "NASDAQ:NVDA" ; cp:country ent:taiwan ; schema:sameAs wd:Q182477 .'
    )
    first, second, third = read_registry(write(tmp_path, nvidia, TAIWAN, meta), ontology)
    assert first == Entity(
        "meta", "Company", (("en", "Meta"), ("zh-Hans", "脸书"), ("zh-Hant", "臉書")), (("en", "Facebook"),), context=("扎克伯格",),
        risky=("Meta", "脸书", "臉書"),
    )  # fmt: skip
    assert (second.wikidata, second.ticker, second.country) == ("Q182477", "NASDAQ:NVDA", "taiwan")
    assert second.aliases == (("zh-Hant-HK", "英偉達"),)
    assert second.trades == ("chip-designer", "software")
    assert third.id == "taiwan"


def test_a_name_may_be_shared_where_it_is_risky(tmp_path: Path, ontology: Ontology) -> None:
    other = 'ent:meta-town a cp:Region ; rdfs:label "Meta"@en, "梅塔"@zh-Hans, "梅塔"@zh-Hant .'
    risky = f'{META} ; cp:riskyLabel "Meta"@en ; cp:contextWord "Facebook" .'
    assert len(read_registry(write(tmp_path, risky, other), ontology)) == 2


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (NVIDIA.replace("cp:Company", "cp:Compny"), r":7: ent:nvidia has the unknown class cp:Compny\. Did you mean Company"),
        (NVIDIA.replace("a cp:Company ;", ""), r":7: ent:nvidia has no class\. Available: "),
        (NVIDIA.replace("a cp:Company", "a cp:Company, cp:Chip"), r":7: ent:nvidia has 2 values of .*: cp:Company, cp:Chip\. Keep one\."),
        (NVIDIA + ' ;\n  cp:tickr "NASDAQ:NVDA"', r":8: ent:nvidia has the unknown property cp:tickr\. Did you mean cp:ticker"),
        (NVIDIA + " ;\n  cp:ticker ent:nvda", r":8: ent:nvidia has ent:nvda as cp:ticker\. Write a text in quotes"),
        (NVIDIA + ' ;\n  cp:country "Taiwan"', r":8: ent:nvidia has 'Taiwan' as cp:country\. Write a term such as ent:taiwan\."),
        (NVIDIA + ' ;\n  cp:trade "foundary"', r":8: ent:nvidia has the unknown trade 'foundary'\. Did you mean foundry"),
        (NVIDIA + " ;\n  cp:trade ent:foundry", r":8: ent:nvidia has ent:foundry as cp:trade\. Write a text in quotes"),
        (NVIDIA.replace("a cp:Company", "a cp:Chip") + ' ;\n  cp:trade "foundry"', r":8: ent:nvidia has a trade and is a cp:Chip\."),
        (NVIDIA + ' ;\n  cp:ticker "NVDA"', r':8: ent:nvidia has NVDA as cp:ticker\. Write it as "NASDAQ:NVDA"\.'),
        (NVIDIA + ' ;\n  cp:ticker "TSE:1", "TSE:2"', r":8: ent:nvidia has 2 values of cp:ticker: TSE:1, TSE:2\. Keep one\."),
        (NVIDIA + " ;\n  schema:sameAs wd:P31", r":8: ent:nvidia has wd:P31 as schema:sameAs\. Write it as wd:Q182477\."),
        (NVIDIA + " ;\n  schema:sameAs ent:intel", r":8: ent:nvidia has ent:intel as schema:sameAs\. Write it as wd:Q182477\."),
        (NVIDIA + " ;\n  cp:country ent:tawian", r":8: ent:nvidia is in the unknown country tawian\. Did you mean taiwan\?"),
        (NVIDIA.replace(', "輝達"@zh-Hant', ""), r":7: ent:nvidia has no rdfs:label in zh-Hant\. Labels are needed in en, zh-Hans,"),
        (NVIDIA.replace('"英伟达"@zh-Hans, ', ""), r":7: ent:nvidia has no rdfs:label in zh-Hans\."),
        (NVIDIA.replace('"Nvidia"@en, ', ""), r":7: ent:nvidia has no rdfs:label in en\."),
        (NVIDIA + ',\n  "NVIDIA"@en', r":8: ent:nvidia has 2 labels in en: Nvidia, NVIDIA\. Make all but one a skos:altLabel\."),
        (NVIDIA + ',\n  "エヌビディア"@ja', r":8: ent:nvidia has 'エヌビディア' in the unknown language ja\. Available: "),
        (NVIDIA + ',\n  "英偉達"@zh-Hant-HK', r":8: ent:nvidia has an rdfs:label in zh-Hant-HK: 英偉達\. Make it a skos:altLabel"),
        (NVIDIA + ',\n  "Nvidia"', r":[78]: ent:nvidia has an rdfs:label in no language: Nvidia\. "),
        (NVIDIA + ' ;\n  skos:altLabel " "@en', r":8: ent:nvidia has ' ' as skos:altLabel\. Write a text on one line"),
        (NVIDIA + ' ;\n  skos:altLabel "a\\nb"@en', r":8: ent:nvidia has 'a\\nb' as skos:altLabel\. Write a text on one line"),
        (NVIDIA + ' ;\n  cp:riskyLabel "Nvidia"@en', r":8: ent:nvidia has cp:riskyLabel without cp:contextWord\."),
        (NVIDIA + ' ;\n  cp:contextWord "GPU"', r":8: ent:nvidia has cp:contextWord without cp:riskyLabel\."),
        (NVIDIA + ' ;\n  cp:riskyLabel "Nvidea"@en ; cp:contextWord "GPU"', r":8: ent:nvidia has the risky label 'Nvidea'.*mean Nvidia"),
        (NVIDIA.replace("ent:nvidia", "ent:Nvidia_Corp"), r":7: ent:Nvidia_Corp is not the id of an entity\. Write ent:nvidia-corp\."),
        (NVIDIA.replace("ent:nvidia", "cp:nvidia"), r":7: cp:nvidia is not the id of an entity\. Write ent: and an id in kebab-case\."),
        (NVIDIA + ' ;\n  skos:altLabel "台湾"@zh-Hans', r":9: ent:taiwan has the name '台湾', which is ent:nvidia's too\. Drop it"),
        (NVIDIA + ' ;\n  skos:altLabel "臺灣"@zh-Hant', r":9: ent:taiwan has the name '台湾', which is ent:nvidia's too\."),
        (NVIDIA + ' ;\n  cp:ticker "NASDAQ:NVDA', r":\d+: not Turtle: "),
        (NVIDIA + " ;\n  foo:bar ent:nvidia", r":8: not Turtle: "),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_line(block: str, message: str, tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(VocabularyError, match=r"^registry\.ttl" + message):
        read_registry(write(tmp_path, block + " .", TAIWAN), ontology)


def test_a_missing_registry_is_told(tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(VocabularyError, match=r"^none\.ttl: cannot be read"):
        read_registry(tmp_path / "none.ttl", ontology)
