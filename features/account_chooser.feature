@owner:accounts_team
Feature: Choose an account after log-in
  Whoever belongs to Organization Accounts chooses one of them after the log-in, of up to 20.

  @guide @two_phones
  Scenario Outline: A member who joined by <way> can choose the account
    Given the member has received an invitation by <way> as Operator
    When the member accepts the invitation
    And the member logs in anew
    Then the Organization Account is among the accounts to choose from

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @guide
  Scenario: Who belongs to many accounts finds each of them
    When somebody who belongs to many accounts logs in
    Then each of these accounts can be chosen
    And the Organization Account is not among them

  @guide
  Scenario: Who belongs to many accounts chooses one of them
    When somebody who belongs to many accounts logs in
    And they choose one of these accounts
    Then the app is in the account that they chose
