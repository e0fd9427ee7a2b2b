"""Where the rows point: screens ("…" stands for the public id of a case, a device or a certificate) and guides."""

WORK = ("/",)
CASE = ("/ho-so/…/",)
DRAFT = ("/ho-so/…/soan/",)
CHECK = ("/ho-so/…/kiem-tra/",)
START = ("/ho-so/moi/cap-moi/", "/ho-so/moi/khoi-phuc/")
START_RECOVERY = ("/ho-so/moi/khoi-phuc/",)
INCOMING = ("/ho-so/moi/van-ban-den/",)
CHECKING = ("/ho-so/…/tham-dinh/",)
SIGN = ("/ho-so/…/ky/sign/",)
SEAL = ("/ho-so/…/ky/seal/",)
NUMBER = ("/ho-so/…/viec/assign_number/",)
SEND = ("/ho-so/…/viec/send/",)
RECEIVE = ("/ho-so/…/viec/receive/",)
SUPPLEMENT = ("/ho-so/…/viec/return_for_supplement/",)
CERTIFICATE_FILES = ("/ho-so/…/tep-chung-thu/",)
RECEIVE_DEVICES = ("/ho-so/…/nhan-thiet-bi/",)
HANDOVER = ("/ho-so/…/ban-giao/",)
NOTICE = ("/ho-so/…/thong-bao-ban-giao/",)
EXPIRING = ("/sap-het-han/",)
CERTIFICATES = ("/chung-thu/",)
CERTIFICATE = ("/chung-thu/…/",)
DEVICES = ("/thiet-bi/",)
DEVICE = ("/thiet-bi/…/",)
GIVE = ("/thiet-bi/…/giao/",)
LOCKED = ("/thiet-bi/…/bao-khoa/",)
VERIFY = ("/ky-so/kiem-tra/",)
REPORTS = ("/bao-cao/",)
CALENDAR = ("/lich-lam-viec/",)
LEGAL = ("/can-cu-phap-ly/",)
NOTIFICATIONS = ("/thong-bao/",)
ADMINISTRATION = ("/quan-tri/",)
BACKUP_GUIDE = ("docs/van-hanh/sao-luu.md",)

# The start pages of the other procedures.
START_ORGANISATION = START
START_SYSTEM = START
START_UPDATE = START
START_REVOCATION = START
