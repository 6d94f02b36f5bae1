"""A server on this machine that speaks the chat completions protocol as it is told to, one script for each request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

SOON = {"Retry-After": "0.001"}


@dataclass(frozen=True)
class Script:
    """What one request is answered with: a stream of `parts`, or a `body`. A `broken` stream ends without its end, a `slow` one waits."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    parts: Sequence[Mapping[str, Any]] = ()
    broken: bool = False
    slow: bool = False


@dataclass
class Log:
    """What was asked: the bodies, the headers; and what lets slow answers go on."""

    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    url: str = ""


def says(text: str, finish: str | None = "stop", size: int = 7) -> Script:
    """Answer with a text, a few characters at a time."""
    parts = [{"content": text[at : at + size]} for at in range(0, len(text), size)]
    return Script(parts=[*map(_delta, parts), _delta({}, finish)])


def refuses(text: str) -> Script:
    """Answer with a refusal."""
    return Script(parts=[_delta({"refusal": text}), _delta({}, "stop")])


def fails(status: int, message: str = "", headers: Mapping[str, str] = SOON, **more: Any) -> Script:
    """Answer with an error."""
    return Script(status, headers, json.dumps({"error": {"message": message, "type": "error", "param": None, "code": None, **more}}))


@contextmanager
def serve(*scripts: Script) -> Iterator[Log]:
    """Run a server that answers each request with the next script, and every further one with the last."""
    log = Log()
    waiting = list(scripts)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            log.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            log.headers.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            script = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            with suppress(ConnectionError):  # whoever asked has gone
                _answer(self, script, log.over)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in the class above
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        log.url = f"http://127.0.0.1:{server.server_port}/v1"
        try:
            yield log
        finally:
            log.over.set()
            server.shutdown()
            thread.join()


def _delta(delta: Mapping[str, Any], finish: str | None = None) -> Mapping[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "made-up", "choices": [choice]}


def _answer(handler: BaseHTTPRequestHandler, script: Script, over: Event) -> None:
    handler.close_connection = True
    if script.slow:
        over.wait()
        return
    handler.send_response(script.status)
    for name, value in script.headers.items():
        handler.send_header(name, value)
    if script.parts:
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for part in script.parts:
            _chunk(handler, f"data: {json.dumps(part)}\n\n")
        if not script.broken:
            _chunk(handler, "data: [DONE]\n\n")
            _chunk(handler, "")
        return
    content = script.body.encode()
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def _chunk(handler: BaseHTTPRequestHandler, text: str) -> None:
    content = text.encode()
    handler.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
    handler.wfile.flush()
