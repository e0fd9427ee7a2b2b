"""The national clauses behind a văn bản đề nghị, whatever it asks for: NĐ 30/2020, and NĐ 68/2024 on sending."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_30_2020, ND_68_2024, PRODUCT_RULES

MANAGING_BODY = Clause(ND_68_2024, "Điều 3")
SUBJECTS = Clause(ND_68_2024, "Điều 2")
TRANSMISSION = Clause(ND_68_2024, "Điều 4")
CERTIFICATE_VALIDITY = Clause(ND_68_2024, "Điều 31 khoản 1")
SUBSCRIBER_DUTIES = Clause(ND_68_2024, "Điều 39")

DRAFTING = Clause(ND_30_2020, "Điều 10 khoản 2")
CORRECTING_DRAFT = Clause(ND_30_2020, "Điều 10 khoản 3")
APPROVING_DRAFT = Clause(ND_30_2020, "Điều 11 khoản 1")
CHECKING_CONTENT = Clause(ND_30_2020, "Điều 12 khoản 1")
CHECKING_FORMAT = Clause(ND_30_2020, "Điều 12 khoản 2")
SIGNING_POWER = Clause(ND_30_2020, "Điều 13")
ACTING_SIGNATURE = Clause(ND_30_2020, "Điều 13 khoản 1")
PAPER_SIGNATURE = Clause(ND_30_2020, "Điều 13 khoản 6")
DIGITAL_SIGNATURE = Clause(ND_30_2020, "Điều 13 khoản 7")
PAPER_SEAL = Clause(ND_30_2020, "Điều 17 khoản 1 điểm b")
DIGITAL_SEAL = Clause(ND_30_2020, "Điều 17 khoản 2")
ISSUING = Clause(ND_30_2020, "Điều 18 khoản 1")
SEPARATE_FILES = Clause(ND_30_2020, "Phụ lục I phần I")
SCANS = Clause(ND_30_2020, "Phụ lục I phần II")
ELECTRONIC_COPY = Clause(ND_30_2020, "Điều 25")
NUMBERING = Clause(ND_30_2020, "Điều 15")
SECRET_ISSUE = Clause(ND_30_2020, "Điều 18 khoản 2")
REPLACING_DOCUMENT = Clause(ND_30_2020, "Điều 18 khoản 3")
RECALLING_DOCUMENT = Clause(ND_30_2020, "Điều 18 khoản 4")
RECEIVING = Clause(ND_30_2020, "Điều 21")
RETURNING_DOCUMENT = Clause(ND_30_2020, "Điều 21 khoản 2 điểm b")
NOTICE_OF_RECEIPT = Clause(ND_30_2020, "Điều 21 khoản 2 điểm c")
REGISTERING_INCOMING = Clause(ND_30_2020, "Điều 22 khoản 3")

FOUR_EYES = Clause(PRODUCT_RULES, "Nguyên tắc bốn mắt,")
RECALLING_DRAFT = Clause(PRODUCT_RULES, "Thu lại bản trình,")
DISCARDING_DRAFT = Clause(PRODUCT_RULES, "Bỏ bản soạn,")
ONE_DOSSIER_ONE_DECISION = Clause(PRODUCT_RULES, "Một hồ sơ, một quyết định,")
