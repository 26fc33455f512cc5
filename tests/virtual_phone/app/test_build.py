import pytest

from virtual_phone.app.build import PRESETS, Build, UnknownBuild, read_build


def test_default_is_a_calm_current_build() -> None:
    """Nothing interrupts, layout A, password, version 47.0.2."""
    build = read_build("current")
    assert build == Build()
    assert (build.version, build.log_in_layout, build.first_factor) == ("47.0.2", "A", "password")
    assert build.interstitials == ()


def test_options_follow_a_preset() -> None:
    """Yes and no, numbers, words, and several interstitials."""
    build = read_build(
        "layout-b, two_step=yes, inbox_badge=3, labels=parent,"
        "interstitials=promo@every:4+update@after-log-in"
    )
    assert build.version == PRESETS["layout-b"].version
    assert (build.two_step, build.inbox_badge, build.labels) == (True, 3, "parent")
    assert build.interstitials == ("promo@every:4", "update@after-log-in")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("layout-c", 'No build is called "layout-c". Known builds: current, layout-b'),
        ("colour=red", 'A build has no option "colour". Known options: version, package'),
        ("two_step=maybe", 'two_step is "yes" or "no", not "maybe".'),
        ("inbox_badge=many", 'inbox_badge is a whole number from 0, not "many".'),
        ("version=new", 'version is written as 47.0.2, not "new".'),
        ("language=French", 'language is written as fr or pt-BR, not "French".'),
        ("labels=below", 'labels is one of text, description, parent, not "below".'),
    ],
)
def test_wrong_description_says_what_is_known(text: str, message: str) -> None:
    """A person can mend it without looking into the code."""
    with pytest.raises(UnknownBuild) as error:
        read_build(text)
    assert str(error.value).startswith(message)
