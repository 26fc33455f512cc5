"""Files of settings that are wrong, by file and line."""

from ward import PEOPLE, Ward

from harness.doctor.finding import Finding

AREA = "Settings"
LINE = "config/profiles/bench.yaml"


def _wrong(ward: Ward) -> list[Finding]:
    return [each for each in ward.findings(AREA) if each.state == "wrong"]


def test_settings_that_are_well(ward: Ward) -> None:
    """Nothing is wrong, and every look came to an end."""
    assert {each.state for each in ward.findings(AREA)} == {"ok"}


def test_profile_with_an_unknown_key(ward: Ward) -> None:
    """With its line, what is allowed, and what was meant."""
    ward.profile(more="languag: en\n")
    (finding,) = _wrong(ward)
    assert (finding.title, finding.blames) == ("Profile", "configuration")
    assert finding.said == f'{LINE}:11: the unknown key "languag"'
    assert finding.fix.endswith('did you mean "language"?')


def test_plain_http_to_another_host(ward: Ward) -> None:
    """Passwords would cross the network readable."""
    file = ward.root / LINE
    file.write_text(file.read_text().replace("127.0.0.1:9", "grid.example.com"))
    (finding,) = _wrong(ward)
    assert finding.said == f"{LINE}:3: plain HTTP to grid.example.com"


def test_no_such_profile(ward: Ward) -> None:
    """Everything that hangs on it says so, and nothing is guessed."""
    findings = {each.title: each for each in ward.findings(AREA, "emulatr")}
    assert findings["Profile"].fix.endswith('did you mean "emulator"?')
    assert findings["People"].said == "it needs the profile, which names it"
    assert ward.finding("Phones", "Phones", "emulatr").state == "not looked at"
    assert ward.finding("Server", "Answer", "emulatr").state == "not looked at"


def test_people_file_is_missing(ward: Ward) -> None:
    """It is made from the example."""
    (ward.root / "config" / "people.yaml").unlink()
    (finding,) = _wrong(ward)
    assert finding.said == "config/people.yaml is not there: nobody may be invited"
    assert finding.command == (
        f"cd {ward.root} && cp config/people.example.yaml config/people.yaml"
    )


def test_people_file_is_wrong(ward: Ward) -> None:
    """With its line."""
    ward.write("people.yaml", PEOPLE.replace("+1 202-555-0147", "12"))
    (finding,) = _wrong(ward)
    assert finding.title == "People"
    assert finding.said.startswith('config/people.yaml:4: the text "12" is no phone number')


def test_all_missing_variables_at_once(ward: Ward) -> None:
    """Of both files, with every line that asks for them; the rest of the files is read."""
    ward.profile(more='headers: {Authorization: "Bearer ${GRID_TOKEN}"}\n')
    more = '  - {phone: "+1 202-555-0148", password: "${INVITE_MEMBER_PASSWORD}"}\n'
    more += '  - {phone: "+1 202-555-0149", password: "${INVITE_MEMBER_PASSWORD}"}\n'
    ward.write("people.yaml", PEOPLE + more)
    ward.environment["INVITE_MEMBER_PASSWORD"] = ""
    (finding,) = _wrong(ward)
    assert (finding.title, finding.blames) == ("Variables", "configuration")
    assert finding.said == (
        f"GRID_TOKEN is not set ({LINE}:11); INVITE_MEMBER_PASSWORD is empty "
        "(config/people.yaml:5, config/people.yaml:6)"
    )
    assert finding.command == "export GRID_TOKEN=... INVITE_MEMBER_PASSWORD=..."


def test_missing_variable_that_only_a_real_value_can_replace(ward: Ward) -> None:
    """The file cannot be read without it, and that is no second mistake."""
    ward.write("people.yaml", PEOPLE.replace('"+1 202-555-0147"', '"${MEMBER_NUMBER}"'))
    (finding,) = _wrong(ward)
    assert finding.title == "Variables"
    assert ward.finding(AREA, "People").said == "it needs variables that are not set"


def test_language_without_labels(ward: Ward) -> None:
    """Only public translations come along."""
    finding = ward.finding(AREA, "Language", language="ja")
    assert (finding.state, finding.blames) == ("wrong", "configuration")
    assert finding.said.startswith("config/languages/ja.yaml: ")
    assert "labels that pages look for have no translation" in finding.said


def test_no_such_language(ward: Ward) -> None:
    """What there is, is listed."""
    finding = ward.finding(AREA, "Language", language="xx")
    assert finding.said == 'config/languages: no language "xx"'


def test_correction_of_a_part_that_no_page_has(ward: Ward) -> None:
    """A run would look for the old one, and never say why."""
    ward.write("locators.yaml", '"*":\n  PermissionsPage.invit:\n    - label: Invite members\n')
    (finding,) = _wrong(ward)
    assert finding.said == "config/locators.yaml: no page has a part PermissionsPage.invit"
    assert finding.fix == "did you mean PermissionsPage.invite?"


def test_locators_that_are_no_yaml(ward: Ward) -> None:
    """With the line."""
    ward.write("locators.yaml", '"*": [\n')
    assert any(
        each.title == "Locators" and each.said.startswith("config/locators.yaml:2: ")
        for each in _wrong(ward)
    )


def test_interstitials_that_are_wrong(ward: Ward) -> None:
    """With the line."""
    ward.write("interstitials.yaml", "- {name: one, answer: bac, shows: [x]}\n")
    finding = ward.finding(AREA, "Interstitials")
    assert finding.said.startswith("config/interstitials.yaml:1: ")
    assert finding.fix.endswith('did you mean "back"?')


def test_no_phone_has_the_members_number(ward: Ward) -> None:
    """Its scenarios are skipped, the others run: no reason not to begin."""
    file = ward.root / LINE
    file.write_text(file.read_text().replace(', number: "+12025550147"', ""))
    assert _wrong(ward) == []
    finding = ward.finding(AREA, "SIM numbers")
    assert finding.state == "warning"
    assert "has the number +12025550147" in finding.said
    assert finding.fix.startswith(f'{LINE}:5: add number: "+12025550147"')
