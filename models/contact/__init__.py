"""Contacts, companies and countries: who consented, and who is never sent."""

from . import res_company
from . import res_country
from . import res_partner
