"""`python -m harness.command_line` is the same as `harness`."""

import sys

from harness.command_line.main import main

sys.exit(main())
