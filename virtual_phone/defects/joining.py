"""What may go wrong on the member's side: what they receive, how they join, what they may do."""

from virtual_phone.defects.defect import Defect

RECEIVING = (
    Defect(
        "notification-opens-wrong-screen",
        "Receiving",
        "The invitation's link opens the app where it was.",
        4,
    ),
    Defect(
        "link-opens-browser",
        "Receiving",
        "The invitation's link opens the browser although the app is installed.",
        4,
    ),
    Defect("no-notification", "Receiving", "The invited member is not told.", 3),
    Defect("two-notifications", "Receiving", "One invitation is told twice.", 3),
    Defect("notification-names-wrong-role", "Receiving", "The message names the other role.", 4),
    Defect(
        "notification-names-wrong-account",
        "Receiving",
        "The message names the inviter's other account, or none.",
        4,
    ),
    Defect("code-not-sent", "Receiving", "The link sends no code, nor does Resend code.", 4),
    Defect(
        "expired-link-not-said",
        "Receiving",
        "An expired link opens the app where it was, without a word.",
        None,
    ),
    Defect(
        "accepting-does-nothing", "Receiving", "The member is told they joined, but did not.", 4
    ),
    Defect("declining-joins", "Receiving", "Who declines is a member nevertheless.", None),
    Defect("expired-invitation-joins", "Receiving", "A link works after 24 hours, too.", 4),
)
JOINING = (
    Defect("code-not-checked", "Joining", "Any six digits let the member in.", 4),
    Defect("code-not-needed", "Joining", "Continue lets the member in without a code.", 4),
    Defect(
        "somebody-elses-code-works",
        "Joining",
        "The code that was sent for another invitation lets the member in.",
        None,
    ),
    Defect(
        "old-code-works",
        "Joining",
        "A code that was replaced by a newer one still lets the member in.",
        None,
    ),
    Defect("link-works-twice", "Joining", "The link of an accepted invitation works again.", None),
    Defect(
        "joined-with-other-role",
        "Joining",
        "The member gets the other role than the invitation and the final message say.",
        4,
    ),
    Defect(
        "final-message-names-wrong-role", "Joining", "The final message names the other role.", 4
    ),
    Defect(
        "final-message-names-wrong-account",
        "Joining",
        "The final message names another account of the member's, or none.",
        4,
    ),
    Defect(
        "account-missing-from-chooser",
        "Joining",
        "The account that a person joined last is missing from the account chooser.",
        6,
    ),
    Defect(
        "admin-cannot-invite-after-joining",
        "Joining",
        "Who has joined as Admin is refused when they invite.",
        1,
    ),
)
PERMISSION = (
    Defect(
        "somebody-else-can-accept",
        "Permission",
        "Whoever is logged in can join with another's link and code.",
        None,
    ),
    Defect(
        "pending-member-has-access",
        "Permission",
        "An invited person can enter the account before they accept.",
        None,
    ),
    Defect("operator-sees-invite", "Permission", "An Operator finds Permissions and Invite.", 1),
    Defect(
        "operator-reaches-permissions-by-link",
        "Permission",
        "A link into the app shows an Operator Permissions and Invite.",
        1,
    ),
    Defect(
        "old-screen-still-invites",
        "Permission",
        "Permissions that an Admin has left open goes on working after they were removed.",
        1,
    ),
)
REMOVING = (
    Defect(
        "removed-member-keeps-access",
        "Removing",
        "A removed member stays logged in to the account.",
        5,
    ),
    Defect(
        "removed-account-stays-in-chooser",
        "Removing",
        "An account that a person was removed from is still in their account chooser.",
        5,
    ),
    Defect(
        "cancelling-does-not-revoke",
        "Removing",
        "The link of a cancelled invitation works.",
        None,
    ),
    Defect(
        "cancelling-does-nothing",
        "Removing",
        "A cancelled invitation stays in the list, and its link works.",
        None,
    ),
    Defect("removing-does-nothing", "Removing", "A removed member stays a member.", 5),
    Defect(
        "removing-asks-no-confirmation",
        "Removing",
        "Remove user removes at once; nobody is asked to confirm it by Remove.",
        5,
    ),
)
