"""The test suites of the W3C, run from local copies by the paths that nemokg takes by default."""
