"""Named infrastructure conditions that a virtual phone can be started with.

A defect is a product's; a fault is the phone's, or lies between the phone and its client. It says
nothing about the app: a harness must tell the two apart, and say which it was.

To add one: put an entry into the file of its area. If it is answered with an error of its own, the
WebDriver door does so by the entry alone; else ask `faults.on("its-name")` or
`faults.meet(At....)` at the one place where a real phone would have it.
"""

from virtual_phone.faults.catalogue import CATALOGUE
from virtual_phone.faults.fault import PROXIED, At, EndState, Fault, Strike
from virtual_phone.faults.switched import Faults, UnknownFault, find_fault, find_strike
from virtual_phone.faults.text_entry import with_wrong_character

__all__ = [
    "CATALOGUE",
    "PROXIED",
    "At",
    "EndState",
    "Fault",
    "Faults",
    "Strike",
    "UnknownFault",
    "find_fault",
    "find_strike",
    "with_wrong_character",
]
