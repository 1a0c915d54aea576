import json
from datetime import timedelta

from odoo import api, fields, models

from ...engine.learning import points
from ..lead.win import WIN_FIELDS
from .row import FIRST_DAYS, IS_OPEN
from .score_history import KEPT, PAST_SCORES

# Of a table that changed, so many leads get their chance in one transaction.
BATCH = 1000
LEAST_CHANCE = 0.1


class CrmLead(models.Model):
    """Who has a chance to win, and what is kept of scores."""

    _inherit = "crm.lead"

    @api.model
    def _prepare_update(self, names):
        """Where scores are written they are kept, in the same statement."""
        update = super()._prepare_update(names)
        if KEPT["score"] not in names:
            return update
        history = self.env["llm.score.history"]
        return history._prepare_keep(f"{update} RETURNING crm_lead.*")

    def _write_columns(self, names, rows):
        result = super()._write_columns(names, rows)
        self.env["llm.score.history"].invalidate_model()
        return result

    def _write_one_by_one(self, values_by_id):
        result = super()._write_one_by_one(values_by_id)
        scored = [i for i, values in values_by_id.items() if KEPT["score"] in values]
        self.env["llm.score.history"]._keep(scored)
        return result

    @api.model
    def _get_state_columns(self):
        return [*super()._get_state_columns(), PAST_SCORES]

    def _prepare_previous(self, task, enrichment, state):
        """The last score that was another one, as it was given."""
        found = None
        for score, date in state["past_scores"] or ():
            if found and score != found["score"]:
                break
            if score != enrichment.total:
                found = {"score": score, "date": date}
        return found or super()._prepare_previous(task, enrichment, state)

    def _erase_ai_data(self):
        result = super()._erase_ai_data()
        self.env["llm.score.history"]._forget(self.ids)
        return result

    def _forget_person(self):
        result = super()._forget_person()
        self.write({"ai_is_not_learned": True})
        return result

    def _merge_dependences(self, opportunities):
        # The chance of the merged lead is reckoned anew, from what it says now.
        self.sudo().write({"ai_win_date": False, "ai_left_out": "merged"})
        return super()._merge_dependences(opportunities)

    @api.model
    def _keep_first_tags(self):
        """Of leads that are new since the last pass: later nothing tells of them."""
        self.flush_model(["ai_first_tags", "tag_ids", "date_closed"])
        since = fields.Datetime.now() - timedelta(days=1)
        self.env.cr.execute(
            """UPDATE crm_lead SET ai_first_tags = COALESCE(
                   (SELECT json_agg(tag_id)::text FROM crm_tag_rel
                    WHERE lead_id = crm_lead.id), '[]')
               WHERE ai_first_tags IS NULL AND date_closed IS NULL AND create_date > %s
               RETURNING id""",
            [since],
            log_exceptions=False,
        )
        leads = self.browse(row[0] for row in self.env.cr.fetchall())
        leads.invalidate_recordset(["ai_first_tags"])

    @api.model
    def _reckon_chances(self, company, deadline):
        """Give open leads the chance that the tables in use tell; False if cut short.

        Leads that changed, or whose table did; the rest stays as it is.
        """
        self._patiently(self._settle_grades, company)
        self._commit()
        trainings = self._get_trainings(company)
        if not trainings:
            self._forget_chances(company)
            return True
        newest = max(t.trained_at for t, _table, _labels in trainings.values())
        # Somebody who saves one of the leads meanwhile is no reason to stop.
        while self._patiently(self._reckon_some, company, newest, trainings):
            if deadline():
                return False
        return True

    @api.model
    def _reckon_some(self, company, newest, trainings):
        """Store a chance for the next leads, and tell whether there were any.

        What another worker is at is left to it.
        """
        if not self.env["llm.training"]._take_lock():
            return False
        lead_ids = self._find_to_reckon(company, newest)
        if lead_ids:
            self._reckon(lead_ids, trainings)
            self._commit()
        return bool(lead_ids)

    @api.model
    def _get_trainings(self, company):
        """``{team id, None for all: (training, table, labels)}`` in use."""
        trainings = self.env["llm.training"]
        found = {}
        for team in (None, *trainings._get_teams(company)):
            current = trainings._get_current(company, team)
            if current:
                labels = json.loads(current.content)["labels"]
                key = team.id if team else None
                found[key] = (current, current._get_table(), labels)
        return found

    @api.model
    def _forget_chances(self, company):
        self.flush_model(WIN_FIELDS)
        self.env.cr.execute(
            """UPDATE crm_lead SET ai_win_chance = NULL, ai_win_reasons = NULL,
                                   ai_win_grade = NULL, ai_win_date = NULL
               WHERE COALESCE(company_id, %s) = %s AND ai_win_date IS NOT NULL
               RETURNING id""",
            [self._get_home_company_id(), company.id],
        )
        lead_ids = [row[0] for row in self.env.cr.fetchall()]
        self.browse(lead_ids).invalidate_recordset()
        self.env["llm.score.history"]._keep(self._grade("lead.id = ANY(%s)", lead_ids))

    @api.model
    def _get_home_company_id(self):
        """Whose leads those are that belong to no company."""
        return self.env["ir.model.data"]._xmlid_to_res_id("base.main_company")

    @api.model
    def _find_to_reckon(self, company, newest):
        self.flush_model([*WIN_FIELDS, "active", "stage_id", "write_date"])
        self.env["crm.stage"].flush_model(["is_won"])
        self.env.cr.execute(
            f"""SELECT lead.id FROM crm_lead lead
               LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
               WHERE {IS_OPEN}
                 AND lead.ai_is_not_learned IS NOT TRUE
                 AND COALESCE(lead.company_id, %s) = %s
                 AND (lead.ai_win_date IS NULL OR lead.ai_win_date < %s
                      OR lead.ai_win_date < lead.write_date
                      -- what it did in its first days is known only now
                      OR lead.create_date + %s BETWEEN lead.ai_win_date AND %s)
               ORDER BY lead.id LIMIT %s FOR NO KEY UPDATE OF lead SKIP LOCKED""",  # noqa: S608 (a constant)
            [
                self._get_home_company_id(),
                company.id,
                newest,
                timedelta(days=FIRST_DAYS),
                fields.Datetime.now(),
                BATCH,
            ],
            log_exceptions=False,
        )
        return [row[0] for row in self.env.cr.fetchall()]

    @api.model
    def _reckon(self, lead_ids, trainings):
        """One statement for all of them; ``write_date`` stays as it is."""
        rows = []
        own_labels = self.env["llm.feature"]._get_own_labels()
        features = self._get_all_features(trainings)
        for read in self.env["llm.lead.reader"]._read_leads(lead_ids, features):
            found = trainings.get(read.sample.team) or trainings.get(None)
            told = found and self._tell(found, features, read.sample, own_labels)
            rows.append((read.lead_id, *(told or (None, None, None))))
        self.env.cr.execute_values(
            """UPDATE crm_lead SET ai_win_chance = v.chance::numeric,
                   ai_win_reasons = v.reasons::text,
                   ai_win_grade = v.grade::varchar, ai_win_date =
                   GREATEST(clock_timestamp() AT TIME ZONE 'UTC',
                            crm_lead.write_date)
               FROM (VALUES %s) AS v (id, chance, reasons, grade)
               WHERE crm_lead.id = v.id""",
            rows,
            page_size=BATCH,
        )
        leads = self.browse(lead_ids)
        leads.invalidate_recordset(WIN_FIELDS)
        leads.modified(WIN_FIELDS)
        self._grade("lead.id = ANY(%s)", lead_ids)
        self.env["llm.score.history"]._keep(lead_ids)

    @api.model
    def _tell(self, found, features, sample, own_labels):
        """The chance in percent, its reasons as JSON, and its grade."""
        _training, table, labels = found
        pick = points.picker(features, table.encoder.features)
        told = self.env["llm.training"]._prepare_reasons(
            table, pick(sample.values), labels, own_labels
        )
        chance = 100 * points.chance_of(told["total"])
        # Nothing is certain before it has come.
        chance = min(max(round(chance, 1), LEAST_CHANCE), 100 - LEAST_CHANCE)
        grade = table.grade(told["total"]).lower()
        return chance, json.dumps(told, ensure_ascii=False), grade

    @api.model
    def _get_all_features(self, trainings):
        features = {}
        for _training, table, _labels in trainings.values():
            features.update(dict.fromkeys(table.encoder.features))
        return list(features)
