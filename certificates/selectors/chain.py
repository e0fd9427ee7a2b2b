"""A certificate's whole line: those it came from and those that came after it, however many."""

from django.db import connection

from certificates.models import Certificate

# A certificate is renewed once and issued anew every few years; a line longer than this is damage, not history.
LONGEST = 200
_LINE = """
WITH RECURSIVE earlier AS (
    SELECT id, predecessor_id, 0 AS place FROM certificates_certificate WHERE id = %(start)s
    UNION ALL
    SELECT c.id, c.predecessor_id, e.place - 1 FROM certificates_certificate c
    JOIN earlier e ON c.id = e.predecessor_id WHERE e.place > -%(longest)s
), later AS (
    SELECT id, 0 AS place FROM certificates_certificate WHERE id = %(start)s
    UNION ALL
    SELECT c.id, l.place + 1 FROM certificates_certificate c
    JOIN later l ON c.predecessor_id = l.id WHERE l.place < %(longest)s
)
SELECT id FROM (SELECT id, place FROM earlier UNION SELECT id, place FROM later) line ORDER BY place
"""


def line_of(certificate: Certificate) -> list[Certificate]:
    """The certificate with all its predecessors and successors, oldest first, in two queries.

    Not narrowed to what a reader may see: the caller links only what `visible_to` gives.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LINE, {"start": certificate.pk, "longest": LONGEST})
        ids = [row[0] for row in cursor.fetchall()]
    found = Certificate.objects.defer("der", "subject", "issuer").in_bulk(ids)
    return [found[pk] for pk in ids]
