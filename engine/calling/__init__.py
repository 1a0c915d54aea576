"""Who is asked, how often, how many at once, and at what cost."""
