"""What may go wrong on the Admin's side: the roles, the buttons, the input, the sending."""

from virtual_phone.defects.defect import Defect

ROLES = (
    Defect("role-missing", "Roles", "Only Admin is offered; Operator is missing.", 3),
    Defect("third-role", "Roles", "A third role, Moderator, is offered.", 3),
    Defect("roles-swapped-order", "Roles", "Operator is offered before Admin.", 3),
    Defect("role-name-differs", "Roles", "Admin is called Administrator.", 3),
    Defect("role-description-differs", "Roles", 'Operator\'s description has lost "only".', 3),
    Defect("role-descriptions-swapped", "Roles", "Each role has the other's description.", 3),
    Defect("role-preselected", "Roles", "Admin is already chosen when the roles are shown.", None),
    Defect("two-roles-selectable", "Roles", "Both roles can be chosen at once.", None),
)
BUTTONS = (
    Defect(
        "final-invite-works-without-role",
        "Buttons",
        "Invite on the role screen works before a role is chosen, and sends the first one.",
        2,
    ),
    Defect(
        "continue-works-on-invalid-input",
        "Buttons",
        "Continue leads to the roles whatever is typed.",
        None,
    ),
    Defect("continue-stays-disabled", "Buttons", "Continue stays disabled on valid input.", 2),
    Defect("continue-does-nothing", "Buttons", "A tap on Continue does nothing.", 2),
    Defect(
        "continue-skips-role-screen",
        "Buttons",
        "Continue sends the invitation at once, with the first role.",
        2,
    ),
    Defect("ok-missing", "Buttons", "The confirmation has no OK.", 2),
    Defect("ok-leads-to-wrong-screen", "Buttons", "OK leads to the feed.", None),
    Defect(
        "leaving-sends-anyway",
        "Buttons",
        "Leaving the role screen without Invite sends the invitation.",
        2,
    ),
)
INPUT = (
    Defect("valid-input-refused", "Input", "Every number and every address is called invalid.", 2),
    Defect("value-cut", "Input", "Only the first eight characters typed are kept.", 2),
    Defect("value-lost-on-back", "Input", "Back from the roles shows an empty field.", None),
    Defect(
        "value-lost-in-background",
        "Input",
        "The field is empty when the app comes back from the background.",
        None,
    ),
    Defect(
        "value-leaks-into-next-invitation",
        "Input",
        "The next invitation begins with what was typed for the one before.",
        None,
    ),
)
SENDING = (
    Defect(
        "sent-but-error-shown",
        "Sending",
        "The invitation is sent, but the app says that something went wrong.",
        2,
    ),
    Defect(
        "sent-on-opening-role-screen",
        "Sending",
        "The invitation is sent when the roles are shown, with the first one.",
        2,
    ),
    Defect(
        "wrong-role-stored",
        "Sending",
        "The invitation is stored with the other role; its message names the chosen one.",
        3,
    ),
    Defect("wrong-recipient", "Sending", "The invitation goes to a contact one character off.", 2),
    Defect("wrong-organization", "Sending", "The invitation is made for another account.", 2),
    Defect("invitation-sent-twice", "Sending", "One tap makes and sends two invitations.", 3),
    Defect(
        "success-shown-nothing-sent",
        "Sending",
        "The app confirms, but no invitation is made and none is sent.",
        3,
    ),
    Defect(
        "duplicate-accepted-silently",
        "Sending",
        "A contact with a pending invitation is invited once more without a word.",
        None,
    ),
    Defect(
        "existing-member-accepted",
        "Sending",
        "Somebody who is a member already, or the inviter, can be invited.",
        None,
    ),
)
STATE = (
    Defect("text-in-wrong-language", "State", "The confirmation speaks French.", None),
    Defect("app-crashes-after-invite", "State", "The app ends after Invite.", 2),
    Defect("endless-spinner", "State", "After Invite the app waits for ever.", 2),
    Defect("error-not-shown", "State", "What the server refuses is not said.", None),
    Defect(
        "invitation-missing-from-list",
        "State",
        "A sent invitation does not appear in the list on Permissions.",
        None,
    ),
)
