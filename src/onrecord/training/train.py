"""Fine-tune the encoder: `python -m onrecord.training.train CORPUS OUT`."""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.training.batches import IGNORED, Instance, batches, encode
from onrecord.training.corpus import Paragraph, read_polnear, restyle_quotes
from onrecord.training.network import AttributionNetwork, load_pretrained
from onrecord.training.silver import label_names

#: Share of the paragraphs that change their style of marks in an epoch.
STYLES = (("straight", 0.25), ("single", 0.12), ("upper", 0.02))
MAX_PIECES = 256


def main() -> None:
    """Train on a corpus in PolNeAR layout and write a checkpoint after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with text/ and attributions/")
    parser.add_argument("out", type=Path, help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--pieces", type=int, default=4096, help="word pieces a batch")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--resume", type=Path, help="start from this checkpoint")
    parser.add_argument("--limit", type=int, help="use this many paragraphs only (for a trial)")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)

    network, tokenizer_path = load_pretrained()
    if options.resume:
        network.load_state_dict(torch.load(options.resume, map_location="cpu"))
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    paragraphs = list(label_names(list(read_polnear(options.corpus))[: options.limit]))
    print(f"{len(paragraphs)} paragraphs, {sum(len(p.names) for p in paragraphs)} silver names", flush=True)

    heads = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": network.bert.parameters(), "lr": options.rate, "weight_decay": 0.01},
            {"params": heads, "lr": options.head_rate, "weight_decay": 0.0},
        ]
    )
    total = options.epochs * len(list(batches(_encode(tokenizer, paragraphs, rng), options.pieces, rng)))
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (total * 1.02 - step) / (total * 1.02 - warm)))
    )
    for epoch in range(options.epochs):
        started, losses = time.monotonic(), []
        instances = _encode(tokenizer, paragraphs, rng)
        network.train()
        for number, batch in enumerate(batches(instances, options.pieces, rng)):
            loss = _loss(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if number % 50 == 49:
                pace = (time.monotonic() - started) / (number + 1)
                print(
                    f"epoch {epoch} batch {number + 1} of ~{total // options.epochs}: "
                    f"loss {sum(losses[-50:]) / 50:.3f}, {pace:.2f} s a batch",
                    flush=True,
                )
        torch.save(network.state_dict(), options.out / f"epoch{epoch}.pt")
        print(
            f"epoch {epoch}: loss {sum(losses) / len(losses):.3f}, {time.monotonic() - started:.0f} s",
            flush=True,
        )


def _encode(tokenizer: Tokenizer, paragraphs: list[Paragraph], rng: random.Random) -> list[Instance]:
    instances = []
    for paragraph in paragraphs:
        for style, share in STYLES:
            if rng.random() < share:
                paragraph = restyle_quotes(paragraph, style)
        instances.append(encode(tokenizer, paragraph))
    return instances


def _loss(network: AttributionNetwork, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        roles, names, source, target = network(batch["ids"], batch["mask"], batch["case"], batch["quote"])
        scores = source @ target.transpose(1, 2)
    scores = scores.float().masked_fill(batch["mask"][:, None, :] == 0, -1e4)
    parts = [
        functional.cross_entropy(x.float().flatten(0, 1), y.flatten(), ignore_index=IGNORED)
        for x, y in ((roles, batch["roles"]), (names, batch["names"]))
    ]
    link = functional.cross_entropy(scores.flatten(0, 1), batch["links"].flatten(), ignore_index=IGNORED)
    if torch.isnan(link):  # no span in the whole batch
        link = scores.sum() * 0.0
    return parts[0] + 0.5 * parts[1] + 0.3 * link


if __name__ == "__main__":
    main()
