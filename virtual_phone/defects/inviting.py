"""What may go wrong up to the tap on Invite: the roles, the buttons, the input."""

from virtual_phone.defects import capabilities
from virtual_phone.defects.defect import KIND, ROLE, Axis, Catcher, Defect

_WHICH_ROLE = Axis("role", ("Operator", "Admin"))
"""Of two roles only one can be wrong: Operator, unless the variant says otherwise."""
_OFFERED = Catcher(capabilities.ROLE, "exactly these roles are offered")

ROLES = (
    Defect("role-missing", "Roles", "Only one role is offered.", 3, _OFFERED, (KIND, _WHICH_ROLE)),
    Defect("third-role", "Roles", "A third role, Moderator, is offered.", 3, _OFFERED, (KIND,)),
    Defect(
        "roles-swapped-order",
        "Roles",
        "Operator is offered before Admin.",
        None,
        Catcher(capabilities.ROLE, "Admin is offered first, then Operator"),
        (KIND,),
    ),
    Defect(
        "role-name-differs",
        "Roles",
        "Admin is called Administrator, or Operator Editor.",
        3,
        _OFFERED,
        (KIND, ROLE),
    ),
    Defect(
        "role-description-differs",
        "Roles",
        'One role\'s description has lost a word: Operator\'s "only", or Admin\'s "sensitive".',
        3,
        _OFFERED,
        (KIND, _WHICH_ROLE),
    ),
    Defect(
        "role-descriptions-swapped",
        "Roles",
        "Each role has the other's description.",
        3,
        _OFFERED,
        (KIND,),
    ),
    Defect(
        "role-preselected",
        "Roles",
        "A role is already chosen when the roles are shown.",
        None,
        Catcher(capabilities.ROLE, "no role is chosen"),
        (ROLE,),
    ),
    Defect(
        "two-roles-selectable",
        "Roles",
        "Choosing a role does not take the other one back.",
        None,
        Catcher(capabilities.ROLE, "only {role} is chosen"),
        (ROLE,),
    ),
)

_GOES_ON = Catcher(capabilities.CONTACTS, "the app goes on to the roles")
_DOES_NOT_GO_ON = Catcher(capabilities.CONTACTS, "the app does not go on to the roles")
_ASKS_FOR_ROLE = Catcher(capabilities.INVITE, "the app asks for the role")

BUTTONS = (
    Defect(
        "final-invite-works-without-role",
        "Buttons",
        "Invite on the role screen works before a role is chosen, and sends the first one.",
        None,
        Catcher(capabilities.ROLE, "Invite cannot be tapped yet"),
    ),
    Defect(
        "continue-works-on-invalid-input",
        "Buttons",
        "Continue leads to the roles whatever is typed.",
        None,
        _DOES_NOT_GO_ON,
        (KIND,),
    ),
    Defect(
        "continue-stays-disabled",
        "Buttons",
        "Continue stays disabled on valid input.",
        2,
        Catcher(capabilities.INVITE, "enters the member's {way} and taps Continue", "act"),
        (KIND,),
    ),
    Defect(
        "continue-does-nothing",
        "Buttons",
        "A tap on Continue does nothing.",
        2,
        _ASKS_FOR_ROLE,
        (KIND,),
    ),
    Defect(
        "continue-skips-role-screen",
        "Buttons",
        "Continue sends the invitation at once, with the first role.",
        2,
        _ASKS_FOR_ROLE,
        (KIND,),
    ),
    Defect(
        "ok-missing",
        "Buttons",
        "The confirmation has no OK.",
        2,
        Catcher(capabilities.INVITE, "the app confirms the invitation"),
        (KIND,),
    ),
    Defect(
        "ok-does-nothing",
        "Buttons",
        "A tap on OK does nothing: the confirmation stays.",
        2,
        Catcher(capabilities.INVITE, "the confirmation is closed"),
        (KIND,),
    ),
    Defect(
        "ok-leads-to-wrong-screen",
        "Buttons",
        "OK leads to the feed, or one screen too far back, to Account.",
        None,
        Catcher(capabilities.INVITE, "Permissions is shown"),
        (KIND, Axis("screen", ("feed", "account"))),
    ),
    Defect(
        "leaving-sends-anyway",
        "Buttons",
        "Leaving the role screen without Invite sends the invitation.",
        None,
        Catcher(capabilities.SECOND_THOUGHTS, "the member is not in the Admin's list"),
        (Axis("choice", ("undecided", "decided")),),
    ),
)

_STILL_THERE = Catcher(capabilities.SECOND_THOUGHTS, "the member's {way} is still there")

INPUT = (
    Defect(
        "invalid-number-accepted",
        "Input",
        "The roles can be reached with a number that nobody can have.",
        None,
        Catcher(capabilities.PHONE_NUMBERS, "the app does not go on to the roles"),
        (Axis("flaw", ("too-short", "too-long", "letters", "unassigned", "unknown-country")),),
    ),
    Defect(
        "invalid-address-accepted",
        "Input",
        "The roles can be reached with an address that nobody can have.",
        None,
        Catcher(capabilities.EMAIL_ADDRESSES, "the app does not go on to the roles"),
        (
            Axis(
                "flaw",
                (
                    "no-at",
                    "two-ats",
                    "no-name",
                    "no-company",
                    "blank",
                    "final-dot",
                    "long-name",
                ),
            ),
        ),
    ),
    Defect(
        "valid-number-refused",
        "Input",
        "A good number is called invalid, because of how it is written.",
        None,
        Catcher(capabilities.PHONE_NUMBERS, "the app goes on to the roles"),
        (Axis("form", ("digits", "dashes", "brackets", "country-code", "other-country")),),
    ),
    Defect(
        "valid-address-refused",
        "Input",
        "A good address is called invalid, because of how it is written.",
        None,
        Catcher(capabilities.EMAIL_ADDRESSES, "the app goes on to the roles"),
        (Axis("form", ("plus", "subdomain", "capitals", "dash", "accents")),),
    ),
    Defect(
        "surrounding-blanks-refused",
        "Input",
        "Blanks around what is typed make it invalid.",
        None,
        _GOES_ON,
        (KIND, Axis("place", ("before", "behind"))),
    ),
    Defect(
        "surrounding-blanks-kept",
        "Input",
        "Blanks around what is typed are kept, and the invitation reaches nobody.",
        None,
        Catcher(
            capabilities.PENDING,
            "the member is told that they may join the Organization Account as",
        ),
        (KIND,),
    ),
    Defect(
        "value-cut",
        "Input",
        "Continue drops the last character of an address, which is good without it, too.",
        2,
        Catcher(
            capabilities.INVITE_BY_EMAIL,
            "the member is told that they may join the Organization Account",
        ),
    ),
    Defect(
        "non-ascii-broken",
        "Input",
        "Letters with accents are lost while one types them.",
        None,
        Catcher(capabilities.EMAIL_ADDRESSES, "the address is still there as it was typed"),
        (Axis("how", ("dropped", "question-marks", "plain-letters")),),
    ),
    Defect(
        "value-lost-on-back",
        "Input",
        "Back from the roles shows an empty field.",
        None,
        _STILL_THERE,
        (KIND,),
    ),
    Defect(
        "value-lost-in-background",
        "Input",
        "The field is empty when the app comes back from the background.",
        None,
        _STILL_THERE,
        (KIND,),
    ),
    Defect(
        "value-leaks-into-next-invitation",
        "Input",
        "The next invitation begins with what was typed for the one before.",
        None,
        Catcher(capabilities.SECOND_THOUGHTS, "no {way} is filled in"),
        (KIND,),
    ),
)
