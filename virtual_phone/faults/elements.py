"""Elements that a client holds or looks for."""

from virtual_phone.faults.fault import PASSED, STOPPED, At, Fault

_FOUND_AGAIN = "Nothing was done to it: it is found again, then acted on."
_STALE = "stale element reference"

ELEMENTS = (
    Fault(
        "stale-element",
        "Elements",
        "The view of an element that was found is gone.",
        PASSED,
        _FOUND_AGAIN,
        number=1,
        at=At.ELEMENT,
        code=_STALE,
        message="The element '{locator}' does not exist in DOM anymore",
    ),
    Fault(
        "stale-listed-element",
        "Elements",
        "The view of one of several elements that were found together is gone.",
        PASSED,
        _FOUND_AGAIN,
        number=2,
        at=At.LISTED_ELEMENT,
        code=_STALE,
        message="Cached elements '{locator}' do not exist in DOM anymore",
    ),
    Fault(
        "relinked-element",
        "Elements",
        "Where an element was, there is another view now that its locator fits.",
        PASSED,
        _FOUND_AGAIN,
        number=3,
        at=At.ELEMENT,
        code=_STALE,
        message="The element '{locator}' is not linked to the same object in DOM anymore",
    ),
    Fault(
        "forgotten-element",
        "Elements",
        "The server has forgotten an element that is still on the display.",
        PASSED,
        "It is found again; that it is not there is not said by this.",
        number=4,
        at=At.ELEMENT,
        code="no such element",
        message=(
            "The element identified by '{element}' is not present in the cache or has expired. "
            "Try to find it again"
        ),
    ),
    Fault(
        "element-leads-elsewhere",
        "Elements",
        "The server finds elements again by itself that were found before, and takes other views "
        "for them.",
        PASSED,
        "What it is and where is looked up right before each tap; no error says that it changed.",
        number=5,
        at=At.FIND,
    ),
    Fault(
        "doubled-text",
        "Elements",
        "For some look-ups every button stands there twice.",
        PASSED,
        "Two are not ready: the first one is not taken by chance.",
        number=30,
        at=At.FIND,
        times=3,
    ),
    Fault(
        "textless-views",
        "Elements",
        "For some looks no view has a text or a description, as where an app draws by itself.",
        PASSED | STOPPED,
        "It cannot be seen, which is not to be absent.",
        number=31,
        at=At.LOOK,
        times=3,
    ),
)
