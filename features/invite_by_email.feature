@owner:invitations_team @severity:critical
Feature: Invite a member by email address
  Not every member has told the Admin a phone number. An email address is enough.

  Background:
    Given the Admin has opened Permissions of the Organization Account

  @guide @email @smoke
  Scenario Outline: A member is invited by email address as <role>
    Given the member watches for mail
    When the Admin invites the member's email address as <role>
    Then the app confirms the invitation
    And the member is told that they may join the Organization Account
    And the member is told once

    Examples:
      | role     |
      | Admin    |
      | Operator |

  @assumption @email
  Scenario Outline: The message to a member who is invited by email address as <role> names the role
    Given the member watches for mail
    When the Admin invites the member's email address as <role>
    Then the member is told that they may join the Organization Account as <role>

    Examples:
      | role     |
      | Admin    |
      | Operator |

  @assumption @email
  Scenario: An Admin in a hurry who taps Invite twice invites once
    Given the member watches for mail
    When the Admin taps Invite twice in a hurry, for the member's email address as Operator
    Then the member is told once

  @assumption @email
  Scenario: The confirmation of an invitation by email address names nobody else
    When the Admin invites the member's email address as Operator
    Then the app confirms the invitation
    And the confirmation names no other email address

  @assumption @email
  Scenario: After an invitation by email address the Admin is back in Permissions
    When the Admin invites the member's email address as Operator
    And the Admin taps OK
    Then Permissions is shown

  @guide @email
  Scenario: The screens of an invitation by email address, in the guide's order
    When the Admin taps Invite
    Then the app asks for a phone number
    When the Admin taps "Use email address instead"
    Then the app asks for an email address
    When the Admin enters the member's email address and taps Continue
    Then the app asks for the role
    When the Admin chooses Admin and taps Invite
    Then the app confirms the invitation
    When the Admin taps OK
    Then the confirmation is closed
