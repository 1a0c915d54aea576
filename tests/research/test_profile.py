from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...engine.tests import lead_reader
from ...engine.tests.fake_sites import page
from .research_case import ResearchCase, facts_json


@tagged("post_install", "-at_install")
class TestProfile(ResearchCase):
    def test_sources_are_numbered_and_open(self):
        lead = self._create_company_lead()
        lead._enrich_lead()
        self.assertIn("[1]", lead.ai_research)
        self.assertIn('href="http://acme.test/"', lead.ai_research)
        self.assertIn("Looked for and not found", lead.ai_research)

    def test_other_leads_of_the_company_are_named_with_a_link(self):
        lead = self._create_company_lead()
        twin = self._create_company_lead(name="Twin", active=False)
        hidden = self._create_company_lead(name="Hidden", user_id=self.manager.id)
        stranger = self._create_company_lead("other.test", name="Stranger")
        shown = lead.with_user(self.salesman).ai_research
        self.assertIn(f"id={twin.id}&", shown.replace("&amp;", "&"))
        self.assertNotIn(hidden.name, shown)
        self.assertNotIn(stranger.name, shown)

    def test_the_research_is_text_for_other_addons(self):
        lead = self._create_company_lead()
        service = self.env["llm.service"].with_user(self.salesman)
        text = service.research_customer(lead.with_user(self.salesman))
        self.assertIn("What they do: standing desks (“ACME builds", text)
        self.assertIn("Languages: German", text)
        self.assertEqual(len(self._asked()), 1)
        again = service.research_customer(lead.with_user(self.salesman))
        self.assertEqual(again, text)
        self.assertEqual(len(self._asked()), 1)

    def test_what_is_exported_of_a_contact_has_the_profile(self):
        partner = self.env["res.partner"].create({"name": "Anna"})
        lead = self._create_company_lead(partner_id=partner.id)
        lead.email_from = "anna@acme.test"
        lead._enrich_lead()
        [told] = partner.with_user(self.manager)._export_ai_data()["leads"]
        self.assertIn("Munich", {f["value"] for f in told["company_profile"]})

    def test_what_is_erased_of_a_lead_takes_the_profile_along(self):
        lead = self._create_company_lead()
        lead._enrich_lead()
        lead._erase_ai_data()
        self.assertFalse(self._research_of(lead))
        self.assertNotIn("standing desks", lead.ai_research)


@tagged("post_install", "-at_install")
class TestFill(ResearchCase):
    def test_one_click_fills_what_is_empty_and_says_from_where(self):
        lead = self._create_company_lead(city="Hamburg")
        lead._enrich_lead()
        self.assertEqual(lead.ai_research_fills, "Website, Phone, Country, Tags")
        lead.with_user(self.salesman).action_fill_from_research()
        self.assertEqual(lead.city, "Hamburg")
        self.assertEqual(lead.phone, "+49 89 123456 70")
        self.assertEqual(lead.country_id.code, "DE")
        self.assertEqual(lead.website, "http://acme.test")
        self.assertEqual(lead.tag_ids.mapped("name"), ["Furniture"])
        note = lead.message_ids[0].body
        for words in ("Phone", "+49 89 123456 70", "Call us", "http://acme.test/"):
            self.assertIn(words, note)
        self.assertFalse(lead.ai_research_fills)
        shown = lead.action_fill_from_research()
        self.assertEqual(shown["params"]["type"], "info")

    def test_nothing_that_is_there_is_written_over(self):
        tag = self.env["crm.tag"].create({"name": "VIP"})
        values = {
            "city": "Hamburg",
            "phone": "1",
            "website": "http://other.test",
            "country_id": self.env.ref("base.fr").id,
            "tag_ids": [(4, tag.id)],
        }
        lead = self._create_company_lead(**values)
        lead._enrich_lead()
        self.assertFalse(lead.ai_research_fills)
        lead.action_fill_from_research()
        self.assertEqual((lead.city, lead.phone), ("Hamburg", "1"))
        self.assertEqual(lead.country_id.code, "FR")
        self.assertEqual(lead.tag_ids, tag)

    def test_a_partners_phone_is_left_alone(self):
        partner = self.env["res.partner"].create({"name": "Anna", "phone": "555"})
        lead = self._create_company_lead(partner_id=partner.id)
        lead._enrich_lead()
        lead.phone = False
        partner.phone = "555"
        lead.action_fill_from_research()
        self.assertEqual(partner.phone, "555")

    def test_it_happens_by_itself_only_if_so_set(self):
        lead = self._create_company_lead()
        lead._enrich_lead()
        self.assertFalse(lead.country_id)
        self._set(research_fill=True)
        later = self._create_company_lead()
        later._enrich_lead()
        self.assertEqual(later.country_id.code, "DE")
        self._serve("two.test", page("<p>ACME builds standing desks.</p>"))
        first = self._create_company_lead("two.test")
        first._enrich_lead()
        self.assertEqual(first.tag_ids.mapped("name"), ["Furniture"])

    def test_a_country_that_its_quote_does_not_name_is_not_filled(self):
        find = self.env["crm.lead"]._find_country
        for value, quote, code in (
            ("Germany", "80331 München, Deutschland", "DE"),
            ("Japan", "日本の机メーカー", "JP"),
            ("Germany", "We build desks", False),
            ("Germany", "Offices in Germany and France", "DE"),
            ("Europe", "Offices in Germany and France", False),
        ):
            country = find({"value": value, "quote": quote})
            found = self.env["res.country"].browse(country or []).code
            self.assertEqual(found, code, quote)

    def test_who_may_not_change_a_lead_fills_nothing_of_it(self):
        lead = self._create_company_lead(user_id=self.manager.id)
        lead._enrich_lead()
        for action in ("action_fill_from_research", "action_research_company"):
            with self.assertRaises(AccessError):
                getattr(lead.with_user(self.salesman), action)()


