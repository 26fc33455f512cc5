@assumption
Feature: What handles secrets

  Scenario Outline: The secret <name> is in <what>
    Then the secret <name> is in <what>

    Examples:
      | name                   | what              |
      | VIRTUAL_PHONE_PASSWORD | a promise         |
      | CANARY_APOSTROPHE      | a bug             |
      | CANARY_REGEX           | a note            |
      | CANARY_UNICODE         | a log             |
      | CANARY_CYRILLIC        | an address        |
      | CANARY_EMOJI           | base64            |
      | CANARY_BLANKS          | keys              |
      | CANARY_PERCENT         | a warning         |
      | CANARY_ACCESS_KEY      | a thread          |
      | CANARY_NESTED_KEY      | a cut text        |
      | CANARY_HEADER          | a page source     |
      | CANARY_COOKIE          | two forms at once |
      | CANARY_MAILBOX         | an API's words    |
      | CANARY_JSON            | output            |
      | CANARY_BLANKS          | a skip            |

  Scenario: A secret and a private number are typed where everybody can read them
    Given the Admin has opened Permissions of the Organization Account
    Then both are typed and the step fails

  @two_phones
  Scenario Outline: A link and a code came by <way>
    Given the member has received an invitation by <way> as Operator
    When the member opens the link of the invitation
    And the member enters the code that was sent to them
    Then the step fails with the link and the code in its hands

    @phone
    Examples:
      | way          |
      | phone number |

    @email
    Examples:
      | way           |
      | email address |

  Scenario: The harness breaks
    Then the harness breaks behind this
