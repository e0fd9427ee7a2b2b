"""Gathers the facts that decide() needs about one case in a constant number of queries; a module a procedure."""

from requests_workflow.selectors.facts.document import profile_of, seal_fingerprints, signer_fingerprints
from requests_workflow.selectors.facts.gathering import facts_for, facts_of_rows

__all__ = ["facts_for", "facts_of_rows", "profile_of", "seal_fingerprints", "signer_fingerprints"]
