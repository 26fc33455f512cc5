"""What may go wrong on the member's side: what they receive, and how they join."""

from virtual_phone.defects import capabilities
from virtual_phone.defects.defect import KIND, ROLE, Axis, Catcher, Defect

_WHAT = Axis("what", ("role", "account"))
_TOLD = Catcher(
    capabilities.INVITE, "the member is told that they may join the Organization Account"
)
_IN_CHOSEN = Catcher(capabilities.CHOOSE_ACCOUNT, "the app is in the account that they chose")
_NOT_LET_IN = Catcher(capabilities.ACCEPT, "the member is not let in")
_NOT_LET_IN_BY_OTHERS_CODE = Catcher(capabilities.FOR_ONE, "the member is not let in")

RECEIVING = (
    Defect(
        "no-notification",
        "Receiving",
        "The invited member is not told by SMS or mail.",
        3,
        _TOLD,
        (KIND, ROLE),
    ),
    Defect(
        "no-inbox-entry",
        "Receiving",
        "The Inbox of a member who has the app stays empty.",
        None,
        Catcher(capabilities.INVITE_BY_PHONE, "the Inbox of the member's app shows the invitation"),
    ),
    Defect(
        "two-notifications",
        "Receiving",
        "One invitation is told twice.",
        3,
        Catcher(capabilities.INVITE, "the member is told once"),
        (KIND, ROLE),
    ),
    Defect(
        "notification-names-other-account",
        "Receiving",
        "The message names another account.",
        3,
        _TOLD,
        (KIND, ROLE),
    ),
    Defect(
        "notification-names-other-role",
        "Receiving",
        "The message names the other role.",
        None,
        Catcher(_TOLD.capability, f"{_TOLD.step} as {{role}}"),
        (KIND, ROLE),
    ),
    Defect(
        "link-opens-browser",
        "Receiving",
        "The invitation's link opens the browser although the app is installed.",
        4,
        Catcher(capabilities.ACCEPT, "the member opens the link of the invitation", "act"),
    ),
    Defect(
        "link-opens-last-screen",
        "Receiving",
        "The invitation's link opens the app where it was.",
        4,
        Catcher(capabilities.ACCEPT, "the app asks for a code"),
    ),
    Defect(
        "code-not-sent",
        "Receiving",
        "The link sends no code, nor does Resend code.",
        4,
        Catcher(capabilities.ACCEPT, "a code of six digits is sent to the member's {way}"),
        (KIND,),
    ),
    Defect(
        "expired-link-not-said",
        "Receiving",
        "An expired link opens the app where it was, without a word.",
        None,
        Catcher(capabilities.VALIDITY, "the app says that the invitation has expired"),
    ),
    Defect(
        "accepting-does-nothing",
        "Receiving",
        "The member is told they joined, but did not.",
        4,
        Catcher(
            capabilities.CHOOSE_ACCOUNT,
            "the Organization Account is among the accounts to choose from",
        ),
        (KIND,),
    ),
    Defect(
        "declining-joins",
        "Receiving",
        "Who declines is a member nevertheless.",
        None,
        Catcher(capabilities.FOR_ONE, "the member has no access to the Organization Account"),
        (KIND,),
    ),
    Defect(
        "declined-link-works",
        "Receiving",
        "The link of an invitation that was declined works again.",
        None,
        Catcher(capabilities.FOR_ONE, "the app does not ask for a code"),
        (KIND,),
    ),
    Defect(
        "expired-invitation-joins",
        "Receiving",
        "A link works after 24 hours, too.",
        4,
        Catcher(capabilities.VALIDITY, "the member is not let in"),
        (KIND,),
    ),
)
JOINING = (
    Defect(
        "code-not-checked",
        "Joining",
        "Any six digits let the member in.",
        4,
        _NOT_LET_IN,
        (KIND,),
    ),
    Defect(
        "code-not-needed",
        "Joining",
        "Continue lets the member in without a code.",
        4,
        _NOT_LET_IN,
        (KIND,),
    ),
    Defect(
        "somebody-elses-code-works",
        "Joining",
        "The code that was sent for another invitation lets the member in.",
        None,
        _NOT_LET_IN_BY_OTHERS_CODE,
        (KIND,),
    ),
    Defect(
        "old-code-works",
        "Joining",
        "A code that was replaced by a newer one still lets the member in.",
        None,
        _NOT_LET_IN,
        (KIND,),
    ),
    Defect(
        "link-works-twice",
        "Joining",
        "The link of an accepted invitation works again.",
        None,
        Catcher(capabilities.ACCEPT, "the app does not ask for a code"),
        (KIND,),
    ),
    Defect(
        "joined-with-other-role",
        "Joining",
        "The member gets the other role than the invitation and the final message say.",
        4,
        Catcher(capabilities.RIGHTS, "inviting somebody is"),
        (KIND, ROLE),
    ),
    Defect(
        "list-names-other-role",
        "Joining",
        "The Admin's list names the other role of somebody who has joined.",
        None,
        Catcher(capabilities.ACCEPT, "the list shows the member as {role}, who has joined"),
        (ROLE,),
    ),
    Defect(
        "final-message-names-wrong",
        "Joining",
        "The final message names the other role or another account.",
        4,
        Catcher(
            capabilities.ACCEPT,
            "the app says that the member was added to the Organization Account as {role}",
        ),
        (_WHAT, KIND, ROLE),
    ),
    Defect(
        "account-missing-from-chooser",
        "Joining",
        "The account that a person joined last is missing from the account chooser.",
        6,
        Catcher(
            capabilities.CHOOSE_ACCOUNT,
            "the Organization Account is among the accounts to choose from",
        ),
        (KIND,),
    ),
    Defect(
        "twentieth-account-missing",
        "Joining",
        "The account chooser ends after 19 accounts.",
        6,
        Catcher(capabilities.CHOOSE_ACCOUNT, "each of these accounts can be chosen"),
    ),
    Defect(
        "chosen-account-does-nothing",
        "Joining",
        "A tap on an account in the account chooser does nothing.",
        6,
        _IN_CHOSEN,
    ),
    Defect(
        "chosen-account-is-another",
        "Joining",
        "The account chooser leads to another of the person's accounts than they tapped.",
        6,
        _IN_CHOSEN,
    ),
    Defect(
        "admin-cannot-invite-after-joining",
        "Joining",
        "Who has joined as Admin is refused when they invite.",
        1,
        Catcher(capabilities.RIGHTS, "the app confirms the invitation"),
    ),
    Defect(
        "admin-cannot-cancel-after-joining",
        "Joining",
        "Who has joined as Admin is refused when they take an invitation back.",
        None,
        Catcher(capabilities.RIGHTS, "somebody else is not in the Admin's list"),
    ),
)
