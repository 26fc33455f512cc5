from hand import ADMIN_NUMBER, PASSWORD, Hand, MakeHand
from lxml import etree

from virtual_phone.app.build import PRESETS, Build
from virtual_phone.app.screens.invite_by_phone import InviteByPhone
from virtual_phone.drawing.looks import check_look
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node
from virtual_phone.tree.source import write_source


def _app_root(hand: Hand) -> Node:
    return next(root for root in hand.phone.windows() if root.package == hand.package)


def _source(root: Node) -> etree._Element:
    """What page source has of a window."""
    return etree.fromstring(write_source(Forest([root], 1080, 2400)).encode())[0]


def _depth(element: etree._Element) -> int:
    return 1 + max(map(_depth, element), default=0)


def _by_label(root: Node, label: str) -> Node:
    return next(node for node in root.walk() if node.content_desc == label and node.clickable)


def _everywhere(hand: Hand) -> list[Node]:
    """The app's window on every screen of the guide's way."""
    roots: list[Node] = []
    hand.start()
    for label in (
        "Agree and continue",
        "Already have an account? Log in",
        "Use phone / email / username",
        "+1",
        "Close",
    ):
        roots.append(_app_root(hand))
        hand.tap(label)
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    roots.append(_app_root(hand))
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    roots.append(_app_root(hand))
    hand.tap("Blue Fern Studio")
    roots.append(_app_root(hand))
    for label in ("Inbox", "Friends", "Profile", "Profile menu", "Settings and privacy"):
        hand.tap(label)
        roots.append(_app_root(hand))
    hand.tap("Account", 1)
    roots.append(_app_root(hand))
    for label in ("Permissions", "Invite"):
        hand.tap(label)
        roots.append(_app_root(hand))
    hand.enter("Phone number", "2025550147")
    for label in ("Continue", "Operator", "Invite", "OK"):
        hand.tap(label)
        roots.append(_app_root(hand))
    return roots


def test_screens_are_as_deep_and_as_full_as_public_dumps(hand: Hand) -> None:
    """116 to 240 nodes, 11 to 33 levels, as page source has them."""
    for root in map(_source, _everywhere(hand)):
        assert 116 <= len(list(root.iter())) <= 240
        assert 11 <= _depth(root) <= 33


def test_keys_are_unique_and_looks_are_known(hand: Hand) -> None:
    """No two views share an identity; every look can be drawn."""
    for root in _everywhere(hand):
        nodes = list(root.walk())
        assert len({node.key for node in nodes}) == len(nodes)
        for node in nodes:
            check_look(node.look)


def test_bottom_bar_tab(admin: Hand) -> None:
    """A tab is clickable and described; its text stands on a child, and selected on both."""
    tab = _by_label(_app_root(admin), "Home")
    assert tab.class_name.endswith("FrameLayout")
    assert tab.selected
    label, icon = tab.children
    assert (label.text, label.clickable, label.selected) == ("Home", False, True)
    assert icon.class_name.endswith("ImageView")


def test_inbox_badge_comes_first(make_hand: MakeHand) -> None:
    """The unread count is the tab's first child, and shifts the others."""
    hand = make_hand(build=Build(inbox_badge=16))
    hand.log_in()
    assert [child.text for child in _by_label(_app_root(hand), "Inbox").children] == [
        "16", "Inbox", ""
    ]  # fmt: skip


def test_menu_button_has_no_resource_id(admin: Hand) -> None:
    """The three dashes are found by description only."""
    admin.tap("Profile")
    menu = _by_label(_app_root(admin), "Profile menu")
    assert menu.class_name == "android.widget.Button"
    assert not menu.resource_id


def test_avatar_is_tapped_through_its_parent(admin: Hand) -> None:
    """A Button is not always clickable."""
    admin.tap("Profile")
    holder = next(
        node for node in _app_root(admin).walk()
        if node.clickable and [child.content_desc for child in node.children] == ["Profile photo"]
    )  # fmt: skip
    assert not holder.children[0].clickable


def test_account_is_doubled_in_settings(admin: Hand) -> None:
    """First a section's header, then the row."""
    admin.tap("Profile")
    admin.tap("Profile menu")
    admin.tap("Settings and privacy")
    admin.tap("Account")
    assert admin.sees("Settings and privacy")
    admin.tap("Account", 1)
    assert admin.sees("Account information")


