"""What may go wrong with the tap on Invite: what is sent, what the app says and lists then."""

from virtual_phone.defects import capabilities
from virtual_phone.defects.defect import KIND, ROLE, TURN, Axis, Catcher, Defect

_ADDED_AS = Catcher(
    capabilities.ACCEPT,
    "the app says that the member was added to the Organization Account as {role}",
)
_CONFIRMS = Catcher(capabilities.INVITE, "the app confirms the invitation")
_TOLD = Catcher(
    capabilities.INVITE, "the member is told that they may join the Organization Account"
)
_TOLD_ONCE = Catcher(capabilities.INVITE, "the member is told once")
_REFUSES = Catcher(capabilities.PENDING, "the app refuses the invitation")
_LISTED_AS = Catcher(capabilities.PENDING, "the list shows the member's {way} as {role}, waiting")

SENDING = (
    Defect(
        "wrong-role-stored",
        "Sending",
        "The invitation is stored with the other role; its message names the chosen one.",
        4,
        _ADDED_AS,
        (KIND, ROLE),
    ),
    Defect(
        "first-choice-is-sent",
        "Sending",
        "Whoever changes their mind sends the role that they chose first.",
        None,
        Catcher(capabilities.SECOND_THOUGHTS, "the list shows the member's {way} as"),
        (KIND,),
    ),
    Defect(
        "wrong-recipient",
        "Sending",
        "The invitation goes to a contact one character off.",
        2,
        _TOLD,
        (KIND, TURN),
    ),
    Defect(
        "wrong-organization",
        "Sending",
        "The invitation is made for another account.",
        2,
        _TOLD,
        (KIND, ROLE),
    ),
    Defect(
        "invitation-sent-twice",
        "Sending",
        "One tap makes and sends two invitations.",
        3,
        _TOLD_ONCE,
        (KIND, TURN),
    ),
    Defect(
        "sent-twice-on-double-tap",
        "Sending",
        "Invite is not locked after a tap: a second one at once sends a second invitation.",
        None,
        _TOLD_ONCE,
        (KIND,),
    ),
    Defect(
        "success-shown-nothing-sent",
        "Sending",
        "The app confirms, but no invitation is made and none is sent.",
        3,
        _TOLD,
        (KIND, TURN),
    ),
    Defect(
        "sent-but-error-shown",
        "Sending",
        "The invitation is sent, but the app says that something went wrong.",
        2,
        _CONFIRMS,
        (KIND, ROLE),
    ),
    Defect(
        "confirmation-names-another",
        "Sending",
        "The confirmation names a contact one character off, or the inviter's own; the right one is"
        " invited.",
        None,
        Catcher(capabilities.INVITE, "the confirmation names no other {way}"),
        (KIND, Axis("who", ("another", "the-admin"))),
    ),
    Defect(
        "sent-on-opening-role-screen",
        "Sending",
        "The invitation is sent when the roles are shown, with the first one.",
        None,
        Catcher(capabilities.SECOND_THOUGHTS, "the member is not in the Admin's list"),
    ),
    Defect(
        "duplicate-accepted-silently",
        "Sending",
        "A contact with a pending invitation is invited once more without a word.",
        None,
        _REFUSES,
        (KIND,),
    ),
    Defect(
        "existing-member-accepted",
        "Sending",
        "Somebody who is a member already, or the inviter, can be invited.",
        None,
        _REFUSES,
        (Axis("whom", ("member", "oneself")),),
    ),
)
STATE = (
    Defect(
        "invitation-missing-from-list",
        "State",
        "A sent invitation does not appear in the list on Permissions.",
        None,
        _LISTED_AS,
        (KIND, ROLE),
    ),
    Defect(
        "member-count-wrong",
        "State",
        "An invitation that waits for an answer counts as a member.",
        None,
        Catcher(capabilities.PENDING, "the number of members is the same"),
    ),
    Defect(
        "error-not-shown",
        "State",
        "What the server refuses is not said.",
        None,
        _REFUSES,
        (Axis("error", ("already-invited", "already-member", "oneself")),),
    ),
    Defect(
        "text-in-wrong-language",
        "State",
        "The confirmation speaks Spanish.",
        2,
        _CONFIRMS,
        (KIND,),
    ),
    Defect(
        "app-fails-after-invite",
        "State",
        "After Invite the app ends, or Android says that it does not respond.",
        2,
        _CONFIRMS,
        (KIND, Axis("how", ("crash", "hang"))),
    ),
    Defect(
        "endless-spinner",
        "State",
        "After Invite the app waits for ever.",
        2,
        _CONFIRMS,
        (KIND,),
    ),
)
