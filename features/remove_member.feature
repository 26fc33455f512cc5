@owner:permissions_team @severity:critical
Feature: Remove a member
  An Admin takes a member's access away: at once, also on a phone in the member's hand.

  @guide @phone @email @two_phones
  Scenario: The screens of a removal, in the guide's order
    Given the member has accepted an invitation as Operator
    And the Admin opens Permissions
    When the Admin taps the three dots next to the member
    Then Remove user is offered
    When the Admin taps Remove user
    Then the app asks whether to remove the member
    When the Admin taps Remove
    Then the member is not in the Admin's list

  @guide @two_phones
  Scenario Outline: A removed <role>, once invited by <way>, is logged out at once
    Given the member has accepted an invitation by <way> as <role>
    When the Admin removes the member
    Then the member is logged out of the Organization Account on their own phone

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

  @guide @two_phones
  Scenario Outline: A removed <role>, once invited by <way>, cannot choose the account any more
    Given the member has accepted an invitation by <way> as <role>
    When the Admin removes the member
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

  @assumption @two_phones
  Scenario Outline: The link of an invitation by <way> lets nobody in once the member has been removed
    Given the member has accepted an invitation by <way> as Operator
    And the Admin has removed the member
    When the member tries to join by the link
    Then the member is not let in
    And the member has no access to the Organization Account

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption @phone @email @two_phones
  Scenario: A removed member does not count as a member any more
    Given the member has accepted an invitation as Operator
    And the Admin has seen the number of members
    When the Admin removes the member
    Then the number of members is one less

  @assumption @phone @email @two_phones
  Scenario: An Admin who goes back from Remove user removes nobody
    Given the member has accepted an invitation as Operator
    And the Admin opens Permissions
    When the Admin taps the three dots next to the member and goes back
    And the Admin opens Permissions
    Then the list shows the member as Operator, who has joined

  @assumption @phone @email @two_phones
  Scenario: An Admin who cancels the removal removes nobody
    Given the member has accepted an invitation as Operator
    And the Admin opens Permissions
    When the Admin taps Remove user next to the member and then Cancel
    And the Admin opens Permissions
    Then the list shows the member as Operator, who has joined

  @assumption @phone @email @two_phones
  Scenario: An invitation that waits for an answer can be cancelled
    Given the member has received an invitation as Operator
    When the Admin cancels the invitation
    Then the member is not in the Admin's list

  @assumption @two_phones
  Scenario Outline: The link of a cancelled invitation by <way> lets nobody in
    Given the member has received an invitation by <way> as Operator
    And the Admin has cancelled the invitation
    When the member tries to join by the link
    Then the member is not let in
    And the member has no access to the Organization Account

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |
