"""What needs no request: an earlier answer counted anew."""

from dataclasses import replace

from ...scoring.enrich import fingerprint, rescore
from ...settings import Settings
from .road_case import LEAD, Road


class WithoutARequest(Road):
    def test_an_answer_got_earlier_gives_the_same_score(self):
        found = self.enrich()
        again = rescore(LEAD, Settings(), found.answer)
        self.assertEqual(again, replace(found, completion=None, attempts=()))
        self.assertEqual(again.fingerprint, fingerprint(LEAD, Settings()))
        self.assertEqual(len(self.vendor.requests), 1)

    def test_other_facts_and_weights_are_counted_anew(self):
        answer = self.enrich().answer
        self.assertEqual(
            rescore(LEAD, Settings(weight_completeness=0), answer).total, 72.1
        )
        poorer = replace(LEAD, phone="")
        self.assertEqual(rescore(poorer, Settings(), answer).total, 70.6)

    def test_a_lead_that_wrote_nothing_has_no_answer(self):
        silent = replace(LEAD, description="", contacts=())
        self.assertEqual(rescore(silent, Settings(), None), self.enrich(silent))

    def test_weights_without_sense_are_refused(self):
        with self.assertRaises(ValueError):
            rescore(LEAD, Settings(weight_clarity=-1), None)
