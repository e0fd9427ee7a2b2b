"""/dung-thu/: in the demo alone, to personas alone."""

from typing import Any

import pytest
from django.test import Client

from config.demo.personas import personas
from directory.domain.roles import Role
from directory.models import User
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona() -> User:
    return User.objects.create(username=personas()[0].username, password="!")


def test_outside_the_demo_the_page_does_not_exist(settings: Any, persona: User) -> None:
    settings.DEMO = False
    client = Client()
    assert client.get("/dung-thu/").status_code == 404
    assert client.post("/dung-thu/", {"vai": persona.username}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_page_shows_loaded_personas_by_agency_and_says_that_it_is_a_demo(persona: User) -> None:
    page = Client().get("/dung-thu/").content.decode()
    assert personas()[0].agency in page
    assert personas()[0].label in page
    assert personas()[0].task_hint in page
    assert personas()[1].label not in page
    assert "không có giá trị pháp lý" in page


def test_choosing_a_persona_signs_in_with_a_new_session(persona: User) -> None:
    before = world.make_user("Người Trước", Role.CLERK, agency=world.make_agency("UBND xã"))
    client = world.client_of(before)
    session = client.session
    session["left"] = "behind"
    session.save()
    old_key = session.session_key
    response = client.post("/dung-thu/", {"vai": persona.username})
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(persona.pk)
    assert client.session.session_key != old_key
    assert "left" not in client.session


def test_nobody_but_a_persona_can_be_chosen(persona: User) -> None:
    other = world.make_user("Quản Trị Thật", Role.ADMINISTRATOR, agency=world.make_agency("UBND xã"))
    client = Client()
    for name in (other.username, "", "khong-co"):
        assert client.post("/dung-thu/", {"vai": name}).status_code == 404
    User.objects.filter(pk=persona.pk).update(is_active=False)
    assert client.post("/dung-thu/", {"vai": persona.username}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_choice_needs_the_token_of_a_form(persona: User) -> None:
    assert Client(enforce_csrf_checks=True).post("/dung-thu/", {"vai": persona.username}).status_code == 403


def test_each_agency_has_one_heading(persona: User) -> None:
    for one in personas()[1:]:
        User.objects.create(username=one.username, password="!")
    groups = Client().get("/dung-thu/").context["groups"]
    assert len({group["agency"] for group in groups}) == len(groups)
    assert sum(len(group["people"]) for group in groups) == len(personas())
