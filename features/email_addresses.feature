@owner:invitations_team
Feature: Email addresses that can be invited
  The app takes every address that a mail server would take, and stops a wrong one before an
  invitation is lost on its way. The guide says nothing about it.

  Background:
    Given the Admin has opened Permissions of the Organization Account
    And the app asks for an email address

  @assumption @email
  Scenario: Without an email address there is no going on
    Then Continue cannot be tapped

  Rule: Every address that a mail server would take is accepted

    @assumption @email
    Scenario Outline: An address <how> is accepted
      When the Admin types "<address>"
      Then the app goes on to the roles

      Examples:
        | how                     | address                         |
        | with a plus sign        | second.member+studio@example.com |
        | in a part of a company  | member@mail.example.com         |
        | with capital letters    | Second.Member@Example.COM       |
        | with a dash             | second-member@example.com       |
        | in letters with accents | mémbér@example.com              |

    @assumption @email
    Scenario: An address in letters with accents is still there as it was typed
      When the Admin types "mémbér@example.com"
      Then the address is still there as it was typed
      When the Admin goes on to the roles
      Then no other address is shown there
      When the Admin goes back from the roles
      Then the address is still there as it was typed

    @assumption @email
    Scenario: An address with blanks before and behind it is accepted
      When the Admin types the member's email address with blanks before and behind it
      Then the app goes on to the roles

  Rule: A wrong address is stopped

    @assumption @email
    Scenario Outline: <what> is not accepted
      When the Admin types "<address>"
      Then the app does not go on to the roles

      Examples:
        | what                          | address                    |
        | An address without an @       | member.example.com         |
        | An address with two @         | member@studio@example.com  |
        | An address without a name     | @example.com               |
        | An address without a company  | member@                    |
        | An address with a blank in it | mem ber@example.com        |
        | An address that ends in a dot | member@example.com.        |
        | A phone number                | +1 202-555-0148            |
        | A name of 70 letters          | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com |
