"""The one act that reaches people outside: who may be invited, what was sent, what is open."""
