"""Who holds a post where the firm is not named beside it: only at the firm the text is about."""

from __future__ import annotations

import pytest

from graph.extract.posts import RULE
from tests.extract.readings import proposed, read


def posts(text: str) -> set[tuple[str, str | None, str | None]]:
    """Who holds which post where, by this rule."""
    return {(c.subject, c.relation, c.object) for c in proposed(read(text)) if c.rule == RULE}


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Nvidia grew. Nvidia sold. The chairman Petra Voss was busy.", ("petra-voss", "leads", "nvidia")),
        ("Nvidia grew. Nvidia sold. The finance chief, Petra Voss, was busy.", ("petra-voss", "worksFor", "nvidia")),
        ("英伟达发布财报。英伟达营收增长。董事长黄仁勋很忙。", ("jensen-huang", "leads", "nvidia")),
    ],
)
def test_a_post_is_at_the_firm_the_text_is_about(text: str, post: tuple[str, str, str]) -> None:
    assert posts(text) == {post}


@pytest.mark.parametrize(
    "text",
    [
        "董事长黄仁勋很忙。",
        "The chairman Petra Voss was busy.",
        "Nvidia grew. Nvidia sold. The former chairman Petra Voss was busy.",
        "英伟达发布财报。英伟达营收增长。前董事长黄仁勋很忙。",
        "Nvidia grew. Nvidia sold. Jensen Huang was busy.",
    ],
)
def test_without_a_firm_or_a_post_held_now_there_is_none(text: str) -> None:
    assert posts(text) == set()


def test_a_post_that_is_read_otherwise_is_not_read_again() -> None:
    claims = proposed(read("英伟达很忙,其董事长沈柏睿也很忙。"))
    assert [(c.subject, c.relation, c.object) for c in claims] == [("沈柏睿", "leads", "nvidia")]
    assert claims[0].rule != RULE
