import inspect
import json

from odoo.api import call_kw
from odoo.exceptions import AccessError, UserError
from odoo.http import root
from odoo.models import BaseModel, check_method_name
from odoo.tests import HttpCase
from odoo.tests.common import Opener
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ..common import LlmCase
from .rights_samples import NOW
from .rights_table import ROLES

ADDON = "odoo.addons.llm_lead_scoring."
GROUPS = {
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "salesperson": "sales_team.group_sale_salesman",
    "all_leads": "sales_team.group_sale_salesman_all_leads",
    "manager": "sales_team.group_sale_manager",
    "administrator": "base.group_system",
}
# What the server tells where somebody may not.
REFUSALS = (
    "odoo.exceptions.AccessError",
    "odoo.exceptions.AccessDenied",
    "odoo.http.SessionExpiredException",
)
# What may go wrong in a call that was let in.
TOLD = ("odoo.exceptions.UserError", "odoo.exceptions.ValidationError")
# Odoo logs what it refuses.
QUIET = (
    "odoo.http",
    "odoo.models",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
)


class RightsCase(LlmCase, HttpCase):
    """One user for each role, all of one company, and records of two.

    ``records[model]`` holds one record of each kind: ``mine``, of the company or of
    the role's user, ``shared`` by all companies or, of leads, without a salesperson,
    ``colleague``, a lead of somebody else, and ``foreign``, of the other company.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.other = cls.env["res.company"].create({"name": "Other"})
        cls.sessions = {}
        cls.user = {"visitor": cls.env.ref("base.public_user")}
        for role, group in GROUPS.items():
            cls.user[role] = mail_new_test_user(cls.env, f"rights_{role}", groups=group)
        cls._create_records()
        cls._create_settings()
        cls.own_records = {role: cls._create_own(role) for role in ROLES}

    @classmethod
    def _create_records(cls):
        own = cls._create_provider(cls.vendor, company_id=cls.company.id, sequence=5)
        foreign = cls._create_provider(cls.vendor, company_id=cls.other.id)
        providers = {"mine": own, "shared": cls.provider, "foreign": foreign}
        for provider in providers.values():
            provider.increment_usage()
        budget = cls.env["llm.budget"]
        budget._set_limit(cls.company.id, 10)
        cls.records = {
            "crm.lead": {
                "shared": cls._create_lead(),
                "colleague": cls._create_lead(user_id=cls.salesman.id),
                "foreign": cls._create_lead(company_id=cls.other.id),
            },
            "llm.provider": providers,
            "llm.request": {
                kind: provider.request_ids for kind, provider in providers.items()
            },
            "llm.criterion": cls._create_criteria(),
            "llm.change": cls._create_changes(),
            "llm.research": cls._create_research(),
            "ir.config_parameter": {"mine": cls._create_parameter()},
            "llm.budget": {"mine": budget.search([], limit=1)},
            "llm.spending": {"mine": budget._hold(cls.company.id, [1])[0]},
            "llm.provider.secret": {
                "mine": cls.env["llm.provider.secret"].search([], limit=1)
            },
            "res.partner": {"mine": cls.env["res.partner"].create({"name": "Client"})},
            **cls._create_learned(),
        }

    @classmethod
    def _create_learned(cls):
        companies = {"mine": cls.company, "foreign": cls.other}
        trainings = cls.env["llm.training"]
        history = cls.env["llm.score.history"]
        given = {"mine": cls._create_lead(), "foreign": cls._create_lead()}
        given["foreign"].company_id = cls.other
        return {
            "llm.training": {
                kind: trainings.create({"company_id": c.id, "outcome": "too_few"})
                for kind, c in companies.items()
            },
            "llm.score.history": {
                kind: history.create({"lead_id": lead.id, "date": NOW})
                for kind, lead in given.items()
            },
            "llm.feature": {"mine": cls.env["llm.feature"].search([], limit=1)},
        }

    @classmethod
    def _create_criteria(cls):
        kinds = {"mine": cls.company, "shared": False, "foreign": cls.other}
        return {
            kind: cls.env["llm.criterion"].create(
                {
                    "name": kind,
                    "question": "who",
                    "company_id": company and company.id,
                }
            )
            for kind, company in kinds.items()
        }

    @classmethod
    def _create_changes(cls):
        changes = cls.env["llm.change"]
        kinds = {"mine": cls.company, "shared": None, "foreign": cls.other}
        for kind, company in kinds.items():
            changes._note("setting", [(kind, "1", "2")], company)
        return {kind: changes.search([("name", "=", kind)]) for kind in kinds}

    @classmethod
    def _create_research(cls):
        companies = {"mine": cls.company, "foreign": cls.other}
        return {
            kind: cls.env["llm.research"].create(
                {"company_id": company.id, "domain": "acme.test", "state": "done"}
            )
            for kind, company in companies.items()
        }

    @classmethod
    def _create_parameter(cls):
        values = {"key": "llm_lead_scoring.reuse_days", "value": "7"}
        return cls.env["ir.config_parameter"].create(values)

    @classmethod
    def _create_settings(cls):
        """One page of those who may open it: nobody else gets so far."""
        pages = {"llm.settings": "manager", "res.config.settings": "administrator"}
        for model, role in pages.items():
            page = cls.env(user=cls.user[role], su=True)[model].create({})
            cls.records[model] = {"mine": page}

    @classmethod
    def _create_own(cls, role):
        """A lead of the role's user, and windows that he has open."""
        env = cls.env(user=cls.user[role], su=True)
        lead = cls._create_lead(company_id=cls.company.id, user_id=env.uid)
        leads = {"mine": lead, **cls.records["crm.lead"]}
        partner = cls.records["res.partner"]["mine"]
        choice = {"provider_id": cls.provider.id, "name": "m"}
        found = {
            "crm.lead": leads,
            "llm.bulk": {"mine": env["llm.bulk"].create({"lead_ids": lead.ids})},
            "llm.preview": {"mine": env["llm.preview"].create({"lead_id": lead.id})},
            "llm.model.choice": {"mine": env["llm.model.choice"].create(choice)},
            "llm.contact.data": {
                "mine": env["llm.contact.data"].create({"partner_id": partner.id})
            },
        }
        page = env["llm.accuracy"].create({})
        line = {"accuracy_id": page.id, "kind": "grade"}
        found["llm.accuracy"] = {"mine": page}
        found["llm.accuracy.line"] = {"mine": env["llm.accuracy.line"].create(line)}
        for action in ("contest", "override"):
            found[f"llm.review({action})"] = {
                kind: cls._create_review(env, lead, action)
                for kind, lead in leads.items()
            }
        return {**found, "llm.review": {"mine": found["llm.review(contest)"]["mine"]}}

    @classmethod
    def _create_review(cls, env, lead, action):
        lead.write({"ai_grade": "c", "ai_probability_score": 40})
        values = {"lead_id": lead.id, "action": action, "score": 9, "reason": "r"}
        return env["llm.review"].create(values)

    def _enter(self, role):
        """Act as ``role``, whose own records are those of kind ``mine``."""
        self.records = {**type(self).records, **self.own_records[role]}
        self.env.flush_all()
        if role == "visitor":
            return
        if role not in self.sessions:
            login = self.user[role].login
            self.sessions[role] = self._log_in(login, login.ljust(8, "x"))
        # A new one, as Odoo does it: cookies that the server set would stay.
        self.opener = Opener(self.cr)
        self.opener.cookies["session_id"] = self.sessions[role].sid

    def _log_in(self, login, password):
        """A new session, beside those of others; of nobody where there is no login."""
        self.session = None  # or authenticate would end it
        session = self.authenticate(login, password)
        self.addClassCleanup(root.session_store.delete, session)
        return session

    def _is_allowed(self, role, model, method, *args, **kwargs):
        """Whether the call is let in; nothing of it stays."""
        savepoint = self.env.cr.savepoint()
        try:
            with mute_logger(*QUIET):
                return self._call(role, model, method, args, kwargs)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            if "settings" in model or "criterion" in model:
                self.env.registry.clear_cache()

    def _call(self, role, model, method, args, kwargs):
        if role == "visitor" or any(isinstance(arg, BaseModel) for arg in args):
            return self._call_here(role, model, method, args, kwargs)
        answer = self._post(model, method, args, kwargs)
        name = answer.get("error", {}).get("data", {}).get("name")
        self.assertIn(name, (None, *REFUSALS, *TOLD), (role, model, method, answer))
        self.answer = answer.get("result")
        return name not in REFUSALS

    def _call_here(self, role, model, method, args, kwargs):
        """Through the same door from inside: without a login, and with records."""
        env = self.env(user=self.user[role], su=False)
        self.answer = None
        try:
            check_method_name(method)
            args = [a.with_env(env) if isinstance(a, BaseModel) else a for a in args]
            self.answer = call_kw(env[model], method, args, dict(kwargs))
        except AccessError:
            return False
        except UserError as error:
            self.answer = str(error)
        return True

    def _post(self, model, method, args, kwargs):
        """What the server answers to the user who is logged in."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        call = {"jsonrpc": "2.0", "method": "call", "params": params}
        headers = {"Content-Type": "application/json"}
        route = "/web/dataset/call_kw"
        return self.url_open(route, json.dumps(call).encode(), headers=headers).json()


def public_methods(env):
    """``model.method`` of all that the addon opens to RPC, overrides included."""
    found = set()
    for name, cls in env.registry.items():
        for base in cls.__mro__:
            if base.__module__.startswith(ADDON):
                found |= {f"{name}.{m}" for m in vars(base) if _is_public(base, m)}
    return found


def _is_public(cls, name):
    try:
        check_method_name(name)
    except AccessError:
        return False
    return inspect.isroutine(vars(cls)[name])


def routes(env):
    """The addresses of the addon's controllers."""
    return {
        rule.rule
        for rule in env["ir.http"].routing_map().iter_rules()
        if rule.endpoint.func.__module__.startswith(ADDON)
    }