@tagged("post_install", "-at_install")
class TestCriteriaFromResearch(ResearchCase):
    """A criterion of the company that its leads' own pages may answer."""

    def setUp(self):
        super().setUp()
        self._set(weight_fit=100.0)
        self.criterion = self.env["llm.criterion"].create(
            {
                "name": "makes desks",
                "question": "whether they make desks",
                "points": 40,
                "from_research": True,
            }
        )

    def _answer_pages(self, value, quote="ACME builds standing desks"):
        about = f"answer:{self.criterion.key}"
        self.vendor.answer_with(
            lambda record: (
                facts_json([(about, value, quote)])
                if "<<<source" in record.text
                else lead_reader.read(record)
            )
        )

    def _fit(self, lead):
        outcome = lead._get_outcome()
        self.assertEqual(lead._recompute_score(outcome), outcome["scores"]["overall"])
        return outcome["parts"]["fit"]

    def test_the_companys_own_page_answers_with_its_address(self):
        self._answer_pages("yes, desks")
        lead = self._create_company_lead()
        lead._enrich_lead()
        self.assertIn("whether they make desks", self._asked()[0].system)
        [reason] = self._fit(lead)["reasons"]
        self.assertEqual(reason["quote"], "ACME builds standing desks")
        self.assertEqual(reason["source"], "http://acme.test/")
        self.assertEqual((reason["points"], reason["out_of"]), (40, 40))
        self.assertEqual(self._fit(lead)["score"], 100)
        self.assertEqual(len(self.vendor.requests), 2)
        shown = [p for p in lead.ai_panel["parts"] if p["name"] == "fit"]
        self.assertEqual(shown[0]["reasons"][0]["source"], "http://acme.test/")

    def test_what_the_page_denies_earns_nothing(self):
        self._answer_pages("no, they sell chairs")
        lead = self._create_company_lead()
        lead._enrich_lead()
        [reason] = self._fit(lead)["reasons"]
        self.assertEqual((reason["points"], reason["stance"]), (0, "against"))

    def test_a_quote_that_is_not_on_the_page_answers_nothing(self):
        self._answer_pages("yes", "We have made desks for hotels since 1900")
        lead = self._create_company_lead()
        lead._enrich_lead()
        [reason] = self._fit(lead)["reasons"]
        self.assertEqual((reason["points"], reason["quote"]), (0, ""))

    def test_without_the_mark_pages_answer_nothing(self):
        self.criterion.from_research = False
        self._answer_pages("yes")
        lead = self._create_company_lead()
        lead._enrich_lead()
        [reason] = self._fit(lead)["reasons"]
        self.assertEqual(reason["points"], 0)
        self.assertNotIn("whether they make desks", self._asked()[0].system)
