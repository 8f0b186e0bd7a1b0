"""What was read, kept: one SQLite ledger, its search, its events."""
