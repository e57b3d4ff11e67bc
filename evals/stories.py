"""Story grouping on public corpora: `python evals/stories.py [--update] [--fit]`.

Groups the bodies of `stance` (stories known) and the documents of `ecbplus` dev (each topic has two
incidents of one kind) with the stages "copies" and "stories", and prints B³ (Bagga and Baldwin 1998) in
per cent. Every text of these corpora is an article, so the gate that turns away pages without running
text is passed over. `--fit` prints the weights of the likeness as fitted on the training half of ECB+.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from support import check, corpus_hash, need

from onrecord.annotate.annotator import Annotator
from onrecord.extract import extract
from onrecord.link.copies import Copies
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stories import Stories
from onrecord.link.stories.items import make_item
from onrecord.link.stories.likeness import WEIGHTS, features
from onrecord.model import AnnotatedArticle, Article, Block, Capture, capture_id, sha256
from onrecord.settings import Settings

#: What the tokens of ECB+ have no space before, and none behind.
_JOINED = re.compile(r"\s+([,.;:!?)\]%’]|'s\b|n't\b)|([(\[$])\s+")


def main() -> int:
    """Print the figures beside their floors, or the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument(
        "--fit", action="store_true", help="fit the likeness on ECB+ train and print its weights"
    )
    options = parser.parse_args()
    annotator = Annotator()
    if options.fit:
        _fit(_annotated(_ecb(need("data", "ecbplus", "train_corpus.txt")), annotator))
        return 0
    stance, ecb = need("data", "stance", "bodies.jsonl"), need("data", "ecbplus", "dev_corpus.txt")
    figures: dict[str, float] = {}
    for name, texts in (("stance", _stance(stance)), ("ecbplus_dev", _ecb(ecb))):
        precision, recall, f1 = _bcubed(_grouped(_annotated(texts, annotator)))
        figures |= {f"{name}_f1": f1, f"{name}_precision": precision, f"{name}_recall": recall}
    return check("stories", figures, corpus_hash((stance, ecb)), update=options.update)


def _stance(path: Path) -> Iterator[tuple[str, str, str]]:
    """Give key, story and text of each body; a body's story stands in the pairs it is in."""
    pairs = (
        json.loads(line) for line in path.with_name("pairs.jsonl").read_text(encoding="utf-8").splitlines()
    )
    story = {pair["body"]: str(pair["story"]) for pair in pairs}
    for line in path.read_text(encoding="utf-8").splitlines():
        body = json.loads(line)
        yield str(body["body"]), story[body["body"]], body["text"]


def _ecb(path: Path) -> Iterator[tuple[str, str, str]]:
    """Give key, sub-topic and text of each document: `12_3ecb` is of 12, `12_3ecbplus` of the other 12."""
    documents: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) > 3:
            documents[fields[0]][fields[1]].append(fields[3])
    for key, sentences in documents.items():
        text = "\n\n".join(" ".join(words) for words in sentences.values())
        subtopic = key.split("_")[0] + ("plus" if key.endswith("plus") else "")
        yield key, subtopic, _JOINED.sub(r"\1\2", text.replace("``", '"').replace("''", '"'))


def _annotated(
    texts: Iterable[tuple[str, str, str]], annotator: Annotator
) -> dict[str, tuple[str, AnnotatedArticle]]:
    """Annotate each text; gives the story and the article by the article's id."""
    result = {}
    for key, story, text in texts:
        article = _article(key, text)
        result[article.id] = story, AnnotatedArticle(article=article, annotations=annotator.annotate(article))
    return result


def _article(key: str, text: str) -> Article:
    content = text.encode()
    identity = capture_id(sha256(content), key, key=key)
    capture = Capture(
        id=identity, content=content, sha256=sha256(content), media_type="text/plain", path=key, key=key
    )
    article = extract(capture, Settings()).articles[0]
    if article.kind == "article":
        return article
    return replace(article, kind="article", blocks=(Block(start=0, end=len(text), kind="body"),))


def _grouped(articles: Mapping[str, tuple[str, AnnotatedArticle]]) -> list[tuple[str, str]]:
    """Link the articles; gives the true and the found story of each."""
    index = MemoryIndex()
    link([article for _, article in articles.values()], index, [Copies(), Stories()])
    found = {member: group.id for group in index.groups("stories") for member in group.members}
    return [(story, found.get(identity, identity)) for identity, (story, _) in articles.items()]


def _bcubed(grouped: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Give B³ precision, recall and F1 in per cent."""
    both: dict[tuple[str, str], int] = defaultdict(int)
    true: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    for story, group in grouped:
        both[story, group] += 1
        true[story] += 1
        found[group] += 1
    precision = sum(both[pair] / found[pair[1]] for pair in grouped) / len(grouped)
    recall = sum(both[pair] / true[pair[0]] for pair in grouped) / len(grouped)
    f1 = 2 * precision * recall / (precision + recall)
    return round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1)


def _fit(
    articles: Mapping[str, tuple[str, AnnotatedArticle]], steps: int = 60, penalty: float = 1e-3
) -> None:
    """Fit a logistic regression by Newton's method to the pairs that share any weighty word."""
    items = [(story, item) for story, article in articles.values() if (item := make_item(article))]
    rows, same = [], []
    for (one, a), (other, b) in itertools.combinations(items, 2):
        shared = a.body["stems"].keys() & b.body["stems"].keys()
        if len(shared) > 2:
            rows.append([features(a.body, b.body)[name] for name in WEIGHTS])
            same.append(one == other)
    x, y = np.array(rows), np.array(same, dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    weights = np.zeros(z.shape[1])
    for _ in range(steps):
        guess = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (guess - y) / len(y) + penalty * weights
        curve = (z * (guess * (1 - guess))[:, None]).T @ z / len(y) + penalty * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    fitted = dict(zip(WEIGHTS, np.round(weights[:-1] / spread, 1).tolist(), strict=True))
    bias = weights[-1] - float((weights[:-1] * mean / spread).sum())
    print(f"{len(y)} pairs, weights {fitted}, bias {bias:.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
