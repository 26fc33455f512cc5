import pytest
from hand import Hand, MakeHand, invite

from virtual_phone.organization import LINK_START, Role


def _pending(hand: Hand) -> list[tuple[str, Role]]:
    organization = hand.organization
    admin = organization.person("+12025550100")
    assert admin
    account = organization.accounts_of(admin)[0]
    return [(one.contact.value, one.role) for one in organization.pending(account)]


def _at_permissions(make_hand: MakeHand, *defects: str) -> Hand:
    hand = make_hand(defects=defects)
    hand.log_in()
    hand.open_permissions()
    return hand


def test_admin_walks_the_guide_by_phone(admin: Hand) -> None:
    """From Profile to the confirmation and back to Permissions, as the guide numbers it."""
    admin.open_permissions()
    assert not admin.sees("Pending")
    admin.invite_by_phone()
    assert admin.sees("Invitation sent")
    admin.tap("OK")
    assert admin.sees("Permissions")
    assert admin.sees("+1 202-555-0147")
    assert admin.sees("Pending")


def test_admin_walks_the_guide_by_email(admin: Hand) -> None:
    """The other way in is one link away, and ends on the same screens."""
    admin.open_permissions()
    admin.tap("Invite")
    admin.tap("Use email address instead")
    admin.enter("Email address", "member@example.com")
    admin.tap("Continue")
    admin.tap("Admin")
    admin.tap("Invite")
    admin.tap("OK")
    assert admin.sees("member@example.com")
    assert _pending(admin) == [("member@example.com", Role.ADMIN)]


def test_continue_waits_for_a_valid_number(admin: Hand) -> None:
    """Continue can be tapped only when it can work; until then the error says why."""
    admin.open_permissions()
    admin.tap("Invite")
    assert not admin.find("Continue").enabled
    admin.enter("Phone number", "202")
    assert admin.sees("Enter a valid phone number")
    admin.tap("Continue")
    assert admin.sees("202")
    admin.enter("202", "2025550147")
    assert admin.find("Continue").enabled


def test_number_of_another_country_needs_its_region(admin: Hand) -> None:
    """The chip beside the field decides how the number is read."""
    admin.open_permissions()
    admin.tap("Invite")
    admin.tap("US")
    admin.enter("Search countries and regions", "Germ")
    admin.tap("Germany")
    assert admin.sees("+49")
    admin.enter("Phone number", "3023125000")
    assert admin.find("Continue").enabled


def test_roles_are_the_guides_and_none_is_chosen(admin: Hand) -> None:
    """Exactly two roles with the guide's words; Invite waits for one of them."""
    admin.open_permissions()
    admin.tap("Invite")
    admin.enter("Phone number", "2025550147")
    admin.tap("Continue")
    for role in Role:
        assert admin.sees(role.label)
        assert admin.sees(role.description)
    assert not any(node.selected for node in admin.nodes() if node.checkable)
    assert not admin.find("Invite").enabled


def test_one_role_at_a_time(admin: Hand) -> None:
    """Choosing the other role takes the first choice back."""
    admin.open_permissions()
    admin.tap("Invite")
    admin.enter("Phone number", "2025550147")
    admin.tap("Continue")
    admin.tap("Admin")
    admin.tap("Operator")
    assert [node.checked for node in admin.nodes() if node.checkable] == [False, True]


def test_refusal_is_said_and_input_stays(admin: Hand) -> None:
    """What the server refuses is shown in a dialog; nothing typed is lost."""
    admin.open_permissions()
    admin.invite_by_phone("2025550102")
    assert admin.sees("This person is already a member of this account")
    admin.tap("OK")
    admin.back()
    assert admin.sees("2025550102")


def test_value_survives_back_from_the_roles(admin: Hand) -> None:
    """Back from the roles shows what was typed."""
    admin.open_permissions()
    admin.tap("Invite")
    admin.enter("Phone number", "2025550147")
    admin.tap("Continue")
    admin.back()
    assert admin.sees("2025550147")
    assert _pending(admin) == []


def test_next_invitation_begins_empty(admin: Hand) -> None:
    """Nothing leaks from one invitation into the next."""
    admin.open_permissions()
    admin.invite_by_phone()
    admin.tap("OK")
    admin.tap("Invite")
    assert admin.sees("Phone number")


def test_pending_invitation_can_be_taken_back(admin: Hand) -> None:
    """The pending row has the same menu as a member's (assumed)."""
    admin.open_permissions()
    admin.invite_by_phone()
    admin.tap("OK")
    admin.tap("More", -1)
    admin.tap("Remove user")
    admin.tap("Remove")
    assert not admin.sees("Pending")


def test_removal_can_be_called_off(admin: Hand) -> None:
    """Cancel leaves the member where they are."""
    admin.open_permissions()
    admin.tap("More")
    admin.tap("Remove user")
    admin.tap("Cancel")
    assert admin.sees("+1 202-555-0101")


def test_operator_has_no_permissions_row(hand: Hand) -> None:
    """Only an Admin can invite (guide, part 1)."""
    hand.log_in("2025550101")
    hand.open_account()
    assert hand.sees("Account information")
    assert not hand.sees("Permissions")


