"""What a manager sees at a glance: numbers that open their records."""

from . import dashboard
