@owner:permissions_team @severity:critical
Feature: Only an Admin can invite
  An Operator manages content, chats and connections, and decides about nobody's access.

  @guide @smoke
  Scenario: An Admin can invite
    Given the Admin is on the main screen of the app
    When the Admin looks for a way to invite in the menu
    Then there is one

  @guide
  Scenario: An Operator finds no way to invite in the menu
    Given the Operator is on the main screen of the app
    When the Operator looks for a way to invite in the menu
    Then there is none
