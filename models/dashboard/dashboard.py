from datetime import timedelta, timezone

from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ..lead.review import MANAGER
from ..log.budget import this_month

GRADES = ("a", "b", "c", "d")
WEEKS = 8
WON_MONTHS = 12
PROVIDER_DAYS = 7
UNTOUCHED_DAYS = 3
TOUCHES = ("comment", "email_outgoing")


class LlmDashboard(models.AbstractModel):
    """Counts for the dashboard of sales managers, each with the domain of its records.

    Everything is read with the rights of who asks, so that a number is never of more
    records than a click on it shows. A constant number of queries.
    """

    _name = "llm.dashboard"
    _description = "AI Dashboard"

    @api.model
    def get_numbers(self):
        """All that the dashboard shows.

        :return: ``weeks`` and ``won`` by grade, ``tiles``, ``failures``, ``providers``
            and ``money``; each number stands beside ``model`` and ``domain``. Before
            them ``troubles``: what keeps leads from being scored, and where to mend it.
        """
        if not self.env.user.has_group(MANAGER):
            raise AccessError(_("Only sales managers see this."))
        requests = self._count_requests()
        # Weeks are those of the reader's clock, also where the caller names none.
        tz = self.env.context.get("tz") or self.env.user.tz
        return {
            "troubles": self._find_troubles(),
            "weeks": self.with_context(tz=tz)._count_weeks(),
            "tiles": self._count_tiles(),
            "failures": self._count_failures(),
            "won": self._count_won(),
            "providers": requests,
            "money": self._count_money(),
        }

    def _find_troubles(self):
        """``[{line, mend}]``: nobody to ask, or who is left alone and why."""
        providers = self.env["llm.provider"]._get_candidates(self.env.company)
        if not providers:
            return [self._explain("no_provider", False)]
        resting = providers - providers._get_rested()
        codes = self.env["llm.request"]._get_last_errors(resting)
        return [self._tell_pause(who, codes.get(who.id)) for who in resting]

    def _tell_pause(self, provider, code):
        until = provider._tell_end_of_rest()
        return self._explain(code or "unreachable", provider.name, until)

    def _explain(self, code, name, next_try=""):
        failure = self.env["llm.failure"]
        line = failure._explain_to_user(code, name, self.env.company, next_try)
        return {"line": line, "mend": failure._get_mend(code)}

    def _count_weeks(self):
        """Scored leads by week, the newest last: ``[{label, total, grades}]``."""
        since = fields.Datetime.now() - timedelta(weeks=WEEKS)
        domain = [("ai_last_enrichment_date", ">=", since), ("ai_grade", "!=", False)]
        weeks = {}
        for start, grade, count in self.env["crm.lead"]._read_group(
            domain, ["ai_last_enrichment_date:week", "ai_grade"], ["__count"]
        ):
            weeks.setdefault(start, {})[grade] = count
        return [self._tell_week(*week) for week in sorted(weeks.items())]

    def _tell_week(self, start, counts):
        return {
            "label": format_date(self.env, start.date(), date_format="d MMM"),
            "total": sum(counts.values()),
            "grades": [
                {
                    "grade": grade.upper(),
                    **_number(counts.get(grade, 0), self._within_week(start, grade)),
                }
                for grade in GRADES
            ],
        }

    def _within_week(self, start, grade):
        end = start + timedelta(weeks=1)
        return [
            ("ai_last_enrichment_date", ">=", self._to_utc(start)),
            ("ai_last_enrichment_date", "<", self._to_utc(end)),
            ("ai_grade", "=", grade),
        ]

    def _to_utc(self, moment):
        """A moment of the reader's clock as the database has it."""
        zone = fields.Datetime.context_timestamp(self, moment).tzinfo
        utc = zone.localize(moment).astimezone(timezone.utc)
        return fields.Datetime.to_string(utc.replace(tzinfo=None))

    def _count_tiles(self):
        """What wants somebody's eyes now: ``[{name, label, count, ...}]``."""
        return [
            {"name": name, "label": label, **self._count_leads(domain)}
            for name, label, domain in (
                ("hot", _("Hot and untouched for 3 days"), self._get_untouched()),
                ("waiting", _("Waiting"), [_status("pending")]),
                ("processing", _("In progress"), [_status("processing")]),
                ("failed", _("Failed"), [_status("failed")]),
                ("contested", _("Contested"), [("ai_opinion", "=", "contested")]),
            )
        ]

    def _get_untouched(self):
        """Open leads of grade A for which nothing is planned and nothing was done."""
        day = fields.Date.context_today(self) - timedelta(days=UNTOUCHED_DAYS)
        since = fields.Date.to_string(day)
        touched = [("message_type", "in", TOUCHES), ("date", ">=", since)]
        return [
            ("ai_grade", "=", "a"),
            ("stage_id.is_won", "=", False),
            ("activity_ids", "=", False),
            ("date_last_stage_update", "<", since),
            ("message_ids", "not any", touched),
        ]

    def _count_leads(self, domain):
        return _number(self.env["crm.lead"].search_count(domain), domain)

    def _count_failures(self):
        """Failed leads by reason, most first: ``[{label, count, ...}]``."""
        failed = [_status("failed")]
        labels = dict(
            self.env["crm.lead"]
            ._fields["ai_failure_type"]
            ._description_selection(self.env)
        )
        rows = self.env["crm.lead"]._read_group(
            failed, ["ai_failure_type"], ["__count"], order="__count desc"
        )
        return [
            {
                "label": labels.get(kind) or _("Other"),
                **_number(count, [*failed, ("ai_failure_type", "=", kind)]),
            }
            for kind, count in rows
        ]

    def _count_won(self):
        """Of the leads closed lately, how many of each grade were won."""
        since = fields.Datetime.now() - timedelta(days=365 * WON_MONTHS / 12)
        closed = [
            ("date_closed", ">=", fields.Datetime.to_string(since)),
            ("ai_grade", "!=", False),
        ]
        won = [*closed, ("stage_id.is_won", "=", True)]
        lost = [*closed, ("active", "=", False), ("probability", "=", 0)]
        won_by, lost_by = self._by_grade(won), self._by_grade(lost)
        return [
            {
                "grade": grade.upper(),
                "won": won_by.get(grade, 0),
                "closed": won_by.get(grade, 0) + lost_by.get(grade, 0),
                "model": "crm.lead",
                "domain": [*won, ("ai_grade", "=", grade)],
            }
            for grade in GRADES
        ]

    def _by_grade(self, domain):
        leads = self.env["crm.lead"].with_context(active_test=False)
        return dict(leads._read_group(domain, ["ai_grade"], ["__count"]))

    def _count_requests(self):
        """What providers did in the last days: ``[{name, count, failed, seconds}]``."""
        since = fields.Datetime.now() - timedelta(days=PROVIDER_DAYS)
        domain = [("sent_at", ">=", fields.Datetime.to_string(since))]
        found = {}
        for name, success, count, seconds in self.env["llm.request"]._read_group(
            domain, ["provider_name", "success"], ["__count", "seconds:sum"]
        ):
            row = found.setdefault(name, {"count": 0, "failed": 0, "seconds": 0.0})
            row["count"] += count
            row["failed"] += 0 if success else count
            row["seconds"] += seconds or 0.0
        return [
            {
                **row,
                "name": name or _("Deleted provider"),
                "seconds": row["seconds"] / row["count"],
                "model": "llm.request",
                "domain": [*domain, ("provider_name", "=", name)],
            }
            for name, row in sorted(found.items(), key=lambda item: -item[1]["count"])
        ]

    def _count_money(self):
        """This month's cost, its limit (0 for none), and the cost of one lead."""
        domain = [("sent_at", ">=", fields.Date.to_string(this_month()))]
        [(cost, leads)] = self.env["llm.request"]._read_group(
            domain, [], ["cost:sum", "lead_id:count_distinct"]
        )
        return {
            "cost": cost or 0.0,
            "limit": self.env["llm.budget"]._get_limit(self.env.company.id),
            "lead": (cost or 0.0) / leads if leads else 0.0,
            "model": "llm.request",
            "domain": domain,
        }


def _status(status):
    return ("ai_enrichment_status", "=", status)


def _number(count, domain):
    return {"count": count, "model": "crm.lead", "domain": domain}
