"""What reaches a person outside the app: SMS, notifications, mail, one-time codes."""
