from ..common import LlmCase

ADDRESS = "anna@desks.example"


class PrivacyCase(LlmCase):
    """``lead`` belongs to ``contact``, who works for ``firm`` in ``country``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.country = cls.env.ref("base.be")
        partners = cls.env["res.partner"]
        cls.firm = partners.create({"name": "Desk Ltd", "is_company": True})
        values = {"name": "Anna", "email": ADDRESS, "country_id": cls.country.id}
        cls.contact = partners.create({**values, "parent_id": cls.firm.id})
        cls.lead = cls._create_lead(partner_id=cls.contact.id, phone="+32 2 555 01 20")
        cls.anyone = cls._create_lead()

    def _drain(self):
        self._set(auto_enrich_enabled=True)
        self.env["crm.lead"]._cron_enrich_leads()

    def _reasons(self):
        """Each way to say that the lead must not be sent, and a word that tells it."""
        mark = {"ai_never_send": True}
        refuse = {"ai_consent": "refused"}
        blacklist = self.env["mail.blacklist"]
        return [
            (lambda: self.lead.write(mark), "the lead is marked"),
            (lambda: self.contact.write(mark), "its contact is marked"),
            (lambda: self.firm.write(mark), "the company of its contact"),
            (lambda: self.country.write(mark), "country"),
            (lambda: self.lead.write(refuse), "refused"),
            (lambda: self.contact.write(refuse), "refused"),
            (lambda: self.firm.write(refuse), "refused"),
            (lambda: blacklist.create({"email": ADDRESS.upper()}), "blacklist"),
            (lambda: self._set(require_consent=True), "a consent is required"),
        ]

    def _each_reason(self):
        """Let each reason hold for a while; gives the word that tells it."""
        for hold, word in self._reasons():
            savepoint = self.env.cr.savepoint()
            hold()
            try:
                yield word
            finally:
                self.env.flush_all()
                savepoint.close(rollback=True)
                self.env.invalidate_all()
                self.env.registry.clear_cache()
