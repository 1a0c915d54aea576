"""Numbers as the people of many countries write them: phones go, evidence stays."""

import unittest

from .masking_case import hidden


class PhonesGo(unittest.TestCase):
    def test_however_they_are_written(self):
        for text in (
            "030 / 12 34 56 - 78",
            "0 30 / 12 34 56 78",
            "212/555-0142",
            "89161234567",
            "+49-(0)711-123456",
            "0171 - 123 45 67",
            "06/12/34/56/78",
            "011 15-1234-5678",
            "03(1234)5678",
            "0300-1234567",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(f"a {text} b"), "a [PHONE_1] b")

    def test_what_the_words_around_tell(self):
        for text in (
            "Contacto: 912345678",
            "meu whats é 11912345678",
            "HP: 9123 4567",
            "call 9876543210 thanks",
            "call 5550142\nLund",
            "Tel=0711123456",
            "Tel 1-514-555-0142 #123",
            "volejte 601 234 567",
            "tlf. 12 34 56 78",
            "puh. 401234567",
            "telefonszám: 301234567",
            "suna la 721123456",
            "טלפון: 541234567",
            "เบอร์โทร 812345678",
            "SĐT: 912345678",
        ):
            with self.subTest(text):
                self.assertRegex(hidden(text), r"^[^\d\[]*\[PHONE_1\][^\d]*$")

    def test_accounts_in_every_writing(self):
        for text in (
            "IBANDE89370400440532013000",
            "IBAN DE89/3704/0044/0532/0130/00",
            "konto NO9386011117947",
        ):
            with self.subTest(text):
                self.assertRegex(hidden(text), r"\[BANK_1\]$")

    def test_cards_of_nineteen_digits_and_what_follows_them(self):
        for text in (
            "4000 0000 0000 0000 006",
            "4000 0000 0000 0000 006 12/27",
            "4111 1111 1111 1111 12/27",
            "501864667909 12/27",
        ):
            with self.subTest(text):
                shown = hidden(text)
                self.assertRegex(shown, r"^\[CARD_1\]( 12/27)?$")

    def test_addresses_spelled_in_words(self):
        for text in (
            "ann (a) example.de",
            "ann AT example.com",
            "ann arobase exemple point fr",
            "ann arroba ejemplo punto com",
            "ann chiocciola esempio punto it",
            "ann -at- example -dot- com",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text), "[EMAIL_1]")


class EvidenceStays(unittest.TestCase):
    def test_numbers_of_things_and_of_customers(self):
        for text in (
            "P/N 0123-456-789",
            "S/N 0123456789012",
            "C.F. 07643520567",
            "Kd.-Nr. 0221 123456",
            "customer number 00491711234567",
            "Company No. 01234567",
            "facture n° 2024 0612 3456",
            "matricola 0039 12345678",
            "Y-tunnus 0112038-9",
            "IČO 01234567",
            "CEP 01310-100",
            "appel 06-2025-0012",
            "品番 0123-456-789",
            "договора № 0123456789",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text), text)

    def test_times_and_dates(self):
        for text in (
            "open 0900-1730",
            "flight LH 0400 12.03.2025",
            "01.03.25 – 15.04.25",
            "30.000 / 60.000 / 90.000",
            "08.00–12.00, 13.00–17.00",
            "48.137154/11.576124",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text), text)

    def test_words_that_only_look_like_an_address(self):
        for text in (
            "look at example.com for details",
            "rooms at 120.eur a night",
            "we looked at odoo.com and liked it",
            "choose (a) or (b) today",
            "LOOK AT THIS",
        ):
            with self.subTest(text):
                self.assertEqual(hidden(text), text)
