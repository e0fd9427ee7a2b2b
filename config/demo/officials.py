"""All invented officials of the demo, in the order of the persona switcher.

Those with roles can sign in: they are the personas. The slug of a persona is its user name.
"""

from config.demo.case_officials import IN_CASES
from config.demo.commune_officials import NA_CANG
from config.demo.department_officials import ABOVE, FINANCE, SCIENCE, VINH_LONG
from config.demo.form_officials import IN_FORM_CASES
from config.demo.issue_officials import IN_ISSUE_CASES
from config.demo.shapes import Official

OFFICIALS: tuple[Official, ...] = (
    *NA_CANG,
    *FINANCE,
    *SCIENCE,
    *ABOVE,
    *VINH_LONG,
    *IN_CASES,
    *IN_ISSUE_CASES,
    *IN_FORM_CASES,
)
