"""The commands of the phone's shell, by what they are about."""
