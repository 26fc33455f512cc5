@owner:invitations_team @severity:critical
Feature: Accept an invitation
  The invitation reaches the member by SMS or by mail. Its link opens the app, a code proves that the phone
  number or the email address is the member's own, and the last message names the account and the role.

  @guide @two_phones
  Scenario Outline: A member invited by <way> joins as <role>
    Given the member has received an invitation by <way> as <role>
    When the member opens the link of the invitation
    And the member enters the code that was sent to them
    Then the app says that the member was added to the Organization Account as <role>

    @phone @smoke
    Examples:
      | way          | role     |
      | phone number | Operator |

    @phone
    Examples:
      | way          | role     |
      | phone number | Admin    |

    @email
    Examples:
      | way           | role     |
      | email address | Admin    |
      | email address | Operator |

  @guide @two_phones
  Scenario Outline: The link and the code come by <way>
    Given the member has received an invitation by <way> as Operator
    When the member opens the link of the invitation
    Then the app asks for a code
    And a code of six digits is sent to the member's <way>

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption @phone @email @two_phones
  Scenario Outline: Who joins as <role> is in the Admin's list as <role>
    Given the member has received an invitation as <role>
    When the member accepts the invitation
    And the Admin opens Permissions
    Then the list shows the member as <role>, who has joined

    Examples:
      | role     |
      | Admin    |
      | Operator |

  @guide @two_phones
  Scenario Outline: Somebody invited by <way> does not get in with a wrong code
    Given the member has opened the link of an invitation by <way>
    When the member enters a wrong code
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

  @guide @two_phones
  Scenario Outline: Somebody invited by <way> does not get in without a code
    Given the member has opened the link of an invitation by <way>
    When the member enters no code
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

  @assumption @two_phones
  Scenario Outline: Somebody invited by <way> does not get in with a code that a newer one has replaced
    Given the member has opened the link of an invitation by <way>
    And the member has asked for another code
    When the member enters the first code
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
  Scenario: The newer of two codes lets the member in
    Given the member has opened the link of an invitation
    And the member has asked for another code
    When the member enters the newer code
    Then the app says that the member was added to the Organization Account as Operator

  @assumption @two_phones
  Scenario Outline: The link of an invitation by <way> works only once
    Given the member has accepted an invitation by <way> as Operator
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
