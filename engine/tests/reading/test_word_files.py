"""The word files are complete, tidy and readable."""

import json
import unittest
from pathlib import Path

from ...reading import word_files

FOLDER = Path(word_files.__file__).parent / "words"
LANGUAGES = set("en de fr es it nl pt ar ja zh".split())
TOPICS = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
# In the order of a mail's lines, see test_mail_words.py.
OF_THEIR_OWN_ORDER = ("mail",)


class Files(unittest.TestCase):
    def test_every_topic_has_every_language(self):
        for topic in ("numbers", "obedience", "placeholders", "stop_words"):
            self.assertIn(topic, TOPICS)
        for topic in TOPICS:
            with self.subTest(topic):
                self.assertLessEqual(LANGUAGES, set(word_files.languages(topic)))

    def test_words_are_sorted_and_stand_once(self):
        for path in sorted(FOLDER.rglob("*.json")):
            if path.parent.name in OF_THEIR_OWN_ORDER:
                continue
            lists = json.loads(path.read_text("utf-8"))
            with self.subTest(str(path.relative_to(FOLDER))):
                self.assertEqual(list(lists), sorted(lists))
                for name, words in lists.items():
                    self.assertEqual(words, sorted(set(words)), name)
                    self.assertTrue(all(word.strip() == word for word in words), name)

    def test_a_list_is_read_in_all_languages_each_word_once(self):
        labels = word_files.table("numbers", "labels")
        self.assertIn("phone", labels)
        self.assertIn("電話", labels)
        self.assertEqual(len(labels), len(set(labels)))
        self.assertEqual(word_files.table("numbers", "no such list"), ())
