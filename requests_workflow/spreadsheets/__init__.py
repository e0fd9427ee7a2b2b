"""Lists in .xlsx: templates of the forms, guarded reading of what people upload, and files with errors written in."""
