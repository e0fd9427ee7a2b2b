"""Who has the next move in each state of a Mẫu 07; nobody has to answer it."""

from requests_workflow.procedures.next_steps import DOCUMENT_ACTIONS, DOCUMENT_AT_AGENCY, NextSteps

NEXT = NextSteps(at_agency=DOCUMENT_AT_AGENCY, at_department={}, at_provider={}, actions=DOCUMENT_ACTIONS)
