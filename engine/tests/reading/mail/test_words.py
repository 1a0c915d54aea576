"""The words of mails: whole, and not at odds with each other."""

import unicodedata
import unittest

from ....reading.mail import words

LANGUAGES = words.LANGUAGES
# Not known of all.
SELDOM = set(
    "form_end oneself reply_above brevity legal receipt receipt_told told_automatic "
    "undelivered_told until wants".split()
)


class WordsOfMailPrograms(unittest.TestCase):
    def test_the_commonest_languages_are_there(self):
        wanted = "en de fr es it nl pt ar ja zh zh_hant he el pl ru tr sv da nb fi cs"
        self.assertLessEqual(set(wanted.split()), set(LANGUAGES))

    def test_no_language_is_half_told(self):
        for code, kinds in LANGUAGES.items():
            with self.subTest(code):
                self.assertEqual(set(kinds), set(words.KEYS))
                empty = {kind for kind, found in kinds.items() if not found}
                self.assertLessEqual(empty, SELDOM)

    def test_words_are_in_small_letters_of_one_form(self):
        for code, kinds in LANGUAGES.items():
            for kind, found in kinds.items():
                with self.subTest(code, kind=kind):
                    tidy = [unicodedata.normalize("NFC", w.lower()) for w in found]
                    self.assertEqual(found, tidy)

    def test_a_header_word_is_the_same_header_in_all_languages(self):
        kinds_of = {}
        for kinds in LANGUAGES.values():
            for kind in words.HEADERS:
                for word in kinds[kind]:
                    kinds_of.setdefault(word, set()).add(kind)
        doubtful = {word for word, kinds in kinds_of.items() if len(kinds) > 1}
        self.assertEqual(doubtful, set())
