"""Forms of the workflow's pages; they check types and shapes, the engine checks the law."""
