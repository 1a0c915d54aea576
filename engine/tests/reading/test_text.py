"""From mails and web forms to the sender's own words."""

import unittest

from ...reading.text import (
    GAP,
    estimate_tokens,
    plain,
    shorten,
    to_text,
    without_repetitions,
)

OWN = "We need 40 oak desks by May."
MEGABYTE = 1_000_000


class HtmlBecomesTheTextThatAReaderSees(unittest.TestCase):
    def test_html_becomes_lines_of_words(self):
        for source, expected in (
            ("<p>One</p><p>Two</p>", "One\n\nTwo"),
            ("One<br>Two", "One\nTwo"),
            ("<p>a&amp;b &lt;c&gt;&nbsp;&euro;5</p>", "a&b <c> €5"),
            ("<table><tr><td>Name</td><td>Ann</td></tr></table>", "Name Ann"),
            ("<p>one\n  line</p><p>x</p>", "one line\n\nx"),
            ("<pre>two\nlines</pre><p>x</p><p>y</p>", "two\nlines\n\nx\n\ny"),
            ('<div style="white-space: pre-wrap">a\nb</div><p>c</p>', "a\nb\n\nc"),
            ("<p>typed\ninto one field</p>", "typed\ninto one field"),
            ("<p><del>24</del><ins>25</ins> desks</p>", "24 25 desks"),
            ("<p><s>24</s>25 desks</p>", "24 25 desks"),
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), expected)

    def test_text_with_angle_brackets_is_no_html(self):
        for source in (
            "Mail <ann@example.com> or see <https://example.com>\nthanks",
            "5 < 7 and 8 > 3",
            "use <module> here\nplease",
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), source)

    def test_hidden_text_is_cut(self):
        for hidden in (
            '<p style="display: none">x1</p>',
            '<p style="VISIBILITY:hidden">x1</p>',
            '<p style="font-size:0">x1</p>',
            '<p style="font-size: 1px">x1</p>',
            '<p style="font:0/0 a">x1</p>',
            '<p style="opacity:0">x1</p>',
            '<p style="color:#FFF">x1</p>',
            '<p style="color: rgb(255, 255, 255)">x1</p>',
            '<p style="color: rgb(255 255 255)">x1</p>',
            '<p style="color: rgb(100%, 100%, 100%)">x1</p>',
            '<p style="color: rgb(0 0 0 / 0%)">x1</p>',
            '<p style="color: hsl(0, 0%, 100%)">x1</p>',
            '<p style="color: hsla(0 0% 99%)">x1</p>',
            '<p style="color: ghostwhite">x1</p>',
            '<p style="transform: scale(0)">x1</p>',
            '<p style="clip-path: inset(100%)">x1</p>',
            '<p style="color:#fefefe;background:#fff">x1</p>',
            '<p style="color:transparent">x1</p>',
            '<p style="color:#333; background: #333">x1</p>',
            '<font color="white">x1</font>',
            '<div style="color:white"><b>x1</b></div>',
            '<p style="position:absolute;left:-9999px">x1</p>',
            '<p style="max-height:0;overflow:hidden">x1</p>',
            "<p hidden>x1</p>",
            "<!-- x1 -->",
            "<script>x1</script>",
            "<style>x1</style>",
            "<title>x1</title>",
            "<noscript>x1</noscript>",
            "<select><option>x1</option></select>",
        ):
            with self.subTest(hidden):
                self.assertEqual(to_text(f"<p>{OWN}</p>{hidden}"), OWN)

    def test_text_that_only_looks_hidden_is_kept(self):
        for source in (
            '<td style="font-size:0px"><div style="font-size:14px">x1</div></td>',
            '<p style="font-size:1em">x1</p>',
            '<p style="font-size:0.9em">x1</p>',
            '<td bgcolor="#003366"><font color="#ffffff">x1</font></td>',
            '<div style="background:navy"><p style="color:white">x1</p></div>',
            '<div style="color:white"><p style="color:#000">x1</p></div>',
            '<p style="margin-left:-120px">x1</p>',
            '<p style="line-height:0">x1</p>',
            '<p style="color: rgb(0 0 0)">x1</p>',
            '<p style="color: rgba(0, 0, 0, 1)">x1</p>',
            '<p style="color: rgb(0 0 0 / 90%)">x1</p>',
            '<p style="color: hsl(0, 0%, 20%)">x1</p>',
            '<p style="color: hsl(120, 100%, 25%)">x1</p>',
            '<p style="color: hsl(0, 0%, 0%)">x1</p>',
            '<p style="transform: scale(0.9)">x1</p>',
            '<p style="height:0">x1</p>',
        ):
            with self.subTest(source):
                self.assertEqual(to_text(f"<p>y</p>{source}").split(), ["y", "x1"])

    def test_words_typed_into_a_signature_are_read_and_cards_are_not(self):
        for inside, expected in (
            ("We need twelve shelves by May.", True),
            ("<p>Wanted:</p><p>12 shelves</p>", True),
            ("Ida Falk<br>Falk AB<br>Tel. 040 555 01 20", False),
        ):
            for mark in ("class='gmail_signature'", "id='Signature'"):
                for above in ("<p>Hello,</p>", "<p>Thanks!</p>"):
                    with self.subTest(inside, mark=mark, above=above):
                        text = to_text(f"{above}<div {mark}>{inside}</div>")
                        self.assertIs("\n" in text, expected)
        below = "<div class='gmail_signature'>We make good shelves since 1990.</div>"
        self.assertEqual(
            to_text(f"<p>Twelve ladders, please.</p>{below}"), "Twelve ladders, please."
        )

    def test_settings_of_word_are_no_words(self):
        for source in (
            "<w:WordDocument><w:View>Normal</w:View></w:WordDocument><p>One</p>",
            "<o:OfficeDocumentSettings><o:P>96</o:P></o:OfficeDocumentSettings><p>One</p>",
            "<p>One<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>",
            "<p>One</p><div>&zwnj;&nbsp;&zwnj;&nbsp;&zwj;&zwnj; &zwnj;</div>",
            "<p style='opacity:0.01'>Two</p><p style='opacity:.05'>3</p><p>One</p>",
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), "One")
        self.assertEqual(to_text("<p style='opacity:0.5'>One</p>"), "One")
        self.assertIn("Two", to_text("<p>One<o:p>Two</o:p></p>"))

    def test_what_stands_around_a_document_is_read_too(self):
        for source, expected in (
            ("<!-- a --><html><body><p>x</p></body></html>", "x"),
            ("<html><body><p>x</p></body></html><p>y</p>", "x\n\ny"),
            ('<?xml version="1.0" encoding="latin-1"?><p>é</p>', "é"),
            ("<p>x</div></div><p>y", "x\n\ny"),
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), expected)


