"""The app's own Inbox, where a member with an account may be told of an invitation."""

from harness.screen.page import Page, row


class InboxPage(Page):
    """Messages and notifications inside the app."""

    activity = row("Activity")
    system_notifications = row("System notifications")
    new_followers = row("New followers")

    recognised_by = (system_notifications,)
