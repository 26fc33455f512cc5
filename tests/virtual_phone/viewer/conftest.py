"""A page with the Admin's phone and the member's."""

from collections.abc import Iterator

import pytest
from hand import MakeHand
from viewed_phones import Viewed


@pytest.fixture
def viewed(make_hand: MakeHand) -> Iterator[Viewed]:
    """The page of two phones that have just been switched on."""
    admin = make_hand(sim="+12025550100", udid="virtual-1")
    member = make_hand(sim="+12025550147", udid="virtual-2")
    viewed = Viewed(admin, member)
    viewed.webdriver.start()
    viewed.door.start()
    yield viewed
    viewed.door.stop()
    viewed.webdriver.stop()
