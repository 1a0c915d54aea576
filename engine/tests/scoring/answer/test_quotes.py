"""What counts stands in the message, word for word."""

import unittest

from .... import errors
from ....reading.text import GAP
from .answer_case import MESSAGE, quotes_of, read


class QuotesMustStandInTheMessage(unittest.TestCase):
    def test_a_quote_that_stands_there_is_kept(self):
        self.assertEqual(read(need="40 oak desks").quotes, {"need": "40 oak desks"})

    def test_white_space_and_unicode_form_make_no_difference(self):
        for message, quote in (
            ("We need\n40  desks", "need 40\tdesks"),
            ("Un cafe\u0301 svp", "café svp"),
            ("Un café svp", "cafe\u0301 svp"),
            ("it’s 40 desks", "it's 40 desks"),
            ("４０ desks", "40 desks"),
            ("40 desks", ' "40 desks..." '),
            ("میز می\u200cخواهم", "میز میخواهم"),
        ):
            with self.subTest(quote):
                self.assertIn("need", read(message, need=quote).quotes)

    def test_a_message_of_any_language_can_be_quoted(self):
        for message, quote in (
            ("来月までに机を40台お願いします。", "机を40台"),
            ("نحتاج إلى 40 مكتبا قبل يونيو", "40 مكتبا"),
            ("Нам нужно 40 столов", "нужно 40 столов"),
            ("हमें 40 मेज चाहिए", "40 मेज चाहिए"),
            ("책상 40개가 필요합니다", "책상 40개"),
            ("เราต้องการโต๊ะ 40 ตัว", "ต้องการโต๊ะ"),
        ):
            with self.subTest(quote):
                self.assertEqual(read(message, need=quote).quotes, {"need": quote})

    def test_an_invented_quote_is_dropped_and_the_others_stay(self):
        found = read(need="40 oak desks", budget="20.000 EUR", scope="40 OAK DESKS")
        self.assertEqual(found.quotes, {"need": "40 oak desks"})

    def test_an_answer_without_one_quote_that_stands_is_refused(self):
        for changes in (
            {"evidence": "We want chairs"},
            {"evidence": ""},
            {"evidence": "We want chairs", "need": "chairs", "budget": "a lot"},
        ):
            with (
                self.subTest(changes),
                self.assertRaises(errors.UnverifiedAnswer) as caught,
            ):
                read(**changes)
            self.assertNotIn("chairs", caught.exception.detail)

    def test_an_inquiry_whose_findings_are_all_invented_is_refused(self):
        with self.assertRaises(errors.UnverifiedAnswer) as caught:
            read(need="900 chairs", budget="1 EUR")
        self.assertIn("need, budget", caught.exception.detail)
        self.assertEqual(read(kind="spam", need="900 chairs").quotes, {})

    def test_evidence_alone_verifies_but_is_no_finding(self):
        self.assertEqual(read().quotes, {})

    def test_a_quote_does_not_run_from_one_passage_into_another(self):
        found = quotes_of("desks", "oak chairs", need="desks oak")
        self.assertEqual(found, {})
        found = quotes_of(
            f"We need{GAP}40 chairs", evidence="40 chairs", need="need [...] 40"
        )
        self.assertEqual(found, {})

    def test_what_stands_in_any_text_is_no_quote(self):
        for quote in ("a", "e", "W", " . ", "We", "the", "5", "**", "\u200b"):
            with self.subTest(quote):
                self.assertEqual(quotes_of(need=quote), {})

    def test_stop_words_and_greetings_are_no_quote(self):
        for quote in (
            "with",
            "Please",
            "this is for you",
            "They would have been there",
            "Dear Sir or Madam",
            "Sehr geehrte Damen und Herren",
            "mit freundlichen Grüßen",
            "nous vous avons",
            "¿Cómo están ustedes?",
            "abbiamo anche",
            "Bom dia, tudo bem",
            "السلام عليكم ورحمة الله",
            "よろしくお願いいたします",
            "です。ました",
            "您好，我们可以",
            "[EMAIL_1]",
            "PHONE_12",
        ):
            with self.subTest(quote):
                self.assertEqual(quotes_of(f"{quote} 40 desks", need=quote), {})

    def test_a_short_quote_that_tells_something_is_kept(self):
        for message, quote in (
            ("We want 40 of them", "40"),
            ("up to 5k for it", "5k"),
            ("needed ASAP please", "ASAP"),
            ("社長の承認済みです", "社長"),
            ("we want them before May", "before May"),
            ("please deliver May 3rd", "May 3rd"),
        ):
            with self.subTest(quote):
                found = quotes_of(message, scope=quote)
                self.assertEqual(list(found.values()), [quote])

    def test_a_quote_neither_begins_nor_ends_inside_a_word_or_number(self):
        for quote in ("esks", "desk", "2.000 EUR", "12.00", "40 oak des"):
            with self.subTest(quote):
                self.assertEqual(quotes_of(need=quote), {})

    def test_a_long_quote_that_is_cut_off_inside_a_word_is_shown_with_all_of_it(self):
        quote = MESSAGE[:54]
        self.assertTrue(quote[-1].isalpha() and MESSAGE[54].isalpha())
        whole = MESSAGE[: MESSAGE.index(" ", 54)]
        self.assertEqual(quotes_of(need=quote), {"need": whole})

    def test_a_quote_that_is_the_whole_message_is_too_long(self):
        message = "We need desks. " * 30
        self.assertEqual(quotes_of(message, need=message), {})

    def test_a_quote_that_leaves_the_no_out_is_refused(self):
        for message, key, quote in (
            ("We do not need desks", "need", "need desks"),
            ("No necesitamos mesas nuevas", "need", "Necesitamos mesas nuevas"),
            ("我们不需要办公桌", "need", "需要办公桌"),
            ("The desks are not approved by our board", "authority", "approved by our"),
            ("Nicht im Juni 2031", "timeline", "im Juni 2031"),
        ):
            with self.subTest(message):
                self.assertNotIn(key, read(message, **{key: quote}).quotes)
        for message, key, quote in (
            ("Why not call me on Monday", "next_step", "call me on Monday"),
            ("No later than June 12", "timeline", "later than June 12"),
            ("We have no desks", "need", "desks"),
            ("We can't wait, need desks soon", "need", "need desks soon"),
        ):
            with self.subTest(message):
                self.assertIn(key, read(message, **{key: quote}).quotes)

    def test_a_part_of_a_quote_stands_neither_for_its_number_nor_its_no(self):
        message = (
            "Our board has not approved the budget of 12.000 EUR yet. 40 oak desks"
        )
        for key, quote in (
            ("authority", "Our board has approved the budget of"),
            ("authority", "Our board has ... approved the budget"),
            ("budget", "the budget of 15.000 EUR"),
            ("timeline", "budget of 12.000 EUR by 2031"),
        ):
            with self.subTest(quote):
                found = read(message, need="40 oak desks", **{key: quote})
                self.assertNotIn(key, found.quotes)

    def test_a_name_of_three_letters_tells_something_in_a_sentence(self):
        for message, is_kept in (
            ("looking for a new CRM", True),
            ("for the ERP of our team", True),
            ("Dear ANN", False),
            ("OK FYI", False),
        ):
            with self.subTest(message):
                self.assertEqual("need" in quotes_of(message, need=message), is_kept)
