"""Nothing else is touched, and nothing takes for ever."""

import unittest

from .masking_case import hidden

# Amounts, quantities, dates and numbers of things, none of them a person's.
KEPT = (
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
)


class WhatIsNoPersonalValue(unittest.TestCase):
    def test_amounts_quantities_and_dates_stay(self):
        for text in KEPT:
            with self.subTest(text):
                self.assertEqual(hidden(text), text)


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
