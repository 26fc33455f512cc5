// What a person does first with a phone in WebdriverIO: log in, look around, invite.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { remote } from 'webdriverio'

const APP = 'com.zhiliaoapp.musically'
const server = new URL(process.env.SERVER_URL ?? 'http://127.0.0.1:4723')
const patience = Number(process.env.PATIENCE_MS ?? 15_000)

const driver = await remote({
    hostname: server.hostname,
    port: Number(server.port),
    logLevel: 'error',
    waitforTimeout: patience,
    waitforInterval: 100,
    capabilities: {
        platformName: 'Android',
        'appium:automationName': 'UiAutomator2',
        'appium:udid': process.env.UDID ?? 'emulator-5554',
        'appium:appPackage': APP
    }
})

const text = (label, instance = 0) =>
    driver.$(`android=new UiSelector().text("${label}").instance(${instance})`)

/** Tap on what is written, one after the other. */
async function tap(...labels) {
    for (const label of labels) await text(label).click()
}

async function logIn() {
    await tap('Agree and continue', 'Already have an account? Log in', 'Use phone / email / username')
    await text('Phone number').setValue('2025550100')
    await tap('Continue')
    await text('Password').setValue(process.env.VIRTUAL_PHONE_PASSWORD)
    await tap('Log in', 'Blue Fern Studio')
    await driver.$('~Home').waitForDisplayed()
}

async function lookAround() {
    const picture = await driver.takeScreenshot()
    await writeFile('home.png', picture, 'base64')
    assert.match(await driver.getPageSource(), new RegExp(`package="${APP}"`))
    const profile = driver.$('~Profile')
    assert.equal(await profile.getAttribute('clickable'), 'true')
    assert.equal(await driver.$('//*[@content-desc="Profile"]').isDisplayed(), true)
    const { width, height } = await profile.getSize()
    assert.ok(width > 0 && height > 0)
    await assert.rejects(driver.$('~Not on this screen').click(), /wasn't found/)
    assert.equal(await driver.$('~Not on this screen').isExisting(), false)
}

async function openPermissions() {
    await driver.$('~Profile').click()
    await driver.$('~Profile menu').click()
    await tap('Settings and privacy')
    // No view of this screen says that it scrolls: swipe over the middle of the window.
    const how = { scrollableElement: driver.$('//android.widget.FrameLayout'), percent: 0.5, duration: 300 }
    await text('Log out').scrollIntoView(how)
    await text('Account', 1).scrollIntoView({ ...how, direction: 'down' })
    await text('Account', 1).click()
    await tap('Permissions')
    await text('Members').waitForDisplayed()
}

async function invite() {
    await tap('Invite', 'Phone number')
    assert.equal(await driver.isKeyboardShown(), true)
    await text('Phone number').addValue('2025550147')
    await driver.hideKeyboard()
    assert.equal(await driver.isKeyboardShown(), false)
    await tap('Continue', 'Operator', 'Invite')
    await text('Invitation sent').waitForDisplayed()
    await tap('OK')
    await text('Pending').waitForDisplayed()
}

try {
    await logIn()
    await lookAround()
    await openPermissions()
    await invite()
    await driver.back()
    await text('Account information').waitForDisplayed()
} finally {
    await driver.deleteSession()
}
console.log('done')
