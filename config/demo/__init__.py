"""Demo data: the bodies that the seeds name, fictional people in them, and certificates of the test CA.

The specifications (`bodies`, `officials`, `devices`) are plain data; the `write_*` modules turn them into rows.
"""
