@owner:invitations_team
Feature: Invitations that wait for an answer
  The Admin sees in Permissions who is invited and as what, and cannot invite the same person twice by mistake.
  The guide says nothing about it.

  Background:
    Given the Admin has opened Permissions of the Organization Account

  @assumption
  Scenario Outline: A new invitation by <way> as <role> is in the list
    When the Admin invites the member's <way> as <role>
    And the Admin taps OK
    Then the list shows the member's <way> as <role>, waiting for an answer

    @phone
    Examples:
      | way          | role     |
      | phone number | Admin    |
      | phone number | Operator |

    @email
    Examples:
      | way           | role     |
      | email address | Admin    |
      | email address | Operator |

  @assumption @phone @email
  Scenario: Two invitations, one after the other, are kept apart
    When the Admin invites the member's phone number as Operator
    And the Admin taps OK
    And the Admin invites the member's email address as Admin
    And the Admin taps OK
    Then the list shows the member's phone number as Operator, waiting for an answer
    And the list shows the member's email address as Admin, waiting for an answer

  @assumption @phone
  Scenario: A wrong role is put right by cancelling and inviting anew
    Given the member's phone number has been invited as Admin
    When the Admin cancels the invitation of the member's phone number
    And the Admin invites the member's phone number as Operator
    Then the app confirms the invitation
    When the Admin taps OK
    Then the list shows the member's phone number as Operator, waiting for an answer

  @assumption
  Scenario Outline: Blanks around the <way> do not matter
    Given the member watches for <messages>
    When the Admin invites the member's <way>, with blanks before and behind it, as Operator
    Then the app confirms the invitation
    And the member is told that they may join the Organization Account as Operator
    When the Admin taps OK
    Then the list shows the member's <way> as Operator, waiting for an answer

    @phone @two_phones
    Examples:
      | way          | messages |
      | phone number | messages |

    @email
    Examples:
      | way           | messages |
      | email address | mail     |

  @assumption @phone
  Scenario: Who has not answered yet does not count as a member
    Given the Admin has seen the number of members
    When the Admin invites the member's phone number as Operator
    And the Admin taps OK
    Then the number of members is the same

  @assumption
  Scenario Outline: A member whose <way> is invited already is not invited again
    Given the member watches for <messages>
    And the member's <way> has been invited as Operator
    When the Admin tries to invite the member's <way> as Operator
    Then the app refuses the invitation
    And the member is told once

    @phone @two_phones
    Examples:
      | way          | messages |
      | phone number | messages |

    @email
    Examples:
      | way           | messages |
      | email address | mail     |

  @assumption @phone
  Scenario: Somebody who has joined already is not invited again
    When the Admin tries to invite somebody who has joined already
    Then the app refuses the invitation

  @assumption @email
  Scenario: An Admin cannot invite themselves
    When the Admin tries to invite their own email address
    Then the app refuses the invitation
