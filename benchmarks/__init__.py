"""What the harness costs, measured: commands, time, memory. `make bench` runs all of it."""
