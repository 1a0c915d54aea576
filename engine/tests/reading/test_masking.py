"""Personal values become stand-ins and come back; nothing else is touched."""

import unittest
from dataclasses import replace
from datetime import datetime

from ...reading.masking import mask_for, unmask, without_stand_ins
from ...settings import Settings
from ...values import LeadFacts

LEAD = LeadFacts(
    1,
    datetime.fromisoformat("2024-05-20T12:00:00"),
    contact_name="Anna Petersen",
    partner_name="Norddeutsche Lagertechnik GmbH",
    email_from="anna.petersen@lagertechnik.example",
    phone="+49 40 5550 1200",
    street="Speicherstraße 14",
)


def mask(text, facts=LEAD, **settings):
    return mask_for(facts, Settings(**settings), [text])


def hidden(text, facts=LEAD, **settings):
    return mask(text, facts, **settings).hide(text)


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


class WhatIsNoPersonalValue(unittest.TestCase):
    def test_amounts_quantities_and_dates_stay(self):
        for text in (
            "50 desks, 1 200 000 EUR, 2026-06-01",
            "1 050 000 000",
            "+1 200 000 EUR more",
            "€1.200.000 or 1,200,000 USD or $ 555-123-4567",
            "01.06.2026 - 05.06.2026, 1/6/2026, 2026/06/01",
            "160 x 80 cm, 2024/2025, 09:00-17:00",
            "sizes 36 38 40 42 44 46",
            "order 4500012345, EAN 4006381333931",
            "0.12345678 and 12.000,50",
            "telnet 127.0.0.1 52698, light 120000, Aug 01 2002 12:00",
            "https://shop.example/?isbn=0140447695&sid=02/08/03/2314232",
            "v1.2.3.4.5.6 at 192.168.100.200",
            "3x 100000 pcs of 200,000",
            "予算は2000000円、40000000台",
            "40万元, 5000000元",
            "الميزانية 6000000 درهم",
            "part DE89XQ7704ABCD12345678",
            "open 09.00 - 12.00 and 13.00 - 17.00",
            "50 t of coffee, HS code 0901.21.00",
            "coffee 0901.21.00",
            "EAN 0012345678905, 40 pcs",
            "UPC 036000291452, ISBN 978-0-306-40615-7",
            "our VAT BE 0123.456.789 or BE 0123.456.789",
            "USt-IdNr. DE 123456789, St.-Nr. 012/345/67890",
            "SIRET 802 954 785 00028, P.IVA 01234567890, KvK 01234567",
            "part no. 0445110369, order #0045123456, invoice no: 0012345678",
            "料号 0123456789、注文番号 0123456789",
            "we want to contact 120000 households",
            "handy 150000 Stück",
            "text messages: 1250400 messages",
            "our number of visitors is 1250000",
            "+1500000 visitors",
            "growth of +1500000",
            "03/2015 – 03/2016, 03.07 - 17.07.15, 03.06-07.06.2015",
            "04.06.-07.06, 03.08.15-04.08.15, 05.10-09.10.2015",
            "1788888888888 ms, 110bcd25-a55d-453a-8046-1297901ea002",
            "LinkedAccountId: 215805592, OMB No. 1545-0008",
            "16/04/2010, 2009/2010, -2208960000",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text), text)


class WhatComesBack(unittest.TestCase):
    TEXT = "Anna, 040 5550 1200, +49 40 5550 1200, ann@example.com, ann@example.com"

    def test_one_value_has_one_stand_in_and_comes_back_as_it_was(self):
        found = mask(self.TEXT)
        text = found.hide(self.TEXT)
        self.assertEqual(text, "Anna, [PHONE_1], [PHONE_2], [EMAIL_1], [EMAIL_1]")
        self.assertEqual(unmask(text, found.values), self.TEXT)

    def test_a_masked_text_is_not_masked_again(self):
        facts = replace(LEAD, contact_name="Email Phone", partner_name="Name")
        found = mask(self.TEXT, facts, mask_names=True)
        text = found.hide(self.TEXT)
        self.assertEqual(found.hide(text), text)
        self.assertEqual(mask(text, facts, mask_names=True).hide(text), text)

    def test_words_that_look_like_a_stand_in_are_not_confused(self):
        for own in (
            "[EMAIL_1]",
            "EMAIL_1",
            "[email_1]",
            "［EMAIL＿1］",
            "[EMAIL_999999999]",
        ):
            with self.subTest(own):
                text = f"{own} ann@example.com"
                found = mask(text)
                sent = found.hide(text)
                self.assertTrue(sent.startswith(own + " [EMAIL_"), sent)
                self.assertNotIn("ann@", sent)
                self.assertEqual(unmask(sent, found.values), text)
                self.assertEqual(unmask(own, found.values), own)

    def test_a_model_may_drop_the_brackets_or_change_the_case(self):
        values = {"EMAIL_1": "ann@example.com"}
        for text in ("to [EMAIL_1]", "to EMAIL_1", "to [email_1]", "to [EMAIL_1"):
            with self.subTest(text):
                self.assertEqual(unmask(text, values), "to ann@example.com")
        for text in ("EMAIL_12", "MY_EMAIL_1", "[EMAIL_2]", "EMAIL_1_2"):
            with self.subTest(text):
                self.assertEqual(unmask(text, values), text)

    def test_a_stand_in_says_nothing(self):
        self.assertEqual(without_stand_ins("to [EMAIL_1]").strip(), "to")


class LongTexts(unittest.TestCase):
    """Shapes on which a careless pattern takes for ever; they are read to the end."""

    def test_repetitions_are_read_to_their_end(self):
        for unit in (
            "12 ",
            "1",
            "a@",
            "+1 ",
            "(1",
            "1-",
            "tel ",
            "AB12",
            "A1 ",
            "[at] ",
            " at a dot ",
            "a @ ",
            "DE89 3704 ",
            "4111 1111 1111 1111 ",
            "1x1",
        ):
            with self.subTest(unit):
                text = unit * 15_000 + " ann@example.com"
                self.assertTrue(hidden(text).endswith(" [EMAIL_1]"))
