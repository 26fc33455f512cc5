"""Runs the fixture suite, serial and parallel, and reads what it left."""

import json
from pathlib import Path

import pytest
from fixture_suite import CRASH, FEATURE, FLAKY, PASSWORD, Run, run_suite, write_suite

ENDS = {
    "The confirmation appears": "passed",
    "The role is stored": "failed",
    "A step has a bug": "broken",
    "Nobody wrote a step": "broken",
    "A step asks for the impossible": "broken",
    "A step lets it be": "skipped",
    "A tag says skip": "skipped",
    "A tag says it fails": "skipped",
    "A member is invited as Admin": "passed",
    "A member is invited as Operator": "passed",
    "A member is invited as 1": "passed",
    "A member is invited as 12": "passed",
    "The second attempt passes": "passed",
    "No session comes": "broken",
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Runs of the whole fixture suite; each failed scenario is tried twice."""
    found = {}
    for name, parallel in (("serial", []), ("parallel", ["-n", "2"])):
        folder = tmp_path_factory.mktemp(name)
        write_suite(folder, invite=FEATURE, second_try=FLAKY)
        found[name] = run_suite(folder, "--reruns", "1", "--evidence", "steps", *parallel)
    return found


@pytest.fixture(params=["serial", "parallel"])
def run(request: pytest.FixtureRequest, runs: dict[str, Run]) -> Run:
    """One of them."""
    return runs[request.param]


def test_every_scenario_has_a_result(run: Run) -> None:
    """Collected is reported: nothing is lost, whatever way it ended."""
    collected = json.loads((run.reports / "collected.json").read_text(encoding="utf-8"))
    assert len(collected["scenarios"]) == 15
    assert len(run.summary["results"]) == 15
    assert {result["name"]: result["status"] for result in run.summary["results"]} == ENDS
    assert {result["name"] for result in run.results} == set(ENDS)


def test_every_attempt_has_a_result(run: Run) -> None:
    """A second attempt does not hide the first."""
    tries = ("The role is stored", "A step has a bug", "No session comes")
    for name in (*tries, "The second attempt passes"):
        assert len([result for result in run.results if result["name"] == name]) == 2
    assert len(run.results) == 15 + 6


def test_the_summary_counts_scenarios_once(run: Run) -> None:
    """A flaky pass is counted as flaky and not as passed."""
    summary = run.summary
    assert summary["scenarios"] == {
        "passed": 6,
        "failed": 1,
        "broken": 4,
        "skipped": 3,
        "flaky": 1,
    }
    assert summary["exit_code"] == run.exit_code == 1
    assert summary["profile"] == summary["phone_kind"] == "virtual"
    assert summary["commands"] == {"click": 3}
    assert summary["details"]["app version"] == "47.0.2"
    assert summary["wall_s"] > 0
    assert summary["allure_results"] == "allure-results"
    assert "not_made" not in summary


def test_a_pass_on_the_second_attempt_is_flaky(run: Run) -> None:
    """Allure shows it as flaky only when the result says so."""
    ends = [result for result in run.results if result["name"] == "The second attempt passes"]
    [passed] = [result for result in ends if result["status"] == "passed"]
    assert passed["statusDetails"]["flaky"] is True
    assert len({result["historyId"] for result in ends}) == 1
    assert run.summarised("The second attempt passes")["flaky"] is True


def test_steps_stand_in_gherkin_words(run: Run) -> None:
    """Background first; what was not reached is skipped."""
    [result, _] = [each for each in run.results if each["name"] == "The role is stored"]
    assert [(step["name"], step["status"]) for step in result["steps"]] == [
        ("Given the Admin is on Permissions", "passed"),
        ("When the Admin invites the member", "passed"),
        ("Then the role is wrong", "failed"),
        ("And the member is told", "skipped"),
    ]


def test_evidence_stands_inside_the_step_that_failed(run: Run) -> None:
    """Picture, page source and log, where a reader looks for them."""
    [result, _] = [each for each in run.results if each["name"] == "The role is stored"]
    attached = result["steps"][2]["attachments"]
    assert [each["name"] for each in attached] == [
        "Admin's phone",
        "Admin's phone: page source",
        "Admin's phone: device log since the step began",
    ]
    for each in attached:
        assert (run.reports / "allure-results" / each["source"]).stat().st_size > 0


def test_a_failure_is_told_in_plain_words(run: Run) -> None:
    """Promised, seen, do: in Allure, in the summary and in the terminal."""
    failure = run.summarised("The role is stored")["failure"]
    assert failure["step"] == "Then the role is wrong"
    assert failure["promised"] == "The role is wrong: Operator"
    assert failure["do"] == "The list on Permissions"
    [result, _] = [each for each in run.results if each["name"] == "The role is stored"]
    assert result["statusDetails"]["message"].startswith("In the step: Then the role is wrong\n")
    assert "product: Invite a member by phone number - The role is stored" in run.output


def test_labels_speak_of_features(run: Run) -> None:
    """Features, rules, severity and tags: not modules, marks and markers."""
    result = run.result("The confirmation appears")
    labels = {(label["name"], label["value"]) for label in result["labels"]}
    assert {
        ("epic", "Invite members to an Organization Account"),
        ("feature", "Invite a member by phone number"),
        ("severity", "critical"),
        ("tag", "guide"),
        ("tag", "smoke"),
        ("verdict", "passed"),
        ("profile", "virtual"),
        ("phone", "virtual"),
    } <= labels
    row = run.result("A member is invited as Admin")
    assert {"name": "story", "value": "Both roles can be given"} in row["labels"]
    assert row["parameters"] == [
        {"name": "role", "value": "Admin"},
        {"name": "count", "value": "12"},
    ]
    assert "```gherkin\nScenario: A member is invited as Admin\n" in row["description"]
    assert row["fullName"] == "features/invite.feature#A member is invited as <role>"


def test_rows_never_share_a_history(run: Run) -> None:
    """Joined as text, 12|3 and 1|23 would; a row that stands there twice is still two results."""
    rows = [result for result in run.results if result["name"].startswith("A member is invited")]
    assert len(rows) == len({result["historyId"] for result in rows}) == 5
    assert len({result["testCaseId"] for result in rows}) == 1


def test_there_is_no_noise(run: Run) -> None:
    """No fixtures, and no objects as parameters."""
    assert not list((run.reports / "allure-results").glob("*-container.json"))
    [result, _] = [each for each in run.results if each["name"] == "The role is stored"]
    assert " object at 0x" not in json.dumps(result)
    assert "site-packages" not in result["statusDetails"]["trace"]
    assert "raise NotAsPromised(" in result["statusDetails"]["trace"]


def test_no_secret_is_left_anywhere(run: Run) -> None:
    """The suite notes, raises and logs its password; no file and no message has it."""
    text = run.all_text()
    assert "[secret]" in text
    assert PASSWORD not in text
    assert json.dumps(PASSWORD)[1:-1] not in text


def test_pictures_are_stored_once(run: Run) -> None:
    """The page and Allure show the same files, named by their content."""
    shown = [p["file"] for r in run.summary["results"] for s in r["steps"] for p in s["pictures"]]
    assert set(shown) <= {picture.name for picture in (run.reports / "pictures").iterdir()}
    assert len(set(shown)) < len(shown)
    named = [a["source"] for r in run.results for s in r["steps"] for a in s.get("attachments", [])]
    assert len(set(named)) == len(named)
    stored = {picture.stat().st_ino for picture in (run.reports / "pictures").iterdir()}
    for name in (name for name in named if name.endswith(".png")):
        assert (run.reports / "allure-results" / name).stat().st_ino in stored


def test_allure_says_first_that_the_phone_is_virtual(run: Run) -> None:
    """Whoever reads a result must know what it is worth."""
    text = (run.reports / "allure-results" / "environment.properties").read_text(encoding="utf-8")
    assert text.startswith("Phone = virtual - no evidence about the app\n")


def test_histories_are_the_same_in_both_ways_to_run(runs: dict[str, Run]) -> None:
    """Order, process and worker leave no trace in a scenario's identity."""
    serial = {result["historyId"] for result in runs["serial"].results}
    assert serial == {result["historyId"] for result in runs["parallel"].results}
    assert len(serial) == 15


def test_a_crashed_worker_loses_nothing(tmp_path: Path) -> None:
    """Its scenario is broken, and everybody else's results are all there."""
    write_suite(tmp_path, crash=CRASH, invite=FEATURE)
    run = run_suite(tmp_path, "-n", "2", "--clean-alluredir")
    assert len(run.summary["results"]) == len(run.results) == 15
    lost = run.summarised("The process dies")
    assert lost["verdict"] == "infrastructure"
    assert lost["message"].endswith("crashed while running 'test_suite.py::test_the_process_dies'")
    result = run.result("The process dies")
    assert result["status"] == "broken"
    assert [step["status"] for step in result["steps"]] == ["skipped", "skipped"]
    assert run.result("The next one lives")["status"] == "passed"


def test_a_stopped_run_tells_what_was_not_run(tmp_path: Path) -> None:
    """With -x the rest is there, as skipped."""
    write_suite(tmp_path, second_try=FLAKY)
    run = run_suite(tmp_path, "-x")
    assert run.summary["scenarios"]["skipped"] == 1
    not_run = run.summarised("No session comes")
    assert not_run["skipped_because"] == "not run: the run was stopped before its turn"


@pytest.mark.parametrize("parallel", [(), ("-n", "2")], ids=["serial", "parallel"])
@pytest.mark.parametrize(
    "signalled",
    ["os.killpg(0, signal.SIGINT)", "os.killpg(0, signal.SIGTERM)", "os.kill(RUN, signal.SIGTERM)"],
    ids=["ctrl-c", "term-for-all", "term-for-the-run"],
)
def test_an_interrupted_scenario_is_broken(
    tmp_path: Path, parallel: tuple[str, ...], signalled: str
) -> None:
    """In a step: Allure would call it passed, and of a worker's nobody would be told.

    Some CI systems end all processes of a run, others the first one.
    """
    write_suite(tmp_path, crash=CRASH)
    suite = tmp_path / "test_suite.py"
    run_pid = "os.getppid()" if parallel else "os.getpid()"
    stops = f"import signal, time; {signalled.replace('RUN', run_pid)}; time.sleep(60)"
    suite.write_text(suite.read_text("utf-8").replace("os._exit(7)", stops), encoding="utf-8")
    run = run_suite(tmp_path, *parallel)
    assert run.exit_code == 130
    result = run.result("The process dies")
    assert result["status"] == "broken"
    assert [step["status"] for step in result["steps"]] == ["broken", "skipped"]
    seen = run.summarised("The process dies")["failure"]["seen"]
    assert seen == "The run was stopped while it was under way."
    assert (
        run.result("The next one lives")["status"]
        == (run.summarised("The next one lives")["status"])
    )


@pytest.mark.parametrize("parallel", [(), ("-n", "1")], ids=["serial", "parallel"])
def test_an_interrupted_second_attempt_is_the_second(
    tmp_path: Path, parallel: tuple[str, ...]
) -> None:
    """Both are there, under their numbers."""
    write_suite(tmp_path, second_try=FLAKY)
    suite = tmp_path / "test_suite.py"
    stops = "if request.node.execution_count > 1: import signal, time; os.killpg(0, signal.SIGINT);"
    text = suite.read_text("utf-8").replace(
        "    assert request.node.execution_count > 1",
        f"    {stops} time.sleep(60)\n    assert request.node.execution_count > 1",
    )
    suite.write_text(text, encoding="utf-8")
    run = run_suite(tmp_path, "--reruns", "1", *parallel)
    [earlier] = run.summarised("The second attempt passes")["earlier_attempts"]
    assert (earlier["number"], earlier["verdict"]) == (1, "product")
    ends = [each for each in run.results if each["name"] == "The second attempt passes"]
    assert sorted(each["status"] for each in ends) == ["broken", "failed"]
    assert run.summarised("The second attempt passes")["verdict"] == "infrastructure"


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("A step asks for the impossible", 2),
        ("No session comes", 3),
        ("The second attempt passes", 4),
    ],
)
def test_exit_codes(tmp_path: Path, scenario: str, code: int) -> None:
    """CI can tell a broken promise from a broken phone by the number alone."""
    write_suite(tmp_path, invite=FEATURE, second_try=FLAKY)
    run = run_suite(tmp_path, "-k", scenario.lower().replace(" ", "_"), "--reruns", "1")
    assert run.exit_code == run.summary["exit_code"] == code


