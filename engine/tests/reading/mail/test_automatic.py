"""Answers that programs give for an absent person, and reports of deliveries."""

import unittest

from ....reading.mail.automatic import is_automatic
from ....reading.mail.words import AUTOMATIC


class AutomaticAnswersAreTold(unittest.TestCase):
    def test_every_languages_subjects_tell(self):
        for code, language in AUTOMATIC.items():
            for word in language["automatic"]:
                with self.subTest(code, word=word):
                    self.assertTrue(is_automatic(f"{word.title()}: Shelves", "Hello"))

    def test_what_an_absent_person_writes_tells(self):
        for text in (
            "Hello,\nI am out of the office until Monday and answer on my return.",
            "Ich bin bis 9.9. nicht im Büro. In dringenden Fällen: Tel. 030 555 01 20.",
            "Je suis absente jusqu'au 9. Je vous lirai à mon retour.",
            "Estoy de vacaciones y contestaré a mi regreso.",
            "Sono in ferie fino al 9 e leggerò al mio rientro.",
            "Ik ben afwezig tot 9 september en lees uw mail bij terugkomst.",
            "Estou de férias. Leio a mensagem no meu regresso.",
            "أنا خارج المكتب وسأرد عند عودتي",
            "ただいま休暇中です。戻り次第お返事します。",
            "我正在休假，回来后马上答复。",
            "This is an automatic reply: we have got your message.",
            "Dies ist eine automatische Antwort.",
        ):
            with self.subTest(text):
                self.assertTrue(is_automatic("Re: Shelves", text))

    def test_reports_of_deliveries_tell(self):
        for subject, text, sender in (
            ("Undeliverable: Shelves", "", ""),
            ("Mail delivery failed: returning message to sender", "", ""),
            ("Unzustellbar: Regale", "", ""),
            ("Non remis : étagères", "", ""),
            ("Shelves", "x", "Mail Delivery System <MAILER-DAEMON@mx.example>"),
            ("Shelves", "x", "postmaster@falk.example"),
            (
                "Re: Shelves",
                "Your message could not be delivered to i@falk.example",
                "",
            ),
            (
                "",
                "This cannot be accepted because this is a private email address.",
                "",
            ),
        ):
            with self.subTest(subject + text + sender):
                self.assertTrue(is_automatic(subject, text, sender))


class PeoplesMailsAreKept(unittest.TestCase):
    def test_people_speak_of_absences_and_answers_too(self):
        for subject, text in (
            ("Holidays: two rooms", "We want two rooms in May."),
            ("Urlaub: Ferienhaus", "Wir suchen ein Haus für unseren Urlaub."),
            ("Automatic doors", "Four automatic doors, please."),
            ("Chatbot", "We look for a bot with automatic response for 3 shops."),
            (
                "Re: Shelves",
                "Thanks for your email. I was on holiday. Send 12 shelves.",
            ),
            ("Re: Shelves", "I am on holiday from Friday, so please send it today."),
            ("FW: Automatic reply: Shelves", "Look what Ida wants."),
            ("Absence tool", "We need a tool to plan absences of 40 people."),
            ("Re: Shelves", "I am out of the office; when I return, can we meet?"),
            (
                "Offer",
                "In urgent cases call my colleague; I will be back with 3000 EUR.",
            ),
        ):
            with self.subTest(subject + text):
                self.assertFalse(is_automatic(subject, text, "Ida <ida@falk.example>"))
