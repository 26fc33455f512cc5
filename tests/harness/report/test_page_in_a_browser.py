"""The page of pictures as people open it: by eye, keyboard and screen reader, on paper."""

import base64
import shutil
from pathlib import Path

import pytest
from page_reader import PageReader
from PIL import Image
from report_files import attempt, failure, result, step, write_film, write_run

from harness.report import render_page
from harness.report.one_file import LARGEST_FILM_BYTES

LONG_WORD = "a" * 70 + "@example.com"
FILM = {"file": "f1.mp4", "phone": "Admin's phone", "duration_s": 1.5}
_PLAY = """
const done = arguments[0], film = document.querySelector('.step video');
film.onerror = () => done(film.error.message);
film.onplaying = () => done([film.videoWidth, film.duration]);
film.muted = true;
film.play();
"""
_FOLD = "document.querySelectorAll('details').forEach((each) => { each.open = false; })"
_STOPS = """
return [...document.querySelectorAll("a[href], summary, video, [tabindex]")]
  .filter((each) => each.checkVisibility())
  .map((each, number) => each.dataset.stop = `${number + 1} ${each.tagName}`);
"""
_FULL = """
return [...document.querySelectorAll(".full")].filter((each) => each.checkVisibility())
  .map((each) => each.id);
"""
_COLUMNS_BESIDE_A_WIDE_STEP = """
return [...document.querySelectorAll(".board")].filter((each) => each.querySelector(".wide"))
  .map((each) => getComputedStyle(each).gridTemplateColumns);
"""
RIGHTS = {"who": "an Admin of the account", "way": "through the menu", "invite": "possible"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The page as a folder and as one file, of a run with everything that there may be on it."""
    root = tmp_path_factory.mktemp("project")
    (root / "features").mkdir()
    features = Path(__file__).parents[3] / "features"
    for name in ("guide.yaml", "who_may_invite.feature", "rights_of_a_role.feature"):
        shutil.copy(features / name, root / "features")
    told = {**step("Then told"), "table": [["role", "means"], ["Admin", LONG_WORD]]}
    lost = failure(seen="The session is lost.")
    first = attempt(lost, step("When", "broken"))
    filmed = {
        **step("Then it is so", "failed"),
        "films": [FILM],
        "notes": [f"phone 1: in front: com.example/.{'Spark' * 20}Activity"],
    }
    rights = {"feature_file": "features/rights_of_a_role.feature", "template": "<who>, <way>"}
    reports = write_run(
        root / "reports",
        result("One", steps=[told, step("And two phones", pictures=2)], row={"way": LONG_WORD}),
        result("Promise", "product", failure=failure(seen=LONG_WORD), steps=[filmed], films=[FILM]),
        result("Guess", "product", failure=failure(), tags=["assumption"]),
        result("Phone", "infrastructure", failure=lost),
        result("Set-up", "infrastructure", failure=failure(step="", seen="No session came.")),
        result("Mistake", "test", failure=failure(seen="KeyError")),
        result("Late", flaky=True, attempts=2, earlier_attempts=[first]),
        result("Never", "skipped", skipped_because="not on this phone"),
        result("an Admin of the account, through the menu", row=RIGHTS, feature="Rights", **rights),
    )
    Image.new("RGB", (540, 1200), "#fe2c55").save(reports / "pictures" / "a1.png")
    write_film(reports / "pictures" / FILM["file"])
    return render_page(reports, root, one_file=True)


@pytest.mark.parametrize(
    ("number", "width_px", "scheme"),
    [(0, 1400, "light"), (0, 390, "dark"), (1, 390, "light"), (1, 1400, "dark")],
)
def test_nothing_stands_in_the_way_of_readers(
    pages: list[Path], reader: PageReader, number: int, width_px: int, scheme: str
) -> None:
    """axe-core finds no barrier; contrast too, by day and by night."""
    reader.open(pages[number], width_px=width_px, scheme=scheme)
    assert reader.barriers() == []


def test_a_barrier_is_found(tmp_path: Path, reader: PageReader) -> None:
    """Else the check above would say nothing."""
    (tmp_path / "page.html").write_text(
        "<!doctype html><html><meta http-equiv='Content-Security-Policy' content=\"script-src"
        " 'none'\"><body><p style='color:#bbb;background:#fff'>pale</p></body></html>"
    )
    reader.open(tmp_path / "page.html")
    found = " ".join(reader.barriers())
    assert "color-contrast" in found
    assert "html-has-lang" in found


@pytest.mark.parametrize("number", [0, 1], ids=["folder", "one file"])
@pytest.mark.parametrize("width_px", [390, 500, 1400])
def test_the_page_is_not_wider_than_the_window(
    pages: list[Path], reader: PageReader, number: int, width_px: int
) -> None:
    """Long words too; only the table of rights scrolls by itself."""
    reader.open(pages[number], width_px=width_px)
    assert reader.too_wide() == []


def test_a_page_that_is_too_wide_is_found(tmp_path: Path, reader: PageReader) -> None:
    """Else the check above would say nothing."""
    (tmp_path / "page.html").write_text("<!doctype html><p style='width:600px'>wide</p>")
    reader.open(tmp_path / "page.html", width_px=390)
    assert reader.too_wide() == ["P.", "the page"]


def test_only_the_folder_itself_is_loaded(pages: list[Path], reader: PageReader) -> None:
    """Nothing from outside; the policy of the page breaks nothing that belongs to it."""
    folder, one_file = pages
    reader.open(folder)
    shown = (
        "return [...document.images].every((each) => each.complete && each.naturalWidth === 540)"
    )
    reader.ask("document.querySelectorAll('img').forEach((each) => { each.loading = 'eager'; })")
    assert reader.ask("return document.images.length") > 5
    assert reader.ask(
        "return Promise.all([...document.images].map((each) => each.decode())).then(() => true)"
    )
    assert reader.ask(shown)
    near = folder.parent.as_uri()
    assert all(each.startswith((near, "data:")) for each in reader.requests())
    reader.open(one_file)
    assert all(each.startswith((one_file.as_uri(), "data:")) for each in reader.requests())
    assert reader.complaints() == []


def test_one_file_shows_its_pictures_without_the_folder(
    pages: list[Path], reader: PageReader, tmp_path: Path
) -> None:
    """Sent on by mail, it is all there; each picture is in it once, however often it is shown."""
    alone = tmp_path / "sent.html"
    shutil.copy(pages[1], alone)
    assert alone.read_text("utf-8").count("data:image/") == 1
    reader.open(alone)
    dot = """
        const shot = document.querySelector('.shot svg').getBoundingClientRect();
        return [shot.left + shot.width / 2, shot.top + scrollY + shot.height / 2];
    """
    left, top = reader.ask(dot)
    clip = {"x": left, "y": top, "width": 2, "height": 2, "scale": 1}
    options = {"clip": clip, "captureBeyondViewport": True}
    answer = reader.command("Page.captureScreenshot", options)
    taken = tmp_path / "dot.png"
    taken.write_bytes(base64.b64decode(answer["data"]))
    with Image.open(taken) as picture:
        red, green, blue = picture.convert("RGB").getpixel((0, 0))
    assert (red > 200, green < 100, blue < 150) == (True, True, True)


@pytest.mark.parametrize("number", [0, 1], ids=["folder", "one file"])
def test_films_stand_where_it_went_wrong_and_play(
    pages: list[Path], reader: PageReader, number: int
) -> None:
    """Nothing of a film is read before somebody wants to see it."""
    reader.open(pages[number])
    assert reader.ask("return document.querySelectorAll('video').length") == 2
    assert reader.ask("return [...document.querySelectorAll('video')].every((f) => !f.readyState)")
    caption = "return document.querySelector('.step.failed figcaption').textContent"
    assert reader.ask(caption) == "Admin's phone: the last 1.5 s"
    assert reader.ask_and_wait(_PLAY) == [96, 1.5]
    assert reader.complaints() == []


def test_a_film_that_is_too_large_to_be_sent_on_is_named(tmp_path: Path) -> None:
    """The page in the folder has it all the same."""
    filmed = {**step("Then it is so", "failed"), "films": [FILM]}
    reports = write_run(tmp_path, result("Promise", "product", failure=failure(), steps=[filmed]))
    (reports / "pictures" / FILM["file"]).write_bytes(bytes(LARGEST_FILM_BYTES + 1))
    folder, one_file = render_page(reports, one_file=True)
    assert 'src="pictures/f1.mp4"' in folder.read_text("utf-8")
    sent = one_file.read_text("utf-8")
    assert "<video" not in sent
    assert "too large for this page, and stands in pictures/f1.mp4" in sent


def _stops_and_where_tab_stops(reader: PageReader) -> tuple[list[str], list[str]]:
    """What people can use on the page, in the order of reading; and where Tab leads in turn."""
    stops = reader.ask(_STOPS)
    reached: list[str] = []
    # A film has several controls of its own.
    for _ in range(5 * len(stops) + 5):
        reader.press("Tab")
        name = reader.ask("return document.activeElement.dataset.stop ?? ''")
        if not name or name in reached[:-1]:
            break
        if name not in reached:
            reached.append(name)
    return stops, reached


@pytest.mark.parametrize(
    ("number", "unfolded"), [(0, True), (1, False)], ids=["folder, unfolded", "one file, folded"]
)
def test_a_keyboard_reaches_everything(
    pages: list[Path], reader: PageReader, number: int, *, unfolded: bool
) -> None:
    """Tab leads to links, stories, films and the table that scrolls, in the order of reading."""
    reader.open(pages[number])
    if not unfolded:
        reader.ask(_FOLD)
    stops, reached = _stops_and_where_tab_stops(reader)
    assert reached == stops
    assert {each.split()[1] for each in stops} >= {"A", "SUMMARY", "DIV"}
    assert ("VIDEO" in {each.split()[1] for each in stops}) == unfolded


def test_what_a_keyboard_does_not_reach_is_found(tmp_path: Path, reader: PageReader) -> None:
    """Else the check above would say nothing."""
    (tmp_path / "page.html").write_text(
        "<!doctype html><a href='#1'>1</a><a href='#2' tabindex='-1'>2</a><a href='#3'>3</a>"
    )
    reader.open(tmp_path / "page.html")
    stops, reached = _stops_and_where_tab_stops(reader)
    assert stops == ["1 A", "2 A", "3 A"]
    assert reached == ["1 A", "3 A"]


def test_the_first_stop_skips_to_the_results(pages: list[Path], reader: PageReader) -> None:
    """It comes into sight when it is reached; then Tab goes on with the first result."""
    reader.open(pages[0])
    reader.press("Tab")
    assert reader.ask("return document.activeElement.getAttribute('href')") == "#content"
    assert reader.ask("return document.activeElement.getBoundingClientRect().left") > 0
    reader.press("Enter")
    reader.press("Tab")
    assert reader.ask(
        "return document.activeElement === document.querySelector('main a[href], main summary')"
    )


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_unfolds_a_story(pages: list[Path], reader: PageReader, key: str) -> None:
    """And folds it again; unfolded, the next stop is inside; the stop is framed."""
    reader.open(pages[0])
    reader.ask(_FOLD)
    for _ in reader.ask(_STOPS):
        reader.press("Tab")
        if reader.ask("return document.activeElement.matches('.scenario > summary')"):
            break
    reader.ask("window.story = document.activeElement.parentElement")
    assert reader.ask("return getComputedStyle(story.querySelector('summary')).outlineWidth") == (
        "3px"
    )
    reader.press(key)
    assert reader.ask("return story.open") is True
    reader.press("Tab")
    assert reader.ask("return story.querySelector('.inside').contains(document.activeElement)")
    reader.press("Shift+Tab")
    reader.press(key)
    assert reader.ask("return story.open") is False


def test_a_picture_in_full_size_is_entered_and_left_by_keys(
    pages: list[Path], reader: PageReader
) -> None:
    """In the one file, where it lies over the page."""
    reader.open(pages[1])
    for _ in reader.ask(_STOPS):
        reader.press("Tab")
        if reader.ask("return document.activeElement.matches('.shot')"):
            break
    assert reader.ask(_FULL) == []
    shot = reader.ask("return document.activeElement.id")
    reader.press("Enter")
    assert reader.ask(_FULL) == [f"{shot}-full"]
    reader.press("Tab")
    assert reader.ask("return document.activeElement.innerText") == "Close"
    assert reader.ask("return document.activeElement.closest('.full').id") == f"{shot}-full"
    reader.press("Enter")
    assert reader.ask(_FULL) == []
    assert reader.ask("return document.activeElement.id") == shot


def test_whoever_closes_a_picture_is_where_they_were(pages: list[Path], reader: PageReader) -> None:
    """At the very place, though the same picture stands in many; not at the top of the page."""
    reader.open(pages[1])
    *_, last = reader.ask("return [...document.querySelectorAll('.shot')].map((each) => each.id)")
    assert last != "shot-1"
    reader.ask("document.documentElement.style.scrollBehavior = 'auto'")
    reader.ask(f"document.getElementById('{last}').click()")
    assert reader.ask(_FULL) == [f"{last}-full"]
    reader.ask(f"document.querySelector('#{last}-full a').click()")
    assert reader.ask(_FULL) == []
    top, height = reader.ask(
        f"return [document.getElementById('{last}').getBoundingClientRect().top, innerHeight]"
    )
    assert 0 <= top < height
    assert reader.ask("return scrollY") > height


@pytest.mark.parametrize("width_px", [390, 560, 600, 660, 1400])
def test_a_wide_step_makes_no_empty_column(
    pages: list[Path], reader: PageReader, width_px: int
) -> None:
    """Where only two columns have room, a third one of no width would cost them a gap."""
    reader.open(pages[0], width_px=width_px)
    columns = reader.ask(_COLUMNS_BESIDE_A_WIDE_STEP)
    assert columns
    assert all(float(each.removesuffix("px")) > 120 for row in columns for each in row.split())


def test_paper_shows_every_step(pages: list[Path], reader: PageReader) -> None:
    """Folded stories are printed unfolded."""
    reader.open(pages[0])
    reader.ask("document.querySelectorAll('details').forEach((each) => { each.open = false; })")
    reader.command("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    hidden = reader.ask(
        "return [...document.querySelectorAll('.scenario .step')]"
        ".filter((each) => !each.closest('.attempt') && each.getBoundingClientRect().height === 0)"
        ".length"
    )
    assert hidden == 0
    # A line that was not checked in this run names the scenarios that would check it.
    line = "Array.from(document.querySelectorAll('.part li.skipped details li'))"
    assert reader.ask(f"return {line}.length") > 5
    assert reader.ask(f"return {line}.every((each) => each.getBoundingClientRect().height > 0)")
