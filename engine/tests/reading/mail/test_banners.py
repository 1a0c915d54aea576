"""What our own mail server puts above a mail is no word of the lead."""

import unittest

from ....reading.text import to_text

OWN = "A quote for 50 flanges, please.\n\nJo"


class Banners(unittest.TestCase):
    GO = (
        "[EXTERNAL]",
        "Externe E-Mail",
        "CAUTION: External email. Do not click links unless you trust the sender.",
        "CAUTION: This email originated from outside of the organization. Do not"
        " click\nlinks or open attachments unless you recognize the sender and know"
        " the\ncontent is safe.",
        "This Message Is From an External Sender\n"
        "This message came from outside your organization.",
        "CAUTION:\nThis email originated from outside the organization.\nDo not click"
        " links or open attachments unless you recognize the sender.",
        "WARNING: This email originated from outside of Falk. Be wary of any links.",
        "ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\n"
        "ZjQcmQRYFpfptBannerEnd",
        "-------------\nCAUTION: This email originated from outside.\n-------------",
        "WARNING: This message came from an external source",
        "You don't often get email from jo@example.com. Learn why this is important"
        "<https://aka.example/why>",
        "[You don't often get email from jo@example.com. Learn why this is important"
        " at https://aka.example/why ]",
        "Sie erhalten nicht häufig E-Mails von jo@example.com. Erfahren Sie, warum"
        " dies wichtig ist",
        "ACHTUNG: Diese E-Mail kommt von einem externen Absender. Bitte keine Links"
        " öffnen.",
        "Vous n'obtenez pas souvent d'e-mail de jo@example.com. Découvrez pourquoi"
        " cela est important",
        "ATTENTION : ce message provient de l'extérieur. Ne cliquez pas sur les liens.",
        "ATENCIÓN: Este correo proviene de fuera de la organización. No abra enlaces.",
        "【社外メール】このメールは外部からのメールです。リンクに注意してください。",
    )
    STAY = (
        "External:\nfive windows\nInternal:\nthree doors",
        "Attention: we need a door that can be locked from outside.",
        "We are looking for an external source of steel.",
        "Warning: the links and attachments on your site don't open.",
        "Is your staff or an external sender to bring this message?",
        "Please quote a banner: this email is from outside the organization, links.",
    )

    def test_a_banner_above_a_mail_goes(self):
        for banner in self.GO:
            for text in (f"{banner}\n\n{OWN}", f"{banner}\n{OWN}"):
                with self.subTest(text):
                    self.assertEqual(to_text(text), OWN)

    def test_it_goes_above_a_mail_passed_on_as_well(self):
        headers = "From: Jo <jo@example.com>\nSent: Monday\nTo: Bo\nSubject: Flanges"
        for banner in self.GO:
            with self.subTest(banner):
                passed_on = f"For you\n\n{headers}\n\n{banner}\n\n{OWN}"
                found = to_text(passed_on, "FW: Flanges")
                self.assertEqual(found, f"For you\n\n{headers}\n\n{OWN}")

    def test_what_stands_below_or_above_it_stays(self):
        banner = self.GO[2]
        for text in (f"{OWN}\n{banner}", f"Hi Bo\n{banner}\n{OWN}"):
            self.assertIn("50 flanges", to_text(text))
        told = "Your links are fine, but attachments don't open."
        self.assertEqual(to_text(f"{banner}\n\n{told}\n{OWN}"), f"{told}\n{OWN}")

    def test_what_the_writer_says_stays(self):
        for told in self.STAY:
            text = f"{told}\n\n{OWN}"
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

    def test_a_mail_of_a_banner_only_is_kept(self):
        for banner in self.GO:
            self.assertTrue(to_text(banner))


class AllAtOnce(unittest.TestCase):
    """As mails of firms are: a banner, the words, a card, a notice, a device's line."""

    NOTICE = "This message is confidential and for its addressee only."
    DEVICE = "Sent from my iPhone"
    CARD = "Kind regards\nJo Hart\nHart Ltd\n+44 20 7946 0000"

    def layered(self, banner, words, *end):
        return "\n\n".join([banner, words, self.CARD, *end])

    def test_a_mail_passed_on_is_read_without_any_of_it(self):
        for labels in (
            ("From", "Sent", "To", "Subject"),
            ("De", "Enviat el", "Per a", "Tema"),
            ("Saatja", "Saadetud", "Adressaat", "Teema"),
        ):
            values = ("Jo <jo@a.example>", "7/5/2024 16:40", "Bo", "x")
            told = zip(labels, values, strict=True)
            headers = "\n".join(map(": ".join, told))
            for banner in Banners.GO:
                note = self.layered(banner, "For you", self.DEVICE, self.NOTICE)
                mail = self.layered(banner, OWN, self.NOTICE, self.DEVICE)
                with self.subTest(labels=labels, banner=banner):
                    found = to_text(f"{note}\n\n{headers}\n\n{mail}", "FW: x")
                    kept = (
                        f"For you\n\n{self.CARD}\n\n{headers}\n\n{OWN}\n\n{self.CARD}"
                    )
                    self.assertEqual(found, kept)

    def test_an_answer_is_told_from_a_note_under_all_of_it(self):
        headers = "From: Bo <bo@b.example>\nSent: 7/5/2024 16:40\nTo: Jo\nSubject: x"
        offer = (
            "Dear Jo,\n\nthank you for your inquiry. Please find our quote attached."
        )
        for banner in Banners.GO:
            answer = self.layered(banner, "Fine, go ahead", self.DEVICE, self.NOTICE)
            ours = self.layered("", offer, self.NOTICE)
            found = to_text(f"{answer}\n\n{headers}\n\n{ours}")
            self.assertEqual(found, f"Fine, go ahead\n\n{self.CARD}")
