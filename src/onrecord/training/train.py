"""Fine-tune the encoder: `python -m onrecord.training.train CORPUS OUT [--gum FOLDER]`.

An epoch reads the corpus (some of its paragraphs with invented names or other marks), half of GUM twice, and
sentences of our own with coined names. The loss adds up role tags, name tags, links and meanings.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.training.batches import IGNORED, Instance, batches, encode
from onrecord.training.corpus import Paragraph, restyle_quotes
from onrecord.training.frames import filled_frames
from onrecord.training.gum_corpus import gum_paragraphs
from onrecord.training.invented import invent_names
from onrecord.training.meaning import meaning_loss
from onrecord.training.network import AttributionNetwork, load_pretrained
from onrecord.training.prepare import prepare

#: Share of the paragraphs that change their style of marks in an epoch.
STYLES = (("straight", 0.25), ("single", 0.12), ("upper", 0.02))
MAX_PIECES = 256
#: Of the second reading of GUM in an epoch, the share of paragraphs with invented names.
GUM_INVENTED = 0.7
#: What the names, the links and the meanings weigh beside the roles.
NAMES_WEIGHT, LINKS_WEIGHT, MEANING_WEIGHT = 0.5, 0.3, 0.5
#: Learning rate of the meaning's head, which starts anew.
MEANING_RATE = 2e-3
#: Heads that a checkpoint of an earlier version may lack.
NEW_HEADS = ("meaning.",)


def main() -> None:
    """Train on a corpus in PolNeAR layout and write a checkpoint after each epoch."""
    options = _options()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)

    network, tokenizer_path = load_pretrained()
    if options.resume:
        _resume(network, options.resume)
    if options.meaning_only:
        for name, parameter in network.named_parameters():
            parameter.requires_grad = name.startswith("meaning.")
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    prepared = prepare(options.corpus, options.limit, options.seed, options.cache)
    targets = torch.from_numpy(prepared.targets)
    gum = gum_paragraphs(options.gum) if options.gum else []
    print(f"{len(prepared.paragraphs)} paragraphs, {len(gum)} of GUM, {len(targets)} meanings", flush=True)

    def epoch_of_instances() -> list[Instance]:
        paragraphs = [
            invent_names(paragraph, rng) if rng.random() < share else paragraph
            for group, share in ((prepared.paragraphs, options.invented), (gum, 0.0), (gum, GUM_INVENTED))
            for paragraph in group
        ]
        return _encode(tokenizer, paragraphs + filled_frames(options.frames, rng), rng)

    heads = [p for name, p in network.named_parameters() if not name.startswith(("bert.", *NEW_HEADS))]
    optimizer = torch.optim.AdamW(
        [
            {"params": network.bert.parameters(), "lr": options.rate, "weight_decay": 0.01},
            {"params": heads, "lr": options.head_rate, "weight_decay": 0.0},
            {"params": network.meaning.parameters(), "lr": MEANING_RATE, "weight_decay": 0.0},
        ]
    )
    total = options.epochs * len(list(batches(epoch_of_instances(), options.pieces, rng)))
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (total * 1.02 - step) / (total * 1.02 - warm)))
    )
    for epoch in range(options.epochs):
        started, losses = time.monotonic(), []
        instances = epoch_of_instances()
        network.train()
        for number, batch in enumerate(batches(instances, options.pieces, rng)):
            loss = _loss(network, batch, targets)
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


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help="folder with text/ and attributions/")
    parser.add_argument("out", type=Path, help="folder for checkpoints")
    parser.add_argument(
        "--gum", type=Path, help="folder of GUM with dep/ and rst/; half of its documents are read"
    )
    parser.add_argument(
        "--cache", type=Path, help="file that keeps silver names and targets for the next run"
    )
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--pieces", type=int, default=4096, help="word pieces a batch")
    parser.add_argument(
        "--invented", type=float, default=0.35, help="share of paragraphs with invented names"
    )
    parser.add_argument("--frames", type=int, default=1500, help="paragraphs of our own sentences an epoch")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--resume", type=Path, help="start from this checkpoint; a head it lacks starts anew")
    parser.add_argument("--meaning-only", action="store_true", help="hold all still but the meaning's head")
    parser.add_argument("--limit", type=int, help="use this many paragraphs only (for a trial)")
    return parser.parse_args()


def _resume(network: AttributionNetwork, checkpoint: Path) -> None:
    own = network.state_dict()
    kept = {
        key: value
        for key, value in torch.load(checkpoint, map_location="cpu").items()
        if not key.startswith(NEW_HEADS) or (key in own and own[key].shape == value.shape)
    }
    lacking, unknown = network.load_state_dict(kept, strict=False)
    wrong = [*unknown, *(key for key in lacking if not key.startswith(NEW_HEADS))]
    if wrong:
        raise ValueError(f"{checkpoint} is not a checkpoint of this network: {wrong[:3]}")


def _encode(tokenizer: Tokenizer, paragraphs: list[Paragraph], rng: random.Random) -> list[Instance]:
    instances = []
    for paragraph in paragraphs:
        for style, share in STYLES:
            if rng.random() < share:
                paragraph = restyle_quotes(paragraph, style)
        instances.append(encode(tokenizer, paragraph))
    return instances


def _loss(network: AttributionNetwork, batch: dict[str, torch.Tensor], targets: torch.Tensor) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        roles, names, source, target, meaning = network(
            batch["ids"], batch["mask"], batch["case"], batch["quote"]
        )
        scores = source @ target.transpose(1, 2)
    scores = scores.float().masked_fill(batch["mask"][:, None, :] == 0, -1e4)
    return (
        _cross_entropy(roles, batch["roles"])
        + NAMES_WEIGHT * _cross_entropy(names, batch["names"])
        + LINKS_WEIGHT * _cross_entropy(scores, batch["links"])
        + MEANING_WEIGHT * meaning_loss(meaning, batch["spans"], targets[batch["rows"]])
    )


def _cross_entropy(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Give the mean over what is not ignored; 0 where all of it is."""
    total = functional.cross_entropy(
        logits.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (wanted != IGNORED).sum().clamp(min=1)


if __name__ == "__main__":
    main()