def test_defect_operator_sees_invite(make_hand: MakeHand) -> None:
    """Switched on, an Operator finds the way to Invite."""
    hand = make_hand(defects=("operator-sees-invite",))
    hand.log_in("2025550101")
    hand.open_permissions()
    assert hand.sees("Invite")


def test_defect_role_preselected(make_hand: MakeHand) -> None:
    """Switched on, a role is chosen from the start."""
    hand = _at_permissions(make_hand, "role-preselected")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    assert hand.find("Invite").enabled


def test_defect_two_roles_selectable(make_hand: MakeHand) -> None:
    """Switched on, both roles stay chosen."""
    hand = _at_permissions(make_hand, "two-roles-selectable:Operator")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    hand.tap("Admin")
    hand.tap("Operator")
    assert [node.checked for node in hand.nodes() if node.checkable] == [True, True]


def test_defect_final_invite_works_without_role(make_hand: MakeHand) -> None:
    """Switched on, nobody has to choose."""
    hand = _at_permissions(make_hand, "final-invite-works-without-role")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    hand.tap("Invite")
    assert _pending(hand) == [("+12025550147", Role.ADMIN)]


def test_defect_continue_works_on_invalid_input(make_hand: MakeHand) -> None:
    """Switched on, rubbish leads to the roles."""
    hand = _at_permissions(make_hand, "continue-works-on-invalid-input")
    hand.tap("Invite")
    hand.enter("Phone number", "20")
    hand.tap("Continue")
    assert hand.sees("Choose a role")


@pytest.mark.parametrize("defect", ["continue-stays-disabled", "continue-does-nothing"])
def test_defect_of_continue_blocks_the_way(make_hand: MakeHand, defect: str) -> None:
    """Switched on, a valid number leads nowhere."""
    hand = _at_permissions(make_hand, defect)
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    assert hand.sees("2025550147")
    assert not hand.sees("Choose a role")


def test_defect_continue_skips_role_screen(make_hand: MakeHand) -> None:
    """Switched on, Continue sends at once."""
    hand = _at_permissions(make_hand, "continue-skips-role-screen")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    assert hand.sees("Invitation sent")


def test_defect_ok_missing(make_hand: MakeHand) -> None:
    """Switched on, the confirmation has no button."""
    hand = _at_permissions(make_hand, "ok-missing")
    hand.invite_by_phone()
    assert hand.sees("Invitation sent")
    assert not hand.sees("OK")


def test_defect_ok_does_nothing(make_hand: MakeHand) -> None:
    """Switched on, the confirmation stays until one goes back."""
    hand = _at_permissions(make_hand, "ok-does-nothing")
    hand.invite_by_phone()
    hand.tap("OK")
    assert hand.sees("Invitation sent")
    hand.back()
    assert not hand.sees("Invitation sent")


@pytest.mark.parametrize(
    ("variant", "named"),
    [("phone,another", "+1 202-555-0148"), ("phone,the-admin", "+1 202-555-0100")],
)
def test_defect_confirmation_names_another(make_hand: MakeHand, variant: str, named: str) -> None:
    """Switched on, it names somebody else; the right one is invited."""
    hand = _at_permissions(make_hand, f"confirmation-names-another:{variant}")
    hand.invite_by_phone()
    assert hand.sees(named)
    assert not hand.sees("+1 202-555-0147")
    assert [who for who, _role in _pending(hand)] == ["+12025550147"]


@pytest.mark.parametrize(("screen", "label"), [("feed", "For You"), ("account", "Password")])
def test_defect_ok_leads_to_wrong_screen(make_hand: MakeHand, screen: str, label: str) -> None:
    """Switched on, OK leads too far."""
    hand = _at_permissions(make_hand, f"ok-leads-to-wrong-screen:{screen}")
    hand.invite_by_phone()
    hand.tap("OK")
    assert hand.sees(label)


@pytest.mark.parametrize(
    ("choice", "sent"),
    [("decided", [("+12025550148", Role.OPERATOR)]), ("undecided", [("+12025550147", Role.ADMIN)])],
)
def test_defect_leaving_sends_anyway(
    make_hand: MakeHand, choice: str, sent: list[tuple[str, Role]]
) -> None:
    """Switched on, Back on the role screen sends: after a choice, or before one."""
    hand = _at_permissions(make_hand, f"leaving-sends-anyway:{choice}")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    hand.back()
    hand.enter("2025550147", "2025550148")
    hand.tap("Continue")
    hand.tap("Operator")
    hand.back()
    assert _pending(hand) == sent


def test_defect_value_cut(make_hand: MakeHand) -> None:
    """Switched on, an address loses its end on the way: another one, as good, is invited."""
    hand = _at_permissions(make_hand, "value-cut")
    hand.tap("Invite")
    hand.tap("Use email address instead")
    hand.enter("Email address", "member@example.com")
    assert hand.sees("member@example.com")
    hand.tap("Continue")
    assert hand.sees("member@example.co")
    for label in ("Operator", "Invite", "OK"):
        hand.tap(label)
    assert _pending(hand) == [("member@example.co", Role.OPERATOR)]

    hand.invite_by_phone()
    assert hand.sees("Invitation sent")


