"""The drill: does the suite turn red when the app is wrong, in the step that speaks of it?

`catalogue` says which defects there are and where each should be noticed, `one_run` runs scenarios
against phones with one of them, in an order and up to an end that `course` decides. `crew` does
many such runs at once, `judge` compares, `clean` looks for false alarms on the clean app, `drill`
does all of it, and `table` shows what came out.
"""
