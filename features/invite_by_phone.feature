@owner:invitations_team @severity:critical
Feature: Invite a member by phone number
  An Admin decides from the very beginning who may act for the Organization Account, and as what.

  Background:
    Given the Admin has opened Permissions of the Organization Account

  @guide @phone @two_phones @smoke
  Scenario Outline: A member is invited by phone number as <role>
    Given the member watches for messages
    When the Admin invites the member's phone number as <role>
    Then the app confirms the invitation
    And the member is told that they may join the Organization Account
    And the member is told once

    Examples:
      | role     |
      | Admin    |
      | Operator |

  @assumption @phone @two_phones
  Scenario Outline: The message to a member who is invited by phone number as <role> names the role
    Given the member watches for messages
    When the Admin invites the member's phone number as <role>
    Then the member is told that they may join the Organization Account as <role>

    Examples:
      | role     |
      | Admin    |
      | Operator |

  @assumption @phone @two_phones
  Scenario: An Admin in a hurry who taps Invite twice invites once
    Given the member watches for messages
    When the Admin taps Invite twice in a hurry, for the member's phone number as Operator
    Then the member is told once

  @assumption @phone @two_phones
  Scenario: A member who has the app finds the invitation in its Inbox
    Given the member is logged in to the app on their own phone
    When the Admin invites the member's phone number as Operator
    Then the Inbox of the member's app shows the invitation to join as Operator

  @assumption @phone
  Scenario: The confirmation of an invitation by phone number names nobody else
    When the Admin invites the member's phone number as Operator
    Then the app confirms the invitation
    And the confirmation names no other phone number

  @assumption @phone
  Scenario: After an invitation by phone number the Admin is back in Permissions
    When the Admin invites the member's phone number as Operator
    And the Admin taps OK
    Then Permissions is shown

  @guide @phone
  Scenario: The screens of an invitation by phone number, in the guide's order
    When the Admin taps Invite
    Then the app asks for a phone number
    When the Admin enters the member's phone number and taps Continue
    Then the app asks for the role
    When the Admin chooses Operator and taps Invite
    Then the app confirms the invitation
    When the Admin taps OK
    Then the confirmation is closed
