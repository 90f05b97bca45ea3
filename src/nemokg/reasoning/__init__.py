"""What a dataset entails, and its contradictions."""
