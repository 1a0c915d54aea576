"""A pipeline that tells a story: people, a year of closed leads, one of each state.

Runs inside Odoo's shell, after the demo leads were scored. What it shows came about as
it would in a company: by the buttons, by mails that came in, by a vendor that fails.
"""

import random
from datetime import timedelta

from odoo import fields
from odoo.fields import Command

# (login and password, name, group)
PEOPLE = (
    ("sales", "Sam Sales", "sales_team.group_sale_salesman"),
    ("manager", "Mary Manager", "sales_team.group_sale_manager"),
)
CLOSED = 120
DAYS = 365
# (source, how likely a lead of it is won, what such a lead is called)
SOURCES = (
    ("Referral", 0.75, "Recommended by a customer"),
    ("Trade fair", 0.5, "Met at the fair"),
    ("Website", 0.4, "Inquiry from the website"),
    ("Bought list", 0.1, "Address from a list"),
)


def tell(env, leads):
    """Once a database; commits."""
    if env["res.users"].search_count([("login", "=", PEOPLE[0][0])]):
        return
    env["res.config.settings"].create({"group_use_lead": True}).execute()
    seller, manager = _hire(env)
    leads[::2].write({"user_id": seller.id})
    _close_a_year(env, seller)
    scored = leads.filtered("ai_grade")
    told = scored.filtered(lambda lead: lead.ai_panel["state"] == "scored")
    for lead, happens, who in zip(
        told, (_talk, _contest, _override), (seller, seller, manager), strict=False
    ):
        happens(lead, who)
    _spread(env, scored)
    _fail(env, leads[-1:])
    env.cr.commit()


def _hire(env):
    return [
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "login": login,
                "password": login,
                "name": name,
                "email": f"{login}@company.example",
                "groups_id": [Command.link(env.ref(group).id)],
            }
        )
        for login, name, group in PEOPLE
    ]


def _close_a_year(env, seller):
    """Won and lost in proportion to where they came from, the same at every run."""
    draw = random.Random(17)
    sources = {
        name: env["utm.source"].create({"name": f"{name} (demo)"}).id
        for name, *_ in SOURCES
    }
    won_stage = env["crm.stage"].search([("is_won", "=", True)], limit=1)
    for number in range(1, CLOSED + 1):
        source, chance, title = draw.choice(SOURCES)
        lead = env["crm.lead"].create(
            {
                "name": f"{title} {number}",
                "type": "opportunity",
                "partner_name": f"Company {number}" if draw.random() < chance else "",
                "email_from": f"buyer{number}@company{number}.example",
                "phone": "+1 555 0100" if draw.random() < chance else "",
                "source_id": sources[source],
                "user_id": seller.id,
                "expected_revenue": draw.choice((0, 2000, 8000, 30000)),
                "auto_enrich": False,
            }
        )
        if draw.random() < chance:
            lead.stage_id = won_stage
        else:
            lead.action_set_lost()
        opened = fields.Datetime.now() - timedelta(days=draw.uniform(20, DAYS))
        _date_back(lead, opened, opened + timedelta(days=draw.uniform(2, 19)))


def _date_back(lead, opened, closed):
    lead.env.flush_all()
    lead.env.cr.execute(
        "UPDATE crm_lead SET create_date = %s, date_closed = %s WHERE id = %s",
        [opened, closed, lead.id],
    )
    lead.invalidate_recordset()


def _spread(env, leads):
    """Every other lead has come further than the first stage."""
    open_stages = env["crm.stage"].search([("is_won", "=", False)])
    for number, lead in enumerate(leads.filtered(lambda l: l.type == "opportunity")):
        lead.stage_id = open_stages[number % len(open_stages)]


def _talk(lead, seller):
    """A mail that came in, our answer, and a call that is planned."""
    buyer = lead.env["res.partner"].create(
        {"name": lead.contact_name, "email": lead.email_from}
    )
    mails = ((buyer, "Could we also have them in white?"), (seller.partner_id, "Yes."))
    for author, words in mails:
        lead.message_post(
            body=words,
            author_id=author.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
    lead.activity_schedule("mail.mail_activity_data_call", user_id=seller.id)


def _contest(lead, seller):
    lead.user_id = seller
    review = lead.env["llm.review"].with_user(seller)
    review.create(
        {
            "lead_id": lead.id,
            "action": "contest",
            "reason": "They told me on the phone that the budget is gone.",
        }
    ).action_apply()


def _override(lead, manager):
    lead.env["llm.review"].with_user(manager).create(
        {
            "lead_id": lead.id,
            "action": "override",
            "score": 90,
            "reason": "A customer of many years.",
        }
    ).action_apply()


def _fail(env, lead):
    """Nobody listens at this address: the lead comes back later, as it would."""
    others = env["llm.provider"].search([])
    others.active = False
    broken = env["llm.provider"].create(
        {
            "name": "Out of order",
            "provider_type": "custom",
            "model_name": "none",
            "api_endpoint": "http://127.0.0.1:9/v1",
        }
    )
    lead._enrich_lead()
    broken.active = False
    others.active = True
