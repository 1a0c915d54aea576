from contextlib import contextmanager
from contextvars import ContextVar

from odoo import api, models

# Who is in one of these may set providers up, or do anything.
GROUPS = ("sales_team.group_sale_manager", "base.group_system")
# Odoo's settings of users name groups by fields of their own; who is archived has none.
RIGHT_FIELDS = ("active", "groups_id", "in_group_", "sel_groups_")

# Cursors whose outer call compares already: Odoo writes groups inside of groups.
_compared = ContextVar("llm_compared_cursors", default=())


class LlmChange(models.Model):
    """Who came into a group that matters here, or left it."""

    _inherit = "llm.change"

    @api.model
    @contextmanager
    def _compare_members(self):
        """Note how the members of the watched groups change inside."""
        cursors = _compared.get()
        if any(cr is self.env.cr for cr in cursors):
            yield
            return
        token = _compared.set((*cursors, self.env.cr))
        try:
            before = self._get_members()
            yield
            self._note_members(before, self._get_members())
        finally:
            _compared.reset(token)

    @api.model
    def _get_members(self):
        """``{group id: {login of each active user}}``."""
        group_ids = [self.env["ir.model.data"]._xmlid_to_res_id(g) for g in GROUPS]
        self.env["res.users"].flush_model(["active", "login", "groups_id"])
        self.env.cr.execute(
            """SELECT gid, array_agg(login) FROM res_groups_users_rel
               JOIN res_users ON res_users.id = uid
               WHERE gid = ANY(%s) AND res_users.active GROUP BY gid""",
            [[group_id for group_id in group_ids if group_id]],
        )
        return {group_id: set(logins) for group_id, logins in self.env.cr.fetchall()}

    @api.model
    def _note_members(self, before, after):
        changes = []
        for group in self.env["res.groups"].sudo().browse({**before, **after}):
            old, new = before.get(group.id, set()), after.get(group.id, set())
            changes += [(group.full_name, login, False) for login in sorted(old - new)]
            changes += [(group.full_name, False, login) for login in sorted(new - old)]
        self._note("right", changes)


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        with self.env["llm.change"]._compare_members():
            return super().create(vals_list)

    def write(self, vals):
        if not {"users", "implied_ids"} & vals.keys():
            return super().write(vals)
        with self.env["llm.change"]._compare_members():
            return super().write(vals)


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        with self.env["llm.change"]._compare_members():
            return super().create(vals_list)

    def write(self, vals):
        if not any(name.startswith(RIGHT_FIELDS) for name in vals):
            return super().write(vals)
        with self.env["llm.change"]._compare_members():
            return super().write(vals)

    def unlink(self):
        with self.env["llm.change"]._compare_members():
            return super().unlink()
