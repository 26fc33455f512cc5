*** Settings ***
Documentation     What a person does first with a phone in Robot Framework: log in, look around, invite.
Library           AppiumLibrary    timeout=${PATIENCE}
Library           OperatingSystem
Test Teardown     Close Application

*** Variables ***
${URL}            http://127.0.0.1:4723
${UDID}           emulator-5554
${PASSWORD}       %{VIRTUAL_PHONE_PASSWORD}
${APP}            com.zhiliaoapp.musically
${ADMIN}          2025550100
${PATIENCE}       15
${MEMBER}         2025550147

*** Test Cases ***
The Admin Invites A Member By Phone Number
    Start The App
    Log In As Admin
    Look At The Screen
    Open Permissions
    Click Text    Invite    exact_match=True
    Enter Without Keyboard    Phone number    ${MEMBER}
    Click Text    Continue    exact_match=True
    Wait Until Page Contains    Operators can only manage content, chats, and connections.
    Click Text    Operator    exact_match=True
    Click Text    Invite    exact_match=True
    Wait Until Page Contains    Invitation sent
    Click Text    OK    exact_match=True
    Wait Until Page Contains    Pending
    Go Back
    Wait Until Page Contains    Account information

*** Keywords ***
Start The App
    Open Application    ${URL}    platformName=Android    automationName=UiAutomator2
    ...    udid=${UDID}    appPackage=${APP}
    Wait Until Page Contains    Welcome to TikTok

Log In As Admin
    Click Text    Agree and continue    exact_match=True
    Click Text    Already have an account? Log in    exact_match=True
    Click Text    Use phone / email / username    exact_match=True
    Input Text    android=new UiSelector().text("Phone number")    ${ADMIN}
    Click Text    Continue    exact_match=True
    Input Password    android=new UiSelector().text("Password")    ${PASSWORD}
    Click Text    Log in    exact_match=True
    Click Text    Blue Fern Studio    exact_match=True
    Wait Until Page Contains Element    accessibility_id=Home

Look At The Screen
    ${picture}=    Capture Page Screenshot    home.png
    ${bytes}=    Get File Size    ${picture}
    Should Be True    ${bytes} > 10000
    ${source}=    Get Source
    Should Contain    ${source}    package="${APP}"
    ${clickable}=    Get Element Attribute    accessibility_id=Profile    clickable
    Should Be Equal    ${clickable}    true
    Run Keyword And Expect Error    *did not match any elements*
    ...    Click Element    accessibility_id=Not on this screen

Open Permissions
    Click Element    accessibility_id=Profile
    Click Element    accessibility_id=Profile menu
    Click Text    Settings and privacy    exact_match=True
    Scroll Down    android=new UiSelector().text("Log out")
    Scroll Up    android=new UiSelector().text("Account").instance(1)
    Click Element    android=new UiSelector().text("Account").instance(1)
    Click Text    Permissions    exact_match=True
    Wait Until Page Contains    Members

Enter Without Keyboard
    [Arguments]    ${field}    ${text}
    Click Element    android=new UiSelector().text("${field}")
    ${shown}=    Is Keyboard Shown
    Should Be True    ${shown}
    Input Text Into Current Element    ${text}
    Hide Keyboard
    ${shown}=    Is Keyboard Shown
    Should Not Be True    ${shown}
