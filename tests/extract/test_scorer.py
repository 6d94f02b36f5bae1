"""The learned scorer of pairs: what it says, what it looks at, and that its files are what training made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import VocabularyError
from graph.extract.scorer import AGREEMENT, NONE, REACH, Label, PairScorer, propose_pairs, read_scorer
from graph.model import Language, Span
from graph.ontology import read_ontology
from graph.scorer.corpora import nearest, read_core, read_finre
from graph.scorer.features import list_features
from graph.scorer.labels import PATH, Meaning, read_labels
from graph.scorer.weights import FOLDER, read_weights, to_bytes

SHIPPED = 1_500_000  # bytes


@cache
def scorer() -> PairScorer:
    return read_scorer()


def place(text: str, name: str) -> Span:
    return Span(text.index(name), text.index(name) + len(name))


def score(text: str, subject: str, thing: str, language: Language = "zh-Hans") -> dict[Label, float]:
    return scorer().score_pair(text, place(text, subject), place(text, thing), language)


def chosen(text: str, subject: str, thing: str, language: Language = "zh-Hans") -> Label:
    return scorer().choose(score(text, subject, thing, language), language)


@pytest.mark.parametrize(
    ("text", "subject", "thing", "language", "label"),
    [
        ("去年，蓝岭科技收购了青溪电子，交易已经完成。", "蓝岭科技", "青溪电子", "zh-Hans", Label("acquires", "forward")),
        ("蓝岭科技与青溪电子签署战略合作协议。", "蓝岭科技", "青溪电子", "zh-Hans", Label("partnersWith")),
        ("蓝岭科技持有青溪电子30%的股权，是其第一大股东。", "蓝岭科技", "青溪电子", "zh-Hans", Label("owns", "forward")),
        ("In 2019 Bluerock was acquired by Greenbrook Holdings.", "Bluerock", "Greenbrook Holdings", "en", Label("acquires", "backward")),
        ("Bluerock competes with Greenbrook and other chipmakers.", "Bluerock", "Greenbrook", "en", Label("competesWith")),
        ("Bluerock is a wholly owned subsidiary of Greenbrook.", "Bluerock", "Greenbrook", "en", Label("owns", "backward")),
        ("今天上午，蓝岭科技下跌，青溪电子停牌。", "蓝岭科技", "青溪电子", "zh-Hans", NONE),
    ],
)
def test_says_what_stands_there(text: str, subject: str, thing: str, language: Language, label: Label) -> None:
    assert chosen(text, subject, thing, language) == label


def test_asking_the_other_way_round_turns_directions_and_nothing_else() -> None:
    text = "蓝岭科技收购了青溪电子。"
    ways: Mapping[str, Label] = {"forward": Label("", "backward"), "backward": Label("", "forward"), "either": Label("", "either")}
    turned = {label._replace(direction=ways[label.direction].direction): p for label, p in score(text, "青溪电子", "蓝岭科技").items()}
    assert turned == score(text, "蓝岭科技", "青溪电子")


def test_a_plan_is_likelier_where_it_is_one() -> None:
    plan = Label("acquires", "forward", "plan")
    done = score("蓝岭科技已完成对青溪电子的收购。", "蓝岭科技", "青溪电子")[plan]
    assert score("蓝岭科技拟收购青溪电子。", "蓝岭科技", "青溪电子")[plan] > done


def test_both_scripts_are_one() -> None:
    assert score("藍嶺科技收購了青溪電子。", "藍嶺科技", "青溪電子", "zh-Hant") == score("蓝岭科技收购了青溪电子。", "蓝岭科技", "青溪电子")


@given(st.text(min_size=2, max_size=40), st.data())
def test_probabilities_are_shares_whatever_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    spans = Span(cuts[0], max(cuts[1], cuts[0] + 1)), Span(cuts[2], max(cuts[3], cuts[2] + 1))
    if any(span.end > len(text) for span in spans):
        return
    for language in ("zh-Hans", "en"):
        scores = scorer().score_pair(text, *spans, language)
        assert sum(scores.values()) == pytest.approx(1.0, abs=0.001)
        assert min(scores.values()) >= 0
        assert list(scores.values()) == sorted(scores.values(), reverse=True)
        assert scores == scorer().score_pair(text, *spans, language)


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 2), Span(5, 99)])
def test_refuses_a_mention_outside_its_sentence(span: Span) -> None:
    with pytest.raises(ValueError, match="no mention at"):
        scorer().score_pair("蓝岭科技收购了青溪电子。", Span(0, 4), span, "zh-Hans")


def test_what_a_pattern_read_is_likelier() -> None:
    text = "蓝岭科技与青溪电子今天都没有回应。"
    scores = score(text, "蓝岭科技", "青溪电子")
    threshold = scorer().weights["zh"].threshold
    label = next(label for label, p in scores.items() if label != NONE and threshold - AGREEMENT <= p < threshold)
    assert scorer().choose({NONE: 0.9, label: scores[label]}, "zh-Hans") == NONE
    assert scorer().choose({NONE: 0.9, label: scores[label]}, "zh-Hans", {label}) == label


def test_the_two_names_stand_in_no_zone() -> None:
    text = "据悉，蓝岭收购青溪，蓝岭称青溪很好。"
    found = list_features(text, place(text, "蓝岭"), place(text, "青溪"), "zh-Hans")
    zones = [f for f in found if "|" in f and f[0] not in "AB"]
    assert zones
    assert not [f for f in zones if "蓝" in f or "溪" in f]
    assert len(found) == len(set(found))


def test_numbers_are_one_mark() -> None:
    texts = "蓝岭出资3.5亿元收购青溪。", "蓝岭出资12亿元收购青溪。"
    one, other = (list_features(text, place(text, "蓝岭"), place(text, "青溪"), "zh-Hans") for text in texts)
    assert one == other


def test_features_grow_with_the_sentence_and_no_faster() -> None:
    def count(length: int) -> int:
        between = "".join(chr(0x4E00 + i) for i in range(length))
        return len(list_features(f"蓝岭{between}青溪", Span(0, 2), Span(length + 2, length + 4), "zh-Hans"))

    assert count(500) < count(1000) <= 2 * count(500)


@dataclass(frozen=True)
class Noun:
    """A mention, as a scene has it."""

    start: int
    end: int
    entity: str
    type: str


def suggested(
    text: str, *names: tuple[str, str], linked: tuple[tuple[str, str], ...] = (), least: float = 0.3
) -> set[tuple[str, str, str, str]]:
    nouns = [Noun(place(text, name).start, place(text, name).end, name, kind) for name, kind in names]
    pairs = {frozenset(pair) for pair in linked}
    found = propose_pairs(scorer(), read_ontology(), text, nouns, linked=pairs, language="zh-Hans", least=least)
    return {(s.subject.entity, s.relation, s.object.entity, s.modality) for s in found}


def test_suggests_what_nothing_links_yet() -> None:
    text = "青溪电子被蓝岭科技收购，成为其全资子公司。"
    nouns = ("青溪电子", "Company"), ("蓝岭科技", "Company")
    (said,) = suggested(text, *nouns)
    assert said[0] == "蓝岭科技"
    assert said[2] == "青溪电子"
    assert not suggested(text, *nouns, linked=(("蓝岭科技", "青溪电子"),))
    assert not suggested(text, *nouns, least=1.01)


def test_suggests_only_between_types_the_ontology_allows() -> None:
    text = "蓝岭科技与青溪电子签署战略合作协议。"
    assert suggested(text, ("蓝岭科技", "Company"), ("青溪电子", "Company")) == {("蓝岭科技", "partnersWith", "青溪电子", "fact")}
    assert not suggested(text, ("蓝岭科技", "Company"), ("青溪电子", "Policy"))


def test_suggests_only_between_neighbours() -> None:
    text = "蓝岭科技与甲、乙、丙、丁、青溪电子签署战略合作协议。"
    between = [(name, "Company") for name in "甲乙丙丁"]
    far = suggested(text, ("蓝岭科技", "Company"), *between, ("青溪电子", "Company"), least=0.0)
    near = suggested(text, ("蓝岭科技", "Company"), *between[: REACH - 1], ("青溪电子", "Company"), least=0.0)
    assert not [s for s in far if {s[0], s[2]} == {"蓝岭科技", "青溪电子"}]
    assert [s for s in near if {s[0], s[2]} == {"蓝岭科技", "青溪电子"}]


def test_a_relation_without_direction_is_suggested_only_where_it_is_symmetric() -> None:
    text = "蓝岭科技与青溪电子"
    scores = {Label("supplies"): 0.9, NONE: 0.1}

    @dataclass(frozen=True)
    class Sure:
        def score_pair(self, *_: object) -> dict[Label, float]:
            return scores

        def choose(self, *_: object) -> Label:
            return next(iter(scores))

    nouns = [Noun(0, 4, "a", "Company"), Noun(5, 9, "b", "Company")]
    sure: PairScorer = Sure()  # type: ignore[assignment]
    assert not list(propose_pairs(sure, read_ontology(), text, nouns, linked=(), language="zh-Hans", least=0.5))
    scores = {Label("partnersWith"): 0.9, NONE: 0.1}
    assert list(propose_pairs(sure, read_ontology(), text, nouns, linked=(), language="zh-Hans", least=0.5))


def test_weights_are_small_plain_and_stable(tmp_path: Path) -> None:
    files = sorted(FOLDER.glob("*.npz"))
    assert [file.name for file in files] == ["en.npz", "zh.npz"]
    assert sum(file.stat().st_size for file in files) < SHIPPED
    for file in files:
        weights = read_weights(file.stem)
        assert to_bytes(weights) == file.read_bytes()
        assert weights.weights.shape == (len(weights.keys), len(weights.classes))
        assert np.all(weights.keys[1:] > weights.keys[:-1])
        (tmp_path / file.name).write_bytes(file.read_bytes()[:1000])
        with pytest.raises(VocabularyError, match=r"bench/train_scorer\.py"):
            read_weights(file.stem, tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"zh\.npz"):
        read_scorer(tmp_path)


def test_every_label_means_a_relation_of_the_ontology() -> None:
    labels, ontology = read_labels(), read_ontology()
    assert labels.meanings
    for meaning in labels.meanings.values():
        assert ontology.relation(meaning.relation)
        assert meaning.group
    known = {label.partition(" ")[0] for weights in scorer().weights.values() for label in weights.classes}
    assert known - {"none"} == set(labels.meanings)


def test_a_bad_table_of_labels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text(PATH.read_text("utf-8").replace("relation =", "relations ="), "utf-8")
    with pytest.raises(VocabularyError, match=r"labels\.toml"):
        read_labels(tmp_path / "labels.toml")


def test_reads_finre_once_in_the_order_of_the_text(tmp_path: Path) -> None:
    rows = ["青溪\t蓝岭\t被收购\t蓝岭昨日收购青溪", "蓝岭\t青溪\t收购\t蓝岭昨日收购青溪", "", "青溪\t蓝岭\t签约\t蓝岭昨日收购青溪"]
    (tmp_path / "pairs.txt").write_text("\n".join(rows), "utf-8")
    (pair,) = read_finre(tmp_path / "pairs.txt", read_labels())
    assert (pair.first, pair.second, pair.labels) == (Span(0, 2), Span(6, 8), ("收购 >",))
    assert read_labels().mean("收购 >") == Meaning("acquires", ">", "fact", "acquisition", named=True)


@pytest.mark.parametrize("line", ["蓝岭\t青溪\t收购", "蓝岭\t红河\t收购\t蓝岭昨日收购青溪"])
def test_refuses_a_line_that_is_no_pair(tmp_path: Path, line: str) -> None:
    (tmp_path / "pairs.txt").write_text(line, "utf-8")
    with pytest.raises(ValueError, match=r"pairs\.txt:1"):
        read_finre(tmp_path / "pairs.txt", read_labels())


def test_the_nearest_mentions_count_and_a_name_inside_the_other_does_not() -> None:
    assert nearest("蓝岭与青溪,蓝岭集团", "青溪", "蓝岭") == (Span(3, 5), Span(0, 2))
    assert nearest("蓝岭集团旗下蓝岭", "蓝岭集团", "蓝岭") == (Span(0, 4), Span(6, 8))


def test_reads_core(tmp_path: Path) -> None:
    raw = {"relation": "acquired_by", "invert_relation": 1, "e1_start": 0, "e1_end": 1, "e2_start": 3, "e2_end": 3}
    (tmp_path / "core.json").write_text(json.dumps([{**raw, "context": ["Big", "Co", "bought", "Small"]}]), "utf-8")
    (pair,) = read_core(tmp_path / "core.json", read_labels())
    assert (pair.text[pair.first.start : pair.first.end], pair.text[pair.second.start : pair.second.end]) == ("Big Co", "Small")
    assert pair.labels == ("acquired_by <",)
    meaning = read_labels().mean(pair.labels[0])
    assert meaning
    assert meaning.way == ">"


def test_refuses_what_is_not_core(tmp_path: Path) -> None:
    (tmp_path / "core.json").write_text('[{"context": ["a"]}]', "utf-8")
    with pytest.raises(ValueError, match=r"core\.json"):
        read_core(tmp_path / "core.json", read_labels())


def test_training_learns_and_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs the extra `train`")
    from graph.scorer.training import split, train  # noqa: PLC0415 - after the skip

    verbs = {"收购": "收购", "合作": "携手", "unknown": "提到"}
    names = [f"{a}{b}" for a in "蓝青红白黑" for b in "岭溪河山湖"]
    ends = list(pairwise(names))
    rows = [f"{one}\t{other}\t{label}\t{one}昨日{verb}{other}" for label, verb in verbs.items() for one, other in ends]
    (tmp_path / "pairs.txt").write_text("\n".join(rows), "utf-8")
    labels = read_labels()
    pairs = read_finre(tmp_path / "pairs.txt", labels)
    weights = train(pairs, labels)
    assert set(weights.classes) == {"收购 >", "合作", "none"}
    right = [weights.classes[int(weights.score(list_features(p.text, p.first, p.second, p.language)).argmax())] for p in pairs]
    assert right == [labels.class_of(p.labels[0]) for p in pairs]
    assert to_bytes(train(pairs, labels)) == to_bytes(weights)
    twice = [*pairs, *pairs]
    assert list(split(twice)[: len(pairs)]) == list(split(twice)[len(pairs) :])
