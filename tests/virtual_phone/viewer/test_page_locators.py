"""Locators that the page proposes find what they say, and can be pasted where they belong."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from appium import webdriver
from appium.options.android import UiAutomator2Options
from appium.webdriver.common.appiumby import AppiumBy
from hand import PASSWORD, Hand, MakeHand
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from viewed_phones import Viewed

from harness.settings.overrides import load_overrides
from virtual_phone.app.build import PRESETS
from virtual_phone.selectors.finder import Finder, SearchOptions, located
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds, Node
from virtual_phone.viewer import WatchedPhone
from virtual_phone.viewer.candidates import candidates, in_xpath
from virtual_phone.viewer.proposals import proposals
from virtual_phone.viewer.snippets import as_python, as_yaml, quoted

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def _screens(hand: Hand) -> Iterator[str]:
    """The guide's way, screen by screen, with a keyboard, a shade and a dialog; yields names."""
    yield "launcher"
    hand.log_in_as_far_as_password()
    yield "password"
    hand.phone.tap(*hand.field().bounds.center)
    hand.phone.type_text(PASSWORD)
    yield "keyboard"
    hand.tap("Log in")
    yield "accounts"
    hand.tap("Blue Fern Studio")
    for label in ("Inbox", "Friends", "Profile", "Profile menu", "Settings and privacy"):
        yield f"before {label}"
        hand.tap(label)
    yield "settings"
    hand.tap("Account", 1)
    yield "account"
    hand.tap("Permissions")
    yield "permissions"
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    yield "number"
    for label in ("Continue", "Operator", "Invite", "OK"):
        hand.tap(label)
        yield f"after {label}"
    hand.phone.open_notifications()
    yield "shade"


