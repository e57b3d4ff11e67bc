"""The record as people read it: what the stages kept, put together for commands, pages and exports."""
