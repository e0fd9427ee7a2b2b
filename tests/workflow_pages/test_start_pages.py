"""/bat-dau/: each procedure says what it takes, with the values and clauses of the body's own profile."""

import re
import uuid
from datetime import date

import pytest
from django.test import Client

from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction
from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.registry import BASES, OVERLAYS
from requests_workflow.views.start_said import speaker_for
from requests_workflow.views.start_words import BY_KIND, EMAIL, FEE, START_PAGES, Said
from tests import world
from tests.access.plans import recorded


def test_every_procedure_has_one_page_and_the_loss_report_has_one():
    assert set(BY_KIND) == {*KINDS, ""}
    assert len({one.slug for one in START_PAGES}) == len(START_PAGES) == len(BY_KIND)


@pytest.mark.parametrize("page", START_PAGES, ids=lambda one: one.slug)
def test_a_page_can_be_said_under_every_profile_of_today_and_never_types_a_number_of_the_law(page):
    profiles = [base for base in BASES if not base.historic]
    profiles += [overlay.over(base) for base in profiles for overlay in OVERLAYS.values()]
    sentences = [Said(page.when), Said(FEE.text), page.decides, page.term, *page.needs, *page.conditions]
    sentences += [Said(text) for text in page.gets]
    for one in sentences:
        typed = re.sub(r"Nghị định số [0-9/]+", "", re.sub(r"\{[a-z_]+\}", "", one.text))
        assert not re.search(r"[0-9]", typed), one.text
    for profile in profiles:
        speaker = speaker_for(profile=profile, agency=None, on=profile.valid_from)
        for one in sentences:
            said = speaker.say(one)
            assert "{" not in said.text
            assert all(basis.evidence for basis in said.bases)
        assert bool(speaker.route(page)) or not page.form


def test_a_local_rule_names_its_mail_domains_and_no_other_sentence_is_left_with_a_gap():
    local = next(one for one in OVERLAYS.values() if one.values.get("email_domains"))
    base = next(one for one in BASES if not one.historic)
    domain = local.values["email_domains"].value[0]
    for profile, words in ((local.over(base), f"cấp (@{domain}"), (base, "cấp; không dùng hộp thư miễn phí")):
        assert words in speaker_for(profile=profile, agency=None, on=date(2026, 11, 21)).say(EMAIL).text


def test_what_has_to_be_confirmed_is_named_and_the_same_in_every_place():
    base = next(one for one in BASES if not one.historic)
    speaker = speaker_for(profile=base, agency=None, on=date(2026, 11, 21))
    (unsure,) = speaker.say(Said("{revocation_deadline} kể từ ngày nhận.")).bases
    assert unsure.to_confirm
    assert unsure.evidence.startswith("Chưa tìm thấy quy định, cần xác nhận: thời hạn thu hồi")
    assert unsure.evidence.endswith(": 03 ngày làm việc")
    assert speaker.bases_of("revocation_form", "revocation_deadline")[-1] == unsure
    assert speaker.bases_of_term(base.revocation_deadline.clause) == (unsure,)
    # What is sure is no longer than its clause.
    (sure,) = speaker.bases_of_term(base.issue_deadline.clause)
    assert (sure.cite, sure.evidence, sure.to_confirm) == (base.issue_deadline.clause.cite(), "", False)


def test_what_each_form_notes_for_itself_is_cited_of_that_form_and_a_local_rule_of_its_own():
    base = next(one for one in BASES if not one.historic)
    local = next(one for one in OVERLAYS.values() if one.values.get("email_domains"))
    for profile in (base, local.over(base)):
        speaker = speaker_for(profile=profile, agency=None, on=date(2026, 11, 21))
        for page in START_PAGES:
            form = speaker.form_of(page)
            if EMAIL not in page.needs or form is None:
                continue
            cited = [basis.cite for basis in speaker.say(EMAIL, form=form).bases]
            ground = form.clause if profile is base else local.values["email_domains"].clause
            assert cited == [ground.cite()]


@pytest.fixture
def province() -> Agency:
    province = world.make_agency("UBND tỉnh")
    department = world.make_agency("Sở Khoa học và Công nghệ", parent=province)
    world.delegate(department, territory=province)
    cuc = world.make_agency("Cục Chứng thực số", kind=Agency.Kind.PROVIDER)
    AgencyFunction.objects.create(agency=cuc, function="provider", valid_from=world.BEGINNING, legal_ref="Nghị định")
    return province


