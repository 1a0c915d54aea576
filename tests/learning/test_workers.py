import contextlib
import random
import threading
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import config

from ...models.learning import crm_lead, cron
from ..common import unlimited_passes


@tagged("post_install", "-at_install")
class TestLearningWorkers(BaseCase):
    """Workers with cursors of their own: what they do is really committed.

    Every test removes what it made.
    """

    def setUp(self):
        super().setUp()
        self.startPatcher(unlimited_passes())
        self.registry = Registry(get_db_name())
        self.addCleanup(self._clean)
        with self._env() as env:
            self.last = env["llm.training"].search([], limit=1).id
            names = [{"name": f"{name} of workers"} for name in ("Word", "Search")]
            self.source_ids = env["utm.source"].create(names).ids
            lot = random.Random(3)
            drawn = [lot.random() < 0.5 for _ in range(300)]
            leads = env["crm.lead"].create(
                [
                    {"name": f"Lead {n}", "source_id": self.source_ids[is_second]}
                    for n, is_second in enumerate(drawn)
                ]
            )
            self.lead_ids = leads.ids
            self._end(env, leads[:280], lot)

    def _end(self, env, leads, lot):
        env.flush_all()
        won_stage = env["crm.stage"].search([("is_won", "=", True)], limit=1)
        for number, lead in enumerate(leads):
            won = lot.random() < (
                0.8 if lead.source_id.id == self.source_ids[0] else 0.2
            )
            closed = fields.Datetime.now() - timedelta(hours=len(leads) - number)
            env.cr.execute(
                """UPDATE crm_lead SET active = %s, probability = %s, date_closed = %s,
                       stage_id = COALESCE(%s, stage_id) WHERE id = %s""",
                [won, 100 * won, closed, won_stage.id if won else None, lead.id],
            )

    @contextlib.contextmanager
    def _env(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def _clean(self):
        with self._env() as env:
            env["crm.lead"].browse(self.lead_ids).unlink()
            self._new(env).unlink()
            env["utm.source"].browse(self.source_ids).unlink()

    def _new(self, env):
        return env["llm.training"].search([("id", ">", self.last or 0)])

    def _learn(self, errors):
        try:
            with self._env() as env:
                env["llm.training"]._cron_learn()
        except BaseException as error:
            errors.append(error)

    def _start(self, errors):
        thread = threading.Thread(target=self._learn, args=[errors])
        thread.start()
        return thread

    def _chances(self):
        with self._env() as env:
            leads = env["crm.lead"].browse(self.lead_ids[280:])
            return [lead.ai_win_date and lead.ai_win_chance for lead in leads]

    def test_a_second_one_leaves_the_training_to_the_first(self):
        train, errors, seconds = cron.training.train, [], []

        def train_while_another_starts(*args, **kwargs):
            self.patch(cron.training, "train", train)
            seconds.append(self._start(errors))
            seconds[0].join(600)
            return train(*args, **kwargs)

        self.patch(cron.training, "train", train_while_another_starts)
        self._start(errors).join(600)
        self.assertEqual((errors, len(seconds)), ([], 1))
        self._learn(errors)  # and who comes after it has nothing to do
        with self._env() as env:
            company = self._new(env).filtered(lambda t: not t.team_id)
            self.assertEqual(len(company), len(company.company_id))
            self.assertIn("published", company.mapped("outcome"))
        self.assertTrue(all(self._chances()))

    def test_two_at_once_give_each_lead_one_chance(self):
        errors = []
        for thread in [self._start(errors) for _worker in range(2)]:
            thread.join(600)
        self.assertEqual(errors, [])
        self._learn(errors)
        self.assertTrue(all(self._chances()))
        with self._env() as env:
            for lead_id in self.lead_ids[280:]:
                rows = env["llm.score.history"].search([("lead_id", "=", lead_id)])
                self.assertEqual(len(rows), 1)

    def test_one_that_is_killed_leaves_nothing_and_the_next_is_whole(self):
        store, killed = self.registry["llm.training"]._store, []

        def store_and_die(trainings, *args):
            killed.append(store(trainings, *args))
            raise KilledError

        self.patch(self.registry["llm.training"], "_store", store_and_die)
        with self.assertRaises(KilledError), self._env() as env:
            env["llm.training"]._cron_learn()
        self.assertTrue(killed)
        self.patch(self.registry["llm.training"], "_store", store)
        with self._env() as env:
            self.assertFalse(self._new(env))
        self.assertFalse(any(self._chances()))
        self._learn([])
        self.assertTrue(all(self._chances()))

    def test_one_that_is_killed_while_it_reckons_goes_on_where_it_was(self):
        self.patch(crm_lead, "BATCH", 5)
        find, passes = self.registry["crm.lead"]._find_to_reckon, []

        def find_and_die(leads, *args):
            passes.append(1)
            if len(passes) == 3:
                raise KilledError
            return find(leads, *args)

        self.patch(self.registry["crm.lead"], "_find_to_reckon", find_and_die)
        self._start(killed := []).join(600)
        self.assertIsInstance(killed[0], KilledError)
        done = sum(map(bool, self._chances()))
        self.assertEqual(done % 5, 0)
        self.assertLess(0, done)
        self._start([]).join(600)
        self.assertTrue(all(self._chances()))
        with self._env() as env:
            self.assertEqual(len(self._new(env).filtered(lambda t: not t.team_id)),
                             len(self._new(env).company_id))  # fmt: skip

    def test_a_pass_ends_before_the_server_kills_it(self):
        for real_cron, real, cpu, most in (
            (-1, 120, 60, 42),
            (900, 120, 600, 300),
            (60, 120, 0, 60),
            (0, 0, 0, 300),
        ):
            limits = {
                "limit_time_real_cron": real_cron,
                "limit_time_real": real,
                "limit_time_cpu": cpu,
            }
            with self.subTest(**limits):
                for name, value in limits.items():
                    self.patch_option(name, value)
                self.assertLessEqual(cron._seconds_of_a_pass(), most)
                self.assertGreater(cron._seconds_of_a_pass(), 0)

    def patch_option(self, name, value):
        before = config[name]
        config[name] = value
        self.addCleanup(config.__setitem__, name, before)


class KilledError(BaseException):
    """Nothing in the addon catches it, as nothing catches a kill."""
