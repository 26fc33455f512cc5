"""What is on the phone's display, as Android's accessibility service sees it."""
