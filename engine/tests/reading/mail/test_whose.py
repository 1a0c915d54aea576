"""Whose mail stands below a few words: one handed on to us, or one that we wrote."""

import unittest

from ....reading.mail.words import TRADE, languages
from ....reading.text import to_text

OURS = frozenset({"shop.example", "shop.at@gmail.com"})
IDA, BO = "Ida Falk <ida@falk.example>", "Bo Lind <bo@shop.example>"
WANTED = "Hello,\n\nwe need 12 steel shelves for Lund by May.\n\nIda"
OFFERED = "Hello Ida,\n\nthank you for your enquiry. Our shelves cost 99 euros.\n\nBo"


def block(sender, receiver, subject="Shelves", labels="From Sent To Subject"):
    values = (sender, "2 May 2025 08:15", receiver, subject)
    pairs = zip(labels.split(), values, strict=True)
    return "\n".join(f"{label}: {value}" for label, value in pairs)


def below(note, headers, mail):
    return f"{note}\n\n{headers}\n\n{mail}"


class WhereOurAddressesAreKnown(unittest.TestCase):
    def test_a_mail_of_ours_is_cut_and_one_of_theirs_is_read_below_anything(self):
        for note in ("For Ann", "Yes, Thursday", "Hm", "20 pieces?", "FYI"):
            for subject in ("", "FW: Shelves", "Shelves"):
                with self.subTest(note, subject=subject):
                    text = below(note, block(BO, IDA), "About shelves.")
                    self.assertEqual(to_text(text, subject, ours=OURS), note)
                    text = below(note, block(IDA, BO), "About shelves.")
                    self.assertIn("About", to_text(text, subject, ours=OURS))

    def test_an_answer_stays_one_by_its_own_subject(self):
        text = below("Any news?", block(IDA, BO), "About shelves.")
        self.assertEqual(to_text(text, "Re: Shelves", ours=OURS), "Any news?")

    def test_an_address_at_a_provider_is_ours_and_its_neighbours_are_not(self):
        for sender, is_read in (("shop.at@gmail.com", False), ("ida@gmail.com", True)):
            text = below("Hm", block(f"Shop <{sender}>", "bo@x.example"), "About it.")
            self.assertEqual("About" in to_text(text, "FW: x", ours=OURS), is_read)

    def test_what_our_own_website_sent_to_us_is_an_inquiry(self):
        headers = block("Site <noreply@shop.example>", "info@shop.example", "Form")
        text = to_text(below("Bo, yours", headers, WANTED), "FW: Form", ours=OURS)
        self.assertIn("12 steel shelves", text)

    def test_of_a_thread_that_was_passed_on_only_their_mails_are_read(self):
        theirs, ours = block(IDA, BO, "RE: Shelves"), block(BO, IDA, "RE: Shelves")
        text = below("Please take over", theirs, "Any news?")
        text = below(below(text, ours, OFFERED), block(IDA, BO), WANTED)
        for start in (text, text.replace(f"{theirs}\n\nAny news?\n\n", "")):
            read = to_text(start, passed_on=True, ours=OURS)
            self.assertIn("12 steel shelves", read)
            self.assertNotIn("99 euros", read)
        self.assertIn("Any news?", to_text(text, passed_on=True, ours=OURS))

    def test_our_own_answer_to_the_lead_is_not_the_leads(self):
        answer = "Dear Ida,\n\nthey cost 99 euros.\n\nBo"
        quoted = "\n".join(f"> {line}" for line in WANTED.split("\n"))
        wrote = "On 2 May 2025, at 08:15, Ida Falk <ida@falk.example> wrote:"
        for start in (block(IDA, BO), wrote):
            mail = quoted if start == wrote else WANTED
            text = to_text(below(answer, start, mail), "Re: Shelves", True, OURS)
            self.assertNotIn("99 euros", text)
            self.assertIn("12 steel shelves", text)
        note = below("Ann, ring Ida please", block(IDA, BO), WANTED)
        self.assertIn("ring Ida", to_text(note, "Re: Shelves", True, OURS))

    def test_headers_in_words_of_no_table_and_marks_do_not_matter(self):
        for mark in ("", "-----Original Message-----\n", "________________\n"):
            for labels in ("A-berzh Kaset Da Danvez", "Saatja Saadetud Saaja Teema"):
                headers = mark + block(BO, IDA, labels=labels)
                with self.subTest(headers):
                    text = to_text(below("Hm", headers, OFFERED), "FW: x", ours=OURS)
                    self.assertNotIn("99 euros", text)


