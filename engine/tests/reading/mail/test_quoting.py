"""Of a mail, what its sender wrote or passed on; quotes and signatures go."""

import unittest

from ....reading.text import to_text

OWN = "We need 40 oak desks by May."


class QuotedMailsAreCut(unittest.TestCase):
    def test_what_was_written_before_is_cut(self):
        for quoted in (
            "On Mon, 3 May 2024 at 10:12, Ann <ann@example.com> wrote:\n> old",
            "On Mon, 3 May 2024 at 10:12, Ann <ann@example.com> wrote:\nold",
            "On Mon, 3 May 2024 at 10:12 Ann <\nann@example.com>\nwrote:\n\nold",
            "Am 03.05.2024 um 10:12 schrieb Ann Muster:\n> old",
            "Le 3 mai 2024 à 10:12, Ann a écrit :\n> old",
            "El 3 may 2024, a las 10:12, Ann escribió:\nold",
            "Il giorno 3 mag 2024 alle 10:12 Ann ha scritto:\nold",
            "Op 3 mei 2024 om 10:12 heeft Ann het volgende geschreven:\nold",
            "понедельник, 3 мая 2024 г. пользователь Ann написал:\nold",
            "2024-05-03 10:12 GMT+02:00 Ann <\nann@example.com>:\n\n> old",
            "在 2024年5月3日 10:12，Ann <ann@example.com> 写道：\n> old",
            "3 May 2024 10:12, Ann <ann@example.com>:\n> old",
            "---- On Mon, 03 May 2024 10:12:00 +0200 Ann wrote ----\nold",
            "-----Original Message-----\nFrom: Ann\nold",
            "-------- Mensaje original --------\nold",
            "From: Ann <a@example.com>\nSent: Monday\nTo: Bob\nSubject: desks\n\nold",
            "Von: Ann\nGesendet: Montag\nAn: Bob\nBetreff: Tische\n\nold",
            "*From:* Ann\n*Sent:* Monday\n*To:* Bob\n*Subject:* desks\n\nold",
            "发件人: Ann\n发送时间: 2024\n收件人: Bob\n主题: x\n\nold",
            "> old\n> older",
        ):
            with self.subTest(quoted):
                self.assertEqual(to_text(f"{OWN}\n\n{quoted}"), OWN)

    def test_quotes_marked_in_html_are_cut(self):
        for quoted in (
            "<blockquote>old</blockquote>",
            '<div class="gmail_quote">old</div>',
            '<div class="yahoo_quoted">old</div>',
            '<div data-o-mail-quote="1">old</div>',
            '<div id="divRplyFwdMsg">From: Ann</div><div>old</div><p>older</p>',
            '<p>On 3 May 2024, Ann wrote:</p><blockquote type="cite">old</blockquote>',
        ):
            with self.subTest(quoted):
                self.assertEqual(to_text(f"<p>{OWN}</p>{quoted}"), OWN)

    def test_an_answer_below_its_quote_is_kept(self):
        introduction = "On Mon, 3 May 2024, Ann wrote:"
        for source in (
            f"{introduction}\n> How many?\n\n{OWN}",
            f"<p>{introduction}</p><blockquote>How many?</blockquote><p>{OWN}</p>",
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), OWN)

    def test_an_answer_below_what_is_not_marked_is_kept(self):
        for above in ("", "Hello Bob,\n\n"):
            for introduction in (
                "On Mon, 3 May 2024 at 10:12, Ann <ann@example.com> wrote:",
                "On Mon, 3 May 2024 at 10:12 Ann <\nann@example.com>\nwrote:",
                "Am 03.05.2024 um 10:12 schrieb Ann Muster:",
                "在 2024年5月3日 10:12，Ann <ann@example.com> 写道：",
            ):
                with self.subTest(above + introduction):
                    text = to_text(f"{above}{introduction}\n\nHow many?\n\n{OWN}")
                    self.assertTrue(text.endswith(f"How many?\n\n{OWN}"), text)
                    self.assertNotIn("Ann", text)

    def test_what_one_wrote_oneself_is_no_quote(self):
        for line in (
            "On 3 May 2024 I wrote:",
            "Am 3. Mai 2024 schrieb ich:",
            "Le 3 mai 2024, j'ai écrit :",
        ):
            with self.subTest(line):
                source = f"Hello,\nwe wait.\n{line}\n{OWN}"
                self.assertEqual(to_text(source), source)

    def test_own_words_that_look_like_an_introduction_are_kept(self):
        for source in (
            "On Thursday:\nwe need desks",
            "As I wrote: we need desks",
            "From: London\nTo: Paris\nDate: 3 May\nTwo adults",
            "Hello\nFrom: Ann\nEmail: ann@example.com\nMessage: desks",
            "A visitor wrote\nFrom: Ann\nSubject: desks\nMessage: We need 40",
            "Our needs:\n- 40 desks\n- 40 chairs",
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), source)

    def test_an_indented_paragraph_is_no_quote(self):
        source = f'<p>a</p><blockquote style="border: none">{OWN}</blockquote>'
        self.assertEqual(to_text(source), f"a\n\n{OWN}")

    def test_a_reply_without_own_words_has_none(self):
        self.assertEqual(to_text("On 3 May 2024 at 10:12, Ann wrote:\n> old"), "")

    def test_a_text_that_is_all_quoted_is_kept(self):
        for source in (f"> {OWN}", f"<blockquote>{OWN}</blockquote>"):
            with self.subTest(source):
                self.assertEqual(to_text(source), OWN)


