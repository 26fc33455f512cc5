"""What reaches a person outside the app: SMS, notifications, mail, one-time codes."""

# A people file says how a member is told, so the settings know this room's kinds (see `kinds`).
# They are loaded first, whichever of the two is asked for: else a kind would be asked for by the
# settings that it is just waiting for.
import harness.settings  # noqa: F401
