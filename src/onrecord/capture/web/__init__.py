"""Fetch pages, feeds and files from the web: politely, within limits, and from public addresses only."""

from onrecord.capture.web.reader import Web
from onrecord.capture.web.visits import Visits

__all__ = ["Visits", "Web"]
