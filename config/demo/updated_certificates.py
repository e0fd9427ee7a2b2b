"""The certificate by which the provider renews or changes an old one (Mẫu 04), made by the test CA."""

from datetime import datetime, timedelta

from requests_workflow.domain.granted_services import is_changed, is_renewed
from requests_workflow.models import Request
from signing.test_ca import TestCA, TestKey
from signing.test_ca.opening import has_test_key

# Three years at most, counted from the old expiry (NĐ 68/2024 Điều 9 khoản 3).
RENEWED_BY = timedelta(days=3 * 365)
BACKDATED = timedelta(hours=1)


def updated_certificate_for(*, ca: TestCA, row: Request, at: datetime) -> TestKey:
    """The new certificate of a row of Mẫu 04: the old key and name, the end moved on or kept, the new information.

    :raises LookupError: the row names no certificate.
    """
    old = row.predecessor
    if old is None:
        raise LookupError(f"{row.dossier_id}: row {row.position} names no certificate")
    asked = {row.printed.get("change_code", ""): row.printed.get("new_information", "")}
    changed = asked if is_changed(row.printed) else {}
    return ca.issue(
        subject_cn=changed.get("organisation_name", old.common_name),
        organisation=changed.get("workplace", old.managing_agency.name),
        email=changed.get("email", old.official_email),
        not_before=at - BACKDATED,
        not_after=old.not_after + (RENEWED_BY if is_renewed(row.printed) else timedelta()),
        key=ca.key(old.fingerprint).private_key if has_test_key(old.fingerprint) else None,
        kind="person" if old.subscriber.person_id else "organisation",
    )
