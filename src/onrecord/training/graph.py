"""The network as it is run: one paragraph, no batch, no mask, and as few matrix products as can be.

The same numbers as `AttributionNetwork` in evaluation mode (a test holds the two together), in about two
thirds of the time: queries, keys and values are one product, and so are the heads; no padding is computed.
A pruned one (`prune.py`) has fewer neurons in its layers, and GELU by its tanh form, which is quicker.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from onrecord.training.network import LINK_SIZE, MEANING_LAYERS, MEANING_SIZE, AttributionNetwork


class InferenceGraph(nn.Module):
    """Word pieces of one paragraph to the heads' outputs, side by side in the order of `HEADS`."""

    #: The heads, in the order of their columns.
    HEADS = ("roles", "names", "link_from", "link_to", "meaning")

    def __init__(self, network: AttributionNetwork) -> None:
        """Share the weights of a network, in evaluation mode."""
        super().__init__()
        bert = network.bert
        embeddings = bert.embeddings
        self.words = embeddings.word_embeddings
        self.case, self.quote = network.case, network.quote
        # Every piece is of the first token type, whose embedding can go along with the position's.
        first_type = embeddings.token_type_embeddings.weight[0]
        self.positions = nn.Parameter(embeddings.position_embeddings.weight + first_type)
        self.norm = embeddings.LayerNorm
        heads = bert.config.num_attention_heads
        self.layers = nn.ModuleList(Layer(layer, heads) for layer in bert.encoder.layer)
        *below, last = (part.T for part in network.meaning.weight.split(bert.config.hidden_size, dim=1))
        #: What the layers below the last have in the meaning; the last layer's part is with the other heads.
        self.meaning_below = nn.Parameter(torch.cat(below).contiguous())
        meaning = nn.Linear(bert.config.hidden_size, MEANING_SIZE)
        with torch.no_grad():
            meaning.weight.copy_(last.T)
            meaning.bias.copy_(network.meaning.bias)
        self.heads = Product(*(getattr(network, name) for name in self.HEADS[:-1]), meaning)
        low = network.roles.out_features + network.names.out_features
        with torch.no_grad():
            for parameter in (self.heads.weight, self.heads.bias):
                parameter[..., low : low + LINK_SIZE] *= LINK_SIZE**-0.5

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> Tensor:
        """Give the heads' outputs, shape (pieces, columns), for three integer arrays of shape (pieces,)."""
        words, hidden = self.embed(ids, case, quote, self.positions[: ids.shape[0]])
        states = []
        for layer in self.layers:
            hidden = layer(hidden)
            states.append(hidden)
        return self.read(words, states)

    def embed(self, ids: Tensor, case: Tensor, quote: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """Give the embeddings of the words, and what the first layer reads, both of shape (pieces, hidden).

        `places` are the rows of `positions` for the pieces.
        """
        words = self.words(ids)
        return words, self.norm(words + self.case(case) + self.quote(quote) + places)

    def read(self, words: Tensor, states: Sequence[Tensor]) -> Tensor:
        """Give the heads' outputs for what each layer gave, each of shape (pieces, hidden)."""
        below = [words, *(states[number - 1] for number in MEANING_LAYERS[:-1])]
        heads = self.heads(states[-1])
        meaning = heads[:, -MEANING_SIZE:] + torch.cat(below, dim=-1) @ self.meaning_below
        return torch.cat((heads[:, :-MEANING_SIZE], meaning), dim=-1)

    def load_pruned(self, state: dict[str, Tensor]) -> None:
        """Take the weights of a pruned graph, whose layers may be narrower than the network's."""
        self.quicken()
        for number, layer in enumerate(self.layers):
            layer.narrow(torch.arange(state[f"layers.{number}.widened.bias"].shape[0]))
        self.load_state_dict(state)

    def quicken(self) -> None:
        """Compute GELU by its tanh form from now on (`docs/decisions/encoder.md` says what it changes)."""
        for layer in self.layers:
            layer.gelu = "tanh"

    @property
    def sizes(self) -> dict[str, int]:
        """Columns of each head, in order."""
        return dict(zip(self.HEADS, self.heads.sizes, strict=True))


class Product(nn.Module):
    """Several linear maps of one input as one product."""

    def __init__(self, *parts: nn.Linear) -> None:
        super().__init__()
        self.sizes = [part.out_features for part in parts]
        self.weight = nn.Parameter(torch.cat([part.weight for part in parts]).T.contiguous())
        self.bias = nn.Parameter(torch.cat([part.bias for part in parts]))

    def forward(self, rows: Tensor) -> Tensor:
        """Give the maps' outputs side by side."""
        return rows @ self.weight + self.bias


class Layer(nn.Module):
    """One layer of BERT (post-norm, GELU)."""

    def __init__(self, layer: nn.Module, heads: int) -> None:
        super().__init__()
        inner, after = layer.attention.self, layer.attention.output
        self.count, self.width = heads, inner.query.out_features // heads
        self.project = Product(inner.query, inner.key, inner.value)
        with torch.no_grad():  # what the scores would be divided by, the square root of a head's width
            for parameter in (self.project.weight, self.project.bias):
                parameter[..., : heads * self.width] *= self.width**-0.5
        self.joined, self.first_norm = Product(after.dense), after.LayerNorm
        self.widened, self.narrowed = Product(layer.intermediate.dense), Product(layer.output.dense)
        self.second_norm = layer.output.LayerNorm
        self.gelu = "none"

    def forward(self, hidden: Tensor) -> Tensor:
        """Give what the layer makes of the pieces of one paragraph, both of shape (pieces, hidden)."""
        hidden = self.first_norm(self.joined(self.attend(self.project(hidden))) + hidden)
        result: Tensor = self.second_norm(self.narrowed(self.wide(hidden)) + hidden)
        return result

    def attend(self, projected: Tensor) -> Tensor:
        """Give what the pieces of one paragraph take of each other, for their queries, keys and values."""
        query, key, value = projected.reshape(-1, 3, self.count, self.width).permute(1, 2, 0, 3)
        shares = torch.softmax(query @ key.transpose(1, 2), dim=-1)
        return (shares @ value).permute(1, 0, 2).reshape(-1, self.count * self.width)

    def wide(self, hidden: Tensor) -> Tensor:
        """Give what the neurons of the feed-forward part say."""
        return nn.functional.gelu(self.widened(hidden), approximate=self.gelu)

    def narrow(self, kept: Tensor) -> None:
        """Keep these neurons alone."""
        self.widened.weight = nn.Parameter(self.widened.weight.data[:, kept].contiguous())
        self.widened.bias = nn.Parameter(self.widened.bias.data[kept].contiguous())
        self.narrowed.weight = nn.Parameter(self.narrowed.weight.data[kept].contiguous())
