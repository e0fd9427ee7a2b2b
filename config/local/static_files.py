"""Collects static files again only when a source or an installed package changed."""

import hashlib
from pathlib import Path


def fingerprint(*, project: Path) -> str:
    """SHA-256 over names, sizes and times of the project's static files and over the pinned requirements."""
    digest = hashlib.sha256((project / "requirements.txt").read_bytes())
    for folder in sorted([project / "static", *project.glob("*/static")]):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                fact = path.stat()
                digest.update(f"{path.relative_to(project)}\0{fact.st_size}\0{fact.st_mtime_ns}\n".encode())
    return digest.hexdigest()
