"""What public sources say about a company, in their own words."""
