import json

from odoo.tests import tagged

from .research_case import ResearchCase

OLD = "2019-05-03 10:00:00"


@tagged("post_install", "-at_install")
class TestBrief(ResearchCase):
    """What the panel tells of a lead's company before the first call."""

    def _brief(self, lead):
        lead.invalidate_recordset()
        return lead.with_user(self.salesman).ai_company

    def test_a_short_profile_has_numbered_sources_that_open(self):
        lead = self._create_company_lead()
        lead._enrich_lead()
        brief = self._brief(lead)
        self.assertEqual(brief["domain"], "acme.test")
        first = brief["facts"][0]
        self.assertEqual((first["kind"], first["text"]), ("does", "standing desks"))
        self.assertIn("builds standing desks", first["quote"])
        self.assertEqual((first["number"], first["source"]), (1, "http://acme.test/"))
        self.assertLessEqual(len(brief["facts"]), 5)
        self.assertIn("Looked up on", brief["looked_up"])

    def test_facts_older_than_the_set_days_say_so(self):
        lead = self._create_company_lead()
        lead._enrich_lead()
        self.assertFalse(any(fact["is_old"] for fact in self._brief(lead)["facts"]))
        research = self._research_of(lead)
        facts = [{**fact, "retrieved": OLD} for fact in research._get_facts()]
        research.write({"facts": json.dumps(facts), "date": OLD})
        old = self._brief(lead)
        self.assertTrue(all(fact["is_old"] for fact in old["facts"]))
        self.assertIn("days ago", old["looked_up"])

    def test_other_leads_of_the_company_are_named_and_say_how_they_ended(self):
        lead = self._create_company_lead(name="Desks")
        won = self._create_company_lead(name="Won", type="opportunity")
        won.action_set_won()
        self._create_company_lead(name="Lost", active=False)
        self._create_company_lead(name="Hidden", user_id=self.manager.id)
        self._create_company_lead("other.test", name="Stranger")
        twins = {t["name"]: t["fate"] for t in self._brief(lead)["twins"]}
        self.assertEqual(twins, {"Won": "won", "Lost": "lost"})

    def test_leads_of_one_company_are_told_without_research_too(self):
        self._set(enable_customer_research=False)
        lead, twin = self._create_company_lead(), self._create_company_lead()
        brief = self._brief(lead)
        self.assertFalse(brief["facts"])
        self.assertEqual(brief["twin_ids"], twin.ids)

    def test_three_are_named_and_the_others_counted(self):
        leads = [self._create_company_lead() for _number in range(6)]
        brief = self._brief(leads[0])
        self.assertEqual((len(brief["twins"]), len(brief["twin_ids"])), (3, 5))

    def test_private_people_have_no_company(self):
        for _number in range(2):
            lead = self._create_company_lead()
            lead.write({"email_from": "anna@gmail.com", "website": False})
        brief = self._brief(lead)
        self.assertFalse(brief["domain"])
        self.assertFalse(brief["facts"] or brief["twins"])

    def test_an_address_that_is_none_names_no_company(self):
        for address in ("admin", "@", "a@b", "ann@one.example, bob@two.example"):
            lead = self._create_lead(email_from=address, user_id=self.salesman.id)
            self.assertFalse(self._brief(lead)["twins"], address)

    def test_leads_of_another_company_of_ours_are_not_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        lead, twin = self._create_company_lead(), self._create_company_lead()
        self.assertEqual(self._brief(lead)["twin_ids"], twin.ids)
        twin.company_id = other
        self.assertFalse(self._brief(lead)["twin_ids"])
