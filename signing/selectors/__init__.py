"""Reading what the signing workers did."""
