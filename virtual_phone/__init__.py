"""A virtual Android phone with the TikTok app's invite flow on it.

It is a fake, not a mock: it behaves like a phone (windows, keyboard, hit-testing, SMS) and like the
app (screens, roles, invitations), and nothing in it knows which test is running. It imports nothing
of the harness and talks to the outside through its doors only.
"""