class InvisibleCharactersAreDropped(unittest.TestCase):
    def test_what_no_reader_sees_is_dropped(self):
        for name, source in (
            ("null byte", "de\x00sk"),
            ("lone surrogate", "de\ud800sk"),
            ("zero width space", "de\u200bsk"),
            ("right-to-left override", "de\u202esk"),
            ("tag characters", "desk\U000e0041\U000e0042"),
            ("variation selectors", "desk\ufe0f\U000e0101"),
            ("Hangul filler", "desk\u3164"),
            ("soft hyphen from an entity", "<p>de&shy;sk</p>"),
            ("zero width space from an entity", "<p>de&#8203;sk</p>"),
        ):
            with self.subTest(name):
                self.assertEqual(to_text(source), "desk")

    def test_joiners_that_spell_persian_stay(self):
        self.assertEqual(to_text("می\u200cخواهم"), "می\u200cخواهم")

    def test_all_kinds_of_line_end_end_a_line(self):
        for end in ("\n", "\r\n", "\r", "\x0b", "\u2028"):
            with self.subTest(repr(end)):
                self.assertEqual(to_text(f"a{end}b"), "a\nb")

    def test_nothing_gives_nothing(self):
        for source in (None, "", " \n\t", "<p></p>", "<br>", "<!-- -->", "\ud800", "<"):
            with self.subTest(repr(source)):
                self.assertIn(to_text(source), ("", "<"))


