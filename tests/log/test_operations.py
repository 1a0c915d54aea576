import math
import os
from datetime import timedelta
from unittest.mock import patch

import odoo
from odoo import fields, http
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ...controllers import exposition, monitoring
from ...models.log.metrics import Metric
from .monitoring_case import HEALTH, METRICS, TOKEN, MonitoringCase, parse


@tagged("post_install", "-at_install")
class TestExposition(TransactionCase):
    def _render(self, samples, help_="Help."):
        return exposition.render([Metric("some_name", help_, samples)])

    def test_a_page_is_what_the_format_says(self):
        self.assertEqual(
            self._render([({"a": "x", "b": 1}, 0.5), ({}, 3)]),
            "# HELP some_name Help.\n# TYPE some_name gauge\n"
            'some_name{a="x",b="1"} 0.5\nsome_name 3\n',
        )

    def test_any_text_in_a_label_comes_out_as_it_went_in(self):
        for text in ('"', "\\", "\n", "\\n", 'a"},b="', "ü 東 {}", ""):
            [((_name, labels), _)] = parse(self._render([({"a": text}, 1)])).items()
            self.assertEqual(dict(labels), {"a": text})

    def test_a_help_of_two_lines_stays_on_one(self):
        self.assertEqual(parse(self._render([({}, 1)], "a\\b\nc")).popitem()[1], 1)

    def test_numbers_keep_their_digits_and_their_extremes(self):
        for number in (0, -1, True, 1e-7, 123456789012, 0.1, math.inf, -math.inf):
            self.assertEqual(parse(self._render([({}, number)])).popitem()[1], number)
        nothing = parse(self._render([({}, math.nan)])).popitem()[1]
        self.assertTrue(math.isnan(nothing))


@tagged("post_install", "-at_install")
class TestAddresses(MonitoringCase):
    def test_health_tells_strangers_the_status_and_nothing_else(self):
        for token in (None, "wrong", ""):
            response = self._ask(HEALTH, token)
            self.assertEqual(response.status_code, 200)
            self.assertEqual(response.json(), {"status": "healthy"})
            self.assertEqual(response.headers["Content-Type"], "application/json")

    def test_health_says_why_to_who_has_the_token(self):
        answer = self._ask(HEALTH, TOKEN).json()
        self.assertEqual(answer["status"], "healthy")
        self.assertTrue(answer["message"])

    def test_health_needs_no_token_to_be_configured(self):
        self._configure("")
        self.assertEqual(self._ask(HEALTH, "").json(), {"status": "healthy"})

    def test_a_trouble_that_others_bear_is_degraded_and_still_200(self):
        self._create_provider(self.vendor, name="Second")
        self.provider.cooldown_until = fields.Datetime.now() + timedelta(hours=1)
        response = self._ask(HEALTH)
        self.assertEqual(response.json(), {"status": "degraded"})
        self.assertEqual(response.status_code, 200)

    def test_health_is_503_where_nobody_can_be_asked(self):
        self.provider.active = False
        response = self._ask(HEALTH)
        self.assertEqual(response.json(), {"status": "critical"})
        self.assertEqual(response.status_code, 503)

    def test_metrics_are_for_who_has_the_token(self):
        for token in (None, "", "wrong", TOKEN[:-1], TOKEN + "0", "töken"):
            response = self._ask(METRICS, token)
            self.assertEqual(response.status_code, 401, token)
            self.assertEqual(response.headers["WWW-Authenticate"], "Bearer")
            self.assertNotIn("llm_lead_scoring_", response.text)
        self.assertEqual(self._ask(METRICS, TOKEN, "Basic").status_code, 401)
        self.assertEqual(self._ask(METRICS, TOKEN).status_code, 200)

    def test_metrics_do_not_exist_without_a_token_configured(self):
        for nothing in ("", False, None, " "):
            self._configure(nothing)
            for token in (None, "", "None", "False", TOKEN):
                self.assertEqual(self._ask(METRICS, token).status_code, 404)

    def test_the_token_may_come_from_the_environment(self):
        self._configure(None)
        with patch.dict(os.environ, {monitoring.VARIABLE: "from-outside"}):
            self.assertEqual(self._ask(METRICS, "from-outside").status_code, 200)
            self.assertEqual(self._ask(METRICS, TOKEN).status_code, 401)

    def test_a_login_is_no_token(self):
        mail_new_test_user(self.env, "llm_portal", groups="base.group_portal")
        for login in ("llm_portal", "llm_salesman", "llm_admin"):
            self.authenticate(login, login)
            self.assertEqual(self._ask(METRICS).status_code, 401, login)
            self.assertEqual(self._ask(HEALTH).json(), {"status": "healthy"}, login)

    def test_answers_are_not_kept_and_leave_no_session(self):
        for path, token in ((HEALTH, None), (METRICS, TOKEN), (METRICS, None)):
            response = self._ask(path, token)
            self.assertEqual(response.headers["Cache-Control"], "no-store")
            self.assertNotIn("Set-Cookie", response.headers)

    def test_nothing_but_reading_is_taken(self):
        for path in (HEALTH, METRICS):
            headers = {"Authorization": f"Bearer {TOKEN}"}
            response = self.url_open(path, data={"a": "b"}, headers=headers)
            self.assertEqual(response.status_code, 405)

    def test_nothing_is_written(self):
        def written():
            self.env.cr.execute(
                """SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)
                   FROM pg_stat_xact_user_tables"""
            )
            return self.env.cr.fetchone()

        self._create_lead()
        self.env.flush_all()
        before = written()
        self._ask(HEALTH, TOKEN)
        self._measure()
        self.assertEqual(written(), before)

    @mute_logger("odoo.sql_db", "odoo.addons.llm_lead_scoring.controllers.monitoring")
    def test_a_broken_database_is_503_on_one_line(self):
        self.env.cr.execute("ALTER TABLE llm_request RENAME TO llm_request_gone")
        health, metrics = self._ask(HEALTH, TOKEN), self._ask(METRICS, TOKEN)
        self.assertEqual((health.status_code, metrics.status_code), (503, 503))
        self.assertEqual(health.json()["status"], "critical")
        for response in (health, metrics):
            self.assertNotIn("llm_request", response.text)
            self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_several_databases_and_none_chosen_is_404(self):
        self._load_server_wide()
        with patch("odoo.http.db_list", return_value=["one", "two"]):
            for path in (HEALTH, METRICS):
                response = self._ask(path, TOKEN)
                self.assertEqual(response.status_code, 404)
                self.assertNotIn("<", response.text)

    def _load_server_wide(self):
        """Addresses of server-wide modules are there without a database, too."""
        modules = [*odoo.conf.server_wide_modules, "llm_lead_scoring"]
        wide = patch.object(odoo.conf, "server_wide_modules", modules)
        for step in (wide.stop, self._forget_addresses):
            self.addCleanup(step)
        wide.start()
        self._forget_addresses()

    def _forget_addresses(self):
        http.root.__dict__.pop("nodb_routing_map", None)
