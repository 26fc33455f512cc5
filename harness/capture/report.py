"""A comparison in words, for the person who has to decide what to paste."""

from collections.abc import Iterator

from harness.capture.catalog import slug
from harness.capture.comparison import Comparison, PageResult, PartResult
from harness.capture.proposals import ANY_VERSION, as_lines, language_lines, where_to_paste

_STATE_WIDTH = 14


def report(comparison: Comparison) -> str:
    """All of it, in lines that end with what to do."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield from _head(comparison)
    for result in comparison.pages:
        yield ""
        yield from _page(result)
    yield from _not_captured(comparison)
    yield from _locators(comparison)
    yield from _translations(comparison)
    if comparison.interstitials:
        yield "\nFor config/interstitials.yaml, if it is a screen that may be answered so:\n"
        yield comparison.interstitials.rstrip()
    yield ""
    yield _verdict(comparison)


def _head(comparison: Comparison) -> Iterator[str]:
    catalog = comparison.folder.catalog
    if catalog is None:
        count, code = len(comparison.folder.shots), comparison.language.code
        yield f"{count} saved screens, compared in the words of {code}"
    else:
        version = catalog.app_version or "of unknown version"
        phone = (
            "VIRTUAL PHONE, says nothing about the app"
            if catalog.phone_kind == "virtual"
            else (catalog.model or "a phone")
        )
        yield f"{catalog.package} {version} on {phone}, Android {catalog.android or 'unknown'}"
        yield f"Captured {catalog.began}, compared in the words of {comparison.language.code}"
    if comparison.folder.left_out:
        yield f"Left out, named after no page: {', '.join(comparison.folder.left_out)}"


def _page(result: PageResult) -> Iterator[str]:
    files = ", ".join(shot.file.name for shot in result.shots)
    yield f"{result.page.__name__}   {files}"
    if result.why_not_open:
        yield f"  {'NOT KNOWN':{_STATE_WIDTH}}a run does not take it for this page:"
        yield f"{' ' * (_STATE_WIDTH + 4)}{result.why_not_open}"
        yield f"{' ' * (_STATE_WIDTH + 4)}last seen: {result.shows}"
    for name in result.in_the_way:
        yield f'  {"in the way":{_STATE_WIDTH}}"{name}", which a run answers by itself'
    if not result.parts:
        yield f"  {'ok':{_STATE_WIDTH}}it has no part with a label of its own"
    for part in result.parts:
        yield from _part(part)


def _part(part: PartResult) -> Iterator[str]:
    finding = part.finding
    state = finding.state.upper() if part.is_wrong else finding.state
    blank = " " * (_STATE_WIDTH + 4)
    if finding.state == "ok":
        sure = "ok" if finding.reacts else "ok?"
        yield f"  {sure:{_STATE_WIDTH}}{finding.part.name}: {finding.how}"
        if not finding.reacts:
            yield f"{blank}nothing there says that it reacts to a tap: is it the right one?"
            yield from _instead(part, blank)
        return
    may = "" if part.is_needed else " (some builds or states have none)"
    yield f"  {state:{_STATE_WIDTH}}{finding.part.name}: {finding.locator}{may}"
    if not part.is_needed and (part.correction is None or not part.is_proposed):
        return
    if finding.state != "not found":
        yield f"{blank}why: {finding.why}"
    yield from _instead(part, blank)
    if finding.state == "not found" and not part.near:
        yield f"{blank}nothing like it is on this screen"
    if part.elsewhere:
        yield f"{blank}found elsewhere: {', '.join(part.elsewhere)}"


def _instead(part: PartResult, blank: str) -> Iterator[str]:
    if part.near:
        yield f"{blank}there stands: {', '.join(map(str, part.near))}"


def _not_captured(comparison: Comparison) -> Iterator[str]:
    if comparison.not_captured:
        yield "\nScreens of the guide that are not here:"
        for page, why in comparison.not_captured.items():
            yield f"  {page}" + (f": {why}" if why else "")


def _locators(comparison: Comparison) -> Iterator[str]:
    if not comparison.corrections:
        return
    where = where_to_paste(comparison.existing, comparison.version)
    yield f"\nFor config/locators.yaml, {where} (each was tried on the saved screens):\n"
    yield as_lines(comparison.corrections, comparison.version).rstrip()
    if not comparison.is_pasted_well:
        yield "\n  The file has its own indentation: put these lines in by hand."
    if comparison.version == ANY_VERSION:
        yield "\n  The version of the app is not known: these lines count for all versions."
    elif comparison.profile_version != comparison.version:
        yield f'\n  They count where the profile says  app_version: "{comparison.version}"'
    if comparison.still_missing:
        yield f"\n  Not found with these lines either: {', '.join(comparison.still_missing)}"


def _translations(comparison: Comparison) -> Iterator[str]:
    if comparison.translations:
        yield f"\nFor config/languages/{comparison.language.code}.yaml, below its last line:"
        yield "(the app shows these in English)\n"
        yield language_lines(comparison.translations).rstrip()
    rest = [label for label in comparison.untranslated if label not in comparison.translations]
    if rest:
        yield f"\nWithout a translation in config/languages/{comparison.language.code}.yaml:"
        yield from (f'  "{label}"' for label in rest)


def _verdict(comparison: Comparison) -> str:
    wrong = [result for result in comparison.pages if result.is_wrong]
    if comparison.is_whole:
        return f"All parts were found, on {len(comparison.pages)} pages."
    if not wrong:
        return "Labels have no translation: a run in this language does not begin."
    parts = sum(part.is_wrong for result in wrong for part in result.parts)
    names = ", ".join(slug(each.page) for each in wrong)
    of_all = f"{len(wrong)} of {len(comparison.pages)} pages"
    return f"A run would not get along with {of_all}: {names}. Parts that are missing: {parts}."
