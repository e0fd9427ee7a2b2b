"""Mẫu 07: partial notices, each row noticed once, sending ends rows and dossier; without a notice it grows louder."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from directory.selectors.roles import actor_for
from requests_workflow.domain.notice_urgency import NoticeLevel
from requests_workflow.models import Dossier, Notification, Request
from requests_workflow.selectors.handovers import missing_notices, waiting_receipts
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.notice_alerts import watch_notices
from requests_workflow.services.notices import create_notice, rows_without_notice
from tests.access.plans import recorded
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver, row

FIVE = ("nc_moi_dan_van", "nc_moi_y_te", "nc_moi_ke_toan", "nc_moi_van_hoa", "nc_moi_tu_phap")


@pytest.fixture(scope="module")
def opening():
    def open_case(driver) -> Dossier:
        """Five devices handed over on paper on a Thursday."""
        issuing = IssueDriver(driver.now)
        case = issuing.answer(issuing.issue_sent(*FIVE), issued=range(1, 6))
        case = issuing.devices(issuing.certificates(case, *range(1, 6)), *range(1, 6))
        for position in range(1, 6):
            case = issuing.handed_over_on_paper(case, position)
        driver.now = issuing.now
        return case

    return open_case


def waiting(case: Dossier) -> list[int]:
    return list(rows_without_notice(case).order_by("position").values_list("position", flat=True))


class TestNotices:
    def test_two_of_five_then_three_close_the_rows_and_with_the_last_the_dossier(self, issuing, case):
        first = issuing.notice_sent(case, 2, 4)
        assert first.state == "sent"
        assert issuing.states(case) == ["handed_over", "closed", "handed_over", "closed", "handed_over"]
        assert issuing.fresh(case).state == "answered"
        assert issuing.states(first) == ["closed", "closed"]
        second = issuing.notice_sent(case, number="141")
        assert [one.name for one in second.requests.order_by("position")] == [
            issuing.row(case, n).name for n in (1, 3, 5)
        ]
        after = issuing.fresh(case)
        assert (after.state, after.closed_at, issuing.states(case)) == ("closed", second.closed_at, ["closed"] * 5)

    def test_a_draft_keeps_its_rows_and_closes_nothing(self, issuing, case):
        notice = issuing.notice(case, 1, 2)
        assert notice.parent == case
        assert waiting(case) == [3, 4, 5]
        assert issuing.states(case) == ["handed_over"] * 5
        printed = notice.requests.get(position=1).printed
        assert printed["subscriber_name"] == issuing.row(case, 1).name
        assert printed["token_serial"] == issuing.row(case, 1).token.serial_number
        assert printed["handed_over_on"] == "19/11/2026"

    def test_a_row_is_noticed_once(self, issuing, case):
        issuing.notice(case, 1, 2)
        again = [issuing.row(case, n).public_id for n in (2, 3)]
        with pytest.raises(InvalidInput, match="thông báo khác"):
            create_notice(dossier=case, row_ids=again, by=user("daumoi"), now=issuing.tick())
        assert case.followers.count() == 1

    def test_the_database_refuses_a_second_notice_of_a_row(self, issuing, case):
        notice = issuing.notice(case, 1)
        other = issuing.notice(case, 2)
        with pytest.raises(IntegrityError, match="request_noticed_once"), transaction.atomic():
            Request.objects.create(
                dossier=other,
                position=9,
                procedure="handover_notice",
                state="pending",
                origin=notice.requests.get().origin,
            )

    def test_a_notice_thrown_away_frees_its_rows(self, issuing, case):
        notice = issuing.notice(case, 1, 2)
        notice = issuing.act(notice, "withdraw", by="vanphong", reason="Chọn nhầm người, lập lại.")
        assert (notice.state, issuing.states(notice)) == ("withdrawn", ["withdrawn"] * 2)
        assert waiting(case) == [1, 2, 3, 4, 5]
        issuing.notice_sent(case)
        assert issuing.fresh(case).state == "closed"

    def test_the_case_ends_with_its_last_row_also_where_that_gets_no_device(self, issuing):
        case = issuing.answer(issuing.issue_sent("nc_moi_quan_su", "nc_moi_noi_vu"), issued=(1, 2))
        case = issuing.devices(issuing.certificates(case, 1, 2), 1, 2)
        issuing.handed_over_on_paper(case, 1)
        issuing.notice_sent(case)
        assert issuing.fresh(case).state == "answered"
        case = issuing.act(case, "stop_delivery", by="vanphong", row=2, reason="Người này đã chuyển công tác.")
        assert case.state == "closed"

    def test_who_does_not_draft_there_opens_none(self, issuing, case):
        rows = [issuing.row(case, 1).public_id]
        for who in ("vanthu", "chutich", "vl_vanphong", "canboso"):
            with pytest.raises(WorkflowError):
                create_notice(dossier=case, row_ids=rows, by=user(who), now=issuing.tick())
        assert case.followers.count() == 0

    def test_a_row_not_handed_over_is_no_matter_for_a_notice(self, issuing):
        case = issuing.answer(issuing.issue_sent("nc_moi_quan_su"), issued=(1,))
        case = issuing.devices(issuing.certificates(case, 1), 1)
        with pytest.raises(InvalidInput):
            create_notice(
                dossier=case, row_ids=[issuing.row(case, 1).public_id], by=user("vanphong"), now=issuing.tick()
            )


def seen(who: str, at: datetime) -> list:
    return missing_notices(actor=actor_for(user=user(who), now=at), now=at)


class TestTheTaskGrowsLouder:
    # The hand-over was on Thursday 19/11/2026.
    @pytest.mark.parametrize(
        ("days_later", "level", "who"),
        [
            (0, NoticeLevel.NOTICE, {"vanphong", "daumoi"}),
            (1, NoticeLevel.WARNING, {"vanphong", "daumoi"}),
            (3, NoticeLevel.WARNING, {"vanphong", "daumoi"}),  # Sunday: one working day
            (4, NoticeLevel.WARNING, {"vanphong", "daumoi"}),  # Monday: two
            (5, NoticeLevel.WARNING, {"vanphong", "daumoi"}),  # Tuesday 24/11, a holiday: still two
            (6, NoticeLevel.DANGER, {"vanphong", "daumoi", "chutich", "phochutich"}),  # Wednesday: three
        ],
    )
    def test_each_level_is_seen_by_those_it_concerns(self, issuing, case, days_later, level, who):
        at = issuing.now + timedelta(days=days_later)
        people = ("vanphong", "daumoi", "vanthu", "chutich", "phochutich", "thuebao", "canboso", "vl_vanphong")
        found = {one: seen(one, at) for one in people}
        assert {one for one, lines in found.items() if lines} == who
        (line,) = found["vanphong"]
        assert (line.level, line.total, line.without_notice, line.in_draft) == (level, 5, 5, 0)
        assert line.dossier == case

    def test_a_draft_does_not_silence_it_and_sending_does(self, issuing, case):
        notice = issuing.notice(case, 1, 2)
        (line,) = seen("vanphong", issuing.now)
        assert (line.without_notice, line.in_draft, line.notices) == (3, 2, (notice,))
        issuing.dispatch(issuing.make_official(notice))
        (line,) = seen("vanphong", issuing.now)
        assert (line.without_notice, line.in_draft, line.notices) == (3, 0, ())
        issuing.notice_sent(case, number="141")
        assert seen("vanphong", issuing.now + timedelta(days=30)) == []

    def test_the_oldest_hand_over_comes_first_at_a_constant_price(self, issuing, case):
        at = issuing.now
        few = len(recorded(lambda: seen("vanphong", at)))
        issuing.now += timedelta(days=1)
        other = issuing.answer(issuing.issue_sent("nc_moi_quan_su"), issued=(1,))
        issuing.handed_over_on_paper(issuing.devices(issuing.certificates(other, 1), 1), 1)
        issuing.notice(case, 1)
        found: list = []
        many = len(recorded(lambda: found.extend(seen("vanphong", issuing.now))))
        assert [one.dossier for one in found] == [case, other]
        assert many == few

    def test_people_are_told_once_a_level_and_on_working_days_alone(self, issuing, case):
        def told(kind: str) -> set[str]:
            found = Notification.objects.filter(kind=f"handover_notice_{kind}", dossier=case)
            return set(found.values_list("recipient__username", flat=True))

        thursday = issuing.now
        assert watch_notices(now=thursday) == 2
        assert watch_notices(now=thursday + timedelta(hours=1)) == 0
        assert told("notice") == {"vanphong", "daumoi"}
        assert watch_notices(now=thursday + timedelta(days=1)) == 2
        assert told("warning") == {"vanphong", "daumoi"}
        assert watch_notices(now=thursday + timedelta(days=2)) == 0  # Saturday
        assert watch_notices(now=thursday + timedelta(days=5)) == 0  # a holiday
        assert watch_notices(now=thursday + timedelta(days=6)) == 4
        assert told("danger") == {"vanphong", "daumoi", "chutich", "phochutich"}
        assert watch_notices(now=thursday + timedelta(days=7)) == 0

    def test_after_a_partial_notice_what_is_left_is_told_anew(self, issuing, case):
        assert watch_notices(now=issuing.now) == 2
        issuing.notice_sent(case, 1, 2)
        assert watch_notices(now=issuing.now) == 2
        text = Notification.objects.filter(kind="handover_notice_notice").latest("id").body
        assert "có 3 thiết bị" in text
        issuing.notice_sent(case, number="141")
        assert watch_notices(now=issuing.now + timedelta(days=6)) == 0


class TestWhatASubscriberIsToConfirm:
    def test_own_offers_and_own_activations(self, issuing):
        sim = row("thuebaosim", medium="sim_pki", sim_pki="Viettel")
        case = issuing.answer(issuing.issue_sent("thuebaomoi", sim), issued=(1, 2))
        case = issuing.devices(issuing.certificates(case, 1), 1)

        def own(who: str) -> list[int]:
            actor = actor_for(user=user(who), now=issuing.now)
            return [one.position for one in waiting_receipts(actor) if one.dossier_id == case.pk]

        assert (own("thuebaomoi"), own("thuebaosim"), own("vanphong")) == ([], [], [])
        issuing.offered(case, 1)
        issuing.certificates(case, 2)
        assert (own("thuebaomoi"), own("thuebaosim"), own("vanphong")) == ([1], [2], [])
        issuing.confirmed(case, 1, by="thuebaomoi")
        issuing.act(case, "confirm_activation", by="thuebaosim", row=2)
        assert (own("thuebaomoi"), own("thuebaosim")) == ([], [])
