"""What a reader sees of a signature or a filled field: Tinos text drawn into PDF appearance streams."""
