"""The server side of the app: accounts, members, roles, invitations, and what is sent to people.

It follows the official guide (parts 1 to 6). Where nobody documents what the server does, the
docstring of the part says "assumed".
"""

from virtual_phone.organization.contacts import Contact, ContactKind, calling_code
from virtual_phone.organization.deliveries import Deliveries, Delivery, Subscription
from virtual_phone.organization.directory import Place
from virtual_phone.organization.organization import Organization
from virtual_phone.organization.records import (
    LINK_START,
    Account,
    Invitation,
    InvitationState,
    Membership,
    Person,
)
from virtual_phone.organization.refusals import Reason, Refused
from virtual_phone.organization.roles import OfferedRole, Role
from virtual_phone.organization.spelling import (
    address_flaw,
    address_forms,
    number_flaw,
    number_forms,
)
from virtual_phone.organization.world import World, default_world

__all__ = [
    "LINK_START",
    "Account",
    "Contact",
    "ContactKind",
    "Deliveries",
    "Delivery",
    "Invitation",
    "InvitationState",
    "Membership",
    "OfferedRole",
    "Organization",
    "Person",
    "Place",
    "Reason",
    "Refused",
    "Role",
    "Subscription",
    "World",
    "address_flaw",
    "address_forms",
    "calling_code",
    "default_world",
    "number_flaw",
    "number_forms",
]
