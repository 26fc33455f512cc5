import pytest

from virtual_phone.defects import Defects
from virtual_phone.organization import Role
from virtual_phone.organization.roles import OfferedRole, offered_roles

ADMIN_DESCRIPTION = (
    "Full access to this account. Admins can do everything, including completing sensitive actions,"
    " changing settings, assigning roles, and granting permissions."
)
OPERATOR_DESCRIPTION = (
    "Standard access to this account. Operators can only manage content, chats, and connections."
)
ADMIN = OfferedRole("Admin", ADMIN_DESCRIPTION, Role.ADMIN)
OPERATOR = OfferedRole("Operator", OPERATOR_DESCRIPTION, Role.OPERATOR)


def test_the_guides_roles_are_offered_in_its_words() -> None:
    """Exactly Admin and Operator, with exactly the guide's descriptions, none chosen."""
    assert offered_roles(Defects(), "phone") == [ADMIN, OPERATOR]


@pytest.mark.parametrize(
    ("defect", "names"),
    [
        ("role-missing", ["Admin"]),
        ("role-missing:Admin", ["Operator"]),
        ("third-role", ["Admin", "Operator", "Moderator"]),
        ("roles-swapped-order", ["Operator", "Admin"]),
        ("role-name-differs", ["Administrator", "Operator"]),
        ("role-name-differs:Operator", ["Admin", "Editor"]),
        ("role-name-differs:email", ["Admin", "Operator"]),
        ("third-role:email", ["Admin", "Operator"]),
    ],
)
def test_defects_of_names(defect: str, names: list[str]) -> None:
    """Each of these defects changes which names are offered, and in which order."""
    assert [role.name for role in offered_roles(Defects([defect]), "phone")] == names


def test_a_description_can_differ_in_one_word() -> None:
    """The smallest change of a description: Operators lose their "only"."""
    admin, operator = offered_roles(Defects(["role-description-differs"]), "phone")

    assert admin == ADMIN
    assert operator.description == OPERATOR_DESCRIPTION.replace("only ", "")


def test_the_other_description_can_differ_in_one_word() -> None:
    """Admins lose their "sensitive"."""
    admin, operator = offered_roles(Defects(["role-description-differs:Admin"]), "email")

    assert admin.description == ADMIN_DESCRIPTION.replace("sensitive ", "")
    assert operator == OPERATOR


def test_descriptions_can_be_swapped() -> None:
    """Names and meaning stay, the texts below them change places."""
    admin, operator = offered_roles(Defects(["role-descriptions-swapped"]), "phone")

    assert (admin.name, admin.description) == ("Admin", OPERATOR_DESCRIPTION)
    assert (operator.name, operator.description) == ("Operator", ADMIN_DESCRIPTION)
    assert (admin.role, operator.role) == (Role.ADMIN, Role.OPERATOR)


@pytest.mark.parametrize("name", ["Admin", "Operator"])
def test_a_role_can_be_preselected(name: str) -> None:
    """One is chosen before anybody chose."""
    offered = offered_roles(Defects([f"role-preselected:{name}"]), "phone")

    assert [role.name for role in offered if role.preselected] == [name]
