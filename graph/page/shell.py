"""Nodes, lines and data → one HTML file, by pyvis with our template. The one module that imports pyvis.

pyvis 0.3.2 brings vis-network and renders; everything that makes its stock page call out or run what labels hold is
not used: our template stands before its own, escaping is on, nothing remote is linked, and a policy with the hashes
of our own script and styles forbids the browser the rest.

Source: Content Security Policy Level 3, 6.7 (hashes); Trusted Types (no text becomes markup).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from pyvis.network import Network

from graph.network import LANGUAGES

HERE = Path(__file__).parent
VIS = "lib/vis-9.1.2/vis-network.min.js"
# In this order: each uses only what stands before it or runs once all are there.
SCRIPTS = (
    "elements.js", "data.js", "words.js", "state.js",
    "lines.js", "labels.js", "stage.js", "drawing.js",
    "quotes.js", "claims.js", "panel.js", "legend.js",
    "search.js", "table.js", "ledger.js", "keys.js", "start.js",
)  # fmt: skip
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "multiselect": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "chosen": True},
}


def render(
    title: str,
    nodes: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    pack: Callable[..., str],
    strings: Mapping[str, Sequence[str]],
) -> str:
    """Render the page. `pack` makes the data block from pyvis' nodes, edges and options.

    Raises:
        ValueError: a script could end its own element; the page would not be safe.
    """
    net = Network(cdn_resources="in_line", directed=True)
    loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(HERE), net.templateEnv.loader])
    net.templateEnv = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    net.path = "template.html"
    net.nodes, net.edges, net.options = list(nodes), list(lines), OPTIONS
    net.node_ids = [node["id"] for node in nodes]
    net.node_map = dict(zip(net.node_ids, net.nodes, strict=True))
    library = _plain(loader.get_source(net.templateEnv, VIS)[0])
    styles = _plain((HERE / "styles.css").read_text(encoding="utf-8"))
    parts = ((HERE / "script" / name).read_text(encoding="utf-8") for name in SCRIPTS)
    script = _plain('"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n")
    net.templateEnv.globals.update(
        title=title,
        pack=pack,
        policy=_policy((library, script), (styles,)),
        library=_trusted(library),
        styles=_trusted(styles),
        script=_trusted(script),
        too_old=list(zip(LANGUAGES, strings["too-old"], strict=True)),
        no_script=list(zip(LANGUAGES, strings["no-script"], strict=True)),
    )
    html: str = net.generate_html()
    return html


def _plain(source: str) -> str:
    """Give the text as a browser hashes it (line ends as HTML reads them), without the link to a map that is not there."""
    return re.sub(r"\n?//# sourceMappingURL=\S*", "", source.replace("\r\n", "\n").replace("\r", "\n"))


def _trusted(source: str) -> Markup:
    """Let a source of ours (never data) into the page as it is."""
    if re.search(r"</(script|style)|<!--", source, re.IGNORECASE):
        raise ValueError("graph/page: a script or style holds </script, </style or <!-- and would end its element. Write it otherwise.")
    return Markup(source)  # noqa: S704 - our own files and pyvis' library, checked above


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Write the Content-Security-Policy: these scripts and styles by hash, pictures out of the page itself, nothing else."""
    return "; ".join((
        "default-src 'none'",
        "script-src " + " ".join(map(_hash, scripts)),
        "style-src " + " ".join(map(_hash, styles)),
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ))  # fmt: skip


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode('ascii')}'"
