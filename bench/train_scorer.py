"""Train the weights of the pair scorer from two public corpora (needs the extra `train`).

    python bench/train_scorer.py --finre FinRE/train.txt --core core/train.json [--out graph/scorer]

FinRE: thunlp/Chinese_NRE, MIT. CORE: pnborchert/CORE, CC BY 4.0. No sentence of theirs is kept, only weights of hashed
features. The same files give the same bytes. Prints what was trained.
"""

from __future__ import annotations

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path

from graph.pipeline import replace_file
from graph.scorer.corpora import read_core, read_finre
from graph.scorer.labels import read_labels
from graph.scorer.training import train
from graph.scorer.weights import FOLDER, to_bytes


def main(finre: Path, core: Path, out: Path) -> None:
    """Train and write both languages."""
    labels = read_labels()
    for language, pairs in (("zh", read_finre(finre, labels)), ("en", read_core(core, labels))):
        weights = train(pairs, labels)
        written = to_bytes(weights)
        replace_file(out / f"{language}.npz", written)
        print(
            f"{language}: {len(pairs):,} pairs, {len(weights.keys):,} features, {len(weights.classes)} classes, "
            f"sharpness {weights.sharpness:.2f}, threshold {weights.threshold:.2f}, "
            f"{len(written):,} bytes, sha256 {sha256(written).hexdigest()[:16]}"
        )


if __name__ == "__main__":
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--finre", type=Path, required=True, help="FinRE's train.txt")
    parser.add_argument("--core", type=Path, required=True, help="CORE's train.json")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder of the weights")
    given = parser.parse_args()
    main(given.finre, given.core, given.out)
