from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from virtual_phone.clock import Clock
from virtual_phone.defects import Defects
from virtual_phone.organization import Organization, Person, default_world
from virtual_phone.organization.world import ADMIN_PHONE, OPERATOR_PHONE

Build = Callable[..., Organization]


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC), running=False)


@pytest.fixture
def build(clock: Clock) -> Build:
    def with_defects(*names: str) -> Organization:
        return Organization(default_world("open sesame"), clock=clock, defects=Defects(names))

    return with_defects


@pytest.fixture
def organization(build: Build) -> Organization:
    return build()


@pytest.fixture
def admin(organization: Organization) -> Person:
    return organization.sign_in(ADMIN_PHONE, "open sesame")


@pytest.fixture
def operator(organization: Organization) -> Person:
    return organization.sign_in(OPERATOR_PHONE, "open sesame")
