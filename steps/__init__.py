"""What the sentences of the features mean: one page verb or one check each.

Given sets a state, When acts, Then checks. What one sentence hands to the next goes by a fixture
with a name of the field: `invite_page`, `role_page`, `confirmation`, `arrivals`, `received`,
`invitation`, `joined`, `rights`, `typed`, `outcome`, `prepared`, `member_count`.
"""

# Modules that pytest loads as plugins, so that assertions in them explain themselves; each behind
# those that it imports.
MODULES = [
    "steps.people",
    "steps.cast",
    "steps.log_in",
    "steps.way_to_permissions",
    "steps.invitation",
    "steps.roles",
    "steps.contacts",
    "steps.second_thoughts",
    "steps.pending",
    "steps.deliveries",
    "steps.receiving",
    "steps.joining",
    "steps.access",
    "steps.validity",
    "steps.account_chooser",
    "steps.removal",
    "steps.member_count",
    "steps.rights",
    "steps.prepared",
]
