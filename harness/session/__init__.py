"""One WebDriver conversation with one phone; the only room that knows Appium and Selenium."""