class WhereNothingIsKnown(unittest.TestCase):
    def is_read(self, note, sender=IDA, receiver=BO, mail=WANTED, subject="Shelves"):
        text = to_text(below(note, block(sender, receiver, subject), mail))
        self.assertIn(note.partition("\n")[0], text)
        return mail.rpartition("\n")[0].strip() in text

    def test_notes_of_colleagues_in_words_that_no_table_has(self):
        for note in (
            "Your corner of the country",
            "Smells like a chain of shops",
            "Jens, deine Ecke",
            "Hi Tom,\n\nmy neighbour runs that firm and asked at the barbecue.\n\nAnn",
            "Frisch vom Messestand",
            "Du rayon de Paul",
            "Proprio sotto casa tua",
            "Akkurat noe for Ola",
        ):
            with self.subTest(note):
                self.assertTrue(self.is_read(note))

    def test_answers_of_customers_in_words_that_no_table_has(self):
        for answer in (
            "Splendid",
            "Bo, make it fifteen",
            "Dear Mr Lind,\n\nour carpenter measured again and it fits.\n\nIda Falk",
            "Oak rather than beech",
            "Her mit den Dingern",
            "Banco",
            "Tanto vale",
        ):
            with self.subTest(answer):
                self.assertFalse(self.is_read(answer, BO, IDA, OFFERED))

    def test_a_plain_mail_is_an_answer_if_its_writer_is_greeted(self):
        mail = "The hall is open from eight.\nBo"
        self.assertFalse(self.is_read("Bo,\nsplendid", BO, IDA, mail))
        self.assertTrue(self.is_read("Ann,\nhave a look", IDA, BO, mail))

    def test_a_note_above_a_note_passes_on_what_is_below_both(self):
        inner = below("Ann, yours", block(IDA, "Ann"), WANTED)
        for subject, is_read in (("FW: Shelves", True), ("RE: Shelves", False)):
            text = below("Tom?", block("Ann", "Tom", subject), inner)
            self.assertEqual("12 steel" in to_text(text, "FW: FW: x"), is_read)

    def test_boxes_and_numbers_of_documents_tell_who_wrote(self):
        mail = "The hall is open from eight.\nBo"
        for subject, is_read in (("Quotation #2044", False), ("The hall", True)):
            self.assertEqual(self.is_read("Hm", IDA, BO, mail, subject), is_read)
        self.assertFalse(self.is_read("Hm", "sales@shop.example", IDA, mail))

    def test_what_is_asked_for_and_what_is_offered_in_every_language(self):
        for code, told in languages("trade").items():
            for kind in TRADE:
                for phrase in told[kind]:
                    mail = f"{phrase.removesuffix('*')}\nend"
                    with self.subTest(code, phrase=phrase):
                        is_read = self.is_read("Lorem", mail=mail)
                        self.assertEqual(is_read, kind == "inquires")


