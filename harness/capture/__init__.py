"""Screens of the app, saved from a phone without what is private, and compared with the pages."""
