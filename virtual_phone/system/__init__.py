"""What Android itself brings: windows, keyboard, bars, shade, the system's own apps, the log."""
