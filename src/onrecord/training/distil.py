"""Train a pruned network towards the whole one: `python -m onrecord.training.distil CHECKPOINT PRUNED OUT`.

No label is read, only the paragraphs: the loss is how far the heads are from those of the whole network, and
the states of each layer, which the head of deeds reads. The rate is low: `prune.py` leaves little to mend.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.training.graph import InferenceGraph
from onrecord.training.network import load_pretrained
from onrecord.training.passages import packs, passages, run

#: Word pieces of a pack, and packs of a step.
PIECES, PACKS = 900, 3
#: What tags of roles, the other columns of the heads, and states weigh beside tags of names.
ROLES_WEIGHT, REST_WEIGHT, STATES_WEIGHT = 3.0, 0.05, 0.5
#: Steps over which the rate rises.
_WARM = 30


def main() -> None:
    """Write the trained weights of the pruned graph to OUT.pt."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path, help="of the whole network")
    parser.add_argument("pruned", type=Path, help="what prune.py has written")
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with text/ and attributions/")
    parser.add_argument("--gum", type=Path, help="folder of GUM; half of its documents are read")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.2e-5)
    options = parser.parse_args()
    network, tokenizer = load_pretrained()
    network.load_state_dict(torch.load(options.checkpoint, map_location="cpu"))
    whole = InferenceGraph(network).eval()
    small = copy.deepcopy(whole)
    small.load_pruned(torch.load(options.pruned, map_location="cpu"))
    rng = random.Random(1)
    instances = passages(tokenizer, options.corpus, options.gum, rng)
    for held in (small.words.weight, small.positions):
        held.requires_grad = False
    trained = [it for it in small.parameters() if it.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.0, betas=(0.9, 0.99))
    steps = options.epochs * sum(len(it.ids) for it in instances) // (PIECES * PACKS)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / _WARM, max(0.01, 1 - step / steps))
    )
    started, losses = time.monotonic(), []
    for epoch in range(options.epochs):
        for number, pack in enumerate(packs(instances, PIECES, rng), 1):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                with torch.no_grad():
                    wanted = run(whole, pack)
                found = run(small, pack)
            loss = distance(wanted, found, network.roles.out_features, network.names.out_features)
            (loss / PACKS).backward()
            losses.append(loss.item())
            if number % PACKS == 0:
                torch.nn.utils.clip_grad_norm_(trained, 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                schedule.step()
            if number % 300 == 0:
                passed = time.monotonic() - started
                print(
                    f"epoch {epoch} pack {number}: loss {sum(losses[-300:]) / 300:.4f}, {passed:.0f} s",
                    flush=True,
                )
        torch.save(small.state_dict(), options.out)


def distance(
    wanted: tuple[list[Tensor], Tensor], found: tuple[list[Tensor], Tensor], roles: int, names: int
) -> Tensor:
    """Tell how far one network's states and heads (as `run` gives them) are from another's: the loss.

    `roles` and `names` are the columns of the first two heads, which are tags.
    """
    heads, own = wanted[1].float(), found[1].float()
    tags = roles + names
    states = sum(functional.mse_loss(a.float(), b.float()) for a, b in zip(found[0], wanted[0], strict=True))
    return (
        ROLES_WEIGHT * _divergence(heads[:, :roles], own[:, :roles])
        + _divergence(heads[:, roles:tags], own[:, roles:tags])
        + REST_WEIGHT * functional.mse_loss(own[:, tags:], heads[:, tags:])
        + STATES_WEIGHT * states
    )


def _divergence(wanted: Tensor, found: Tensor) -> Tensor:
    """Give the mean Kullback-Leibler divergence of tags, for logits of shape (pieces, tags)."""
    return functional.kl_div(
        functional.log_softmax(found, dim=-1),
        functional.log_softmax(wanted, dim=-1),
        log_target=True,
        reduction="batchmean",
    )


if __name__ == "__main__":
    main()
