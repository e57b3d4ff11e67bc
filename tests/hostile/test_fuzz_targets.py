"""The short version of `trust/fuzz.py`: every target on its seeds and on some mutations of them."""

from __future__ import annotations

import importlib
import random
import subprocess
from pathlib import Path

import pytest

from strategies.fuzzing.everything import TARGETS, BrokenPromiseError, Target
from strategies.fuzzing.target import check

TRUST = Path(__file__).resolve().parents[2] / "trust"
#: Mutated inputs of each target: fewer where one takes long.
MUTATIONS = {
    "html": 8,
    "plain": 15,
    "annotate": 4,
    "model": 30,
    "claims": 6,
    "search": 6,
    "pdf": 4,
    "csv": 10,
}
USUAL = 40


def mutated(target: Target, number: int) -> bytes:
    """Mutate a seed: the same for the same number, whatever ran before."""
    drawn = random.Random(f"{target.name} {number}")
    seeds = target.seeds()
    data = bytearray(seeds[number % len(seeds)][: target.longest])
    for _ in range(drawn.choice((1, 1, 2, 4, 16))):
        at = drawn.randrange(len(data) + 1)
        kind = drawn.randrange(5)
        if kind == 0 and data:
            data[at % len(data)] = drawn.randrange(256)
        elif kind == 1:
            del data[at : at + drawn.choice((1, 3, 40))]
        elif kind == 2 and target.words:
            data[at:at] = drawn.choice(target.words).encode()
        elif kind == 3:
            other = seeds[drawn.randrange(len(seeds))]
            cut = drawn.randrange(len(other) + 1)
            data[at:at] = other[cut : cut + 60]
        else:
            data[at:at] = data[at : at + drawn.choice((2, 30))] * drawn.choice((2, 9))
    return bytes(data[: target.longest])


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_their_mutations_keep_the_promise(name: str) -> None:
    target = TARGETS[name]
    for seed in target.seeds()[:6]:
        target.run(seed[: target.longest])
    for number in range(MUTATIONS.get(name, USUAL)):
        data = mutated(target, number)
        try:
            target.run(data)
        except Exception as error:
            raise AssertionError(f"{name}, mutation {number}: {data!r}") from error


def test_a_broken_promise_is_an_error() -> None:
    with pytest.raises(BrokenPromiseError, match="twice"):
        check(False, "twice")


@pytest.mark.parametrize("words", ["", '"\\x3c"\n'])
def test_a_target_without_words_is_fuzzed_without_a_dictionary(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that nothing is handed over that ends libFuzzer before it has tried anything."""
    monkeypatch.syspath_prepend(TRUST)
    fuzz = importlib.import_module("fuzz")
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, stdout=b"#7\tDONE cov: 3", stderr=b"")

    monkeypatch.setattr(subprocess, "run", run)
    file = tmp_path / "text.words"
    file.write_text(words)
    done = fuzz.Run("text", "a promise")
    fuzz._once(done, 1, tmp_path / "text", file, tmp_path)
    assert (done.inputs, done.covered, done.found) == (7, 3, [])
    assert any(it.startswith("-dict=") for it in commands[0]) == bool(words)
