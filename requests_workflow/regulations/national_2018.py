"""The national base from 15/11/2018: NĐ 130/2018 while the forms were still those of TT 08/2016; for old cases."""

from dataclasses import replace
from datetime import date

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.forms_historic import FORMS_TT_08
from requests_workflow.regulations.instruments import TT_08_2016
from requests_workflow.regulations.national_2019 import PROFILE as NEXT
from requests_workflow.regulations.profile import PROVIDER, Value

MANAGER = Clause(TT_08_2016, "Điều 28")

PROFILE = replace(
    NEXT,
    code="national_2018",
    title="Nghị định số 130/2018/NĐ-CP, biểu mẫu Thông tư số 08/2016/TT-BQP",
    valid_from=date(2018, 11, 15),
    valid_to=date(2019, 12, 3),
    note="Số mẫu của Thông tư số 08/2016/TT-BQP chưa tìm thấy, trừ mẫu thu hồi.",
    excluded_body_kinds=Value((), "body", Clause(TT_08_2016, "Điều 13"), "NF"),
    subscriber_manager=Value("subscriber_manager", "function", MANAGER, "S"),
    loss_told_to=Value((PROVIDER,), "function", Clause(TT_08_2016, "Điều 21"), "NF"),
    training_by=Value((), "function", MANAGER, "NF"),
    inspection_by=Value((), "function", MANAGER, "NF"),
    **FORMS_TT_08,
)
