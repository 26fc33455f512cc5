"""Where a recorder's evidence goes, and Allure's reports as a reader opens them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from allure_reader import FORMS, AllureReader, opened
from filmed_phone import FilmedPhone
from page_reader import PageReader
from recorded_phone import Step


@pytest.fixture
def step() -> Step:
    """The step that is running."""
    return Step()


@pytest.fixture
def phone() -> FilmedPhone:
    """One that films."""
    return FilmedPhone()


@pytest.fixture(params=FORMS)
def allure(
    request: pytest.FixtureRequest, pages: list[Path], reader: PageReader
) -> Iterator[AllureReader]:
    """A reader who has just opened a module's `pages`, as a site and as one file."""
    with opened(reader, pages, request.param) as report:
        yield report
