@owner:permissions_team
Feature: The role that an invited member gets
  The role decides what a member may do in the name of the account. There are two, and the Admin must be
  able to tell them apart from what the screen says.

  Background:
    Given the Admin has opened Permissions of the Organization Account

  @guide
  Scenario Outline: Exactly two roles are offered for a member's <way>
    When the Admin has entered the member's <way>
    Then exactly these roles are offered:
      | role     | what it means |
      | Admin    | Full access to this account. Admins can do everything, including completing sensitive actions, changing settings, assigning roles, and granting permissions. |
      | Operator | Standard access to this account. Operators can only manage content, chats, and connections. |

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption
  Scenario Outline: Admin comes before Operator among the roles for a member's <way>
    When the Admin has entered the member's <way>
    Then Admin is offered first, then Operator

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  @assumption @phone
  Scenario: No role is chosen in advance
    When the Admin has entered the member's phone number
    Then no role is chosen

  @assumption @phone
  Scenario: Invite cannot be tapped before a role is chosen
    When the Admin has entered the member's phone number
    Then Invite cannot be tapped yet

  @assumption @phone
  Scenario Outline: Choosing <second> takes <first> back
    Given the Admin has entered the member's phone number
    When the Admin chooses <first>
    And the Admin chooses <second>
    Then only <second> is chosen

    Examples:
      | first    | second   |
      | Admin    | Operator |
      | Operator | Admin    |

  @assumption @phone
  Scenario: Invite can be tapped as soon as a role is chosen
    Given the Admin has entered the member's phone number
    When the Admin chooses Operator
    Then Invite can be tapped
