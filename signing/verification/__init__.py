"""Judges signed PDFs. Free of Django, so that it also runs in the bare processes that open hostile files."""
