"""Which bodies may ask: local rules leave some sectors out."""

from django.test import Client

from directory.models import Agency, Membership
from tests.cases.driver import Driver, agency, token_of, user


def test_a_body_of_an_excluded_sector_asks_nothing_under_rules_that_leave_it_out(drive: Driver):
    """Vĩnh Long Điều 2 khoản 2; the rules of Lai Châu leave nobody out."""
    body = agency("na_cang")
    Agency.objects.filter(pk=body.pk).update(kind=Agency.Kind.POLICE, overlay="vinh_long_2020")
    dossier = drive.draft(tokens=[token_of("thuebao")])
    assert dossier.overlay == "vinh_long_2020"
    assert "agency_excluded" in drive.refused(dossier, "submit_to_leader", by="vanphong")
    drive.act(dossier, "withdraw", by="vanphong", reason="Gửi theo đường của ngành công an.")
    Agency.objects.filter(pk=body.pk).update(overlay="lai_chau_2025")
    dossier = drive.draft(tokens=[token_of("thuebao")])
    assert drive.act(dossier, "submit_to_leader", by="vanphong").state == "leader_review"


def test_a_body_without_a_contact_officer_is_told_so_where_the_rules_want_one(drive: Driver, client: Client):
    """Vĩnh Long Điều 9 khoản 4: it is told before it submits, and it may submit."""
    body = agency("na_cang")
    Agency.objects.filter(pk=body.pk).update(overlay="vinh_long_2020")
    dossier = drive.draft(tokens=[token_of("thuebao")])
    client.force_login(user("vanphong"))
    page = f"/ho-so/{dossier.public_id}/kiem-tra/"
    told = "Cơ quan chưa có cán bộ đầu mối"
    Membership.objects.filter(agency=body, role="contact_officer").delete()
    shown = client.get(page).content.decode()
    assert told in shown
    assert "Điều 9 khoản 4" in shown
    Membership.objects.create(
        user=user("vanthu"), agency=body, role="contact_officer", title="Cán bộ đầu mối", valid_from="2026-01-01"
    )
    assert told not in client.get(page).content.decode()
    # The rules of Lai Châu ask for none.
    Membership.objects.filter(agency=body, role="contact_officer").delete()
    dossier.overlay = "lai_chau_2025"
    dossier.save(update_fields=["overlay"])
    assert told not in client.get(page).content.decode()
