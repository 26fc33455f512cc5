from hand import Hand


def test_admin_walks_the_guide_by_phone(admin: Hand) -> None:
    """From Profile to the confirmation and back to Permissions, as the guide numbers it."""
    admin.open_permissions()
    assert not admin.sees("Pending")
    admin.invite_by_phone()
    assert admin.sees("Invitation sent")
    admin.tap("OK")
    assert admin.sees("Permissions")
    assert admin.sees("+1 202-555-0147")
    assert admin.sees("Pending")
