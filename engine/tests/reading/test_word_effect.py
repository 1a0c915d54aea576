"""Each entry of a table is read, is found, and finds what no other of its list does."""

import unittest

from ...reading import meant_well, obedience
from ...reading.mail import words
from ...reading.word_files import languages, table
from ...scoring.subscores.placeholders import is_placeholder

# What is compared as a whole, or at a text's beginning or end, or counted one by one.
WHOLE = frozenset(
    (
        *words.HEADERS,
        *("plain_date", "starts", "wrote", "original", "forward", "forward_subject"),
        *("reply_subject", "closing", "reply_above", "sent_from", "form"),
        *("automatic", "this_is", "away_subject", "undelivered", "receipt", "calendar"),
        *("later", "warns", "receipt_told"),
    )
)
TOPICS = {
    "mail": words.KEYS,
    "trade": words.TRADE,
    "notices": words.NOTICES,
    "banners": words.BANNERS,
    "automatic": words.AUTOMATIC_KEYS,
    "obedience": {
        "harmless",
        *meant_well._ENTRIES,
        *(name for _code, names in obedience._RULES for name in names),
    },
    "numbers": set(
        "after extension fillers labels line_labels mine money number numbered others "
        "units verbs".split()
    ),
    "authority": {"decides"},
    "dates": {"months"},
    "placeholders": {"placeholders"},
    "stop_words": {"words", "phrases"},
}


def lists(topics, left_out=()):
    """``(language, list, words)`` of the files of some topics."""
    for topic in topics:
        for language, found in languages(topic).items():
            for name, entries in found.items():
                if name not in left_out:
                    yield language, name, entries


def texts_of(word):
    """The shortest in which it stands, and one with an ending where it may have one."""
    stem = word.removesuffix("*")
    return [stem] if stem == word else [stem, f"{stem}x"]


def covers(other, word):
    return other != word and all(words._stands_in(other, t) for t in texts_of(word))


class EveryEntryHasAnEffect(unittest.TestCase):
    def test_every_list_is_read(self):
        for topic, known in TOPICS.items():
            for language, name, _entries in lists((topic,)):
                with self.subTest(topic, language=language, list=name):
                    self.assertIn(name, known)
            told = {name for _language, name, _entries in lists((topic,))}
            self.assertEqual(told, set(known))

    def test_every_word_of_mails_is_found(self):
        for key in words.WORDS:
            for word in words.WORDS[key]:
                for text in texts_of(word):
                    if word not in words.which_are_in(key, " ".join(text.split())):
                        self.fail(f"{key}: {word} isn't found in {text}")

    def test_no_word_of_mails_stands_in_one_of_its_list(self):
        for language, name, entries in lists(list(TOPICS)[:5], WHOLE):
            folded = list(map(words.fold, entries))
            # Thanks are told from other closings by their standing in both lists.
            thanks = words.WORDS["closing"] if name == "answers" else ()
            for word in set(folded).difference(thanks):
                if other := next((o for o in folded if covers(o, word)), None):
                    self.fail(f"{language} {name}: {word} holds {other}")

    def test_no_entry_of_obedience_stands_in_one_of_its_list(self):
        for language, name, entries in lists(("obedience",), ("harmless",)):
            found = list(map(meant_well.entry, entries))
            self.assertEqual(len(set(found)), len(found), f"{language} {name}")
            for word in found:
                if other := next((o for o in found if o != word and o in word), None):
                    self.fail(f"{language} {name}: {word} holds {other}")

    def test_no_beginning_of_a_word_stands_beside_longer_ones(self):
        for language, name, entries in lists(("numbers",)):
            starts = {entry[:-1] for entry in entries if entry.endswith("*")}
            for entry in entries:
                stem = entry.removesuffix("*")
                others = tuple(starts - {stem} if entry != stem else starts)
                self.assertFalse(stem.startswith(others), f"{language} {name} {entry}")

    def test_every_placeholder_is_one(self):
        for word in table("placeholders", "placeholders"):
            self.assertTrue(is_placeholder(word), word)
