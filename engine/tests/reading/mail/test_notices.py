"""What firms put below all their mails goes; what the writer says stays."""

import unittest

from ....reading.mail.words import NOTICES
from ....reading.text import to_text
from ....reading.word_files import languages

OWN = "A price for rewiring a house, please."
CLOSED = f"{OWN}\n\nRegards\nPete"


class Notices(unittest.TestCase):
    GO = (
        "CONFIDENTIALITY NOTICE: This e-mail, including any attachments, is for the"
        " sole use of the intended recipient(s).",
        "If you have received this email in error please notify the system manager.",
        "Save a tree - don't print this email unless it's really necessary.",
        "Company accepts no liability for the content of this email.",
        "Le contenu de ce message est confidentiel et destiné à son destinataire.",
        "Diese E-Mail wurde von AVG auf Viren geprüft.",
        "Este mensaje es confidencial y va dirigido exclusivamente a su destinatario.",
        "Questo messaggio è riservato ed è destinato esclusivamente al destinatario.",
        "Rispetta l'ambiente. Hai davvero bisogno di stampare questa email?",
        "本邮件具有保密性质，仅发送给本邮件所指收件人。严禁非经授权使用。",
        "Wiadomość ta jest poufna i przeznaczona wyłącznie dla adresata.",
        "本メールは機密情報を含みます。誤って受信された場合は削除してください。",
    )
    STAY = (
        "We need a monitored environment and virus scanning for 40 PCs.",
        "Please treat this email as confidential, our staff doesn't know yet.",
        "Please delete my last one, sent by mistake. This email has the right list.",
        "Is this email confidential, and who is the recipient of the invoice?",
        "We need flyers: print this email's text on paper, for the environment.",
        "Bitte behandeln Sie diese E-Mail vertraulich, der Umzug ist geheim.",
        "Merci de garder ce message confidentiel, nos salariés ne savent rien.",
        "This email's recipient list: print 200 labels.",
        "此邮件附件为图纸,请打印30份并通知收件人。",
    )

    def test_a_notice_below_the_writers_name_goes(self):
        for notice in self.GO:
            for text in (
                f"{CLOSED}\n\n{notice}",
                f"{CLOSED}\n{notice}",
                f"{CLOSED}\n\n{notice}\n\n{notice}\n\n",
            ):
                with self.subTest(text):
                    self.assertEqual(to_text(text), CLOSED)

    def test_a_notice_below_a_rule_goes(self):
        for notice in self.GO:
            with self.subTest(notice):
                self.assertEqual(to_text(f"{OWN}\n\n---\n{notice}"), OWN)

    def test_what_the_writer_says_of_his_mail_stays(self):
        for told in self.STAY:
            for text in (f"{CLOSED}\n\n{told}", f"{OWN}\n\n{told}", told):
                with self.subTest(text):
                    self.assertEqual(to_text(text), text)

    def test_without_a_closing_a_notice_must_say_more(self):
        end = "In dieser E-Mail stehen die Empfänger; bitte drucken Sie Etiketten."
        self.assertIn(end, to_text(f"{OWN}\n\n{end}"))
        self.assertEqual(
            to_text(
                f"{OWN}\n\nThis message is confidential. If you are not the intended"
                " recipient, notify us and destroy it; disclosure is prohibited."
            ),
            OWN,
        )

    def test_a_notice_of_which_each_line_is_a_paragraph_goes(self):
        notice = (
            "Detta mejl kan innehålla konfidentiell information. Har du fått det av",
            "misstag ber vi dig att radera det och meddela avsändaren.",
        )
        lines = "".join(f"<p>{line}</p>" for line in (*CLOSED.split("\n"), *notice))
        self.assertEqual(to_text(lines).split(), CLOSED.split())

    def test_what_is_said_right_above_a_notice_stays(self):
        said = (
            f"{CLOSED}\n\nCan you forward this email to your partners?\nThey may"
            " ring me,\nor Kim,\nor Lee,\nby answering\nto this message. Thanks."
        )
        self.assertEqual(to_text(f"{said}\n{self.GO[0]}"), said)

    def test_what_is_added_below_a_notice_stays(self):
        text = f"{CLOSED}\n\n{self.GO[1]}\n\nP.S. Please ring me."
        self.assertEqual(to_text(text), text)

    def test_a_mail_is_never_taken_for_a_notice_as_a_whole(self):
        for notice in self.GO:
            self.assertEqual(to_text(notice), notice)

    def test_every_language_has_both_lists(self):
        for code, lists in languages("notices").items():
            with self.subTest(code):
                self.assertEqual(set(lists), set(NOTICES))
                own, restricts = lists["itself"][0], lists["restricts"]
                below = ", ".join(word.removesuffix("*") for word in restricts)
                self.assertEqual(to_text(f"{CLOSED}\n\n{own}: {below}"), CLOSED)
