"""The app's screens, one file each, in the order of the official guide.

A page knows the pages that its own parts lead to, so the imports follow the guide: main bar,
profile, menu, settings, account, permissions, invite, role, confirmation.
"""
