"""What the doctor's tests are made of: a project of their own, and looks by name."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from harness.doctor.diagnose import all_looks
from harness.doctor.finding import Finding
from harness.doctor.subject import Names, Subject, read_subject
from harness.session.virtual_phones import virtual_environment
from harness.stack.program import free_ports

PROJECT = Path(__file__).parents[3]
PROFILE = """\
name: bench
kind: appium
server_url: http://127.0.0.1:{server}
phones:
  - {{udid: {udid}, number: "+12025550147"}}
capabilities:
  platformName: Android
  appium:automationName: UiAutomator2
  appium:appPackage: com.zhiliaoapp.musically
  appium:adbPort: {adb}
"""
PEOPLE = """\
organization: Blue Fern Studio
admin: {phone: "+1 202-555-0100"}
members:
  - {phone: "+1 202-555-0147", told_by: {kind: sms}}
"""


class Ward:
    """A project whose files a test may spoil.

    Args:
        root: Its folder, with what is committed under config/.
        environment: What the doctor sees of it.
    """

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self.root, self.environment = root, dict(environment)
        ignore = shutil.ignore_patterns("people.yaml")
        shutil.copytree(PROJECT / "config", root / "config", ignore=ignore)
        shutil.copy(PROJECT / "pyproject.toml", root)
        self.write("people.yaml", PEOPLE)
        self.profile()

    def write(self, name: str, text: str) -> Path:
        file = self.root / "config" / name
        file.write_text(text, encoding="utf-8")
        return file

    def profile(
        self, *, server: int = 9, udid: str = "absent", adb: int | None = None, more: str = ""
    ) -> None:
        """Write the profile `bench`; port 9 is nobody's, adb's is one where a server may run."""
        text = PROFILE.format(server=server, udid=udid, adb=adb or free_ports(1)[0])
        self.write("profiles/bench.yaml", text + more)

    def subject(self, profile: str = "bench", language: str | None = None) -> Subject:
        environment = virtual_environment(self.environment)
        return read_subject(self.root, Names(profile, None, language), environment)

    def findings(
        self, area: str, profile: str = "bench", language: str | None = None
    ) -> list[Finding]:
        """Of the looks in areas that begin so, which are really taken."""
        subject = self.subject(profile, language)
        looks = [each for each in all_looks(subject) if each.area.startswith(area)]
        assert looks, area
        named = ((each, finding) for each in looks for finding in each.run(subject))
        return [
            Finding(
                finding.state,
                finding.said,
                finding.fix,
                finding.command,
                finding.blames,
                each.area,
                finding.title or each.title,
            )
            for each, finding in named
        ]

    def finding(
        self, area: str, title: str, profile: str = "bench", language: str | None = None
    ) -> Finding:
        """The one with this title."""
        found = [each for each in self.findings(area, profile, language) if each.title == title]
        assert len(found) == 1, found
        return found[0]
