import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from report_files import result, write_run

from harness.report import render_page

CI = Path(__file__).parents[3] / "ci"


@pytest.mark.parametrize("kept", ["both", "one file", "neither"])
def test_the_page_leads_to_a_report_of_allure_that_is_there(tmp_path: Path, kept: str) -> None:
    """In the run's own reports, in an artefact without the folder, and on the site."""
    shutil.copytree(CI, tmp_path / "ci")
    reports = write_run(tmp_path / "reports", result("One"), leaks=[])
    if kept != "neither":
        (reports / "allure-report.html").touch()
    if kept == "both":
        (reports / "allure-report").mkdir()
        (reports / "allure-report" / "index.html").touch()
    render_page(reports)
    subprocess.run([tmp_path / "ci" / "site", "public"], check=True)
    assert _leads_to(reports) == ([] if kept == "neither" else ["allure-report.html"])
    # A web server's readers need not load the whole file first.
    assert (
        _leads_to(tmp_path / "public")
        == {
            "both": ["allure-report/index.html"],
            "one file": ["allure-report.html"],
            "neither": [],
        }[kept]
    )


def _leads_to(folder: Path) -> list[str]:
    page = html.fromstring((folder / "index.html").read_text("utf-8"))
    links = [str(link) for link in page.xpath("//footer//a/@href")]
    assert all((folder / link).is_file() for link in links)
    return links
