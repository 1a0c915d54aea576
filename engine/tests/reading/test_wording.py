"""A true quote holds however it is written, and is shown in the lead's own words."""

import unittest

from ...reading.text import GAP
from ...reading.wording import Wording, as_quote, normalise


def find(quote, *texts):
    return Wording(texts).find(as_quote(quote, 300))


class FormsAreMadeEqual(unittest.TestCase):
    def test_equal_words_become_equal_text(self):
        for one, other in (
            ("cafe\u0301", "café"),
            ("ｆｕｌｌ", "full"),
            ("a\u00a0 b\n c", "a b c"),
            ("it’s “so”", 'it\'s "so"'),
            ("5–6", "5-6"),
            ("می\u200cخواهم", "میخواهم"),
        ):
            with self.subTest(other):
                self.assertEqual(normalise(one), normalise(other))

    def test_different_words_stay_different(self):
        for one, other in (("Desk", "desk"), ("cafe", "café"), ("5.0", "50")):
            with self.subTest(one):
                self.assertNotEqual(normalise(one), normalise(other))


class ATrueQuoteHolds(unittest.TestCase):
    def assert_shown(self, rows):
        for text, quote, shown in rows:
            with self.subTest(text=text, quote=quote):
                self.assertEqual(find(quote, text), shown)

    def test_over_a_line_break_in_scripts_without_spaces(self):
        self.assert_shown(
            (
                ("椅子を20脚、来\n週までに", "20脚、来週まで", "20脚、来週まで"),
                ("请报价\n二十张桌子", "报价二十张", "报价二十张"),
                ("需要 20\n张桌子", "需要20张桌子", "需要 20 张桌子"),
                ("เราต้องการ\nโต๊ะ 20 ตัว", "ต้องการโต๊ะ 20 ตัว", "ต้องการโต๊ะ 20 ตัว"),
                ("椅子 20 脚", "椅子20脚", "椅子 20 脚"),
            )
        )

    def test_with_the_digits_of_another_script(self):
        self.assert_shown(
            (
                ("نريد ٢٥ كرسيا الآن", "نريد 25 كرسيا", "نريد ٢٥ كرسيا"),
                ("ما ۱۲ میز می‌خواهیم", "12 میز", "۱۲ میز"),
                ("हमें २५ मेज चाहिए", "25 मेज", "२५ मेज"),
                ("নগদ ১২০০ টাকা", "1200 টাকা", "১২০০ টাকা"),
                ("ต้องการ ๒๕ ตัว", "25 ตัว", "๒๕ ตัว"),
                ("２５台ほしい", "25台", "２５台"),
                ("ﾃﾞｽｸ25台", "デスク25台", "ﾃﾞｽｸ25台"),
                ("we need 25 chairs", "need ٢٥ chairs", "need 25 chairs"),
                ("الميزانية ١٬٢٠٠ يورو", "1,200 يورو", "١٬٢٠٠ يورو"),
            )
        )

    def test_with_or_without_vowel_marks_and_stretched_letters(self):
        self.assert_shown(
            (
                ("نُريدُ كَراسِيَّ جديدة", "نريد كراسي جديدة", "نُريدُ كَراسِيَّ جديدة"),
                ("نريد كراسي", "نُريدُ كَراسي", "نريد كراسي"),
                ("الميـــزانية محددة", "الميزانية محددة", "الميـــزانية محددة"),
                ("أحتاج إلى آلات", "احتاج الى الات", "أحتاج إلى آلات"),
                ("אֲנַחְנוּ צְרִיכִים שולחן", "אנחנו צריכים שולחן", "אֲנַחְנוּ צְרִיכִים שולחן"),
                ("Нужен счёт на столы", "счет на столы", "счёт на столы"),
                ("Avem nevoie de şase mese", "șase mese", "şase mese"),
            )
        )

    def test_with_other_quotation_marks_primes_and_dashes(self):
        self.assert_shown(
            (
                (
                    "le modèle « Lyon » en bois",
                    "le modèle «Lyon» en",
                    "le modèle « Lyon » en",
                ),
                (
                    "le modèle « Lyon » en bois",
                    'modèle "Lyon" en',
                    "modèle « Lyon » en",
                ),
                ('the "Lyon" model', "the 'Lyon' model", 'the "Lyon" model'),
                (
                    "das Modell „Lyon“ bitte",
                    'Modell "Lyon" bitte',
                    "Modell „Lyon“ bitte",
                ),
                ("screens of 24″ please", 'of 24" please', "of 24″ please"),
                ("pipes of 5′ length", "of 5' length", "of 5′ length"),
                ("10〜20台ほしい", "10～20台", "10〜20台"),
                ("May – June", "May-June", "May – June"),
                ("budget : 900 € ?", "budget: 900€", "budget : 900 €"),
                ("il s'agit de 5 m² ici", "de 5 m2 ici", "de 5 m² ici"),
                ("заказ № 15", "заказ № 15", "заказ № 15"),
                ("½ tonne of it", "1/2 tonne", "½ tonne"),
            )
        )

    def test_with_words_that_a_line_end_breaks(self):
        self.assert_shown(
            (
                ("sixty ergo-\nnomic chairs", "ergonomic chairs", "ergo-nomic chairs"),
                ("a long-\nterm deal", "long-term deal", "long-term deal"),
                (
                    "höhenver-\n  stellbare Tische",
                    "höhenverstellbare Tische",
                    "höhenver-stellbare Tische",
                ),
                ("pre-\nand postwar", "pre- and postwar", "pre-and postwar"),
            )
        )

    def test_of_bold_words_since_mail_programs_mark_them_so(self):
        self.assert_shown(
            (
                (
                    "We want **60 chairs** in May",
                    "60 chairs in May",
                    "60 chairs in May",
                ),
                ("We want *60 chairs* in May", "want 60 chairs", "want 60 chairs"),
                ("We want _sixty_ chairs", "want sixty chairs", "want sixty chairs"),
                ("Call [PHONE_1] now", "Call [PHONE_1] now", "Call [PHONE_1] now"),
            )
        )

    def test_in_another_case_since_models_begin_with_a_capital(self):
        self.assert_shown(
            (
                ("so we need 60 chairs", "We need 60 chairs", "we need 60 chairs"),
                ("WE NEED 60 CHAIRS", "We need 60 chairs", "WE NEED 60 CHAIRS"),
                ("wir wollen Stühle", "wir wollen stühle", "wir wollen Stühle"),
                ("up to 500 eur", "500 EUR", "500 eur"),
            )
        )

    def test_escaped_once_too_often(self):
        self.assert_shown(
            (
                ("sixty\nchairs", "sixty\\nchairs", "sixty chairs"),
                ("desks & chairs", "desks &amp; chairs", "desks & chairs"),
                ("desks &amp; chairs", "desks &amp; chairs", "desks &amp; chairs"),
            )
        )

    def test_a_list_in_a_row(self):
        self.assert_shown(
            (
                (
                    "Need:\n- 10 desks\n- 5 lamps",
                    "10 desks, 5 lamps",
                    "10 desks, 5 lamps",
                ),
                (
                    "Need:\n• 10 desks;\n• 5 lamps",
                    "10 desks, 5 lamps",
                    "10 desks, 5 lamps",
                ),
                (
                    "We want\n1. desks\n2. lamps",
                    "want, desks, lamps",
                    "want, desks, lamps",
                ),
                (
                    "Need:\n* a desk\n* a lamp",
                    "Need: a desk * a lamp",
                    "Need: a desk a lamp",
                ),
                (
                    "- 10 desks\n- 5 lamps",
                    "- 10 desks - 5 lamps",
                    "- 10 desks - 5 lamps",
                ),
            )
        )

    def test_without_pictures_and_with_brackets_of_its_own(self):
        self.assert_shown(
            (
                ("We want lamps 👍 asap", "want lamps asap", "want lamps 👍 asap"),
                ("✅ 10 lamps", "10 lamps", "10 lamps"),
                ("We want 10 lamps", "[We want 10 lamps]", "We want 10 lamps"),
                ("Glass of 2 × 3 m", "Glass of 2 x 3 m", "Glass of 2 × 3 m"),
            )
        )

    def test_with_another_end(self):
        self.assert_shown(
            (
                ("We need 60 chairs, soon", "We need 60 chairs!", "We need 60 chairs"),
                ("We need 60 chairs soon", "We need 60 chairs…", "We need 60 chairs"),
                ("We need 60 chairs", "“We need 60 chairs.”", "We need 60 chairs"),
            )
        )


