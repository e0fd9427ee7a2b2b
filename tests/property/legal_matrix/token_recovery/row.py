"""What a row of the matrix says, the people of the cases, and the documents it cites."""

from dataclasses import dataclass, field
from typing import Any

# People of the cases. The leader's token is not among the rows unless a row says so.
SUBSCRIBER, CLERK, CONTACT, UNIT_HEAD, CHECKER, LEADER, REGISTRY = 1, 2, 3, 4, 5, 6, 7
OFFICER, DEPARTMENT_LEADER, PROVIDER_OFFICER = 8, 9, 10

LAI_CHAU = "lai_chau_2025"
TAN_UYEN = "tan_uyen_2024"
NINH_BINH = "ninh_binh_city_2018"
NINH_THUAN = "ninh_thuan_2017"
VINH_LONG = "vinh_long_2020"
ENDED = {TAN_UYEN, NINH_BINH}  # these bodies ended on 30/6/2025


@dataclass(frozen=True)
class Row:
    """In `state`, may somebody with `role` do `act`, given what differs from an ordinary case?

    `refused` maps each expected refusal to the clause that forbids it (instrument code, locator); empty means allowed.
    """

    law: str
    state: str
    act: str
    role: str
    given: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    overlay: str | None = LAI_CHAU
    body: str = "sender"
    procedure: str = "token_recovery_dossier"


ND68, ND30, OWN = "nd-68-2024", "nd-30-2020", "product-rules"
S0, S1, S4 = "lai-chau-2025", "vinh-long-2020", "tan-uyen-2024"
S2, S3 = "ninh-binh-city-2018", "ninh-thuan-2017"
FOUR_EYES = (OWN, "Nguyên tắc bốn mắt,")
