"""Between client and server: what the proxy does to HTTP."""

from virtual_phone.faults.fault import ANEW, PASSED, STOPPED, At, Fault

_DOUBT = (
    "A read may be repeated. Of an act nobody knows whether it was done: the screen is asked, and "
    "where it cannot tell, the scenario stops."
)
_NEVER_SENT = "Nothing was sent."

TRANSPORT = (
    Fault(
        "server-down",
        "Transport",
        "The server's port is closed from one request on: connections are refused.",
        STOPPED,
        "Nothing was sent, and no session can begin any more.",
        number=35,
        at=At.HTTP_REQUEST,
        times=0,
    ),
    Fault(
        "answer-late",
        "Transport",
        "What was asked is done, and the answer does not come within anybody's patience.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=36,
        at=At.HTTP_ACT,
    ),
    Fault(
        "request-reset",
        "Transport",
        "The connection is reset before the request has reached the server.",
        PASSED | ANEW | STOPPED,
        "The client cannot tell it from an answer that is lost. " + _DOUBT,
        number=37,
        at=At.HTTP_ACT,
    ),
    Fault(
        "answer-reset",
        "Transport",
        "What was asked is done, and the connection is reset before the answer.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=37,
        at=At.HTTP_ACT,
    ),
    Fault(
        "answer-cut",
        "Transport",
        "What was asked is done, and the connection ends in the middle of the answer.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=37,
        at=At.HTTP_ACT,
    ),
    Fault(
        "read-reset",
        "Transport",
        "The connection is reset where only something is read.",
        PASSED | ANEW,
        "A read may be repeated.",
        number=38,
        at=At.HTTP_READ,
    ),
    Fault(
        "gateway-lost-answer",
        "Transport",
        "What was asked is done, and a gateway answers 502 with a page of its own.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=39,
        at=At.HTTP_ACT,
        message="502 Bad Gateway",
    ),
    Fault(
        "gateway-unavailable",
        "Transport",
        "A gateway answers 503 by itself, and hands nothing on.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=39,
        at=At.HTTP_REQUEST,
        message="503 Service Unavailable",
    ),
    Fault(
        "gateway-too-many",
        "Transport",
        "A gateway answers 429 by itself, and hands nothing on.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=39,
        at=At.HTTP_REQUEST,
        message="429 Too Many Requests",
    ),
)
