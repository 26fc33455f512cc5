"""`junit.xml`, as CI servers read it."""

from pathlib import Path
from typing import Any

from lxml import etree
from report_files import attempt, failure, result, write_run

from harness.report.junit import write_junit


def _cases(reports: Path) -> dict[str | None, Any]:
    root = etree.parse(str(write_junit(reports))).getroot()
    return {case.get("name"): case for case in root.iter("testcase")}


def test_each_outcome_has_its_element(tmp_path: Path) -> None:
    """A promise not kept is a failure, a lost phone an error; a late pass is neither."""
    lost = attempt(failure())
    cases = _cases(
        write_run(
            tmp_path,
            result("Good"),
            result("Bad", "product", failure=failure()),
            result("Odd", "product", failure=failure(), tags=["assumption"]),
            result("Lost", "infrastructure", failure=failure(step=""), steps=[]),
            result("Not", "skipped", skipped_because="no phone"),
            result("Late", flaky=True, attempts=2, earlier_attempts=[lost]),
        )
    )
    found = {name: [(each.tag, each.get("type")) for each in case] for name, case in cases.items()}
    assert found == {
        "Good": [],
        "Bad": [("failure", "product")],
        "Odd": [("failure", "product")],
        "Lost": [("error", "infrastructure")],
        "Not": [("skipped", None)],
        "Late": [("flakyError", "infrastructure")],
    }
    assert cases["Bad"][0].text == (
        "Step: Then it is so\nPromised: It is so\nSeen: It is not\nDo: Look"
    )
    assert "\nAssumed: It is so\n" in (cases["Odd"][0].text or "")
    lost = cases["Lost"][0].text or ""
    assert lost.startswith("Step: (before the first step)\nNeeded: It is so\n")


def test_every_attempt_is_told(tmp_path: Path) -> None:
    """Also of what failed in the end: the last one decides, and those before it stand behind it."""
    wrong = attempt(failure(seen="1st"), verdict="product", status="failed")
    lost = attempt(failure(), number=2)
    cases = _cases(
        write_run(
            tmp_path,
            result("Bad", "product", failure=failure(), attempts=3, earlier_attempts=[wrong, lost]),
            result("Late", flaky=True, attempts=3, earlier_attempts=[wrong, lost]),
        )
    )
    assert [(each.tag, each.get("type")) for each in cases["Bad"]] == [
        ("failure", "product"),
        ("rerunFailure", "product"),
        ("rerunError", "infrastructure"),
    ]
    assert cases["Bad"][1].get("message") == "1st"
    assert [each.tag for each in cases["Late"]] == ["flakyFailure", "flakyError"]


def test_a_case_says_where_it_is_written(tmp_path: Path) -> None:
    """GitLab and Jenkins link to it."""
    case = _cases(write_run(tmp_path, result("Good")))["Good"]
    assert case.attrib == {
        "classname": "Invite a member",
        "name": "Good",
        "file": "features/invite.feature",
        "line": "3",
        "time": "1.500",
    }


def test_rows_of_an_outline_are_cases_of_their_own(tmp_path: Path) -> None:
    """GitLab takes cases of one name for one case; the names are those of the terminal."""
    plain = {"template": "The role is stored"}
    titled = {"template": "Stored as <role>"}
    hidden = {"name": "Stored as [hidden]", "template": "Stored as <who>"}
    reports = write_run(
        tmp_path,
        result("The role is stored", **plain, row={"role": "Admin", "by": "mail"}),
        result("The role is stored", **plain, row={"role": "Operator", "by": "mail"}),
        result("Stored as Admin", **titled, row={"role": "Admin"}),
        result("Stored as Admin", **titled, row={"role": "Admin", "by": "SMS"}),
        result(**hidden, row={"who": "[hidden]"}),
        result(**hidden, row={"who": "[hidden]"}),
        result(**hidden, row={"who": "[hidden]"}),
    )
    assert list(_cases(reports)) == [
        "The role is stored (Admin, mail)",
        "The role is stored (Operator, mail)",
        "Stored as Admin",
        "Stored as Admin (SMS)",
        "Stored as [hidden]",
        "Stored as [hidden] #2",
        "Stored as [hidden] #3",
    ]


def test_suites_count_their_own(tmp_path: Path) -> None:
    """One for each feature, and all of them together."""
    bad = result("Bad", "product", feature="Roles", failure=failure())
    root = etree.parse(str(write_junit(write_run(tmp_path, result("Good"), bad)))).getroot()
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    suites = [(each.get("name"), each.get("failures")) for each in root.iter("testsuite")]
    assert suites == [("Invite a member", "0"), ("Roles", "1")]


def test_odd_characters_do_not_break_it(tmp_path: Path) -> None:
    """What an app showed may hold anything."""
    odd = failure(seen='\x00<b>"&\x1b[0m\ufffe\uffff\U0001f600')
    reports = write_run(tmp_path, result("Bad\ufffe", "product", feature="In\ufffe", failure=odd))
    root = etree.parse(str(write_junit(reports))).getroot()
    [case] = root.iter("testcase")
    assert case[0].get("message") == '<b>"&[0m\U0001f600'
    assert (root[0].get("name"), case.get("classname"), case.get("name")) == ("In", "In", "Bad")
