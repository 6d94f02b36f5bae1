"""Which model the command line asks for."""

from __future__ import annotations

import os
from pathlib import Path

from graph.llm.answers import read_answers
from graph.llm.endpoint import Endpoint, EndpointError, read_key
from graph.llm.read import Model


def choose_model(server: str | None, name: str | None, recorded: Path | None) -> Model | None:
    """Make the model of a server's address and the name of its model, of recorded answers, or of both; None for neither.

    The key comes from the environment.

    Raises:
        EndpointError: only one of server and name is given.
        SourceError: the recorded answers cannot be read.
    """
    if (server is None) != (name is None):
        given, lacking = ("--llm", "--model NAME") if server else ("--model", "--llm URL")
        raise EndpointError(f"{given}: is given without {lacking}. Give both, or --recorded FILE alone.")
    if server is None and recorded is None:
        return None
    endpoint = Endpoint(server, name, read_key(os.environ)) if server and name else None
    return Model(endpoint, tuple(read_answers(recorded)) if recorded else ())
