"""Asking a model: against a server that speaks the protocol, with all the ways in which servers fail."""

from __future__ import annotations

import builtins
import json
import logging
from collections.abc import Mapping
from typing import Any

import pytest

from graph.llm.endpoint import KEYS, Endpoint, EndpointError, Reply, ask, hide, read_key
from graph.llm.prompt import Prompt
from graph.model import Span
from tests.llm.server import Script, fails, refuses, says, serve

KEY = "key-of-nobody-3f9c"
PROMPT = Prompt(Span(0, 4), "Say what is claimed.", "TSMC grew.", {"type": "object"})

pytest.importorskip("openai", reason="asking a model needs the extra llm")


def asked(*scripts: Script, **options: Any) -> tuple[Reply, list[dict[str, Any]], list[Mapping[str, str]]]:
    """Ask once; gives the reply, and the bodies and headers of all requests."""
    with serve(*scripts) as log:
        endpoint = Endpoint(log.url, "made-up", **{"timeout": 5.0, "retries": 3, **options})
        return ask(endpoint, PROMPT), log.bodies, log.headers


def fault(*scripts: Script, **options: Any) -> tuple[EndpointError, int]:
    """Ask in vain; gives the error and how often the server was asked."""
    with serve(*scripts) as log:
        with pytest.raises(EndpointError) as caught:
            ask(Endpoint(log.url, "made-up", **{"timeout": 5.0, "retries": 2, **options}), PROMPT)
        return caught.value, len(log.bodies)


# what is sent and what comes back


