"""One question to any server that speaks the chat completions protocol: a hosted model, or llama.cpp on this machine.

The `openai` package carries it: back-off, `Retry-After`, timeouts and streaming are its. It is imported on the first
question only, so that everything else works without it (extra `llm`).

Source: https://platform.openai.com/docs/api-reference/chat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graph.errors import ChokepointError
from graph.llm.answers import Finish
from graph.llm.prompt import Prompt

if TYPE_CHECKING:
    from openai import OpenAI

KEYS = ("CHOKEPOINT_LLM_KEY", "OPENAI_API_KEY")
_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_TEXT = 2_000_000  # characters of one answer: a server that never stops is stopped
_KEYLESS = "none"  # what a server that asks for no key is sent
_HIDDEN = "[key]"
_FINISHES: Mapping[str, Finish] = {"stop": "stop", "length": "length", "content_filter": "refusal"}
_TRANSIENT = frozenset({408, 409, 429})
_SERVER_ERROR = 500


class EndpointError(ChokepointError):
    """A language model's server cannot be asked, or does not answer; `passing` where it may answer the next question."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        """Take the message, and whether asking again may help."""
        super().__init__(message)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked, and how patiently: `url` ends in the version (`https://api.openai.com/v1`).

    `timeout` is in seconds, for a connection and for each part of an answer; `retries` are those after a first try;
    `tokens` bounds an answer where it is given. The key is never shown.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    retries: int = 4
    tokens: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be asked.

        Raises:
            EndpointError: the address is none of the web, has a password in it, or a key would travel unencrypted.
        """
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EndpointError(f"--llm: {_safe(self.url)!r} is no address of a server. Write one like http://127.0.0.1:8080/v1.")
        if parts.username or parts.password:
            raise EndpointError(f"--llm: the address of {parts.hostname} holds a user or a password. Put a key into {KEYS[0]}.")
        if self.key and parts.scheme == "http" and parts.hostname not in _HOME:
            raise EndpointError(f"--llm: a key would go to {parts.hostname} unencrypted. Use https, or unset {' and '.join(KEYS)}.")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the text of an answer or of a refusal, and how it ended."""

    text: str
    finish: Finish


def read_key(environment: Mapping[str, str]) -> str:
    """Give the key of the environment, or nothing: a server on this machine needs none."""
    return next((environment[name].strip() for name in KEYS if environment.get(name, "").strip()), "")


def ask(endpoint: Endpoint, prompt: Prompt) -> Reply:
    """Ask for the claims of one stretch of text. What came before a connection broke off is kept.

    Raises:
        EndpointError: the extra is not installed, or there is no answer: after all retries, or at once where trying again is no use.
    """
    with _client(endpoint) as client:
        return _Conversation(endpoint, client).ask(prompt)


def hide(text: str, key: str) -> str:
    """Take a key out of a text.

    >>> hide("wrong key: sk-123", "sk-123")
    'wrong key: [key]'
    """
    return text.replace(key, _HIDDEN) if key else text


@contextmanager
def _client(endpoint: Endpoint) -> Iterator[OpenAI]:
    try:
        from openai import OpenAI  # noqa: PLC0415 - the extra is needed here only
    except ModuleNotFoundError as missing:
        wanted = "pip install '.[llm]'"
        raise EndpointError(f"--llm: {missing.name} is not installed. Asking a model needs the extra llm: {wanted}.") from missing
    client = OpenAI(
        api_key=endpoint.key or _KEYLESS,
        base_url=endpoint.url,
        timeout=endpoint.timeout,
        max_retries=endpoint.retries,
        organization="",
        project="",
    )
    with client:
        yield client


@dataclass(frozen=True, slots=True)
class _Conversation:
    """A client that is asked once, and once more without whatever the server does not take."""

    endpoint: Endpoint
    client: OpenAI

    def ask(self, prompt: Prompt) -> Reply:
        import openai  # noqa: PLC0415 - see above

        options = self._options(prompt)
        while True:
            try:
                return self._read(prompt, options)
            except openai.BadRequestError as fault:
                if not _give_up(options, fault):
                    raise self._error(fault) from None
            except openai.OpenAIError as fault:
                raise self._error(fault) from None

    def _options(self, prompt: Prompt) -> dict[str, Any]:
        form = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": prompt.schema}}
        options: dict[str, Any] = {"response_format": form, "temperature": 0, "seed": self.endpoint.seed}
        return options | ({"max_tokens": self.endpoint.tokens} if self.endpoint.tokens else {})

    def _read(self, prompt: Prompt, options: Mapping[str, Any]) -> Reply:
        import httpx2  # noqa: PLC0415 - comes with openai
        import openai  # noqa: PLC0415 - see above

        messages: Sequence[Any] = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        said: list[str] = []
        refused: list[str] = []
        finish: Finish = "broken"  # unless the server says how it ended
        length = 0
        with self.client.chat.completions.create(model=self.endpoint.model, messages=messages, stream=True, **options) as stream:
            try:
                for part in stream:
                    for choice in part.choices[:1]:
                        said.append(choice.delta.content or "")
                        refused.append(choice.delta.refusal or "")
                        finish = _FINISHES.get(choice.finish_reason or "", finish)
                        length += len(said[-1]) + len(refused[-1])
                    if length > _MOST_TEXT:
                        finish = "length"
                        break
            except (openai.APIError, httpx2.HTTPError, ValueError, AttributeError, TypeError):  # the last three: no part of an answer
                finish = "broken"
        refusal = "".join(refused)
        text = hide(refusal or "".join(said), self.endpoint.key)
        return Reply(text, "refusal" if refusal else finish)

    def _error(self, fault: Exception) -> EndpointError:
        """Say what went wrong in one line, without the key, whatever a server writes into its message."""
        said = " ".join(hide(str(fault), self.endpoint.key).split())[:300]
        passing = _is_passing(fault)
        again = "Try again later" if passing else "See that the address, the model and the key are right"
        return EndpointError(f"--llm: {self.endpoint.url}: no answer from {self.endpoint.model}: {said}. {again}.", passing=passing)


def _is_passing(fault: Exception) -> bool:
    """Tell whether a fault may pass by itself: a timeout, too many questions, a server in trouble."""
    status = getattr(fault, "status_code", None)
    if status is None:
        return type(fault).__name__ == "APITimeoutError"
    return status in _TRANSIENT or status >= _SERVER_ERROR


def _give_up(options: dict[str, Any], fault: Exception) -> bool:
    """Drop the option a server complains of: some know no schema, some models take no temperature. Tell whether there was one."""
    complaint = f"{getattr(fault, 'param', '')} {fault}".lower()
    for name in list(options):
        words = {name, "json_schema", "schema", "grammar"} if name == "response_format" else {name}
        if any(word in complaint for word in words):
            if name == "response_format" and options[name]["type"] == "json_schema":
                options[name] = {"type": "json_object"}
            else:
                del options[name]
            return True
    return False


def _safe(url: str) -> str:
    """Give an address without what may be a password."""
    return url.rsplit("@", 1)[-1]
