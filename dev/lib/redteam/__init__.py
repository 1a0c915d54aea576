"""dev/redteam: hostile texts added to leads, and what they move."""
