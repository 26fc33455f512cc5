"""Two workers and one account: what the app refuses one of them, the other one does not send."""

from collections import Counter

import pytest
from shared_pool import SharedPool

_SCENARIOS = 4
_RUN_S = 240


def test_a_wrong_password_is_sent_twice_in_a_run(
    shared_pool: SharedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once more than once, as the phone may have mistyped it; by whichever worker comes first."""
    asked = 0
    sign_in = shared_pool.organization.sign_in

    def counted(*credentials: str) -> object:
        nonlocal asked
        asked += 1
        return sign_in(*credentials)

    monkeypatch.setattr(shared_pool.organization, "sign_in", counted)
    shared_pool.write_feature(_SCENARIOS)
    for run_number in (1, 2):  # the next run may have the right one
        with shared_pool.start("-n", "2", password="another one") as run:
            said = run.communicate(timeout=_RUN_S)[0]
        assert run.returncode == 3, said
        results = shared_pool.summary()["results"]
        assert Counter(each["status"] for each in results) == {"broken": _SCENARIOS}, said
        assert asked == 2 * run_number, said
