"""Every procedure of the product, by code."""

from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.procedures import token_recovery

PROCEDURES: MappingProxyType[str, Procedure] = MappingProxyType(
    {one.code: one for one in (token_recovery.DOSSIER, token_recovery.REQUEST)}
)


def procedure(code: str) -> Procedure:
    """The procedure with this code. Raises LookupError for an unknown one."""
    try:
        return PROCEDURES[code]
    except KeyError:
        raise LookupError(f"no procedure {code!r}") from None
