"""System libraries and programs that no wheel brings: Pango for PDFs; Chromium and PDF tools for the tests."""

import os
import platform
import shutil
import subprocess
import sys

_PANGO_INSTALL = {
    "debian": "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install pango harfbuzz",
    "alpine": "apk add pango harfbuzz",
    "arch": "pacman -S pango harfbuzz",
    "macos": "brew install pango",
}
# Program -> Debian package.
TEST_PROGRAMS = {
    "chromium": "chromium",
    "pdftoppm": "poppler-utils",
    "pdfsig": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
}
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def missing_pango() -> str | None:
    """None when WeasyPrint finds its libraries, else one sentence with the command that installs them."""
    done = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    what = next(
        (line for line in done.stderr.splitlines() if "cannot load library" in line), done.stderr.strip()[-300:]
    )
    command = _PANGO_INSTALL.get(_family())
    how = f"Install it: {command}" if command else "Install Pango 1.44 or later with your system's packages."
    return f"PDF files need Pango, which is missing ({what.strip()}). {how}"


def _family() -> str:
    if sys.platform == "darwin":
        return "macos"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return next(("debian" if name == "ubuntu" else name for name in names if name in {*_PANGO_INSTALL, "ubuntu"}), "")


def packages_for_tests() -> list[str]:
    """Debian packages that the tests still need on this machine, sorted."""
    packages = {package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)}
    if missing_pango():
        packages.update(PANGO_PACKAGES)
    return sorted(packages)


def install_for_tests() -> None:
    """Install them with apt-get (sudo when not root). Raises RuntimeError naming what is still missing."""
    packages = packages_for_tests()
    if not packages:
        return
    print(f"Installing {', '.join(packages)} …", flush=True)
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
        ):
            try:
                subprocess.run([*prefix, *command], env=environment, check=False, stdout=subprocess.DEVNULL)
            except OSError as error:
                print(error, file=sys.stderr)
    still = packages_for_tests()
    if still:
        raise RuntimeError(f"The tests need {', '.join(still)} (Debian package names); install them and try again.")


def main() -> int:
    """`python -m config.local.libraries`: exit 1 and one line when Pango is missing."""
    sentence = missing_pango()
    if sentence:
        print(sentence, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