def test_an_answer_is_put_together_from_its_parts() -> None:
    reply, bodies, headers = asked(says('{"claims": []} 臺積電 😀'), key=KEY)
    assert reply == Reply('{"claims": []} 臺積電 😀', "stop")
    assert len(bodies) == 1
    assert (headers[0]["path"], headers[0]["authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")


def test_what_is_asked_is_repeatable_and_bound_to_the_schema() -> None:
    _, (body,), _ = asked(says("{}"), tokens=900, seed=7)
    assert (body["model"], body["temperature"], body["seed"], body["max_tokens"], body["stream"]) == ("made-up", 0, 7, 900, True)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    assert body["response_format"]["json_schema"] == {"name": "claims", "strict": True, "schema": PROMPT.schema}


def test_a_server_that_asks_for_no_key_gets_none_of_ours() -> None:
    _, _, headers = asked(says("{}"))
    assert headers[0]["authorization"] == "Bearer none"


@pytest.mark.parametrize(("said", "finish"), [("length", "length"), ("content_filter", "refusal"), ("stop", "stop"), (None, "broken")])
def test_how_an_answer_ended_is_told(said: str | None, finish: str) -> None:
    assert asked(says('{"claims": [', said))[0].finish == finish


def test_a_refusal_is_told_as_one() -> None:
    assert asked(refuses("I will not."))[0] == Reply("I will not.", "refusal")


def test_what_came_before_a_connection_broke_off_is_kept() -> None:
    whole = says('{"claims": [{"quote": "TSMC grew"}')
    reply, bodies, _ = asked(Script(parts=whole.parts[:-1], broken=True))
    assert reply == Reply('{"claims": [{"quote": "TSMC grew"}', "broken")
    assert len(bodies) == 1


@pytest.mark.parametrize("part", ["no object", {"choices": None}, {"choices": [{"delta": None}]}, {"error": {"message": "overloaded"}}])
def test_a_stream_that_is_no_answer_is_told_as_broken(part: Any) -> None:
    before = says("{", None).parts[0]
    assert asked(Script(parts=[before, part]))[0] == Reply("{", "broken")


def test_an_answer_that_is_no_stream_is_told_as_broken() -> None:
    assert asked(Script(body=json.dumps({"choices": []})))[0] == Reply("", "broken")


# what may pass


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
def test_a_server_in_trouble_is_asked_again(status: int) -> None:
    reply, bodies, _ = asked(fails(status), fails(status), says("{}"))
    assert reply.text == "{}"
    assert len(bodies) == 3


def test_the_server_says_how_long_to_wait_and_else_the_waits_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("openai._base_client.time.sleep", waits.append)
    asked(fails(429, headers={"Retry-After": "17"}), fails(500, headers={}), fails(500, headers={}), says("{}"))
    assert waits[0] == 17
    assert 0 < waits[1] < waits[2] < 10


def test_after_all_retries_it_is_told_that_waiting_may_help() -> None:
    error, count = fault(fails(429, "slow down"), retries=2)
    assert count == 3
    assert error.passing
    assert "no answer from made-up: Error code: 429" in str(error)
    assert str(error).endswith("Try again later.")


def test_a_server_that_does_not_answer_in_time_is_given_up() -> None:
    error, count = fault(Script(slow=True), timeout=0.2, retries=0)
    assert (count, error.passing) == (1, True)
    assert "timed out" in str(error)


# what does not pass


@pytest.mark.parametrize("status", [401, 403, 404, 422])
def test_what_is_wrong_with_the_question_is_told_at_once(status: int) -> None:
    error, count = fault(fails(status, "no such model"))
    assert (count, error.passing) == (1, False)
    assert "See that the address, the model and the key are right." in str(error)


def test_where_nothing_listens_it_is_told() -> None:
    with serve(says("{}")) as log:
        url = log.url
    with pytest.raises(EndpointError, match=r"Connection error.*are right") as caught:
        ask(Endpoint(url, "made-up", retries=0, timeout=2), PROMPT)
    assert not caught.value.passing


# what a server does not take


def test_a_server_that_knows_no_schema_is_asked_for_json_and_then_for_anything() -> None:
    reply, bodies, _ = asked(fails(400, "response_format: json_schema is not supported"), fails(400, "response_format"), says("{}"))
    assert reply.text == "{}"
    assert [body.get("response_format", {}).get("type") for body in bodies] == ["json_schema", "json_object", None]


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    _, bodies, _ = asked(fails(400, "unsupported value", param="temperature"), says("{}"))
    assert ["temperature" in body for body in bodies] == [True, False]
    assert "seed" in bodies[1]


def test_a_question_that_is_wrong_in_another_way_is_not_asked_again() -> None:
    assert fault(fails(400, "the context is too long"))[1] == 1


# keys


def test_the_key_is_in_no_message_no_log_and_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    error, _ = fault(fails(401, f"wrong key {KEY}"), key=KEY)
    reply, _, _ = asked(says(f'{{"claims": "{KEY}"}}'), key=KEY)
    assert "[key]" in str(error)
    assert "[key]" in reply.text
    assert caplog.records
    assert all(KEY not in said for said in (str(error), repr(error.__cause__), reply.text, caplog.text))
    assert KEY not in repr(Endpoint("https://example.org/v1", "made-up", key=KEY))
    assert hide("nothing", "") == "nothing"


@pytest.mark.parametrize(
    ("environment", "key"),
    [({}, ""), ({KEYS[1]: "b"}, "b"), ({KEYS[0]: " a ", KEYS[1]: "b"}, "a"), ({KEYS[0]: " ", KEYS[1]: "b"}, "b"), ({"KEY": "c"}, "")],
)
def test_the_key_comes_from_the_environment(environment: Mapping[str, str], key: str) -> None:
    assert read_key(environment) == key


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("127.0.0.1:8080/v1", "is no address of a server"),
        ("ftp://example.org/v1", "is no address of a server"),
        ("https://someone:secret@example.org/v1", "holds a user or a password"),
        ("http://example.org/v1", "a key would go to example.org unencrypted"),
    ],
)
def test_an_address_that_would_give_the_key_away_is_refused(url: str, message: str) -> None:
    with pytest.raises(EndpointError, match=message) as caught:
        Endpoint(url, "made-up", key=KEY)
    assert "secret" not in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1", "https://example.org/v1"])
def test_a_key_may_go_to_this_machine_and_anywhere_encrypted(url: str) -> None:
    assert Endpoint(url, "made-up", key=KEY).key == KEY


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "openai":
            raise ModuleNotFoundError("No module named 'openai'", name="openai")
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EndpointError, match=r"openai is not installed.*pip install '\.\[llm\]'"):
        ask(Endpoint("http://127.0.0.1:1/v1", "made-up"), PROMPT)


def test_the_answers_of_a_server_are_no_longer_than_they_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.llm.endpoint._MOST_TEXT", 20)
    reply, _, _ = asked(says(json.dumps({"claims": ["x" * 500]})))
    assert reply.finish == "length"
    assert len(reply.text) < 40
