"""Where the bundled files are, and how other files are written: completely or not at all."""
