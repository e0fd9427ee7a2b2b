"""Periods and words of reports; pure Python."""
