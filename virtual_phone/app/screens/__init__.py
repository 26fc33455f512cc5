"""One file per screen, with the names that the page objects of a suite would have."""
