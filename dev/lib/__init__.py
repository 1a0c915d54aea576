"""What the commands of dev/ do: lib/NAME for dev/NAME, beside what they share."""
