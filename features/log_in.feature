@owner:accounts_team @severity:blocker
Feature: Log in to the Organization Account
  Whoever wants to invite a member logs in to the Organization Account first, with a phone number or
  with an email address. The guide promises both ways.

  @guide @phone
  Scenario: An Admin logs in by phone number
    When the Admin logs in by phone number
    Then the Admin can open Permissions of the Organization Account

  @guide @email
  Scenario: An Admin logs in by email address
    When the Admin logs in by email address
    Then the Admin can open Permissions of the Organization Account
