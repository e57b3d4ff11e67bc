"""For all tests: commands read pages in their own process, where a test can stand in for the model."""

import os

os.environ.setdefault("ONRECORD_WORKERS", "1")
