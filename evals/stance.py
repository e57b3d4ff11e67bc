"""Which articles dispute a claim: `python evals/stance.py [--update] [--write]`.

Reads headlines and bodies with their stance (`data/stance`), trains the weights of the shipped model with one
story left out at a time, and lets the judge count what `onrecord claim` would print for that story; the
figures with the shipped weights, trained on all stories, stand beside. `--write` trains and writes them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from support import check, corpus_hash, judge, need

from onrecord.capture import read_inputs
from onrecord.extract import extract
from onrecord.link import claims
from onrecord.link.claims.features import LEAD, Told, features, read_claim, read_sentences
from onrecord.link.data_files import read_table
from onrecord.model import Drop
from onrecord.settings import Settings

WEIGHTS = Path(claims.__file__).parent.parent / "data" / "disputes_claims_weights.toml"
#: Chosen among 3.5, 4, 5, 6 and 7 by the left-out stories.
PENALTY = 6.0
#: From which probability on an article disputes a claim that asserts, or one that itself refutes. Chosen by
#: the left-out stories; within 0.15 … 0.18 and 0.33 … 0.4 precision is 57 to 64, recall 28 to 35.
THRESHOLD = {"asserts": 0.17, "refutes": 0.36}
Signs = dict[str, float]
Pairs = dict[tuple[str, str], tuple[str, str]]


def main() -> int:
    """Print the judge's figures beside their floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--write", action="store_true", help="train on all stories and write the weights")
    options = parser.parse_args()
    folder = need("data", "stance")
    bodies = read_bodies(folder)
    stances = read_pairs(folder)
    signs = {pair: features(read_claim(pair[0]), bodies[pair[1]]) for pair in stances}
    if options.write:
        write(train(signs, stances))
    with tempfile.TemporaryDirectory() as scratch:
        held_out = predict(bodies, stances, signs, None)
        figures = count(folder, Path(scratch) / "held_out.jsonl", held_out, "held_out")
        shipped = predict(bodies, stances, signs, dict(claims.read_weights()))
        figures |= count(folder, Path(scratch) / "shipped.jsonl", shipped, "shipped")
    return check("stance", figures, corpus_hash(folder.iterdir()), update=options.update)


def read_bodies(folder: Path) -> dict[str, list[Told]]:
    """Extract the bodies as `onrecord add` would and cut them into sentences, by key."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as scratch:
        inputs = Path(scratch) / "bodies.jsonl"
        with (
            inputs.open("w", encoding="utf-8") as out,
            (folder / "bodies.jsonl").open(encoding="utf-8") as lines,
        ):
            for line in lines:
                body = json.loads(line)
                out.write(json.dumps({"key": str(body["body"]), "text": body["text"]}) + "\n")
        captures = [
            item for item in read_inputs([str(inputs)], settings=settings) if not isinstance(item, Drop)
        ]
        articles = [article for capture in captures for article in extract(capture, settings).articles]
    return {str(a.key): read_sentences(a) if a.kind in ("article", "teaser") else [] for a in articles}


def read_pairs(folder: Path) -> Pairs:
    """Give stance and story by headline and body."""
    found = {}
    with (folder / "pairs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            found[pair["headline"], str(pair["body"])] = (pair["stance"], str(pair["story"]))
    return found


def train(signs: dict[tuple[str, str], Signs], stances: Pairs, without: str | None = None) -> Signs:
    """Fit the weights by Newton's method, every story counting alike; `without` is the story left out."""
    pairs = sorted(pair for pair in signs if stances[pair][1] != without)
    names = sorted({name for pair in pairs for name in signs[pair]})
    rows = np.array([[signs[pair].get(name, 0.0) for name in names] for pair in pairs])
    wanted = np.array([stances[pair][0] == "disagree" for pair in pairs], float)
    stories = [stances[pair][1] for pair in pairs]
    worth = np.array([1 / stories.count(story) for story in stories])
    fitted = fit(rows, wanted, worth / worth.mean())
    return {name: round(float(weight), 4) for name, weight in zip(names, fitted, strict=True)}


def fit(
    rows: NDArray[np.float64], wanted: NDArray[np.float64], worth: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Minimise the logistic loss with a quadratic penalty."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (worth * (chance - wanted)) + PENALTY * weights
        curve = (rows * (worth * chance * (1 - chance))[:, None]).T @ rows + PENALTY * np.eye(rows.shape[1])
        step = np.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-8:
            break
    return weights


def write(weights: Signs) -> None:
    """Write the weights and the thresholds to the package's data."""
    lines = [
        "# Trained by `python evals/stance.py --write`; what the signs are: link/claims/features.py.",
        "",
        "[threshold]",
    ]
    lines += [f"{name} = {value}" for name, value in sorted(THRESHOLD.items())]
    lines += ["", "[weights]", *(f'"{name}" = {value}' for name, value in sorted(weights.items()))]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read_table.cache_clear()
    claims.read_weights.cache_clear()


def predict(
    bodies: dict[str, list[Told]], stances: Pairs, signs: dict[tuple[str, str], Signs], weights: Signs | None
) -> list[tuple[int, str]]:
    """Give the number of each judged claim with each body that disputes it, of all bodies.

    Without `weights`, each story is judged by those trained on the others.
    """
    heard: dict[str, set[str]] = defaultdict(set)
    story_of = {headline: story for (headline, _), (_, story) in stances.items()}
    for (headline, _), (stance, _) in stances.items():
        heard[headline].add(stance)
    judged = sorted(headline for headline, found in heard.items() if {"agree", "disagree"} <= found)
    trained: dict[str, Signs] = {}
    leads = {key: lead_of(told) for key, told in bodies.items()}
    found = []
    for number, headline in enumerate(judged):
        story = story_of[headline]
        if weights is None and story not in trained:
            trained[story] = train(signs, stances, without=story)
        used = trained[story] if weights is None else weights
        claim = read_claim(headline)
        threshold = THRESHOLD["refutes" if claim.refutes else "asserts"]
        for key, told in bodies.items():
            if not claims.is_about(claim, told, leads[key]):
                continue
            if claims.probability(features(claim, told), used) >= threshold:
                found.append((number, key))
    return found


def lead_of(told: list[Told]) -> frozenset[str]:
    """Give the stems of a body's beginning."""
    return frozenset(stem for sentence in told[: LEAD + 1] for stem in sentence.stems)


def count(folder: Path, path: Path, found: list[tuple[int, str]], name: str) -> dict[str, float]:
    """Let the judge count the predictions."""
    lines = [
        json.dumps({"claim_key": str(number), "key": key, "stance": "disputes"}) for number, key in found
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = judge("score_stance.py", folder, path)
    return {f"{name}_{figure}": result[figure] or 0.0 for figure in ("precision", "recall")}


if __name__ == "__main__":
    raise SystemExit(main())
