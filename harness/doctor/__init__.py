"""`harness doctor`: looks at everything a run needs, and says how to put right what is wrong.

A look is one function with `@look` in a module of `diagnose.MODULES`; a look at a phone is one with
`@phone_look`. Nothing here changes a phone, starts a session or sends anything to anybody.
"""
