@owner:invitations_team
Feature: Second thoughts before Invite
  Until Invite is tapped nothing has happened: nobody is told, nothing is lost, and nothing is left over for
  the next invitation.

  Background:
    Given the Admin has opened Permissions of the Organization Account

  @assumption @phone @two_phones
  Scenario Outline: Leaving after having <done> invites nobody
    Given the member watches for messages
    And the Admin has <done>
    When the Admin leaves without tapping Invite
    Then the member is not in the Admin's list
    And the member is told nothing

    Examples:
      | done                                       |
      | entered the member's phone number          |
      | chosen Admin for the member's phone number |

  @assumption
  Scenario Outline: The <way> is still there after going back from the roles
    Given the Admin has entered the member's <way>
    When the Admin goes back from the roles
    Then the member's <way> is still there

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption
  Scenario Outline: The <way> is still there after a look at another app
    Given the Admin has typed the member's <way>
    When the Admin looks at another app and comes back
    Then the member's <way> is still there

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption
  Scenario Outline: The next invitation starts without the last <way>
    Given the Admin has typed the member's <way>
    When the Admin leaves and starts another invitation by <way>
    Then no <way> is filled in

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption
  Scenario Outline: Whoever chooses <first> and then <second> invites as <second>
    Given the Admin has entered the member's <way>
    When the Admin chooses <first>
    And the Admin chooses <second> and taps Invite
    And the Admin taps OK
    Then the list shows the member's <way> as <second>, waiting for an answer

    @phone
    Examples:
      | way          | first | second   |
      | phone number | Admin | Operator |

    @email
    Examples:
      | way           | first    | second |
      | email address | Operator | Admin  |
