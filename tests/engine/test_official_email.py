"""Which addresses Mẫu 01 takes: nationally, under the draft of Lai Châu, and under the rule of Vĩnh Long."""

import time
from datetime import date

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from config.apps import take_demo_addresses
from requests_workflow.domain.official_email import EmailVerdict, email_verdict
from requests_workflow.regulations.registry import profile_for

TODAY = date(2026, 11, 20)
OVERLAYS = {"national": None, "lai_chau": "lai_chau_2025", "vinh_long": "vinh_long_2020"}
PROFILES = {name: profile_for(overlay=code, on=TODAY) for name, code in OVERLAYS.items()}
OFFICIAL, UNUSUAL, OTHER = EmailVerdict.OFFICIAL, EmailVerdict.UNUSUAL, EmailVerdict.OTHER_DOMAIN
MALFORMED, FREE = EmailVerdict.MALFORMED, EmailVerdict.FREE_MAIL


def verdict(email: str, where: str = "national") -> EmailVerdict:
    return email_verdict(email=email, profile=PROFILES[where])


# Address -> verdict without an allow-list, verdict in Vĩnh Long.
TABLE = [
    ("ten@laichau.gov.vn", OFFICIAL, OTHER),
    ("ten@vinhlong.gov.vn", OFFICIAL, OFFICIAL),
    ("Ten.Ho@VinhLong.Gov.VN", OFFICIAL, OFFICIAL),
    ("  ten@vinhlong.gov.vn  ", OFFICIAL, OFFICIAL),
    # The rule says exactly xxx@vinhlong.gov.vn.
    ("ten@skhcn.vinhlong.gov.vn", OFFICIAL, OTHER),
    ("ten@mail.vinhlong.gov.vn", OFFICIAL, OTHER),
    ("ten@tinhvinhlong.gov.vn", OFFICIAL, OTHER),
    # Schools, Party bodies, the Assembly, the Government.
    ("ten@dcs.vn", OFFICIAL, OTHER),
    ("ten@c3tanuyen.edu.vn", OFFICIAL, OTHER),
    ("ten@chinhphu.vn", OFFICIAL, OTHER),
    ("ten@quochoi.vn", OFFICIAL, OTHER),
    # The army, a union, a firm: pointed out, not refused.
    ("ten@qdnd.vn", UNUSUAL, OTHER),
    ("ten@congdoan.vn", UNUSUAL, OTHER),
    ("ten@vnpt.com.vn", UNUSUAL, OTHER),
    # An ending that only looks like an official one.
    ("ten@laichaugov.vn", UNUSUAL, OTHER),
    ("ten@fakegov.vn", UNUSUAL, OTHER),
    ("ten@laichau.gov.vn.example.com", UNUSUAL, OTHER),
    ("ten@vinhlong.gov.vn.example.com", UNUSUAL, OTHER),
    # Free mail, and what only looks like it.
    ("ten@gmail.com", FREE, FREE),
    ("TEN@GMAIL.COM", FREE, FREE),
    ("ten+vinhlong.gov.vn@gmail.com", FREE, FREE),
    ("ten@mail.gmail.com", FREE, FREE),
    ("ten@googlemail.com", FREE, FREE),
    ("ten@yahoo.com", FREE, FREE),
    ("ten@yahoo.com.vn", FREE, FREE),
    ("ten@hotmail.com", FREE, FREE),
    ("ten@outlook.com", FREE, FREE),
    ("ten@icloud.com", FREE, FREE),
    ("ten@gmail.com.vn", UNUSUAL, OTHER),
    ("ten@notgmail.com", UNUSUAL, OTHER),
    ("gmail.com@laichau.gov.vn", OFFICIAL, OTHER),
    # Domains of other scripts: not written out, only in their ASCII form.
    ("ten@địaphương.vn", MALFORMED, MALFORMED),
    ("ten@l\u0430ichau.gov.vn", MALFORMED, MALFORMED),
    ("ten@xn--aphng-sra3562b.vn", UNUSUAL, OTHER),
    ("tên@vinhlong.gov.vn", MALFORMED, MALFORMED),
    # Not an address.
    ("ten@vinhlong.gov.vn.", MALFORMED, MALFORMED),
    ("ten@.vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten@vinhlong..gov.vn", MALFORMED, MALFORMED),
    ("ten@-vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten@vinhlong", MALFORMED, MALFORMED),
    ("ten@", MALFORMED, MALFORMED),
    ("@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten@@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten@gmail.com@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten ho@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten..ho@vinhlong.gov.vn", MALFORMED, MALFORMED),
    (".ten@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten.@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("Ten <ten@vinhlong.gov.vn>", MALFORMED, MALFORMED),
    ("ten@vinhlong.gov.vn, ho@vinhlong.gov.vn", MALFORMED, MALFORMED),
    ("ten@vinhlong.gov.vn\nho", MALFORMED, MALFORMED),
    ("ten@[10.0.0.1]", MALFORMED, MALFORMED),
    ("ten@10.0.0.1", MALFORMED, MALFORMED),
    ("", MALFORMED, MALFORMED),
    ("không có", MALFORMED, MALFORMED),
    # Lengths of RFC 5321 and RFC 1035.
    ("t" * 64 + "@vinhlong.gov.vn", OFFICIAL, OFFICIAL),
    ("t" * 65 + "@vinhlong.gov.vn", MALFORMED, MALFORMED),
    (f"ten@{'a' * 63}.gov.vn", OFFICIAL, OTHER),
    (f"ten@{'a' * 64}.gov.vn", MALFORMED, MALFORMED),
    (f"ten@{'a.' * 130}gov.vn", MALFORMED, MALFORMED),
]


@pytest.mark.parametrize(("email", "anywhere", "vinh_long"), TABLE, ids=[ascii(row[0])[:60] for row in TABLE])
def test_an_address_is_judged(email: str, anywhere: EmailVerdict, vinh_long: EmailVerdict) -> None:
    found = {where: verdict(email, where) for where in PROFILES}
    # Lai Châu names no domain of its own.
    assert found == {"national": anywhere, "lai_chau": anywhere, "vinh_long": vinh_long}


def test_what_refuses_and_what_only_warns() -> None:
    assert {one for one in EmailVerdict if one.refuses} == {MALFORMED, FREE, OTHER}


@pytest.mark.parametrize("domain", PROFILES["national"].denied_email_domains.value)
def test_every_denied_domain_is_refused_everywhere_and_so_is_what_lies_below_it(domain: str) -> None:
    for where in PROFILES:
        assert (verdict(f"ten@{domain}", where), verdict(f"ten@mail.{domain}", where)) == (FREE, FREE)
        assert verdict(f"ten@x{domain}", where) in (UNUSUAL, OTHER)


# Put together and not made from a pattern: on a busy machine that took too long.
LOCAL = st.builds(
    "{}{}{}".format, st.sampled_from("az09"), st.text("abcxyz0189_-", max_size=10), st.sampled_from("az09")
)


@given(LOCAL, st.sampled_from(PROFILES["national"].usual_email_suffixes.value), LOCAL)
def test_any_name_below_a_usual_ending_is_official_in_any_case(local: str, suffix: str, label: str) -> None:
    address = f"{local}@{label.replace('_', '-')}.{suffix}"
    assert verdict(address) == verdict(address.upper()) == OFFICIAL


@given(st.text(max_size=80))
def test_every_text_has_a_verdict_and_only_the_listed_domain_is_official_in_vinh_long(text: str) -> None:
    assert (verdict(text, "vinh_long") == OFFICIAL) <= text.strip().lower().endswith("@vinhlong.gov.vn")
    assert (verdict(text) == MALFORMED) == (verdict(text, "vinh_long") == MALFORMED)


def test_a_long_line_pasted_by_mistake_is_judged_at_once() -> None:
    started = time.perf_counter()
    for text in ("a_" * 32 + "@" + "a-" * 50_000, "a" * 100_000, "a." * 50_000 + "@", "@" * 100_000):
        assert verdict(text) == MALFORMED
    assert time.perf_counter() - started < 1


def test_the_addresses_of_the_demo_are_pointed_out_wherever_the_demo_does_not_run():
    addresses = ("an@laichau.example", "an@vinhlong.example", "an@bcy.example")
    try:
        with override_settings(DEMO=False):
            take_demo_addresses()
            assert {verdict(one) for one in addresses} == {UNUSUAL}
    finally:
        take_demo_addresses()
    assert {verdict(one) for one in addresses} == {OFFICIAL}
    # Where local rules list their domains, the demo's are not among them; nor is anything below or beside them.
    assert {verdict(one, "vinh_long") for one in addresses} == {OTHER}
    assert {verdict(one) for one in ("an@x.laichau.example", "an@example.com", "an@khac.example")} == {UNUSUAL}
