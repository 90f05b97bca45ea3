"""Where the bundled files lie, and how others are written: whole or not at all."""
