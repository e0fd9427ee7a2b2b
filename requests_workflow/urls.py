"""Addresses of the work list and the cases."""

from django.urls import include, path

from requests_workflow.views import (
    acts,
    case,
    certificate_files,
    check_answers,
    checking,
    deadline_file,
    devices,
    drafting,
    expiring,
    files,
    handover,
    handover_papers,
    handover_receipt,
    imports,
    notices,
    old_cases,
    provider_answer,
    signing,
    start_issue,
    worklist,
)

app_name = "cases"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("sap-het-han/", expiring.expiring, name="expiring"),
    path("ho-so/", worklist.dossier_list, name="list"),
    path("nhap-excel/", imports.import_list, name="imports"),
    path("nhap-excel/mau/<slug:procedure>.xlsx", imports.import_template, name="import_template"),
    path("nhap-excel/<uuid:public_id>/", imports.import_page, name="import"),
    path("nhap-excel/<uuid:public_id>/tep-loi.xlsx", imports.import_errors, name="import_errors"),
    path("ho-so/moi/cap-moi/", start_issue.start_issue, name="start_issue"),
    path("ho-so/moi/khoi-phuc/", drafting.start, name="start"),
    path("ho-so/moi/ho-so-cu/", old_cases.enter_old_case, name="enter_old_case"),
    path("ho-so/moi/van-ban-den/", drafting.enter_outside, name="enter_outside"),
    path(
        "ho-so/<uuid:public_id>/",
        include(
            [
                path("", case.case_page, name="case"),
                path("soan/", drafting.draft, name="draft"),
                path("kiem-tra/", check_answers.check_answers, name="check_answers"),
                path("xem-truoc.pdf", check_answers.preview_pdf, name="preview"),
                path("han.ics", deadline_file.deadline_ics, name="deadline_file"),
                path("viec/<slug:act>/", acts.act_page, name="act"),
                path("nhan-thiet-bi/", devices.receive_devices, name="receive_devices"),
                path("ban-giao/", handover.handover, name="handover"),
                path("ban-giao/bien-ban.pdf", handover_papers.minutes_to_sign, name="handover_minutes"),
                path("thong-bao-ban-giao/", notices.new_notice, name="new_notice"),
                # Acts of a row with a page of their own; their addresses are those of every act of a row.
                path("dong/<uuid:row_id>/bien-ban.pdf", handover_papers.minutes_of_row, name="row_minutes"),
                path("dong/<uuid:row_id>/confirm_receipt/", handover_receipt.confirm_receipt, name="confirm_receipt"),
                path("dong/<uuid:row_id>/deny_receipt/", handover_receipt.deny_receipt, name="deny_receipt"),
                path("dong/<uuid:row_id>/<slug:act>/", acts.row_act_page, name="row_act"),
                path("tra-loi/", provider_answer.provider_answer, name="provider_answer"),
                path("tep-chung-thu/", certificate_files.certificate_files, name="certificate_files"),
                path("tep-chung-thu/<uuid:batch_id>/", certificate_files.certificate_batch, name="certificate_batch"),
                path("ky/<slug:act>/", signing.sign_page, name="sign"),
                path("tien-do/<uuid:job_id>/", signing.job_page, name="job"),
                path("tham-dinh/", checking.checking, name="checking"),
                path("tham-dinh/<slug:code>/", checking.override, name="override"),
                path("tep/<uuid:document_id>/", files.file, name="file"),
                path("tep/<uuid:document_id>/chu-ky/", files.report, name="report"),
            ]
        ),
    ),
]
