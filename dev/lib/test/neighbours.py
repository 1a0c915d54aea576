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
TELLING = ("neighbours/", "queue/", "rights/", "test_tours.py")


def wanted():
    return [test for test in found.addon() if test.path.startswith(TELLING)]