def test_settings_move_by_gesture_yet_say_scrollable_false(admin: Hand) -> None:
    """Rows below the fold are in the tree, not displayed, until a finger brings them."""
    admin.tap("Profile")
    admin.tap("Profile menu")
    admin.tap("Settings and privacy")
    assert not any(node.scrollable for node in _app_root(admin).walk())
    assert not admin.sees("Log out")
    assert any(node.text == "Log out" for node in _app_root(admin).walk())
    while admin.swipe_up():
        pass
    assert admin.sees("Log out")


def test_one_visible_pixel_is_enough(admin: Hand) -> None:
    """A text at the list's edge is cut, and displayed as long as anything of it shows."""
    for label in ("Profile", "Profile menu", "Settings and privacy"):
        admin.tap(label)
    scroll = admin.phone.tiktok.screen.scroll
    top, bottom = admin.find("Privacy").bounds[1::2]
    first_px = admin.find("Settings and privacy").bounds.bottom
    scroll.offset_px = bottom - first_px - 1
    label = admin.find("Privacy")
    assert label.bounds.height_px == 1
    assert label.drawn
    assert label.drawn.height_px == bottom - top
    scroll.offset_px += 1
    assert not admin.sees("Privacy")


def test_empty_field_reports_its_hint_as_text(admin: Hand) -> None:
    """As UiAutomator does; with a value it does not."""
    admin.open_permissions()
    admin.tap("Invite")
    field = admin.field()
    assert (field.text, field.hint, field.showing_hint) == ("Phone number", "Phone number", True)
    admin.enter("Phone number", "1")
    assert (admin.field().text, admin.field().showing_hint) == ("1", False)


def test_ids_rotate_with_the_build_and_repeat(make_hand: MakeHand) -> None:
    """The same tab has another id in another build; within a screen ids occur twice."""
    ids: list[list[str]] = []
    for build in (PRESETS["current"], PRESETS["badge"], PRESETS["labels-in-child"]):
        hand = make_hand(build=build)
        hand.log_in()
        ids.append([node.resource_id for node in _app_root(hand).walk() if node.resource_id])
    assert ids[0][:20] == ids[1][:20]
    assert ids[0] != ids[2]
    assert len(set(ids[0])) < len(ids[0])


def test_labels_on_assumed_screens(make_hand: MakeHand) -> None:
    """As text, as description, or on a child of an unlabelled parent."""
    found = []
    for name in ("current", "labels-in-description", "labels-in-child"):
        hand = make_hand(build=PRESETS[name])
        hand.log_in()
        hand.open_permissions()
        node = hand.find("Invite")
        found.append((node.text, node.content_desc, node.clickable))
        hand.tap("Invite")
        assert hand.sees("Continue")
    assert found == [("Invite", "", True), ("", "Invite", True), ("Invite", "", False)]


def test_asian_build_has_another_package(make_hand: MakeHand) -> None:
    """All nodes say so."""
    hand = make_hand(build=PRESETS["asian"])
    hand.start()
    assert hand.phone.current_package == "com.ss.android.ugc.trill"
    assert _app_root(hand).package == "com.ss.android.ugc.trill"


def test_french_app_speaks_french_where_the_words_are_public(make_hand: MakeHand) -> None:
    """The screens from Permissions on have no public translation, and stay English."""
    hand = make_hand(language="fr")
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    assert hand.sees("Téléphone")
    assert hand.sees("Continuer")


def test_language_can_be_mixed(make_hand: MakeHand) -> None:
    """An English app under a French navigation bar."""
    hand = make_hand(language="fr", build=Build(language="en"))
    hand.log_in()
    assert hand.sees("Home")
    words = {node.content_desc for root in hand.phone.windows() for node in root.walk()}
    assert "Retour" in words


def _at_log_in_form(hand: Hand) -> Hand:
    hand.start()
    for label in (
        "Agree and continue",
        "Already have an account? Log in",
        "Use phone / email / username",
    ):
        hand.tap(label)
    return hand


