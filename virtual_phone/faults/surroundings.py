"""Farms, networks, places and accounts: what is wrong around phone and server."""

from virtual_phone.faults.fault import ANEW, PASSED, REFUSED, STOPPED, At, Fault

SURROUNDINGS = (
    Fault(
        "farm-idle",
        "Surroundings",
        "A farm has ended the session, as it lets none be idle for long.",
        PASSED | ANEW | STOPPED,
        "What the farm ends has nothing to do with the app.",
        number=40,
        at=At.COMMAND,
        code="invalid session id",
        message="BROWSERSTACK_IDLE_TIMEOUT",
        breaks_session=True,
    ),
    Fault(
        "wrong-locale",
        "Surroundings",
        "The phone is set to French, and the app with it.",
        STOPPED | REFUSED,
        "Labels are looked for in another language: that is no failure of the app.",
        number=41,
    ),
    Fault(
        "clock-off",
        "Surroundings",
        "Its clock is 20 minutes behind.",
        PASSED | STOPPED | REFUSED,
        "What does not hang on the time goes on.",
        number=41,
    ),
    Fault(
        "slow-network",
        "Surroundings",
        "Some screens of the app take two seconds to come.",
        PASSED,
        "They come within the time that a part of a screen has.",
        number=41,
        at=At.SCREEN,
        times=2,
    ),
    Fault(
        "rate-limited",
        "Surroundings",
        "The app's server has been asked too often, and invites nobody for a while.",
        STOPPED,
        "The account is blocked for now, which is no failure of the app.",
        number=41,
        at=At.INVITE,
        times=0,
        message="Maximum number of attempts reached. Try again later.",
    ),
)
