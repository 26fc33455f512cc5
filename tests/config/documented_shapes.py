"""What each vendor's documentation lets a session ask for, as models that refuse the rest.

Written from the documentation that the profiles under config/profiles name, read on 2026-11-26, and
from nothing else: an option that is not here is not known to be wrong, but nobody has seen it
documented. The names in the models are the wire's, by alias; values are never converted.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, Field(min_length=1)]
Seconds = Annotated[int, Field(gt=0)]


class Shape(BaseModel):
    """Knows every key, converts nothing."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Capabilities(Shape):
    """Appium's own, for Android.

    "Session Capabilities", https://appium.io/docs/en/latest/guides/caps/ ; README of
    appium-uiautomator2-driver, https://github.com/appium/appium-uiautomator2-driver ; settings at
    session start: "Session Settings", https://appium.io/docs/en/latest/guides/settings/ . No vendor
    says anything of settings; they carry Appium's prefix, and a server that drops them costs time
    only.
    """

    platform_name: Literal["Android", "android"] = Field(alias="platformName")
    automation_name: Literal["UiAutomator2"] = Field(alias="appium:automationName")
    app_package: Text = Field(alias="appium:appPackage")
    app_activity: Text = Field(alias="appium:appActivity")
    new_command_timeout: Seconds = Field(alias="appium:newCommandTimeout")
    compact: Literal[False] = Field(alias="appium:settings[shouldUseCompactResponses]")
    attributes: Text = Field(alias="appium:settings[elementResponseAttributes]")
    idle: int = Field(alias="appium:settings[waitForIdleTimeout]")


class OwnPhone(Capabilities):
    """A phone that is chosen by name, as on this machine."""

    udid: Text = Field(alias="appium:udid")
    no_reset: bool = Field(alias="appium:noReset")
    system_port: Annotated[int, Field(ge=1024, le=65535)] | None = Field(
        default=None, alias="appium:systemPort"
    )
    avd: Text | None = Field(default=None, alias="appium:avd")
    # In milliseconds; the driver's README names it beside `avd`.
    avd_ready_ms: Annotated[int, Field(gt=0)] | None = Field(
        default=None, alias="appium:avdReadyTimeout"
    )
    app: Text | None = Field(default=None, alias="appium:app")
    unlock_type: Literal["pin", "pinWithKeyEvent", "password", "pattern"] | None = Field(
        default=None, alias="appium:unlockType"
    )
    unlock_key: Text | None = Field(default=None, alias="appium:unlockKey")


class BrowserStackSim(Shape):
    """App Automate, "SIM enabled devices": .../app-automate/appium/sim-devices."""

    region: Literal["India", "USA"]


# "Organize tests", .../set-up-tests/organize-tests: any other character is dropped.
BrowserStackName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.:\-\[\]/@&'_]{1,255}$")]


class BrowserStackOptions(Shape):
    """`bstack:options`; pages under https://www.browserstack.com/docs/app-automate/appium/ ."""

    user_name: Text = Field(alias="userName")
    access_key: Text = Field(alias="accessKey")
    # set-up-tests/set-appium-version: the versions that speak W3C only, as the harness does
    appium_version: Literal["2.0.1", "2.4.1", "2.6.0", "2.12.1", "2.15.0", "2.18.0", "2.19.0"] = (
        Field(alias="appiumVersion")
    )
    project_name: BrowserStackName = Field(alias="projectName")
    build_name: BrowserStackName = Field(alias="buildName")
    session_name: BrowserStackName = Field(alias="sessionName")
    idle_timeout: Seconds = Field(alias="idleTimeout")  # troubleshooting/browserstack-idle-timeout
    debug: bool | None = None
    network_logs: bool | None = Field(default=None, alias="networkLogs")
    enable_sim: Literal["true"] | None = Field(default=None, alias="enableSim")
    sim_options: BrowserStackSim | None = Field(default=None, alias="simOptions")


class BrowserStack(Capabilities):
    """App Automate, W3C: "Specify app", "Select device", "Use regular expression ..."."""

    app: Annotated[str, StringConstraints(pattern=r"^bs://\S+$")] = Field(alias="appium:app")
    device_name: Text = Field(alias="appium:deviceName")
    platform_version: Text = Field(alias="appium:platformVersion")
    options: BrowserStackOptions = Field(alias="bstack:options")


class SauceOptions(Shape):
    """`sauce:options` for real Android phones.

    "Test Configuration Options", https://docs.saucelabs.com/dev/test-configuration-options ; its
    options for desktops, emulators and iOS are left out.
    """

    username: Text
    access_key: Text = Field(alias="accessKey")
    # "Appium Versions": real devices, dated; "stable" was retired on 2026-02-16
    appium_version: Annotated[
        str, StringConstraints(pattern=r"^appium(3-\d{4}-(01|04|07|10)|2-20250901|2-2025-09)$")
    ] = Field(alias="appiumVersion")
    name: Text
    build: Text
    tags: list[Text] | None = None
    phone_only: bool | None = Field(default=None, alias="phoneOnly")
    private_devices_only: bool | None = Field(default=None, alias="privateDevicesOnly")
    public_devices_only: bool | None = Field(default=None, alias="publicDevicesOnly")
    carrier_connectivity_only: bool | None = Field(default=None, alias="carrierConnectivityOnly")
    cache_id: Text | None = Field(default=None, alias="cacheId")
    resigning_enabled: bool | None = Field(default=None, alias="resigningEnabled")
    enable_animations: bool | None = Field(default=None, alias="enableAnimations")
    tunnel_name: Text | None = Field(default=None, alias="tunnelName")
    record_video: bool | None = Field(default=None, alias="recordVideo")
    record_logs: bool | None = Field(default=None, alias="recordLogs")

    @model_validator(mode="after")
    def _is_allowed_to_leave_the_app_alone(self) -> Self:
        if self.resigning_enabled is False and not self.private_devices_only:
            raise ValueError("resigningEnabled: false works on private devices only")
        return self


