"""What minutes about devices share (Mẫu 08 and 09): drawn up, signed, numbered, sealed and sent to the provider."""
