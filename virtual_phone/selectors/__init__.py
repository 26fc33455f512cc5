"""Ways to say which view is meant, with the semantics of Android's UiAutomator."""