def _ids(screen: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Ids of the nodes of a screen that can be told apart, and whether their window is in front.

    Empty boxes in one another are many and alike: of those without words every seventh is taken.
    """
    wordless = count()

    def walk(node: dict[str, Any]) -> Iterator[str]:
        if node["text"] or node["desc"] or next(wordless) % 7 == 0:
            yield node["id"]
        for child in node["children"]:
            yield from walk(child)

    for window in screen["windows"]:
        yield from ((node_id, window["active"]) for node_id in walk(window["root"]))


@pytest.mark.parametrize("name", ["current", "labels-in-child"])
def test_every_view_of_every_screen_has_a_locator_of_its_own(
    make_hand: MakeHand, name: str
) -> None:
    """Each proposal finds as many views as it says, and the view at the place that it says."""
    build = replace(PRESETS[name], interstitials=())
    hand = make_hand(sim="+12025550100", build=build)
    watched = WatchedPhone(hand.phone, sim="", webdriver_url="")
    finder = Finder(hand.phone)
    seen, known = 0, set[tuple[str, bool]]()
    for screen in _screens(hand):
        fresh = [each for each in _ids(watched.screen()) if each not in known]
        known.update(each for each in fresh if not each[1])  # bars and keys stay as they are
        for node_id, active in fresh:
            offered = watched.node(node_id)["locators"]
            where = f"{screen}: {node_id} {offered}"
            assert offered, where
            assert offered[0]["matches"] == 1, where
            for each in offered:
                locator = located(each["using"], each["value"], "")
                found = finder.every(locator, SearchOptions(all_windows=not active))
                assert len(found) == each["matches"], where
                assert watched._ids.of(found[each["position"]].node.key) == node_id, where
            seen += 1
    assert seen > 200


@pytest.fixture
def permissions(viewed: Viewed) -> Viewed:
    """The Admin's phone shows Permissions."""
    viewed.admin.log_in()
    viewed.admin.open_permissions()
    return viewed


def _locators(viewed: Viewed, label: str, nth: int = 0) -> list[dict[str, Any]]:
    node = viewed.node(label, nth=nth)
    locators: list[dict[str, Any]] = viewed.get(f"/api/phones/virtual-1/nodes/{node['id']}")[
        "locators"
    ]
    return locators


def test_a_label_is_the_best_locator(permissions: Viewed) -> None:
    """By text first; the id last, with a warning."""
    first, second, third = _locators(permissions, "Invite")
    assert (first["using"], first["value"]) == (
        "-android uiautomator",
        'new UiSelector().text("Invite")',
    )
    assert (first["matches"], first["note"]) == (1, "")
    assert (second["using"], second["value"]) == (
        "xpath",
        '//android.widget.Button[@text="Invite"]',
    )
    assert third["using"] == "id"
    assert "rotate with each build" in third["note"]


def test_a_description_is_an_accessibility_id(permissions: Viewed) -> None:
    """The shortest of all, and before the others."""
    first, second, *_ = _locators(permissions, "Back")
    assert (first["using"], first["value"]) == ("accessibility id", "Back")
    assert second["value"] == 'new UiSelector().description("Back")'
    assert first["python"] == 'driver.find_element(AppiumBy.ACCESSIBILITY_ID, "Back")'
    assert first["yaml"] == '- {using: accessibility id, value: "Back"}'


def test_a_doubled_label_is_said_to_be_doubled(permissions: Viewed) -> None:
    """The two Operators: what finds one alone comes first, with its weakness; then the counts."""
    offered = _locators(permissions, "Operator", nth=1)
    alone, shared = offered[0], [each for each in offered if "text(" in each["value"]][1:]
    assert alone["value"] == 'new UiSelector().text("Operator").instance(1)'
    assert "Goes by place" in alone["note"]
    assert [(each["matches"], each["position"]) for each in shared] == [(2, 1)] * len(shared)
    assert shared[0]["value"] == 'new UiSelector().text("Operator")'
    assert shared[0]["python"].startswith("driver.find_elements(AppiumBy.ANDROID_UIAUTOMATOR, ")
    assert shared[0]["python"].endswith(")[1]")


def test_a_field_is_not_found_by_what_is_typed(permissions: Viewed) -> None:
    """A locator by the hint or by the text comes with its condition."""
    permissions.admin.tap("Invite")
    notes = {each["value"]: each["note"] for each in _locators(permissions, "Phone number")}
    assert notes['new UiSelector().text("Phone number")'].startswith("The hint: it is there only")
    permissions.admin.enter("Phone number", "2025550147")
    typed = permissions.admin.field().text
    notes = {each["value"]: each["note"] for each in _locators(permissions, typed)}
    assert notes[f'new UiSelector().text("{typed}")'].startswith("What is in the field at the mom")


def test_a_row_without_words_is_found_by_the_words_in_it(make_hand: MakeHand) -> None:
    """Where the label is on a child, the row that takes the tap is found through it."""
    hand = make_hand(sim="+12025550100", build=PRESETS["labels-in-child"])
    hand.log_in()
    hand.open_permissions()
    root = hand.phone.active_window()
    forest = Forest([root], 1080, 2400)
    label = next(node for node in root.walk() if node.text == "Invite")
    row = label
    while not row.clickable:
        row = forest.parent_of(row) or row
    best = proposals(row, forest, Finder(hand.phone), active=True)[0]
    assert best.candidate.using == "xpath"
    assert best.candidate.value.endswith('[@clickable="true"][.//*[@text="Invite"]]')


def test_other_windows_are_searched_with_all_windows(viewed: Viewed) -> None:
    """The navigation bar: no UiSelector, as it never leaves the window in front."""
    node = viewed.node("Home")
    told = viewed.get(f"/api/phones/virtual-1/nodes/{node['id']}")
    assert not told["active"]
    assert told["locators"][0]["using"] == "accessibility id"
    assert "-android uiautomator" not in {each["using"] for each in told["locators"]}


def test_attributes_are_those_of_page_source(permissions: Viewed) -> None:
    """All of them, in its order and with its values."""
    driver = webdriver.Remote(permissions.webdriver.url, options=UiAutomator2Options())
    try:
        source = etree.fromstring(driver.page_source.encode())
    finally:
        driver.quit()
    node = permissions.node("Invite")
    told = permissions.get(f"/api/phones/virtual-1/nodes/{node['id']}")["attributes"]
    (line,) = source.xpath('//*[@text="Invite"]')
    assert list(told.items()) == list(line.attrib.items())


def test_proposals_work_in_appiums_client(permissions: Viewed) -> None:
    """The Python line as it is, run over WebDriver, gives the very view."""
    driver = webdriver.Remote(permissions.webdriver.url, options=UiAutomator2Options())
    try:
        for label in ("Invite", "Back", "Operator", "+1 202-555-0102", "More"):
            node = permissions.node(label)
            for each in _locators(permissions, label):
                names = {"driver": driver, "AppiumBy": AppiumBy}
                element = eval(each["python"], names)  # noqa: S307 -- our own line
                assert element.get_attribute("bounds") == "[{},{}][{},{}]".format(*node["bounds"])
    finally:
        driver.quit()


@given(_TEXTS)
def test_quoted_texts_are_read_back(text: str) -> None:
    """By Python and by YAML, whatever stands on a view."""
    assert ast.literal_eval(quoted(text)) == text
    assert yaml.safe_load(quoted(text)) == text


@given(_TEXTS)
def test_texts_in_xpath_are_read_back(text: str) -> None:
    """With any mixture of quotes; characters that XML cannot hold do not occur in trees."""
    plain = "".join(each for each in text if each.isprintable())
    assert etree.XPath(f"string({in_xpath(plain)})")(etree.Element("any")) == plain


@given(_TEXTS.filter(bool), st.sampled_from(["text", "content_desc"]))
def test_odd_words_never_end_in_a_wrong_locator(words: str, where: str) -> None:
    """What cannot be said in a strategy is left out; what is offered finds the view."""
    bounds = Bounds(0, 0, 100, 100)
    odd: dict[str, Any] = {where: words}
    view = Node("view", "android.widget.TextView", bounds, **odd)
    other = Node("other", "android.widget.TextView", bounds, text="other")
    root = Node("root", "android.widget.FrameLayout", bounds, children=[view, other])
    phone = _Still(root)
    forest = Forest([root], 1080, 2400)
    offered = proposals(view, forest, Finder(phone), active=True)  # type: ignore[arg-type]
    assert offered[0].matches == 1
    for each in offered:
        locator = located(each.candidate.using, each.candidate.value, "")
        found = Finder(phone).every(locator, SearchOptions())  # type: ignore[arg-type]
        assert [one.node.key for one in found][each.position] == "view"


class _Still:
    """A phone on which nothing ever changes, as far as a search looks at it."""

    def __init__(self, root: Node) -> None:
        self._root = root

    class display:  # noqa: N801 -- an attribute of a phone
        width_px, height_px = 1080, 2400

    def windows(self) -> Sequence[Node]:
        return [self._root]

    def active_window(self, among: Sequence[Node] = ()) -> Node:
        return self._root


@pytest.mark.parametrize(
    ("using", "value"),
    [
        ("accessibility id", "Invite"),
        ("-android uiautomator", 'new UiSelector().text("Say \\"hi\\": {a, b}")'),
        ("xpath", '//*[@text="it\'s #1"]'),
        ("id", "com.zhiliaoapp.musically:id/d03"),
    ],
)
def test_yaml_lines_are_taken_by_the_harness(tmp_path: Path, using: str, value: str) -> None:
    """Pasted below a part in config/locators.yaml."""
    file = tmp_path / "locators.yaml"
    file.write_text(f'"*":\n  PermissionsPage.invite:\n    {as_yaml(using, value)}\n', "utf-8")
    (alternative,) = load_overrides(file).of("PermissionsPage.invite", "47.0.2")
    assert (alternative.using, alternative.value) == (using, value)


def test_python_lines_name_strategies_as_the_client_does() -> None:
    """AppiumBy has the same value behind the name."""
    for using in ("accessibility id", "-android uiautomator", "id", "xpath", "class name"):
        name = as_python(using, "x", 0).partition("AppiumBy.")[2].partition(",")[0]
        assert getattr(AppiumBy, name) == using


def test_a_node_alone_still_has_its_way_down() -> None:
    """Nothing to go by: class and place are what is left."""
    root = Node("root", "android.view.View", Bounds(0, 0, 9, 9))
    tried = [each.using for each in candidates(root, Forest([root], 9, 9))]
    assert tried == ["-android uiautomator"]