class SauceLabs(Capabilities):
    """Real devices, W3C."""

    app: Annotated[str, StringConstraints(pattern=r"^storage:(filename=)?\S+$")] = Field(
        alias="appium:app"
    )
    device_name: Text = Field(alias="appium:deviceName")
    platform_version: Text = Field(alias="appium:platformVersion")
    # "limited to 90 seconds for Real Devices"
    new_command_timeout: Annotated[int, Field(gt=0, le=90)] = Field(
        alias="appium:newCommandTimeout"
    )
    no_reset: bool | None = Field(default=None, alias="appium:noReset")
    options: SauceOptions = Field(alias="sauce:options")

    @model_validator(mode="after")
    def _keeps_a_phone_only_by_name(self) -> Self:
        if self.no_reset and self.options.cache_id is None:
            raise ValueError("noReset must be paired with cacheId")
        return self


class LambdaTestSim(Shape):
    """The page "SIM Support On Public Real Devices"; eSIMs are for iOS only."""

    region: Literal["IND", "USA", "IRL"]
    carrier: list[Text] | None = None


class LambdaTestOptions(Shape):
    """`lt:options`: "Desired Capabilities In Appium", for real Android phones."""

    user: Text
    access_key: Text = Field(alias="accessKey")
    w3c: Literal[True]
    platform_name: Literal["android"] = Field(alias="platformName")
    device_name: Text = Field(alias="deviceName")
    platform_version: Text = Field(alias="platformVersion")
    is_real_mobile: Literal[True] = Field(alias="isRealMobile")
    app: Annotated[str, StringConstraints(pattern=r"^lt://\S+$")]
    # "Supported Appium Versions": those of 2.x and 3.x for Android
    appium_version: Literal[
        "2.0.0", "2.1.3", "2.2.1", "2.3.0", "2.4.1", "2.5.4", "2.6.0", "2.10.3", "2.11.2",
        "2.11.4", "2.12.1", "3.0.2",
    ] = Field(alias="appiumVersion")  # fmt: skip
    project: Text
    build: Text
    name: Text
    idle_timeout: Seconds = Field(alias="idleTimeout")
    queue_timeout: Annotated[int, Field(ge=300, le=900)] = Field(alias="queueTimeout")
    video: bool | None = None
    devicelog: bool | None = None
    network: bool | None = None
    region: Literal["EU", "US", "AP"] | None = None
    private_cloud: bool | None = Field(default=None, alias="privateCloud")
    enable_sim: bool | None = Field(default=None, alias="enableSim")
    sim_options: LambdaTestSim | None = Field(default=None, alias="simOptions")

    @model_validator(mode="after")
    def _asks_for_appium_3_where_it_is(self) -> Self:
        if self.appium_version == "3.0.2" and self.platform_version not in {"13", "15", "16"}:
            raise ValueError("Appium 3.0.2 is there for Android 13, 15 and 16")
        return self


class LambdaTest(Capabilities):
    """Real devices: what is LambdaTest's own stands in its options."""

    options: LambdaTestOptions = Field(alias="lt:options")


class AwsDeviceFarm(Capabilities):
    """An Appium endpoint: the remote access session has chosen phone and app already."""

    no_reset: bool = Field(alias="appium:noReset")
    new_command_timeout: Annotated[int, Field(gt=0, le=300)] = Field(
        alias="appium:newCommandTimeout"
    )


class NewSession(Shape):
    """The body of POST /session: https://www.w3.org/TR/webdriver2/#new-session ."""

    class Asked(Shape):
        """Everything is asked for always; there is no second choice."""

        always_match: dict[str, Any] = Field(alias="alwaysMatch")
        first_match: list[dict[str, Any]] = Field(alias="firstMatch")

    capabilities: Asked


# Profile -> its address and the shape of what is asked there.
SHAPES: dict[str, tuple[str, type[Capabilities]]] = {
    "emulator": (r"http://127\.0\.0\.1:4723", OwnPhone),
    "phone": (r"http://127\.0\.0\.1:4723", OwnPhone),
    "grid": (r"https://[\w.-]+:4444", OwnPhone),
    "browserstack": (r"https://hub-cloud\.browserstack\.com/wd/hub", BrowserStack),
    "saucelabs": (
        r"https://ondemand\.(us-west-1|us-east-4|eu-central-1)\.saucelabs\.com/wd/hub",
        SauceLabs,
    ),
    "lambdatest": (r"https://mobile-hub\.lambdatest\.com/wd/hub", LambdaTest),
    "aws-device-farm": (r"https://\S+", AwsDeviceFarm),
}
