@owner:accounts_team @severity:blocker
Feature: The way to Permissions
  People follow the guide word by word, so every screen between the main screen and Permissions has to
  be where the guide says it is.

  @guide @smoke
  Scenario: From Profile to Permissions, screen by screen
    Given the Admin is on the main screen of the app
    When the Admin taps Profile
    Then the profile homepage is shown
    When the Admin taps the three dashes in the upper right corner
    Then the menu is shown
    When the Admin taps Settings and privacy
    Then Settings and privacy is shown
    When the Admin taps Account
    Then Account is shown
    When the Admin taps Permissions
    Then Permissions is shown
