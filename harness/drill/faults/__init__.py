"""The drill under faults: is the verdict right when the phone, its driver or the network fails?

`catalogue` says which faults there are and how a scenario should end under each, `choice` which
scenarios are tried, `course` runs one of them. `books` reads what the virtual organization has
written down, `judge` compares, `plan` says what is tried, `drill` does all of it, and `table` shows
what came out.
"""
