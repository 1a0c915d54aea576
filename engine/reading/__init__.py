"""What a lead wrote, made into the words that are sent and count."""