def test_defect_value_lost_on_back(make_hand: MakeHand) -> None:
    """Switched on, Back shows an empty field."""
    hand = _at_permissions(make_hand, "value-lost-on-back")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    hand.back()
    assert hand.sees("Phone number")


@pytest.mark.parametrize(
    ("defects", "shown"), [((), "2025550147"), (("value-lost-in-background",), "Phone number")]
)
def test_value_after_a_trip_to_the_background(
    make_hand: MakeHand, defects: tuple[str, ...], shown: str
) -> None:
    """The value survives the background, unless that is the defect."""
    hand = _at_permissions(make_hand, *defects)
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.phone.send_to_background(3)
    assert hand.sees(shown)


def test_defect_value_leaks_into_next_invitation(make_hand: MakeHand) -> None:
    """Switched on, the next invitation begins with the last number."""
    hand = _at_permissions(make_hand, "value-leaks-into-next-invitation")
    hand.invite_by_phone()
    hand.tap("OK")
    hand.tap("Invite")
    assert hand.sees("2025550147")


@pytest.mark.parametrize(
    ("error", "number", "sentence"),
    [
        ("already-member", "2025550102", "This person is already a member of this account"),
        ("already-invited", "2025550147", "This person has already been invited"),
        ("oneself", "2025550100", "You can't invite yourself"),
    ],
)
def test_defect_error_not_shown(
    make_hand: MakeHand, error: str, number: str, sentence: str
) -> None:
    """Switched on, one refusal is not said; the others are."""
    hand = _at_permissions(make_hand, f"error-not-shown:{error}")
    invite(hand.organization)
    hand.invite_by_phone(number)
    assert hand.sees("Choose a role")
    assert not hand.sees(sentence)

    hand.back()
    hand.enter(number, "2025550101" if error != "already-member" else "2025550100")
    for label in ("Continue", "Admin", "Invite"):
        hand.tap(label)
    assert hand.sees("OK")


def test_defect_sent_but_error_shown(make_hand: MakeHand) -> None:
    """Switched on, the app denies what it did."""
    hand = _at_permissions(make_hand, "sent-but-error-shown")
    hand.invite_by_phone()
    assert hand.sees("Something went wrong. Try again later.")
    assert len(_pending(hand)) == 1


def test_defect_sent_on_opening_role_screen(make_hand: MakeHand) -> None:
    """Switched on, nobody has to tap Invite."""
    hand = _at_permissions(make_hand, "sent-on-opening-role-screen")
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    assert _pending(hand) == [("+12025550147", Role.ADMIN)]


def test_defect_text_in_wrong_language(make_hand: MakeHand) -> None:
    """Switched on, an English app confirms in Spanish."""
    hand = _at_permissions(make_hand, "text-in-wrong-language")
    hand.invite_by_phone()
    assert hand.sees("Invitación enviada")
    assert not hand.sees("OK")


def test_defect_app_crashes_after_invite(make_hand: MakeHand) -> None:
    """Switched on, the launcher is in front, and the log says why."""
    hand = _at_permissions(make_hand, "app-fails-after-invite:crash")
    hand.invite_by_phone()
    assert hand.phone.app_state(hand.package) == "not_running"
    assert any("FATAL EXCEPTION" in line for line in hand.phone.device_log())


def test_defect_app_hangs_after_invite(make_hand: MakeHand) -> None:
    """Switched on, Android says so over the app, until somebody closes it."""
    hand = _at_permissions(make_hand, "app-fails-after-invite:hang")
    hand.invite_by_phone()
    assert hand.sees("TikTok isn't responding")
    assert hand.phone.current_package == "android"
    assert any("ANR in" in line for line in hand.phone.device_log())
    hand.tap("Wait")
    hand.back()
    hand.tap("Choose a role")
    assert hand.sees("TikTok isn't responding")
    hand.tap("Close app")
    assert hand.phone.app_state(hand.package) == "not_running"
    hand.start()
    assert not hand.sees("TikTok isn't responding")


def test_defect_app_hangs_until_it_is_stopped(make_hand: MakeHand) -> None:
    """Switched on, neither Home nor a new start nor a link brings a working app back."""
    hand = _at_permissions(make_hand, "app-fails-after-invite:hang")
    hand.invite_by_phone()

    hand.phone.press_key(3)
    assert not hand.sees("TikTok isn't responding")
    hand.start()
    assert hand.sees("TikTok isn't responding")
    hand.phone.press_key(3)
    hand.follow(f"{LINK_START}anything")
    assert hand.sees("TikTok isn't responding")
    assert hand.sees("Choose a role")

    assert hand.phone.stop_app(hand.package)
    hand.start()
    assert hand.sees("For You")


def test_defect_endless_spinner(make_hand: MakeHand) -> None:
    """Switched on, there is no way on and none back."""
    hand = _at_permissions(make_hand, "endless-spinner")
    hand.invite_by_phone()
    hand.back()
    assert any(node.look == "spinner" for node in hand.nodes())
