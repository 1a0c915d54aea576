"""Personal values become stand-ins."""

import unittest
from dataclasses import replace

from .masking_case import LEAD, hidden


class WhatIsHidden(unittest.TestCase):
    def test_a_mail_address_in_any_writing(self):
        for text, expected in (
            ("mail ann@example.com, please", "mail [EMAIL_1], please"),
            ("(ann.b+c@mail.example.co.uk)", "([EMAIL_1])"),
            ("<ann@example.com>.", "<[EMAIL_1]>."),
            ("'o'neil@example.com'", "'[EMAIL_1]'"),
            ("ann [at] example [dot] com", "[EMAIL_1]"),
            ("jürgen@bücher.example", "[EMAIL_1]"),
            ("电邮ann@example.com好", "电邮[EMAIL_1]好"),
            ("a＠example.com", "[EMAIL_1]"),
            ("ann (ät) example.de", "[EMAIL_1]"),
            ("ann{at}example{dot}com", "[EMAIL_1]"),
            ("ann @ example.com", "[EMAIL_1]"),
            ("ann@ example.com!", "[EMAIL_1]!"),
            ("ann[@]example[.]com", "[EMAIL_1]"),
            ("ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "[EMAIL_1]"),
            ("mailto:ann@example.com?subject=x", "mailto:[EMAIL_1]?subject=x"),
            ("2 @ 5 EUR, @home, a@b", "2 @ 5 EUR, @home, a@b"),
            ("10 desks @ 120.eur, 2@1.5, root@127.0.0.1",) * 2,
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text), expected)

    def test_a_phone_number_of_nine_languages(self):
        for text in (
            "+32 2 290 34 90",
            "0049 40 5550 1200",
            "+1 (555) 123-4567",
            "(555) 123-4567",
            "555-123-4567",
            "01 23 45 67 89",
            "030/1234567",
            "06-12345678",
            "03-5555-0142",
            "13812345678",
            "138 1234 5678",
            "٠٤٥٥٥٠١٣٤٠",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(f"a {text} b"), "a [PHONE_1] b")

    def test_a_number_behind_a_word_for_it(self):
        for text in (
            "Tel: 971 555",
            "call me at 5551234",
            "Telefon 971 555",
            "téléphone : 971 555",
            "teléfono 971 555",
            "cellulare: 971 555",
            "telemóvel 971 555",
            "هاتف 971 555",
            "電話：971555",
            "电话:971555",
            "携帯 971555",
        ):
            with self.subTest(text):
                self.assertRegex(hidden(text), r"^\D+\[PHONE_1\]$")

    def test_an_address_that_is_spelled_in_words_is_one_if_it_ends_as_one(self):
        for text in ("ann at example DOT com", "ann AT mail dot example dot org"):
            with self.subTest(text):
                self.assertEqual(hidden(text), "[EMAIL_1]")
        self.assertEqual(hidden("look at the dot matrix"), "look at the dot matrix")

    def test_what_the_words_around_tell_is_a_phone_number(self):
        for text in (
            "Mob: 98765-43210",
            "gsm: 475123456",
            "Festnetz 5550142",
            "Durchwahl 5550142",
            "Fon: 5550142",
            "τηλ: 2101234567",
            "Cel. 55 1234 5678",
            "फोन: 98765 43210",
            "Телефон: 8 912 345 67 89",
            "전화: 02-555-0142",
            "my number is 9876543210",
            "meine Nummer lautet 1711234567",
            "mon numéro est le 612345678",
            "mi número es 612345678",
            "il mio numero è 3331234567",
            "o meu número é 912345678",
            "mijn nummer is 612345678",
            "رقمي هو 501234567",
            "they answer at 99 668472",
            "messages to 699 956 915",
            "my registered 668 5702",
            "Desk: 5403926876",
            "781 1704 office",
            "24 428557-Fax",
            "T. 5550142",
        ):
            with self.subTest(text):
                self.assertRegex(hidden(text), r"^[^\d\[]*\[PHONE_1\][^\d]*$")

    def test_a_phone_number_of_other_writings(self):
        for text in (
            "０９０－１２３４－５６７８",
            "+49\u2009171\u20091234567",
            "8 (495) 123-45-67",
            "8-800-555-35-35",
            "1 (555) 123-4567",
            "+1-212-555-0142 ext. 12",
            "(898)666-3621x0135",
            "0049/5235/3-00",
            "+49 36878 620-23924",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(f"a {text} b"), "a [PHONE_1] b")

    def test_the_number_on_file_however_it_is_written(self):
        for text in ("040 5550 1200", "040/55501200", "+494055501200", "5550 1200"):
            with self.subTest(text):
                self.assertEqual(hidden(f"ring {text}!"), "ring [PHONE_1]!")

    def test_accounts_and_cards(self):
        for text, expected in (
            ("IBAN DE89 3704 0044 0532 0130 00 BIC X", "IBAN [BANK_1] BIC X"),
            ("GB82WEST12345698765432", "[BANK_1]"),
            ("4111 1111 1111 1111", "[CARD_1]"),
            ("5500-0000-0000-0004", "[CARD_1]"),
            ("2223003122003222", "[CARD_1]"),
            ("2223 0031 2200 3222", "[CARD_1]"),
            ("4111.1111.1111.1111", "[CARD_1]"),
            ("3782 822463 10005", "[CARD_1]"),
            ("213176828496175 or 180016070420458", "[CARD_1] or [CARD_2]"),
            ("card 501864667909", "card [CARD_1]"),
            ("4111 1111 1111 1111 12/27", "[CARD_1] 12/27"),
            ("4111 1111 1111 1111 5555 5555 5555 4444", "[CARD_1] [CARD_2]"),
            ('"+4111111111111111"', '"[CARD_1]"'),
            ("de89 3704 0044 0532 0130 00", "[BANK_1]"),
            ("DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000", "[BANK_1]"),
            ("DE89-3704-0044-0532-0130-00", "[BANK_1]"),
            ("NL91 ABNA 0417 1643 00 and more", "[BANK_1] and more"),
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text, mask_phone=False), expected)

    def test_the_street_on_file_in_its_usual_forms(self):
        for text in ("Speicherstraße 14", "Speicherstr. 14", "SPEICHERSTRASSE 14"):
            with self.subTest(text):
                self.assertEqual(
                    hidden(f"to {text}, Hamburg"), "to [STREET_1], Hamburg"
                )

    def test_a_street_that_is_a_word_of_any_text_stays(self):
        for street in ("Main", "14", "-", "12345"):
            with self.subTest(street):
                text = f"our main need: {street} and 14 or 12345"
                self.assertEqual(hidden(text, replace(LEAD, street=street)), text)

    def test_names_only_if_asked_for(self):
        text = "Anna from Norddeutsche Lagertechnik, not Annabel"
        self.assertEqual(hidden(text), text)
        self.assertEqual(
            hidden(text, mask_names=True), "[NAME_1] from [COMPANY_1], not Annabel"
        )
        japanese = replace(LEAD, contact_name="佐藤 健", partner_name="東雲製作所")
        self.assertEqual(
            hidden("東雲製作所の佐藤です", japanese, mask_names=True),
            "[COMPANY_1]の[NAME_1]です",
        )

    def test_each_kind_can_be_switched_off(self):
        for kind, text in (
            ("email", "ann@example.com anna.petersen@lagertechnik.example"),
            ("phone", "+32 2 290 34 90, 040 5550 1200"),
            ("street", "Speicherstraße 14"),
        ):
            with self.subTest(kind):
                self.assertNotIn(text[:9], hidden(text))
                self.assertEqual(hidden(text, **{f"mask_{kind}": False}), text)
