"""The engine below pages and steps: settings, session, screen, evidence, journal, command line."""