def test_pictures_of_outcomes(tmp_path: Path) -> None:
    """One at the end of each scenario that passed; those that fail have theirs anyway."""
    write_suite(tmp_path, invite=FEATURE)
    run = run_suite(tmp_path, "--evidence", "outcomes", "-k", "confirmation")
    steps = run.summarised("The confirmation appears")["steps"]
    assert [len(step["pictures"]) for step in steps] == [0, 0, 0, 1]
    picture = steps[-1]["pictures"][0]
    assert (picture["phone"], picture["width_px"], picture["height_px"]) == ("Admin's phone", 9, 20)


def test_a_phone_that_gives_no_picture_changes_no_verdict(tmp_path: Path) -> None:
    """A "secure" screen cannot be photographed: the report says so, and that is all."""
    write_suite(tmp_path, invite=FEATURE)
    run = run_suite(tmp_path, "--evidence", "steps", "-k", "confirmation", SUITE_SECURE="1")
    assert run.exit_code == 0
    notes = run.summarised("The confirmation appears")["steps"][0]["notes"]
    assert notes == ["Admin's phone: picture missing: RuntimeError: secure flag set?"]


def test_of_a_secret_screen_nothing_is_saved(tmp_path: Path) -> None:
    """Neither picture nor page source nor log."""
    write_suite(tmp_path, invite=FEATURE)
    run = run_suite(tmp_path, "--evidence", "steps", "-k", "confirmation", SUITE_SECRET="1")
    steps = run.summarised("The confirmation appears")["steps"]
    assert [len(step["pictures"]) for step in steps] == [1, 0, 1, 1]
    assert steps[1]["notes"][-1] == "Admin's phone: nothing saved, the screen shows secrets"


