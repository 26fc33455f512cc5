import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from report_files import attempt, failure, result, step, write_run

from harness.errors import ConfigurationError
from harness.report import render_page

FAILED = result(
    "The role is right",
    "product",
    failure=failure(),
    steps=[
        step("Given the Admin is here"),
        step("Then it is so", "failed"),
        step("And", "skipped"),
    ],
)
OTHERWISE = {**FAILED, "name": "It is so, we think", "tags": ["assumption"]}


def page(reports: Path) -> Any:
    """The rendered page as a tree."""
    [path] = render_page(reports)
    return html.fromstring(path.read_text(encoding="utf-8"))


def text(tree: Any) -> str:
    """All words of a part of the page."""
    return " ".join(" ".join(tree.itertext()).split())


def test_the_first_sentence_is_the_verdict(tmp_path: Path) -> None:
    """Whoever reads only one line reads the right one."""
    assert text(page(write_run(tmp_path, result("One"))).find(".//h1")) == (
        "Every promise that was checked was kept."
    )


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ([FAILED, result("B", "infrastructure", failure=failure())], "1 promise was not kept."),
        (
            [result("B", "infrastructure", failure=failure()), result("One")],
            "1 scenario could not be checked.",
        ),
        ([result("S", "skipped")], "Nothing was checked."),
        ([OTHERWISE, result("One")], "1 scenario was not as we assumed."),
        (
            [OTHERWISE, OTHERWISE, FAILED],
            "1 promise was not kept, and 2 scenarios were not as we assumed.",
        ),
        (
            [result("B", "infrastructure", failure=failure(), tags=["assumption"])],
            "1 scenario could not be checked.",
        ),
    ],
)
def test_other_verdicts(tmp_path: Path, results: list[dict[str, Any]], sentence: str) -> None:
    """A broken phone is not called a broken promise, and nothing is not called good."""
    assert text(page(write_run(tmp_path, *results)).find(".//h1")) == sentence


def test_the_page_leads_to_allures_report_where_there_is_one(tmp_path: Path) -> None:
    """To the file that opens with a double click, as this page does; none in a mail."""
    reports = write_run(tmp_path, result("One"))
    (reports / "allure-report").mkdir()
    assert not page(reports).xpath("//footer//a")
    (reports / "allure-report.html").touch()
    folder, one_file = render_page(reports, one_file=True)
    assert html.fromstring(folder.read_text("utf-8")).xpath("//footer//a/@href") == [
        "allure-report.html"
    ]
    assert "allure-report" not in one_file.read_text("utf-8")


def test_a_virtual_phone_is_named_at_the_top(tmp_path: Path) -> None:
    """Nobody may take its results for evidence about the app."""
    banner = "These results come from a virtual phone and are no evidence about the app."
    assert banner in text(page(write_run(tmp_path / "virtual", result("One"))).find(".//header"))
    real = page(write_run(tmp_path / "real", result("One"), phone_kind="emulator"))
    assert banner not in text(real)


def test_a_failure_stands_on_top_with_all_that_people_need(tmp_path: Path) -> None:
    """Promised, seen, what to do, the step and its picture."""
    tree = page(write_run(tmp_path, result("One"), FAILED))
    [card] = tree.xpath("//section[@id='failures']//article")
    words = text(card)
    assert "The app did not keep a promise" in words
    assert "In the step Then it is so" in words
    assert "Promised It is so" in words
    assert "Seen It is not" in words
    assert "What to do Look" in words
    assert card.find(".//img") is not None
    assert tree.get_element_by_id(card.find(".//a").get("href")[1:]) is not None


def test_every_scenario_tells_its_steps_with_pictures(tmp_path: Path) -> None:
    """A storyboard: one picture a step, the words below, and what was not reached."""
    tree = page(write_run(tmp_path, FAILED))
    steps = tree.xpath("//details//ol/li")
    assert [text(each.find(".//p")) for each in steps] == [
        "Given the Admin is here",
        "Then it is so not as promised",
        "And not reached",
    ]
    picture = steps[0].find(".//img")
    assert picture.get("alt") == "Admin's phone: Given the Admin is here"
    assert picture.getparent().get("href") == "pictures/a1.png"


def test_promises_and_guesses_are_told_apart_in_words(tmp_path: Path) -> None:
    """A product person reads sentences, not tags."""
    guess = result("Two", tags=["assumption", "phone"], rule="A rule", row={"role": "Admin"})
    words = text(page(write_run(tmp_path, result("One"), guess)))
    assert "promised by the official guide" in words
    assert "assumed: nobody documents it" in words
    assert "Rule A rule" in words
    assert "role Admin" in words
    assert "An Admin decides who may act." in words