class ForwardedMailsAreKept(unittest.TestCase):
    HEADERS = "From: Ann <a@example.com>\nDate: Monday\nSubject: desks\nTo: Bob"

    def test_a_forwarded_mail_is_kept(self):
        for mark in (
            "---------- Forwarded message ----------",
            "Begin forwarded message:",
            "-------- Weitergeleitete Nachricht --------",
            "---------- Mensaje reenviado ---------",
            "---------- 转发的邮件 ----------",
        ):
            with self.subTest(mark):
                source = f"See below.\n\n{mark}\n{self.HEADERS}\n\n{OWN}"
                self.assertEqual(to_text(source), source)

    def test_a_forward_inside_a_marked_quote_is_kept(self):
        mark = "---------- Forwarded message ----------<br>From: Ann<br><br>"
        for source in (
            f'<p>Hi</p><div class="gmail_quote">{mark}{OWN}</div>',
            f"<p>Hi</p><blockquote>Begin forwarded message:<br>{OWN}</blockquote>",
        ):
            with self.subTest(source):
                self.assertIn(OWN, to_text(source))

    def test_a_forward_with_quote_marks_loses_the_marks(self):
        text = to_text(f"Begin forwarded message:\n\n> From: Ann\n>\n> {OWN}")
        self.assertTrue(text.endswith(OWN), text)
        self.assertNotIn(">", text)

    def test_a_forward_of_a_reply_keeps_only_the_reply(self):
        text = to_text(
            f"---- Forwarded message ----\n{self.HEADERS}\n\n{OWN}\n\n"
            "On 1 May 2024 at 9:00, Bob <b@example.com> wrote:\nold"
        )
        self.assertTrue(text.endswith(OWN), text)

    def test_headers_at_the_start_belong_to_a_mail_passed_on(self):
        source = f"{self.HEADERS}\n\n{OWN}"
        self.assertEqual(to_text(source), source)

    def test_a_forward_inside_a_reply_is_part_of_the_quote(self):
        source = f"{OWN}\n\nOn 3 May 2024, Ann wrote:\n\nForwarded message:\nold"
        self.assertEqual(to_text(source), OWN)


class SignaturesAreCut(unittest.TestCase):
    def test_a_short_block_below_dashes_is_cut(self):
        for end in (
            "\n-- \nAnn\nACME",
            "\n--\nAnn",
            "\n____________\nlist@example.com",
            "\nSent from my iPhone",
            "\nVon meinem iPhone gesendet",
            "\nEnvoyé de mon iPhone",
            "\niPhoneから送信",
        ):
            with self.subTest(end):
                self.assertEqual(to_text(OWN + end), OWN)

    def test_signatures_marked_in_html_are_cut(self):
        for mark in ('class="gmail_signature"', 'class="moz-signature"'):
            with self.subTest(mark):
                self.assertEqual(to_text(f"<p>{OWN}</p><div {mark}>Ann</div>"), OWN)

    def test_a_long_text_below_dashes_is_no_signature(self):
        source = "Name: Ann\n--\n" + "\n".join(["One more line of the order"] * 20)
        self.assertEqual(to_text(source), source)

    def test_words_that_only_begin_like_a_signature_are_kept(self):
        for source in ("Sent from our warehouse in Lyon", "a -- b", "--\nAnn"):
            with self.subTest(source):
                self.assertEqual(to_text(source), source)
