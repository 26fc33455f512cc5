"""A product that breaks a promise turns the right scenarios red, in plain words."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROLES = "features/roles.feature"


def _run_with(defect: str, folder: Path, *chosen: str) -> tuple[int, dict[str, Any]]:
    """Exit code and summary of a run on a virtual phone with a defect."""
    profile = folder / "broken.yaml"
    virtual = (ROOT / "config" / "profiles" / "virtual.yaml").read_text("utf-8")
    profile.write_text(f"{virtual}virtual: {{defect: {defect}}}\n", "utf-8")
    reports = folder / "reports"
    command = ["run", "--profile", str(profile), "--reports", str(reports), *chosen]
    done = subprocess.run(
        [sys.executable, "-m", "harness.command_line", *command],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    summary: dict[str, Any] = json.loads((reports / "summary.json").read_text("utf-8"))
    return done.returncode, summary


def test_another_description_of_a_role(tmp_path: Path) -> None:
    """Both ways to the roles are red in the step that speaks of them; nothing else is."""
    exit_code, summary = _run_with("role-description-differs", tmp_path, ROLES)
    assert exit_code == 1
    red = [result for result in summary["results"] if result["status"] != "passed"]
    assert [result["name"] for result in red] == [
        "Exactly two roles are offered for a member's phone number",
        "Exactly two roles are offered for a member's email address",
    ]
    for result in red:
        assert result["verdict"] == "product"
        assert result["failing_step"] == "Then exactly these roles are offered:"
        assert result["failure"]["promised"] == (
            "Exactly these roles are offered: Admin and Operator, and no other role. Operator is"
            ' described as "Standard access to this account. Operators can only manage content,'
            ' chats, and connections."'
        )
        assert result["failure"]["seen"] == (
            "The roles are not the ones that the guide promises (part 3). Operator is described as"
            ' "Standard access to this account. Operators can manage content, chats, and'
            ' connections."'
        )


@pytest.mark.parametrize(
    ("defect", "seen"),
    [
        ("role-missing", "Operator is not offered"),
        ("third-role", "Moderator is offered besides"),
        ("role-name-differs", "Admin is not offered. Administrator is offered besides"),
        ("role-descriptions-swapped", 'Admin is described as "Standard access to this account. '),
    ],
)
def test_other_roles_than_promised(defect: str, seen: str, tmp_path: Path) -> None:
    """Whatever is wrong with the roles is said as promised and seen, by a check and no time-out."""
    exit_code, summary = _run_with(defect, tmp_path, ROLES, "-k", "exactly and phone")
    assert exit_code == 1
    first = summary["results"][0]
    assert first["failing_step"] == "Then exactly these roles are offered:"
    assert first["failure"]["promised"].startswith(
        "Exactly these roles are offered: Admin and Operator, and no other role"
    )
    assert first["failure"]["seen"].startswith(
        f"The roles are not the ones that the guide promises (part 3). {seen}"
    )


def test_another_order_breaks_an_assumption(tmp_path: Path) -> None:
    """The guide promises none: what it does promise is kept."""
    chosen = "-k", "phone and (exactly or comes)"
    exit_code, summary = _run_with("roles-swapped-order", tmp_path, ROLES, *chosen)
    assert exit_code == 1
    promised, assumed = summary["results"]
    assert (promised["status"], assumed["status"]) == ("passed", "failed")
    assert "assumption" in assumed["tags"]
    assert assumed["failure"]["promised"] == "Admin is offered first, then Operator"
    assert assumed["failure"]["seen"] == "Operator is offered first, then Admin"
