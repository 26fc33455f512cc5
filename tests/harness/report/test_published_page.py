import shutil
import subprocess
from pathlib import Path

import pytest
from allure_reader import served
from lxml import html
from page_reader import PageReader
from PIL import Image
from report_files import failure, result, step, write_film, write_run

from harness.report import render_page

CI = Path(__file__).parents[3] / "ci"
# https://www.jenkins.io/doc/book/security/configuring-content-security-policy/
_OF_JENKINS = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';"
_PAPER = "return getComputedStyle(document.body).backgroundColor"
_SHOWN = "return [...document.images].map((each) => each.complete ? each.naturalWidth : 0)"


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


@pytest.mark.parametrize("way", ["jenkins", "web server", "file"])
def test_the_page_has_its_style_wherever_it_is_shown(
    tmp_path: Path, reader: PageReader, way: str
) -> None:
    """Also where the server forbids a page its own: then only the film is missing."""
    shutil.copytree(CI, tmp_path / "ci")
    film = {"file": "f1.mp4", "phone": "Admin's phone", "duration_s": 1.5}
    filmed = {**step("Then it is so", "failed"), "films": [film]}
    story = result("One", "product", failure=failure(), steps=[filmed])
    reports = write_run(tmp_path / "reports", story, leaks=[])
    Image.new("RGB", (540, 1200), "#fe2c55").save(reports / "pictures" / "a1.png")
    write_film(reports / "pictures" / film["file"])
    render_page(reports)
    subprocess.run([tmp_path / "ci" / "site", "public"], check=True)
    public = tmp_path / "public"
    if way == "file":
        reader.open(public / "index.html")
        _is_styled(reader)
    else:
        with served(public, _OF_JENKINS if way == "jenkins" else "") as address:
            reader.open(address)
            _is_styled(reader)
            forbidden = [each for each in reader.complaints() if "favicon" not in each]
            assert all("/pictures/f1.mp4" in each for each in forbidden), forbidden


def _is_styled(reader: PageReader) -> None:
    assert reader.ask(_PAPER) == "rgb(245, 244, 240)"
    assert set(reader.ask(_SHOWN)) == {540}
