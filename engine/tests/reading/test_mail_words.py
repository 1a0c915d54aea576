"""The files of words: whole, sorted, and not at odds with each other."""

import json
import unicodedata
import unittest

from ...reading.mail import words

LANGUAGES = {path.stem: words.read(path) for path in words.FOLDER.glob("*.json")}
SELDOM = {"oneself", "reply_above"}  # not every language's words are known


class WordsOfMailPrograms(unittest.TestCase):
    def test_the_commonest_languages_are_there(self):
        wanted = "en de fr es it nl pt ar ja zh zh_hant he el pl ru tr sv da nb fi cs"
        self.assertLessEqual(set(wanted.split()), set(LANGUAGES))

    def test_no_language_is_half_told(self):
        for code, kinds in LANGUAGES.items():
            with self.subTest(code):
                self.assertEqual(tuple(kinds), words.KEYS)
                empty = {kind for kind, found in kinds.items() if not found}
                self.assertLessEqual(empty, SELDOM)

    def test_the_words_are_sorted_and_in_small_letters(self):
        for path in words.FOLDER.glob("*.json"):
            with self.subTest(path.stem):
                tidy = {
                    key: sorted(
                        {unicodedata.normalize("NFC", w.lower()) for w in found}
                    )
                    for key, found in words.read(path).items()
                }
                text = json.dumps(tidy, ensure_ascii=False, indent=2) + "\n"
                self.assertEqual(path.read_text(encoding="utf-8"), text)

    def test_a_header_word_is_the_same_header_in_all_languages(self):
        kinds_of = {}
        for kinds in LANGUAGES.values():
            for kind in words.HEADERS:
                for word in kinds[kind]:
                    kinds_of.setdefault(word, set()).add(kind)
        doubtful = {word for word, kinds in kinds_of.items() if len(kinds) > 1}
        self.assertEqual(doubtful, set())
