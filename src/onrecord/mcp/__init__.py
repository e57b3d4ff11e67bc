"""The record for assistants, over the Model Context Protocol: answers that can be cited and checked."""
