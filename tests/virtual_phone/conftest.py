"""A virtual phone at the Device seam."""

import pytest
from hand import PASSWORD, Hand, MakeHand

from virtual_phone.clock import Clock
from virtual_phone.defects import Defects
from virtual_phone.organization import Organization, default_world


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_hand(clock: Clock) -> MakeHand:
    """Makes a person with a phone; options are the phone's, and `defects` by name."""
    organizations: list[Organization] = []

    def make(*, defects: tuple[str, ...] = (), clock: Clock = clock, **options: object) -> Hand:
        if not organizations:
            world = default_world(PASSWORD)
            organizations.append(Organization(world, clock=clock, defects=Defects(defects)))
        return Hand(organizations[0], **options)

    return make


@pytest.fixture
def hand(make_hand: MakeHand) -> Hand:
    """The Admin, with the calm build, nothing started yet."""
    return make_hand(sim="+12025550100")


@pytest.fixture
def admin(hand: Hand) -> Hand:
    """The Admin, logged in to the account under test."""
    hand.log_in()
    return hand
