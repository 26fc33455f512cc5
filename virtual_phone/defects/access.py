"""What may go wrong with who may do what, and with taking it away again."""

from virtual_phone.defects import capabilities
from virtual_phone.defects.defect import KIND, ROLE, Catcher, Defect

_SEES_NOT = Catcher(capabilities.RIGHTS, "seeing Permissions is not possible")

PERMISSION = (
    Defect(
        "somebody-else-can-accept",
        "Permission",
        "Whoever is logged in can join with another's link and code.",
        None,
        Catcher(capabilities.FOR_ONE, "nobody is let in"),
        (KIND,),
    ),
    Defect(
        "pending-member-has-access",
        "Permission",
        "An invited person can enter the account before they accept.",
        4,
        Catcher(capabilities.FOR_ONE, "the member has no access to the Organization Account"),
        (KIND, ROLE),
    ),
    Defect(
        "operator-sees-invite",
        "Permission",
        "An Operator finds Permissions and Invite.",
        1,
        Catcher(capabilities.WHO_MAY_INVITE, "there is none"),
    ),
    Defect(
        "operator-can-remove",
        "Permission",
        "An Operator finds Permissions, with the three dots beside each member.",
        5,
        Catcher(capabilities.RIGHTS, "removing somebody is not possible"),
    ),
    Defect(
        "operator-reaches-permissions-by-link",
        "Permission",
        "A link into the app shows an Operator Permissions and Invite.",
        None,
        _SEES_NOT,
    ),
    Defect(
        "old-screen-still-invites",
        "Permission",
        "Permissions that an Admin has left open goes on working after they were removed.",
        None,
        _SEES_NOT,
    ),
    Defect(
        "higher-role-can-be-granted",
        "Permission",
        "Roles left open stay, whatever one has become; a member can grant a role above their own.",
        None,
        Catcher(capabilities.RIGHTS, "the member finds no way to send it, or is refused"),
    ),
)
REMOVING = (
    Defect(
        "removed-member-keeps-access",
        "Removing",
        "A removed member stays logged in to the account.",
        5,
        Catcher(capabilities.REMOVE, "the member is logged out of the Organization Account"),
        (KIND, ROLE),
    ),
    Defect(
        "removed-account-stays-in-chooser",
        "Removing",
        "An account that a person was removed from is still in their account chooser.",
        5,
        Catcher(capabilities.REMOVE, "the member has no access to the Organization Account"),
        (KIND, ROLE),
    ),
    Defect(
        "link-works-after-removal",
        "Removing",
        "The link by which a removed member once joined lets them in again.",
        None,
        Catcher(capabilities.REMOVE, "the member is not let in"),
        (KIND,),
    ),
    Defect(
        "cancelling-does-not-revoke",
        "Removing",
        "The link of a cancelled invitation works.",
        None,
        Catcher(capabilities.REMOVE, "the member is not let in"),
        (KIND,),
    ),
    Defect(
        "cancelling-does-nothing",
        "Removing",
        "A cancelled invitation stays in the list, and its link works.",
        None,
        Catcher(capabilities.REMOVE, "the member is not in the Admin's list"),
    ),
    Defect(
        "removing-does-nothing",
        "Removing",
        "A removed member stays a member.",
        5,
        Catcher(capabilities.REMOVE, "the member is not in the Admin's list"),
    ),
    Defect(
        "removed-member-still-counts",
        "Removing",
        "The number of members stays the same when one is removed.",
        None,
        Catcher(capabilities.REMOVE, "the number of members is one less"),
    ),
    Defect(
        "removing-asks-no-confirmation",
        "Removing",
        "Remove user removes at once; nobody is asked to confirm it by Remove.",
        5,
        Catcher(capabilities.REMOVE, "the app asks whether to remove the member"),
    ),
)
