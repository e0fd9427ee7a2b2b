"""What else the demo shows of the decree: a lost device, a decision to sign, old cases of August 2024."""

from datetime import datetime, timedelta

from config.demo.acting import Acting, token, user
from config.demo.issue_acting import agency
from config.demo.sending import Sending
from directory.models import Delegation
from directory.services.delegations import DelegationInput, record_delegation
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.services.loss import report_loss
from requests_workflow.services.old_cases import OldCase, OldRow, record_old_case

# The last day of NĐ 130/2018 and the first of NĐ 68/2024.
LAST_OLD_DAY = datetime(2024, 8, 14, 9, 0, tzinfo=VIETNAM)
FIRST_NEW_DAY = LAST_OLD_DAY + timedelta(days=1)
DELEGATED_FOR = timedelta(days=60)


class OtherCases:
    """Each method writes one thing; the clock is that of `acting`."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.sending = Sending(acting)

    def delegated(self) -> None:
        """The director of Sở Tài chính lets the chief of its office sign in his name (TUQ.)."""
        day = self.sending.day(5, 9)
        given = DelegationInput(
            agency=agency("so_tai_chinh"),
            kind=Delegation.Kind.TUQ,
            delegate=user("stc_truongphong"),
            delegate_title="CHÁNH VĂN PHÒNG",
            decision_number="145/QĐ-STC",
            decision_date=day,
            valid_from=day,
            valid_to=self.acting.today + DELEGATED_FOR,
        )
        record_delegation(given=given, by=user("stc_vanthu"), now=self.acting.tick())

    def lost(self) -> None:
        """A subscriber has lost a device: Mẫu 05 and Mẫu 09 are begun for the contact officer."""
        day = self.sending.day(1, 13, 45)
        report_loss(
            token=token("thuebaomat"),
            by=user("thuebaomat"),
            now=self.acting.tick(),
            lost_on=day,
            circumstances="Rơi trên đường đi công tác bản Nậm Ún (giả định), đã tìm lại nhưng không thấy.",
            emergency_call="Đã gọi điện báo cán bộ đầu mối của xã.",
        )

    def of_two_regimes(self) -> None:
        """Two renewals of Sở Tài chính, received a day apart: each stands under the rules of its day."""
        self.sending.day(1, 16, 45)
        self._old(LAST_OLD_DAY, number="655", name="Nguyễn Thị Bích Liên", serial="0f20a61c9d4408")
        self._old(FIRST_NEW_DAY, number="661", name="Trịnh Quốc Bảo", serial="0f20a61c9d4471")

    def _old(self, received_at: datetime, *, number: str, name: str, serial: str) -> None:
        cells = {
            "certificate_name": name,
            "certificate_serial": serial,
            "official_email": "sotaichinh@laichau.example",
            "renew": "x",
        }
        case = OldCase(
            procedure="certificate_update",
            number=number,
            symbol="STC-VP",
            document_date=received_at.date() - timedelta(days=1),
            sent_at=received_at - timedelta(hours=16),
            received_at=received_at,
            answered_at=received_at + timedelta(days=1),
            outcome="closed",
            rows=(OldRow(cells=cells),),
        )
        record_old_case(
            agency=agency("so_tai_chinh"),
            case=case,
            proof=self.acting.proof,
            by=user("stc_vanphong"),
            now=self.acting.tick(),
        )
