"""Pictures of the record: Vega-Lite specifications with the table behind each, drawn on this machine."""
