"""All faults by their names."""

from virtual_phone.faults.adb import ADB
from virtual_phone.faults.apps import APPS
from virtual_phone.faults.elements import ELEMENTS
from virtual_phone.faults.fault import Fault
from virtual_phone.faults.phone import PHONE
from virtual_phone.faults.screen import SCREEN
from virtual_phone.faults.server import SERVER
from virtual_phone.faults.surroundings import SURROUNDINGS
from virtual_phone.faults.text_entry import TEXT_ENTRY
from virtual_phone.faults.transport import TRANSPORT

CATALOGUE: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        *ADB,
        *PHONE,
        *APPS,
        *SERVER,
        *ELEMENTS,
        *SCREEN,
        *TEXT_ENTRY,
        *TRANSPORT,
        *SURROUNDINGS,
    )
}
"""Every fault by its name, in the order in which a person may read them."""
