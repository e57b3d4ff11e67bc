"""A small attribution network with random weights (needs the extra `train`)."""

from __future__ import annotations

import torch
from transformers import BertConfig

from onrecord.training.network import AttributionNetwork


def small_network(seed: int) -> AttributionNetwork:
    """Make a network of six layers for 50 word pieces, in evaluation mode; its features count."""
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=50,
        hidden_size=24,
        num_hidden_layers=6,
        num_attention_heads=3,
        intermediate_size=40,
        max_position_embeddings=32,
    )
    network = AttributionNetwork(config).eval()
    torch.nn.init.normal_(network.case.weight)
    torch.nn.init.normal_(network.quote.weight)
    return network
