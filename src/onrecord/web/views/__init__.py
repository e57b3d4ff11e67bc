"""What pages show, put together from the record as plain values: no request, no template, no address."""
