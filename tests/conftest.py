"""Real programs that tests drive: a browser, Node, Java, adb.

Where one is not installed, the tests that need it are skipped on a person's machine. In CI they
fail: there a missing program is a missing check.
"""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_reader import PageReader
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from harness.adb import carried_adb

Needed = Callable[..., str]
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_WINDOW = "1440,1000"


# Ctrl-C is ignored by what a shell starts in the background, and by all that it starts: tests that
# break a run off would wait for its end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _needed(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = f"{' or '.join(names)} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{message}, and CI must check this", pytrace=False)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session", autouse=True)
def _no_summary_of_trials() -> Iterator[None]:
    """Runs that fail on purpose are no business of the job that runs these tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def needed() -> Needed:
    """The path of the first of some programs that is installed; skips, or in CI fails, without."""
    return _needed


@pytest.fixture(scope="session")
def adb_path() -> str:
    """The adb that came along."""
    carried = carried_adb()
    return carried or _needed("adb")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A real browser without a window; one for all tests of a worker."""
    options = Options()
    options.binary_location = _needed(*_CHROMIUM)
    profile = tmp_path_factory.mktemp("chromium")
    for word in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        f"--window-size={_WINDOW}",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, Service(_needed("chromedriver")))
    driver.set_page_load_timeout(30)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """The browser on an empty page; what its console said before is forgotten."""
    chromium.get("about:blank")
    chromium.get_log("browser")
    return chromium


@pytest.fixture
def reader(browser: webdriver.Chrome, needed: Needed) -> Iterator[PageReader]:
    """Somebody who reads pages that a run left."""
    yield PageReader(browser, needed)
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return Path(__file__).parents[1]
