@owner:invitations_team
Feature: Phone numbers that can be invited
  People write a number in many ways. The app takes every usual way of writing it, and stops a wrong number
  before an invitation goes to a stranger. The guide says nothing about it.

  Background:
    Given the Admin has opened Permissions of the Organization Account
    And the app asks for a phone number

  @assumption @phone
  Scenario: Without a phone number there is no going on
    Then Continue cannot be tapped

  Rule: Every usual way of writing a number is accepted

    @assumption @phone
    Scenario Outline: A number written <how> is accepted
      When the Admin types "<number>"
      Then the app goes on to the roles

      Examples:
        | how                      | number            |
        | without blanks           | 2025550148        |
        | with dashes              | 202-555-0148      |
        | with brackets            | (202) 555-0148    |
        | with the country's code  | +1 202 555 0148   |
        | as in another country    | +1 604-555-0148   |

    @assumption @phone
    Scenario: A number with blanks before and behind it is accepted
      When the Admin types the member's phone number with blanks before and behind it
      Then the app goes on to the roles

  Rule: A wrong number is stopped

    @assumption @phone
    Scenario Outline: <what> is not accepted
      When the Admin types "<number>"
      Then the app does not go on to the roles

      Examples:
        | what                                 | number                                   |
        | A number that is too short           | 202555                                   |
        | A number that is too long            | 20255501482025550148                     |
        | A very long row of digits            | 0123456789012345678901234567890123456789 |
        | A word                               | member                                   |
        | An email address                     | member@example.com                       |
        | A number of nothing but zeros        | 0000000000                               |
        | A country's code that does not exist | +999 202 555 0148                        |
