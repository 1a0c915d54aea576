"""What was hidden comes back as it was."""

import unittest
from dataclasses import replace

from ....reading.masking import unmask, without_stand_ins
from .masking_case import LEAD, mask


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