def test_an_earlier_attempt_is_told_with_its_steps(tmp_path: Path) -> None:
    """What was lost and what passed then, side by side; on top, apart from what did not pass."""
    lost = failure(step="When it goes on", seen="The session is lost.")
    earlier = attempt(lost, step("Given the Admin is here"), step("When it goes on", "broken"))
    late = result("L", flaky=True, attempts=2, earlier_attempts=[earlier])
    tree = page(write_run(tmp_path, late))
    [told] = tree.xpath("//details[contains(@class, 'attempt')]")
    assert (
        text(told.find("summary"))
        == "could not be checked Attempt 1: phone or network failed 1.0 s"
    )
    assert "Seen The session is lost." in text(told)
    assert "When it goes on broke off here" in text(told)
    assert len(told.xpath(".//img")) == 2
    assert not tree.xpath("//section[@id='failures']")
    [card] = tree.xpath("//section[@id='flaky']//article")
    assert "Passed, but not at once: look at both attempts." in text(card)
    assert text(tree.find(".//h1")) == (
        "Every promise that was checked was kept, 1 of them on a second attempt only."
    )


def test_facts_for_everybody_stand_apart_from_those_for_engineers(tmp_path: Path) -> None:
    """Nobody has to know what a udid is to read the page."""
    details = {"phone kind": "emulator", "model": "Pixel", "platform version": "14", "udid": "e-1"}
    run = {"phone_kind": "emulator", "profile": "emulator", "details": details}
    header = page(write_run(tmp_path, result("One"), **run)).find(".//header")
    assert text(header.find("dl")) == (
        "Phone emulator Model Pixel Android 14 App version not known"
        " Ended 22 November 2026, 10:15 (UTC) Took 1 min 15 s"
    )
    assert text(header.find("details")) == (
        "For engineers: what it ran on Profile emulator Udid e-1"
    )


def test_a_time_says_where_it_is_so_late(tmp_path: Path) -> None:
    """A report is read elsewhere than where it was made; at the top and at the end."""
    tree = page(write_run(tmp_path, result("One"), ended_at="2026-11-22T10:15:00+0530"))
    assert "Ended 22 November 2026, 10:15 (UTC+05:30) Took" in text(tree.find(".//header"))
    assert "22 November 2026, 10:15 (UTC+05:30)" in text(tree.find(".//footer"))


def test_what_a_phone_needed_is_not_called_a_promise(tmp_path: Path) -> None:
    """Only the app promises anything."""
    broken = result("B", "infrastructure", failure=failure(promised="The phone works"))
    [card] = page(write_run(tmp_path, broken)).xpath("//article")
    assert "Needed The phone works" in text(card)
    assert "Promised" not in text(card)
    assert "This says nothing about the app." in text(card)


def test_a_broken_assumption_is_no_broken_promise(tmp_path: Path) -> None:
    """It has a count, a card and words of its own, and stands below the promises."""
    tree = page(write_run(tmp_path, OTHERWISE, FAILED))
    assert text(tree.xpath("//header/ul")[0]) == "1 failed 1 not as we assumed"
    promise, assumption = tree.xpath("//section[@id='failures']//article")
    assert "Promised It is so" in text(promise)
    words = text(assumption)
    assert words.startswith(
        "not as we assumed assumed The app does otherwise than we assumed. Nobody documents this:"
        " it may be the assumption that is wrong."
    )
    assert "Assumed It is so" in words
    assert "promise" not in words.lower()
    first, _ = tree.xpath("//details[starts-with(@class, 'scenario')]")
    assert text(first.find("summary")).startswith("not as we assumed It is so, we think")
    assert "Then it is so not as assumed" in text(first)
    assert first.get("open") is not None


def test_kinds_of_trouble_look_different(tmp_path: Path) -> None:
    """Each has its own words and its own colour; what says something about the app comes first."""
    tree = page(
        write_run(
            tmp_path,
            result("I", "infrastructure", failure=failure()),
            result("U", "infrastructure", failure=failure(step=""), steps=[]),
            result("T", "test", failure=failure()),
            OTHERWISE,
            FAILED,
            result("F", flaky=True, attempts=2, earlier_attempts=[attempt(failure())]),
        )
    )
    chips = tree.xpath("//article//p[@class='kind']/span[1]")
    assert [text(chip) for chip in chips] == [
        "promise not kept",
        "not as we assumed",
        "mistake in the checks",
        "phone or network failed",
        "could not begin",
        "passed late",
    ]
    assert len({chip.get("class") for chip in chips}) == 6
    assert len({chip.getparent().getparent().getparent().get("class") for chip in chips}) == 6


def test_flaky_and_skipped_say_why(tmp_path: Path) -> None:
    """Neither is a plain pass."""
    before = attempt(failure(seen="It was late"))
    flaky = result("F", flaky=True, attempts=2, earlier_attempts=[before])
    skipped = result("S", "skipped", skipped_because="not on this phone")
    words = text(page(write_run(tmp_path, flaky, skipped)))
    assert "Passed on attempt 2 only. Before that: It was late" in words
    assert "Skipped: not on this phone" in words


