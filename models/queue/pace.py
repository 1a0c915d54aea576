"""How long a pass may take, within the server's time limits."""

import time

from odoo.tools import config

from .enrichment_values import Pace

# An idle cron worker sleeps up to this long on the clock of its time limit.
CRON_SLEEP_SECONDS, CRON_MARGIN_SECONDS = 70, 10
LONGEST_PASS_SECONDS = 600
# A slow local model may take this long for a lead, if the pass has the time.
UNATTENDED_SECONDS = 150


def unattended_pace():
    """The pace of the scheduled job."""
    limit = config["limit_time_real_cron"]
    if limit is None or limit < 0:
        limit = config["limit_time_real"]
    return pace_within(limit, idle=CRON_SLEEP_SECONDS)


def pace_within(limit, idle=0):
    """A pace that ends before the server's time limit.

    :param limit: seconds; 0 or less is no limit.
    :param idle: so much of it may be over when the work begins.
    """
    budget = LONGEST_PASS_SECONDS
    if limit > 0:
        usable = limit - idle - CRON_MARGIN_SECONDS
        budget = min(max(usable, CRON_MARGIN_SECONDS), LONGEST_PASS_SECONDS)
    seconds = min(budget * 0.75, UNATTENDED_SECONDS)
    return Pace(seconds, time.monotonic() + budget - seconds, retry_later=True)