def test_log_in_form_starts_with_the_caret_in_the_number(hand: Hand) -> None:
    """The keyboard is up on arrival."""
    _at_log_in_form(hand)
    assert hand.phone.keyboard_shown
    assert hand.field().focused
    assert _app_root(hand).bounds.bottom == 1545


def test_log_in_form_has_help_and_a_tappable_title_holder(hand: Hand) -> None:
    """Help is a button of its own; the title's parent is clickable, the title is not."""
    root = _app_root(_at_log_in_form(hand))
    assert _by_label(root, "Help").class_name.endswith("Button")
    holder = next(
        node for node in root.walk()
        if [child.text for child in node.children] == ["Log in"] and node.clickable
    )  # fmt: skip
    assert not holder.children[0].clickable
    hand.tap("Help")
    assert hand.sees("This part of the app is not on the virtual phone.")


def test_log_in_form_offers_to_be_remembered(hand: Hand) -> None:
    """A ticked box beside words that do nothing."""
    _at_log_in_form(hand)
    words = hand.find("Save login info")
    assert not words.clickable
    hand.tap("Save login info")
    boxes = [node for node in _app_root(hand).walk() if node.class_name.endswith("CheckBox")]
    assert [(box.checkable, box.checked, box.text) for box in boxes] == [(True, True, "")]
    hand.phone.tap(*boxes[0].bounds.center)
    boxes = [node for node in _app_root(hand).walk() if node.class_name.endswith("CheckBox")]
    assert not boxes[0].checked


def test_region_chip_shares_its_id_with_its_wrapper(hand: Hand) -> None:
    """And its texts stand three levels below it."""
    root = _app_root(_at_log_in_form(hand))
    wrapper = next(
        node for node in root.walk()
        if node.resource_id and node.resource_id in {c.resource_id for c in node.children}
    )  # fmt: skip
    chip = wrapper.children[0]
    assert (wrapper.clickable, chip.clickable) == (False, True)
    assert [text.text for text in chip.children[0].children[0].children] == ["US", "+1"]


def test_plain_text_may_have_a_hint(admin: Hand) -> None:
    """A hint does not mean a field."""
    admin.tap("Profile")
    bio = admin.find("Add bio")
    assert (bio.class_name, bio.hint, bio.showing_hint) == (
        "android.widget.TextView", "Add bio", False,
    )  # fmt: skip


def test_some_lists_say_that_they_scroll(hand: Hand) -> None:
    """The country picker's does; those of Settings do not."""
    _at_log_in_form(hand)
    hand.tap("+1")
    (column,) = [node for node in _app_root(hand).walk() if node.scrollable]
    assert column.class_name.endswith("RecyclerView")
    assert hand.find("Search countries and regions").bounds.left > 0


def test_seek_bar_takes_the_taps_on_the_top_of_the_tabs(admin: Hand) -> None:
    """35 px of them: the middle of a tab can be tapped, its upper edge cannot."""
    tab = admin.find("Profile").bounds
    middle = tab.center[0]
    admin.phone.tap(middle, tab.top + 34)
    assert admin.phone.tiktok.screen.name == "Home"
    admin.phone.tap(middle, tab.top + 35)
    assert admin.phone.tiktok.screen.name == "Profile"


def test_middle_of_a_video_lies_in_the_home_tab(admin: Hand) -> None:
    """A tap on it leads away; scrolled up, the last video can be opened."""
    admin.tap("Profile")
    tab = _by_label(_app_root(admin), "Home").bounds
    assert tab.contains(*admin.find("Video 7").bounds.center)
    while admin.swipe_up():
        pass
    assert admin.find("Video 9").bounds.bottom <= tab.top
    admin.tap("Video 7")
    assert admin.sees("Video")
    admin.back()
    admin.phone.tiktok.screen.scroll.offset_px = 0
    admin.tap("Video 7")
    assert admin.phone.tiktok.screen.name == "Home"


def test_screens_from_permissions_on_stay_english(make_hand: MakeHand) -> None:
    """Also their words that have a translation elsewhere in the app."""
    hand = make_hand(language="fr")
    hand.start()
    app = hand.phone.tiktok
    app.open(InviteByPhone(app))
    assert hand.sees("Continue")
    assert not hand.sees("Continuer")