def test_tables_texts_and_notes_of_a_step_are_shown(tmp_path: Path) -> None:
    """They are part of the sentence."""
    notes = [
        "Taking turns: phone 1: the Operator takes over from the Admin",
        "Dismissed: Update",
        "phone 1: nothing saved, a one-time code or a link can be read on the screen",
    ]
    told = {**step("When typed"), "table": [["a", "b"]], "docstring": "long", "notes": notes}
    tree = page(write_run(tmp_path, result("One", steps=[told], notes=["not taken back: +1"])))
    for word in ("a b", "long", *notes):
        assert word in text(tree.xpath("//li[starts-with(@class, 'step')]")[0])
    assert "not taken back: +1" in text(tree)
    assert not tree.xpath("//main//details[@class='technical']")


def test_words_for_engineers_are_folded_below_the_steps(tmp_path: Path) -> None:
    """With the step that they belong to; those of an earlier attempt beside its own steps."""
    front = "phone 1: in front: com.example/.SparkActivity"
    gone = "phone 1: picture missing: RuntimeError: secure flag set?"
    failed = {**step("Then it is so", "failed"), "notes": [front, "Dismissed: Update"]}
    late = {**step("When", "broken"), "notes": ["phone 1: no film: it is slow"]}
    told = result(
        "One",
        "product",
        failure=failure(),
        steps=[failed],
        notes=[gone],
        attempts=2,
        earlier_attempts=[attempt(failure(), late)],
    )
    tree = page(write_run(tmp_path, told))
    assert [text(each) for each in tree.xpath("//main//details[@class='technical']")] == [
        "For engineers: what was noted When phone 1: no film: it is slow",
        f"For engineers: what was noted Then it is so {front} Beside no step {gone}",
    ]
    steps = " ".join(map(text, tree.xpath("//li[starts-with(@class, 'step')]")))
    assert "phone 1:" not in steps
    assert "Dismissed: Update" in steps
    assert all(each.get("open") is None for each in tree.xpath("//details[@class='technical']"))


def test_names_cannot_become_markup(tmp_path: Path) -> None:
    """A scenario about odd input may hold anything."""
    odd = result("<script>alert(1)</script> & <b>", row={"x": '"><img src=//a>'})
    reports = write_run(tmp_path, odd)
    tree = page(reports)
    assert not tree.xpath("//script")
    assert not tree.xpath("//img[not(starts-with(@src, 'pictures/'))]")


def test_the_page_loads_nothing_from_outside_and_needs_no_script(tmp_path: Path) -> None:
    """It can be read from a disk, offline, and sent on with its pictures."""
    tree = page(write_run(tmp_path, FAILED, result("One")))
    source = (tmp_path / "index.html").read_text("utf-8") + (tmp_path / "page.css").read_text()
    assert not tree.xpath("//script | //iframe | //object")
    assert tree.xpath("//link/@href") == ["page.css"]
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//|url\(|@import", source)


def test_the_page_that_is_sent_on_has_its_style_in_it(tmp_path: Path) -> None:
    """In a mail nothing is beside it."""
    folder, one_file = render_page(write_run(tmp_path, result("One")), one_file=True)
    sent = html.fromstring(one_file.read_text("utf-8"))
    assert not sent.xpath("//link")
    assert (tmp_path / "page.css").read_text("utf-8").strip() in sent.find(".//style").text
    assert "<style" not in folder.read_text("utf-8")


def test_the_page_is_made_for_keyboard_and_screen_reader(tmp_path: Path) -> None:
    """Language, title, landmarks, one main heading, no level left out, a text for each picture."""
    rule = result("Two", rule="A rule")
    other = result("Three", feature_file="features/b.feature", feature="B")
    tree = page(write_run(tmp_path, FAILED, rule, other))
    assert tree.get("lang") == "en"
    assert text(tree.find(".//title")).startswith("1 promise was not kept.")
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.xpath(f"//body/{landmark}")) == 1
    levels = [int(each.tag[1]) for each in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(each.get("alt") for each in tree.xpath("//img"))
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for link in tree.xpath("//a/@href[starts-with(., '#')]"):
        assert link[1:] in identifiers


def test_what_went_wrong_is_open(tmp_path: Path) -> None:
    """The first story and the bad ones are told at once, the others are a click away."""
    tree = page(write_run(tmp_path, result("One"), result("Two"), FAILED))
    is_open = [each.get("open") is not None for each in tree.xpath("//main//details")]
    assert is_open == [True, False, True]


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """With the file that is missing, and what to do."""
    with pytest.raises(ConfigurationError) as refused:
        render_page(tmp_path)
    assert str(tmp_path / "summary.json") in str(refused.value)
    assert str(refused.value).endswith("Do: Run scenarios first.")