@pytest.mark.django_db
def test_pages_speak_for_the_body_and_offer_the_beginning_to_who_drafts(province: Agency):
    commune = world.make_agency("UBND xã Nà Cang", parent=province, overlay="lai_chau_2025")
    clerk = world.client_of(world.make_user("Lò Thị Mai", Role.CLERK, agency=commune))
    subscriber = world.client_of(world.make_user("Lò Văn An", Role.SUBSCRIBER, agency=commune))
    index = clerk.get("/bat-dau/").content.decode()
    for page in START_PAGES:
        assert f'href="/bat-dau/{page.slug}/"' in index
        assert clerk.get(f"/bat-dau/{page.slug}/").status_code == 200
    organisation = clerk.get("/bat-dau/cap-cho-co-quan/").content.decode()
    for words in (
        "Mẫu số 02",
        "03 ngày làm việc kể từ ngày Cục Chứng thực số nhận được hồ sơ hợp lệ",
        "Điều 10 khoản 2",
        "Đã đọc nguyên văn".lower(),
        "Hệ thống thông tin đăng ký, quản lý yêu cầu chứng thực",
        "Bản sao gửi: Sở Khoa học và Công nghệ",
        "Không thu phí",
    ):
        assert words in organisation, words
    assert 'href="/ho-so/moi/co-quan/"' in organisation
    recovery = clerk.get("/bat-dau/khoi-phuc/").content.decode()
    assert "PKI Token: Sở Khoa học và Công nghệ" in recovery
    # Who does not draft is told who does; a loss is reported by everybody.
    assert 'href="/ho-so/moi/co-quan/"' not in subscriber.get("/bat-dau/cap-cho-co-quan/").content.decode()
    assert 'href="/bao-mat/"' in subscriber.get("/bat-dau/bao-mat/").content.decode()
    assert clerk.get("/bat-dau/khong-co/").status_code == 404
    assert clerk.post("/bat-dau/cap-cho-co-quan/").status_code == 405
    # The words follow the rules of the body that is named.
    other = world.make_agency("UBND xã Khác", parent=province)
    both = world.make_user("Hai Nơi", Role.CLERK, agency=commune)
    both.memberships.create(agency=other, role=Role.CLERK.value, valid_from=world.BEGINNING)
    said = world.client_of(both).get(f"/bat-dau/khoi-phuc/?co-quan={other.pk}").content.decode()
    assert "PKI Token: Sở" not in said
    assert "UBND xã Khác" in said


@pytest.mark.django_db
def test_bodies_are_offered_with_their_certificates_and_become_rows_with_their_registry_clerk(province: Agency):
    commune = world.make_agency("UBND xã Nà Cang", parent=province, address="Bản Nà Cang", tax_code="0101234567")
    unit = world.make_agency("Trung tâm hành chính công", parent=commune, can_submit=False)
    sealed = world.make_agency("Trường tiểu học", parent=commune)
    keeper = world.make_person("Vàng Thị Thư", agency=commune)
    world.make_user("Vàng Thị Thư", Role.REGISTRY_CLERK, agency=commune, person=keeper)
    ended = world.make_certificate(world.make_subscriber(commune), days_left=-3)
    client = world.client_of(world.make_user("Lò Thị Mai", Role.CLERK, agency=commune))
    page = client.get("/ho-so/moi/co-quan/").content.decode()
    assert "Trung tâm hành chính công" in page
    assert "Trường tiểu học" not in page
    assert "cấp lại" in page
    key = str(uuid.uuid4())

    def begin() -> Dossier:
        chosen = [str(commune.public_id), str(unit.public_id), str(province.public_id)]
        response = client.post("/ho-so/moi/co-quan/", {"co_quan": chosen, "form_key": key})
        assert response.status_code == 302, response.content.decode()
        return Dossier.objects.get(public_id=response["Location"].split("/")[2])

    dossier = begin()
    assert dossier.procedure == "organisation_issue"
    first, second = dossier.requests.order_by("position")
    assert first.printed["organisation_name"] == "UBND xã Nà Cang"
    assert first.printed["tax_code"] == "0101234567"
    assert first.predecessor == ended
    assert first.person == keeper
    assert second.printed["organisation_name"] == "Trung tâm hành chính công"
    # A second press finds the first draft; the page now says that there is one, and refuses another.
    assert begin() == dossier
    assert dossier.code in client.get("/ho-so/moi/co-quan/").content.decode()
    again = client.post("/ho-so/moi/co-quan/", {"co_quan": [str(commune.public_id)], "form_key": str(uuid.uuid4())})
    assert again.status_code == 422
    assert dossier.code in again.content.decode()
    assert sealed.public_id != unit.public_id


@pytest.mark.django_db
def test_a_system_is_reissued_from_its_old_certificate_and_begins_empty_otherwise(province: Agency):
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    client = world.client_of(world.make_user("Lò Thị Mai", Role.CLERK, agency=commune))
    subscriber = world.make_subscriber(commune)
    subscriber.kind, subscriber.name = "device", "Cổng dịch vụ công"
    subscriber.save()
    old = world.make_certificate(subscriber, days_left=-3, official_email="cong@laichau.gov.vn")

    def begun(client: Client, **data: str) -> Dossier:
        response = client.post("/ho-so/moi/he-thong/", {"form_key": str(uuid.uuid4()), **data})
        return Dossier.objects.get(public_id=response["Location"].split("/")[2])

    assert "Cổng dịch vụ công" in client.get(f"/ho-so/moi/he-thong/?chung-thu={old.public_id}").content.decode()
    row = begun(client, **{"chung-thu": str(old.public_id)}).requests.get()
    assert (row.printed["system_name"], row.predecessor) == ("Cổng dịch vụ công", old)
    assert begun(client).requests.count() == 0
    sister = world.make_agency("UBND xã Bản Lầu", parent=province)
    stranger = world.client_of(world.make_user("Người Khác", Role.CLERK, agency=sister))
    assert begun(stranger, **{"chung-thu": str(old.public_id)}).requests.count() == 0


@pytest.mark.django_db
def test_many_bodies_cost_as_many_queries_as_one(province: Agency):
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    client = world.client_of(world.make_user("Lò Thị Mai", Role.CLERK, agency=commune))

    def page() -> None:
        assert client.get("/ho-so/moi/co-quan/").status_code == 200

    def units(count: int) -> None:
        for number in range(count):
            unit = world.make_agency(f"Phòng {number}", parent=commune, can_submit=False)
            world.make_certificate(world.make_subscriber(unit), days_left=number * 10 - 50)

    units(1)
    page()
    few = recorded(page)
    units(30)
    assert len(recorded(page)) == len(few)