class AFalseQuoteIsRefused(unittest.TestCase):
    def assert_refused(self, rows):
        for text, quote in rows:
            with self.subTest(text=text, quote=quote):
                self.assertEqual(find(quote, text), "")

    def test_what_leaves_words_out_or_brings_words_together(self):
        self.assert_refused(
            (
                ("we are not able to buy chairs", "we are able to buy chairs"),
                ("we are not able to buy chairs", "we are ... able to buy chairs"),
                ("we are not able to buy", "we are […] able to buy"),
                ("Chairs are fine. No tables", "No chairs"),
                (f"sixty{GAP}chairs", "sixty chairs"),
                ("sixty chairs", "sixty, chairs"),
            )
        )

    def test_part_of_a_word_that_turns_it_round(self):
        self.assert_refused(
            (
                ("We can't order this year", "We can"),
                ("We can’t order this year", "We can"),
                (
                    "We are unable to order any of the sixty chairs this year",
                    "able to order any of the sixty chairs this year",
                ),
                ("this is impossible", "possible"),
                ("café tables", "cafe tables"),
                ("책상 60개", "책사"),
            )
        )

    def test_part_of_a_number(self):
        self.assert_refused(
            (
                ("a budget of 12.500 EUR", "500 EUR"),
                ("a budget of 12.500 EUR", "a budget of 12"),
                ("a budget of 12 500 EUR", "500 EUR"),
                ("a budget of 12'500 CHF", "500 CHF"),
                ("a budget of 1.5 million", "5 million"),
                ("a budget of ١٢٬٥٠٠", "budget of 12"),
                (
                    "we would like to spend a budget of at most 5000 on it",
                    "we would like to spend a budget of at most 50",
                ),
            )
        )

    def test_another_number_or_word(self):
        self.assert_refused(
            (
                ("60 chairs", "61 chairs"),
                ("10–15 chairs", "1015 chairs"),
                ("1.5 tons", "15 tons"),
                ("2*4 m", "24 m"),
                ('24" wide', "24' wide"),
                ("año nuevo", "ano nuevo"),
                ("60 chairs", "60 CHAIRS"),
            )
        )

    def test_numbers_in_a_list_and_dates_are_no_one_number(self):
        for text, quote in (
            ("sizes 10,20,30 cm", "20"),
            ("by 15.06.2027 please", "by 15.06"),
            ("in 2025 400 chairs", "400 chairs"),
            ("Room 12\n400 chairs", "400 chairs"),
        ):
            with self.subTest(text):
                self.assertEqual(find(quote, text), quote)


class AQuoteIsShownAsTheLeadWroteIt(unittest.TestCase):
    def test_on_one_line(self):
        self.assertEqual(find("60 oak chairs", "60  oak\n chairs"), "60 oak chairs")

    def test_a_long_text_is_searched_soon(self):
        for text in (
            "a " * 9000,
            "1.234" * 4000,
            "-\n" * 9000,
            "椅 " * 9000,
        ):
            self.assertEqual(find("60 chairs", text), "")


class OneSpellingIsAsGoodAsAnother(unittest.TestCase):
    def test_letters_that_are_two_elsewhere(self):
        for text, quote in (
            ("12 Regale, große", "12 Regale, grosse"),
            ("le cœur du magasin", "le coeur du magasin"),
            ("İstanbul ofisi için", "istanbul ofisi için"),
            ("`12 shelves` by May", "12 shelves by May"),
            ("棚を12台、\n5月末まで", "棚を12台、5月末まで"),
        ):
            with self.subTest(text):
                self.assertTrue(Wording([text]).find(as_quote(quote, 300)))
