"""Every model, field, public method and address of the addon, asked for by everyone."""

from odoo.tests import tagged

from ..documents.sources import ROOT
from ..log.monitoring_case import TOKEN, MonitoringCase
from .rights_case import RightsCase, public_methods, routes
from .rights_samples import (
    ARGUMENTS,
    CHANGES,
    FIELD_VALUES,
    KEY_STATE,
    TAKE_LEAD,
    TAKE_LEAD_FROM_CONTEXT,
    TAKE_NOTHING,
    new_values,
)
from .rights_table import (
    FIELDS,
    METHODS,
    MODELS,
    ODOOS,
    OVERRIDDEN,
    ROLES,
    ROUTES,
    render,
    rights_of,
)

ADDON = "llm_lead_scoring"
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestRightsWalk(RightsCase, MonitoringCase):
    def _walk(self, roles=ROLES):
        """Each role in turn, entered; at the end what was otherwise than expected."""
        self.wrong = []
        for role in roles:
            self._enter(role)
            yield role
        self.assertFalse(self.wrong, "\n".join(map(str, self.wrong)))

    def _expect(self, expected, role, model, method, *args, **kwargs):
        allowed = self._is_allowed(role, model, method, *args, **kwargs)
        if allowed != bool(expected):
            told = f"expected: {bool(expected)}"
            self.wrong.append((role, model, method, args, kwargs, told))

    def _expect_for_each(self, cell, role, model, method, records, *args):
        for kind, record in records.items():
            expected = cell and _is_within(kind, cell)
            self._expect(expected, role, model, method, record.ids, *args)

    def test_the_table_names_every_model_and_method_and_address(self):
        ours = {
            name
            for name, cls in self.env.registry.items()
            if cls._original_module == ADDON and not cls._abstract
        }
        self.assertFalse(ours - set(MODELS), "say in rights_table.py who may what")
        methods = {name.partition("(")[0] for name in METHODS}
        models = {*MODELS, *ODOOS} | self._get_abstract_models()
        known = {f"{model}{name}" for model in models for name in OVERRIDDEN}
        found = public_methods(self.env)
        self.assertFalse(found - known - methods, "say in rights_table.py who may call")
        self.assertFalse(methods - found, "these are gone")
        self.assertEqual(routes(self.env), set(ROUTES))

    def _get_abstract_models(self):
        registry = self.env.registry
        return {name for name, cls in registry.items() if cls._abstract}

    def test_readme_shows_the_table(self):
        self.assertIn(render(), (ROOT / "README.md").read_text(encoding="utf-8"))

    def test_records_are_open_to_those_whom_the_table_names(self):
        for role in self._walk():
            for model, cells in MODELS.items():
                self._try_operations(role, model, rights_of(cells, role))

    def _try_operations(self, role, model, cell):
        records = self.records[model]
        values = new_values(model, self.records)
        self._expect("c" in cell.rpartition(" ")[2], role, model, "create", values)
        args = {"r": [["create_date"]], "w": [CHANGES[model]], "d": []}
        for letter, more in args.items():
            right = cell if letter in cell.rpartition(" ")[2] else ""
            call = (role, model, OPERATIONS[letter], records)
            self._expect_for_each(right, *call, *more)

    def test_nobody_adds_a_provider_to_a_company_that_is_not_his(self):
        values = {"name": "New", "model_name": "m", "company_id": self.other.id}
        for role in self._walk():
            self._expect(False, role, "llm.provider", "create", values)

    def test_fields_are_read_by_those_whom_the_table_names(self):
        for role in self._walk():
            for model, cells in MODELS.items():
                if "r" in rights_of(cells, role).rpartition(" ")[2]:
                    self._try_reading(role, model)

    def _try_reading(self, role, model):
        cells = {name: FIELDS.get(f"{model}.{name}") for name in self._get_ours(model)}
        if not cells:
            return
        open_ = [n for n, c in cells.items() if c is None or "r" in rights_of(c, role)]
        ids = self.records[model]["mine"].ids
        self._expect(True, role, model, "read", ids, open_)
        self._expect(True, role, model, "fields_get", open_)
        self.assertEqual(set(self.answer), set(open_), (role, model))
        for name in cells.keys() - set(open_):
            if self._is_allowed(role, model, "read", ids, [name]):
                self.assertFalse(self.answer[0][name], (role, model, name))

    def _get_ours(self, model):
        """The names of the fields that the addon gives to a model."""
        fields = self.env[model]._fields.items()
        return {name for name, field in fields if ADDON in field._modules}

    def test_fields_are_written_by_those_whom_the_table_names(self):
        for role in self._walk():
            for name, value in FIELD_VALUES.items():
                expected = "w" in rights_of(FIELDS[name], role)
                self._try_writing(role, *name.rsplit(".", 1), value, expected)

    def _try_writing(self, role, model, name, value, expected):
        """Also by way of a default, which anybody can give along."""
        ids = self.records[model]["mine"].ids
        new = new_values(model, self.records)
        self._expect(expected, role, model, "write", ids, {name: value})
        self._expect(expected, role, model, "create", {**new, name: value})
        context = {f"default_{name}": value}
        self._expect(expected, role, model, "create", new, context=context)

    def test_methods_are_open_to_those_whom_the_table_names(self):
        for role in self._walk():
            for name, cells in METHODS.items():
                self._try_method(role, name, rights_of(cells, role))

    def _try_method(self, role, name, cell):
        full, _bracket, variant = name.partition("(")
        model, _dot, method = full.rpartition(".")
        args = ARGUMENTS.get(name, [])
        if name in TAKE_LEAD | TAKE_LEAD_FROM_CONTEXT:
            self._try_on_leads(role, name, cell, args)
        elif name in TAKE_NOTHING:
            self._expect(cell, role, model, method, [])
        elif getattr(getattr(type(self.env[model]), method), "_api", None):
            self._expect(cell, role, model, method, *args)
        else:
            key = f"{model}({variant}" if variant else model
            records = self.records[key]
            self._expect_for_each(cell, role, model, method, records, *args)

    def _try_on_leads(self, role, name, cell, args):
        model, _dot, method = name.rpartition(".")
        for kind, lead in self.records["crm.lead"].items():
            expected = cell and _is_within(kind, cell)
            call = (expected, role, model, method)
            if name in TAKE_LEAD:
                self._expect(*call, lead, *args)
            else:
                self._expect(*call, *args, context={"default_lead_id": lead.id})

    def test_onchange_of_a_record_that_is_not_there_yet_tells_no_more(self):
        values = {"provider_type": "openai"}
        guess = {**values, "key_variable": "OPENAI_API_KEY"}
        cells = METHODS["llm.provider.onchange"]
        admins = FIELDS["llm.provider.key_variable"]
        for role in self._walk():
            call = (role, "llm.provider", "onchange", [])
            self._expect(rights_of(cells, role), *call, values, [], KEY_STATE)
            self._expect(rights_of(admins, role), *call, guess, [], KEY_STATE)

    def test_a_review_tells_no_score_to_who_may_not_read_the_lead(self):
        cells = MODELS["crm.lead"]
        for role in self._walk():
            reviews = self.records["llm.review(contest)"]
            cell = rights_of(cells, role)
            call = (role, "llm.review", "read", reviews, ["ai_score"])
            self._expect_for_each(cell, *call)

    def test_a_tracked_change_of_a_provider_is_read_by_those_who_read_it(self):
        words = "changed"
        self.provider.message_post(body=words)
        note = self.provider.message_ids[0]
        for role in self._walk():
            expected = "r" in rights_of(MODELS["llm.provider"], role)
            self._expect(expected, role, "mail.message", "read", note.ids, ["body"])

    def test_addresses_open_to_a_token_and_to_no_session(self):
        for role in ROLES:
            self._log_in(None, None)
            self._enter(role)
            for path, (without, with_) in ROUTES.items():
                self.assertEqual(self._ask(path).status_code, without, (role, path))
                found = self._ask(path, TOKEN)
                self.assertEqual(found.status_code, with_, (role, path))

    def test_a_visitor_calls_nothing(self):
        self._log_in(None, None)
        for name in METHODS:
            model, _dot, method = name.partition("(")[0].rpartition(".")
            answer = self._post(model, method, [], {})
            error = answer["error"]["data"]["name"]
            self.assertEqual(error, "odoo.http.SessionExpiredException", name)


def _is_within(kind, cell):
    """Whether a record of this kind is one that the cell is about."""
    return kind != "foreign" and not (kind == "colleague" and cell.startswith("own"))
