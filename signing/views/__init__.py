"""Pages of the signature check."""
