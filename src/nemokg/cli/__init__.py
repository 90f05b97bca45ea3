"""The command line: a module per command, and only the one that is called gets imported."""