def test_unit_tests_leave_no_reports(tmp_path: Path) -> None:
    """The same conftest serves the project's own tests, which are no evidence of anything."""
    write_suite(tmp_path)
    (tmp_path / "test_suite.py").write_text("def test_it():\n    pass\n", encoding="utf-8")
    run = run_suite(tmp_path)
    assert run.exit_code == 0
    assert not run.reports.exists()


def test_an_allure_folder_of_ones_own_is_not_emptied(tmp_path: Path) -> None:
    """A person may gather several runs in one folder; --clean-alluredir empties it."""
    write_suite(tmp_path, invite=FEATURE)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "earlier-result.json").write_text("{}", encoding="utf-8")
    arguments = ("-k", "confirmation", "--alluredir", "mine")
    run = run_suite(tmp_path, *arguments)
    assert run.summary["allure_results"] == str(mine)
    assert len(list(mine.glob("*-result.json"))) == 2
    run_suite(tmp_path, *arguments, "--clean-alluredir")
    assert len(list(mine.glob("*-result.json"))) == 1


def test_a_run_starts_with_an_empty_place(tmp_path: Path) -> None:
    """Results of an earlier run would read as retries of this one; the trend is kept."""
    write_suite(tmp_path, invite=FEATURE)
    old = ("allure-results/old-result.json", "pictures/old.png", "allure-report/index.html")
    old += ("allure-report.html", "allure/index.html", "assets/a.png", "page-of-pictures.html")
    kept = ("history-virtual-virtual.jsonl", "journal.sqlite3", "README.md")
    for name in (*old, *kept):
        file = tmp_path / "reports" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("old", encoding="utf-8")
    (tmp_path / "reports" / "page.css").write_text("old", encoding="utf-8")
    run = run_suite(tmp_path, "-k", "confirmation")
    assert not any((run.reports / name).exists() for name in old)
    assert (run.reports / "page.css").read_text("utf-8") != "old"
    assert all((run.reports / name).exists() for name in kept)


@pytest.mark.parametrize(
    ("name", "maker", "left"),
    [
        ("junit.xml", "harness.report.junit.write_junit", ["index.html"]),
        ("page of pictures", "harness.report.page.render_page", ["junit.xml"]),
    ],
)
def test_what_cannot_be_made_is_said_and_costs_nothing_else(
    tmp_path: Path, name: str, maker: str, left: list[str]
) -> None:
    """The run says what it would have said; the summary knows what is missing."""
    write_suite(tmp_path, invite=FEATURE)
    module, _, function = maker.rpartition(".")
    with (tmp_path / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write("\n\ndef fails(*_):\n    raise OSError('no space left')\n")
        conftest.write(f"import {module}\n{module}.{function} = fails\n")
    run = run_suite(tmp_path, "-k", "confirmation")
    assert run.exit_code == 0
    why = "OSError: no space left"
    assert run.summary["not_made"] == {name: why}
    assert f"No {name}: {why}\n" in run.output
    assert [each for each in ("index.html", "junit.xml") if (run.reports / each).exists()] == left
