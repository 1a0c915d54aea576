"""The addon's tests beside Odoo's other CRM addons: who may what, tours, the queue."""

from . import found

ADDONS = (
    "base_automation",
    "crm_iap_enrich",
    "crm_iap_mine",
    "crm_livechat",
    "crm_mail_plugin",
    "crm_sms",
    "event_crm",
    "event_crm_sale",
    "gamification_sale_crm",
    "mass_mailing_crm",
    "project",
    "sale_crm",
    "website_crm",
    "website_crm_iap_reveal",
    "website_crm_livechat",
    "website_crm_partner_assign",
    "website_crm_sms",
)
# What other addons are likely to break, or to open.
TELLING = ("neighbours/", "queue/", "rights/")
# Each opens screens that the others don't.
TOURS = (
    "test_a_salesperson_asks_for_a_score",
    "test_a_salesperson_scores_a_selection",
    "test_a_salesperson_takes_the_next_step",
    "test_a_manager_sets_up_from_nothing_to_the_first_score",
    "test_an_administrator_switches_automatic_enrichment_on",
)


def wanted():
    return [
        test
        for test in found.addon()
        if test.path.startswith(TELLING) or test.name.endswith(TOURS)
    ]
