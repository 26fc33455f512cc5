@owner:invitations_team
Feature: An invitation is valid for 24 hours
  A link that lies around must not open the account to anybody some day.

  @guide @two_phones @virtual
  Scenario Outline: Just before the 24 hours are over, a member invited by <way> can still join
    Given the member has received an invitation by <way> as Operator
    When 23 hours and 59 minutes have passed
    And the member opens the link of the invitation
    And the member enters the code that was sent to them
    Then the app says that the member was added to the Organization Account as Operator

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @guide @two_phones @virtual
  Scenario Outline: When the 24 hours are over, the link of an invitation by <way> lets nobody in
    Given the member has received an invitation by <way> as Operator
    When 24 hours and 1 minute have passed
    And the member tries to join by the link
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

  @assumption @phone @email @two_phones @virtual
  Scenario: The app says that an invitation has expired
    Given the member has received an invitation as Operator
    When 24 hours and 1 minute have passed
    And the member opens the link of the invitation
    Then the app says that the invitation has expired

  @assumption @phone @email @two_phones @virtual
  Scenario: An invitation that expires while the member reads it lets nobody in
    Given the member has opened the link of an invitation
    When 24 hours and 1 minute have passed
    And the member enters the code that was sent before
    Then the member is not let in
    And the member has no access to the Organization Account
