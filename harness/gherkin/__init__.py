"""Feature files: collecting them for pytest, and checking them without a phone."""
