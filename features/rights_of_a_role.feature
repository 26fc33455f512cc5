@owner:permissions_team @severity:critical
Feature: What a role may do
  Only an Admin decides who belongs to the account. That holds for every way into Permissions: through the
  menu, by a link into the app, and on a screen that was left open. The table may be changed. Whether one can invite
  and remove is tried on Permissions: who cannot see it can do neither there.
  The guide promises who can invite and remove; whether an Operator, or somebody who has not joined, sees Permissions is
  assumed, and so is all about links and old screens.

  @phone @email @two_phones
  Scenario Outline: <who>, <way>
    Given the member is <who>
    When the member goes to Permissions <way>
    Then seeing Permissions is <see Permissions>
    And inviting somebody is <invite>
    And removing somebody is <remove>

    @guide
    Examples: Through the menu
      | who                      | way              | see Permissions | invite       | remove       |
      | an Admin of the account  | through the menu | possible        | possible     | possible     |
      | removed from the account | through the menu | not possible    | not possible | not possible |

    @assumption
    Examples: Through the menu, where the guide does not say what is seen
      | who                                      | way              | see Permissions | invite       | remove       |
      | an Operator of the account               | through the menu | not possible    | not possible | not possible |
      | invited as Admin, and has not joined yet | through the menu | not possible    | not possible | not possible |

    @assumption
    Examples: By a link into the app
      | who                                      | way       | see Permissions | invite       | remove       |
      | an Admin of the account                  | by a link | possible        | possible     | possible     |
      | an Operator of the account               | by a link | not possible    | not possible | not possible |
      | invited as Admin, and has not joined yet | by a link | not possible    | not possible | not possible |
      | removed from the account                 | by a link | not possible    | not possible | not possible |

    @assumption
    Examples: On a screen that was left open
      | who                                                  | way                     | see Permissions | invite       | remove       |
      | an Admin who left Permissions open                   | on the screen left open | possible        | possible     | possible     |
      | an Operator who left Permissions open as an Admin    | on the screen left open | not possible    | not possible | not possible |
      | removed after having left Permissions open           | on the screen left open | not possible    | not possible | not possible |

  @guide @phone @email @another_member @two_phones
  Scenario: Who joined as Admin can invite at once
    Given the member has accepted an invitation as Admin
    When the member invites somebody else as Operator
    Then the app confirms the invitation

  @assumption @phone @email @another_member @two_phones
  Scenario: Who joined as Admin can cancel an invitation at once
    Given the member has accepted an invitation as Admin
    And the Admin has invited somebody else as Operator
    When the member cancels the invitation of somebody else
    Then somebody else is not in the Admin's list

  @assumption @phone @email @another_member @two_phones
  Scenario: Who is an Operator by now cannot send what they prepared as an Admin
    Given the member, as an Admin, has chosen Admin for somebody else
    And meanwhile the member has been removed, invited again as Operator, and has joined again
    When the member comes back and tries to send the invitation
    Then the member finds no way to send it, or is refused
    And somebody else is not in the Admin's list

  @guide @two_phones
  Scenario Outline: Inviting and removing is <answer> for an <role> who joined by <way>
    Given the member has accepted an invitation by <way> as <role>
    When the member goes to Permissions through the menu
    Then inviting somebody is <answer>
    And removing somebody is <answer>

    @phone
    Examples:
      | way          | role     | answer       |
      | phone number | Admin    | possible     |
      | phone number | Operator | not possible |

    @email
    Examples:
      | way           | role     | answer       |
      | email address | Admin    | possible     |
      | email address | Operator | not possible |