class HeadersOfLotusNotes(unittest.TestCase):
    SENDERS = (
        "Ida Falk\n05/02/2025 08:15 AM",
        "Ida Falk <ida@falk.example>\nSent by: Bo Lind\n02.05.2025 08:15",
        '"Falk, Ida" <ida@falk.example> on 05/02/2025 08:15:10 AM',
        "ida@falk.example on 02.05.25 08:15",
    )
    RECEIVERS = (
        "To: Bo Lind/LUND/Shop@SHOP\ncc:\nSubject: Re: Shelves",
        "To: Bo Lind/LUND/Shop@SHOP, Ann Berg,\nOla Dahl\ncc:\n\nSubject: Shelves",
        "An: Bo Lind/Shop\nKopie:\nThema: Shelves",
    )

    def test_below_an_answer_they_begin_a_quote(self):
        for sender in self.SENDERS:
            for receiver in self.RECEIVERS:
                text = below("Fine, Thursday", f"{sender}\n{receiver}", OFFERED)
                with self.subTest(text):
                    self.assertEqual(to_text(text, "Re: Shelves"), "Fine, Thursday")

    def test_below_a_mark_they_begin_what_was_passed_on(self):
        for mark in (
            "----- Forwarded by Bo Lind/LUND/Shop on 05/02/2025 09:00 AM -----",
            "------------ Forwarded by Bo Lind/LUND/Shop on 05/02/2025\n09:00 ------",
            "----- Weitergeleitet von Bo Lind/Shop am 02.05.2025 09:00 -----",
        ):
            for sender in self.SENDERS:
                for receiver in self.RECEIVERS:
                    headers = f"{mark}\n\n{sender}\n{receiver}"
                    with self.subTest(headers):
                        text = to_text(below("Ann?", headers, WANTED))
                        self.assertIn("Ann?", text)
                        self.assertIn("12 steel shelves", text)

    def test_dates_and_receivers_of_the_writers_own_are_none(self):
        for text in (
            "Delivery of the shelves\n05/02/2025 08:15\nTo: our hall in Lund",
            "We meet on 02.05.2025 08:15\nTo: decide about\nShelves",
        ):
            self.assertEqual(to_text(text), text)


class ForwardsInMarksOfAQuote(unittest.TestCase):
    MAIL = "> Message du 02/05/25\n> De : Ida <i@falk.example>\n> A : v@shop.example\n"
    MAIL += "> Objet : étagères\n>\n> Douze étagères pour Lund."

    def test_their_headers_are_told_where_the_subject_says_so(self):
        for subject in ("TR: étagères", "Fwd: étagères"):
            text = to_text(f"Pour toi\n\n{self.MAIL}", subject)
            self.assertIn("Douze étagères", text)

    def test_an_answer_quotes_them(self):
        for subject in ("Re: étagères", "étagères"):
            text = to_text(f"C'est trop cher.\n\n{self.MAIL}", subject)
            self.assertEqual(text, "C'est trop cher.")


class ForwardsInHtml(unittest.TestCase):
    HEADERS = (
        "<b>From:</b> Ida &lt;ida@falk.example&gt;<br><b>Sent:</b> 2 May 2025 08:15"
        "<br><b>To:</b> Bo<br><b>Subject:</b> shelves"
    )

    def test_a_quote_below_a_forward_line_and_its_headers_is_passed_on(self):
        html = (
            f"<p>For Ann</p>------- Forwarded Message -------<br>{self.HEADERS}"
            "<br><br><blockquote type='cite'>12 shelves</blockquote>"
        )
        self.assertIn("12 shelves", to_text(html))

    def test_headers_and_mail_in_quotes_come_back_where_it_was_passed_on(self):
        html = (
            f"<p>Grey would do as well.</p><hr><blockquote>{self.HEADERS}</blockquote>"
            "<blockquote>12 shelves</blockquote>"
        )
        self.assertIn("12 shelves", to_text(html, "FW: shelves"))
        self.assertIn("12 shelves", to_text(html, passed_on=True))
        self.assertNotIn("12 shelves", to_text(html, "Re: shelves"))

    def test_a_forward_line_in_words_of_no_table_is_told_by_the_headers_below(self):
        for line in ("Mula mesej dimajukan:", "ข้อความที่ส่งต่อ:", "Y Lorem:"):
            headers = block(IDA, BO)
            quote = "\n".join(
                f"> {li}" for li in below(line, headers, WANTED).split("\n")
            )
            self.assertIn("12 steel", to_text(f"For Ann\n\n{quote}"))
            inner = below(line, headers, WANTED).replace("<", "&lt;")
            inner = inner.replace("\n", "<br>")
            html = f"<p>For Ann</p><blockquote type='cite'>{inner}</blockquote>"
            self.assertIn("12 steel", to_text(html))

    def test_a_quote_of_ours_stays_cut_where_it_was_passed_on(self):
        html = (
            "<p>Agreed</p><p>On 2 May 2025 Bo &lt;bo@shop.example&gt; wrote:</p>"
            "<blockquote type='cite'>99 euros</blockquote>"
        )
        self.assertEqual(to_text(html, "FW: shelves", ours=OURS), "Agreed")