class LongTextsAreRead(unittest.TestCase):
    """Shapes on which a careless pattern or a deep tree gives up."""

    def test_repetitions_are_read_to_their_end(self):
        size = MEGABYTE // 60
        for unit in (
            "<blockquote>",
            '<p id="appendonsend">x</p>',
            '<div style="color:white">x',
            "from: a\n",
            "on 2024 ",
            "1<a@b> ",
            "--  ",
            "<a b='",
            " \n",
            "a\u0301\u0323",
        ):
            with self.subTest(unit):
                text = to_text(unit * (size // len(unit)) + f"</p>\n\n{OWN}")
                self.assertLessEqual(len(text), size + len(OWN) + len(unit))

    def test_a_tag_with_endless_attributes_is_read_for_its_look(self):
        attributes = " ".join(f"a{n}=b" for n in range(4_000))
        for tag, expected in (
            (f"<p {attributes}>", "x\n\ny"),
            (f"<p ' {attributes}>", "x\n\ny"),
            (f'<p " {attributes}>', "x\n\ny"),
            (f'<p {attributes} style="display:none">', "x"),
            (f"<p {attributes} hidden>", "x"),
            ("<p " * 3_000 + ">", "x\n\ny"),
            ("<p " + "a='>' " * 3_000 + ">", "x\n\ny"),
        ):
            with self.subTest(tag[:4] + tag[-9:]):
                self.assertEqual(to_text(f"<p>x</p>{tag}y</p>"), expected)

    def test_many_tags_with_many_attributes_are_read(self):
        tag = "<b " + " ".join(f"a{n}" for n in range(900)) + ">y</b>"
        self.assertEqual(to_text(f"<p>{tag * 100}</p>"), "y" * 100)

    def test_a_tag_with_long_values_is_read(self):
        image = "data:image/png;base64," + "A" * 50_000
        source = f"<p>x</p><td style=\"background:url('{image}')\">y</td><p>z</p>"
        self.assertEqual(to_text(source).split(), ["x", "y", "z"])

    def test_words_at_the_bottom_of_deep_nesting_are_found(self):
        self.assertEqual(to_text("<div>" * 5_000 + OWN), OWN)

    def test_a_long_text_is_kept(self):
        source = "<p>" + "desk " * (MEGABYTE // 20) + "END</p>"
        self.assertTrue(to_text(source).endswith("END"))


class TextsAreShortenedToTokens(unittest.TestCase):
    def test_tokens_are_estimated_rather_too_high(self):
        for text, expected in (("", 1), ("four" * 10, 11), ("机" * 10, 11)):
            with self.subTest(text):
                self.assertEqual(estimate_tokens(text), expected)

    def test_a_text_within_its_budget_is_unchanged(self):
        self.assertEqual(shorten(OWN, 100), OWN)

    def test_the_end_is_kept_whole_and_the_middle_goes(self):
        text = shorten("START " + "x " * 5000 + " END", 50)
        self.assertTrue(text.startswith("START") and text.endswith("END"))
        self.assertIn("[...]", text)

    def test_what_is_shortened_stays_within_the_budget(self):
        for text in ("a" * 9000, "机" * 9000, "a" * 9000 + "机" * 9000):
            for budget in (0, 1, 10, 100, 1000):
                with self.subTest(text[:1] + text[-1:], budget=budget):
                    tokens = estimate_tokens(shorten(text, budget))
                    self.assertLessEqual(tokens, max(budget, 6))

    def test_half_of_the_budget_at_least_is_used(self):
        for text in ("a" * 9000, "机" * 9000):
            with self.subTest(text[:1]):
                self.assertGreater(estimate_tokens(shorten(text, 100)), 50)


class RepetitionsAreDropped(unittest.TestCase):
    def test_what_is_said_again_and_again_is_said_once(self):
        for source, expected in (
            ("24 desks. " + "poem " * 30 + "Bye", "24 desks. poem[...] Bye"),
            ("Hello! " + "Who are you? " * 10 + "Bye.", "Hello! Who are you?[...]Bye."),
            ("दो मेज। " + "सूत्र क्या है? " * 6, "दो मेज। सूत्र क्या है?[...]"),
            ("机を二台。" + "公式は？" * 7 + "以上。", "机を二台。公式は？[...]以上。"),
        ):
            with self.subTest(source):
                found = without_repetitions(source).replace(GAP, "[...]")
                self.assertEqual(found.strip(), expected)

    def test_what_people_repeat_is_kept(self):
        for source in (
            "1 desk\n1 desk\n1 desk\n1 desk",
            "No no no, ha ha ha ha!",
            "Call 555 5555. Mail ann.ann@example.com... Bye.\n\n - one\n - two\n",
            "a.b.c.d.e.f 1.1.1.1.1.1 example.com",
        ):
            with self.subTest(source):
                self.assertEqual(without_repetitions(source), source)


class NothingIsTakenAsHtml(unittest.TestCase):
    def test_plain_takes_nothing_as_html(self):
        self.assertEqual(plain("<b>5</b>\x00 >\u200b 4\r\n"), "<b>5</b> > 4")
