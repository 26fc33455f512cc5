@owner:invitations_team @severity:critical
Feature: An invitation is for the invited member alone
  Whoever else gets hold of a link or a code must not get into the account with it. That there is a code the
  guide says; what happens to others it does not.

  @assumption @two_phones
  Scenario Outline: The link and the code that a member got by <way> let nobody else in
    Given the member has received an invitation by <way> as Operator
    And somebody else is logged in to the app
    When somebody else opens the link of the invitation and enters the code
    Then nobody is let in
    And somebody else has no access to the Organization Account

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption @phone @email @two_phones
  Scenario Outline: Somebody invited by <way> does not get in with the code of another invitation
    Given the member has opened the link of an invitation by <way>
    And a code of another invitation has been sent
    When the member enters the code of the other invitation
    Then the member is not let in
    And the member has no access to the Organization Account

    Examples:
      | way           |
      | phone number  |
      | email address |

  @assumption @two_phones
  Scenario Outline: Who declines an invitation by <way> does not belong to the account
    Given the member has opened the link of an invitation by <way>
    When the member declines the invitation
    Then the member has no access to the Organization Account
    And the member is not in the Admin's list

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption @two_phones
  Scenario Outline: The link of an invitation by <way> that was declined leads nowhere
    Given the member has opened the link of an invitation by <way>
    And the member has declined the invitation
    When the member opens the link of the invitation again
    Then the app does not ask for a code

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @guide @two_phones
  Scenario Outline: Who does nothing about an invitation by <way> as <role> does not belong to the account
    Given the member has received an invitation by <way> as <role>
    When the member does nothing about it
    Then the member has no access to the Organization Account

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
