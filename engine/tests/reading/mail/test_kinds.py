"""Shapes in which mails quote and pass on others, in every language of the tables."""

import unittest

from ....reading.mail.introductions import was_passed_on
from ....reading.mail.words import LANGUAGES
from ....reading.text import to_text

OWN = "Twelve steel shelves for our shop in Lund, at most 3000 euros."
OLD = "Thank you for asking, we offer what you want."
SAID = {
    "from": "Ida Falk <ida@falk.example>",
    "date": "2. 5. 2025 08:15",
    "to": "Sales <sales@shop.example>",
    "subject": "Shelves",
}


def block(language, order=("from", "date", "to", "subject"), form="{}: {}"):
    return "\n".join(form.format(language[kind][0], SAID[kind]) for kind in order)


class HeadersOfEveryLanguage(unittest.TestCase):
    def test_below_own_words_they_begin_a_quote(self):
        for code, language in LANGUAGES.items():
            for form in ("{}: {}", "{} : {}", "*{}:* {}", "| {} | {} |", "{}：{}"):
                with self.subTest(code, form=form):
                    source = f"{OWN}\n\n{block(language, form=form)}\n\n{OLD}"
                    self.assertEqual(to_text(source), OWN)

    def test_their_order_does_not_matter(self):
        for order in (
            ("subject", "date", "from", "to"),
            ("date", "from", "to"),
            ("to", "from", "subject"),
            ("from", "date"),
        ):
            with self.subTest(order):
                source = f"{OWN}\n\n{block(LANGUAGES['en'], order)}\n\n{OLD}"
                self.assertEqual(to_text(source), OWN)

    def test_headers_of_a_language_that_no_table_has_are_told_by_their_values(self):
        headers = (
            "Mula kay: Ida <ida@falk.example>\nPetsa: 2/5/25 08:15\nPaksa: Istante"
        )
        self.assertEqual(to_text(f"{OWN}\n\n{headers}\n\n{OLD}"), OWN)

    def test_headers_without_an_address_are_told_by_a_time_a_mark_or_who_sent(self):
        for line in ("Date: 2 May 2025 08:15", "Sent: Friday", "Subject: Re: x"):
            headers = f"From: Ida Falk\nTo: Bo\n{line}\nSubject: x"
            with self.subTest(line):
                self.assertEqual(to_text(f"{OWN}\n\n{headers}\n\n{OLD}"), OWN)

    def test_a_list_of_the_writers_own_is_no_header(self):
        for source in (
            "Our trip\nFrom: Lund\nTo: Ghent\nDate: 2 May 08:15",
            "Hello,\nName: Ida\nMail: ida@falk.example\nWanted by: 2 May\nBudget: 3000",
            "Hello\nSubject: shelves\nDate: May",
            "Hi\n\nVon: Köln\nNach: Bonn\nDatum: 3.5.2025\nBetreff: Umzug\n\n9 Sofas",
            "Hi\n\nFrom: Lund\nTo: Malmö\nDate: 3 May\nSubject: 9 pallets\n\nCan you?",
            "Hi\nWho: Ida <i@falk.example>\nOpen: 08:15-17:00\nShelves: 9\n\nBy May",
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), source)

    def test_the_note_or_the_subject_or_the_sender_tells_what_was_passed_on(self):
        for code, language in LANGUAGES.items():
            source = f"Nice one\n\n{block(language)}\n\n{OWN}"
            with self.subTest(code):
                self.assertIn(
                    OWN, to_text(source, f"{language['forward_subject'][0]}: x")
                )
                self.assertIn(OWN, to_text(source, passed_on=True))
                self.assertNotIn(OLD, to_text(source.replace(OWN, OLD)))
                note = language["passed_on"][0].capitalize()
                self.assertIn(OWN, to_text(f"{note}\n\n{block(language)}\n\n{OWN}"))

    def test_an_answer_is_none_that_was_passed_on(self):
        source = f"FYI\n\n{block(LANGUAGES['en'])}\n\n{OLD}"
        self.assertNotIn(OLD, to_text(source, "Re: Shelves"))
        self.assertNotIn(
            OLD, to_text(f"{OWN} See below.\n\n{block(LANGUAGES['en'])}\n\n{OLD}")
        )

    def test_only_the_mail_passed_on_is_read_not_what_it_quotes(self):
        headers = block(LANGUAGES["en"])
        source = f"Look\n\n{headers}\n\n{OWN}\n\n{headers}\n\n{OLD}"
        text = to_text(source, "FW: Shelves")
        self.assertIn(OWN, text)
        self.assertNotIn(OLD, text)

    def test_the_first_mark_of_a_subject_counts(self):
        for subject, expected in (
            ("FW: Re: Shelves", True),
            ("Re: FW: Shelves", False),
            ("WG: Regale", True),
            ("[EXT] Fwd: Shelves", True),
            ("[Sales][12] Re: Shelves", False),
            ("***SPAM*** FW: Shelves", True),
            ("(EXT) AW: Regale", False),
            ("EXTERN: WG: Regale", True),
            ("AW: Regale", False),
            ("Shelves: twelve", None),
            ("", None),
        ):
            with self.subTest(subject):
                self.assertEqual(was_passed_on(subject), expected)


class IntroductionsOfEveryLanguage(unittest.TestCase):
    def test_verb_and_date_introduce_a_quote(self):
        for code, language in LANGUAGES.items():
            for verb in language["wrote"]:
                line = f"2025-05-02 08:15 Ida Falk <ida@falk.example> {verb}:"
                with self.subTest(code, line=line):
                    self.assertEqual(to_text(f"{OWN}\n\n{line}\n\n{OLD}"), OWN)

    def test_marks_above_a_mail_replied_to(self):
        for code, language in LANGUAGES.items():
            for mark in language["original"]:
                with self.subTest(code, mark=mark):
                    source = f"{OWN}\n\n----- {mark} -----\n{OLD}"
                    self.assertEqual(to_text(source), OWN)

    def test_marks_above_a_mail_passed_on(self):
        for code, language in LANGUAGES.items():
            for mark in language["forward"]:
                with self.subTest(code, mark=mark):
                    headers = block(language)
                    below = f"---------- {mark} ----------\n{headers}\n\n{OWN}"
                    self.assertIn(OWN, to_text(f"Look\n\n{below}"))
                    quoted = "\n".join(f"> {line}" for line in below.split("\n"))
                    self.assertIn(OWN, to_text(f"Look\n\n{quoted}"))

    def test_lines_that_a_program_broke(self):
        for lines in (
            "On Fri, May 2, 2025 at 8:15 AM Ida Falk <\nida@falk.example\n> wrote:",
            "On 2 May 2025,\nat 08:15,\nIda Falk <ida@falk.example> wrote:\n\n>",
            "Ida kirjoitti 2.5.2025 klo 8.15:",
            "W dniu 2.05.2025 o 08:15, Ida pisze:",
            "Ida Falk wrote:\n>",
        ):
            with self.subTest(lines):
                self.assertEqual(to_text(f"{OWN}\n\n{lines} {OLD[:0]}\n> {OLD}"), OWN)

    def test_a_sentence_about_what_somebody_wrote_is_kept(self):
        for line in (
            "Your colleague wrote on 2 May 2025 that we should say what we need:",
            "Of 40 shelves we want 12, as Ida wrote:",
            "Ihr Kollege schrieb am 2. Mai 2025, wir sollen die Maße schicken:",
        ):
            with self.subTest(line):
                source = f"Hello,\n{line}\n2 m by 40 cm"
                self.assertEqual(to_text(source), source)

    def test_what_stands_below_a_reply_delimiter_is_not_the_writers(self):
        for language in LANGUAGES.values():
            for words in language["reply_above"]:
                for line in (f"##- {words} -##", f"--- {words} ---", f"{words}."):
                    with self.subTest(line):
                        self.assertEqual(to_text(f"{OWN}\n\n{line}\n\n{OLD}"), OWN)

    def test_decided_words_typed_into_the_quote_above_the_delimiter_are_read(self):
        source = f"On 2025-05-02 Desk wrote:\n> {OWN}\n>\n> -- reply above this line --"
        self.assertEqual(to_text(source), OWN)

    def test_long_quoted_lines_are_quoted_too(self):
        self.assertEqual(to_text(f"{OWN}\n> {'old ' * 200}"), OWN)


class HtmlMails(unittest.TestCase):
    HEADERS = (
        '<div id="divRplyFwdMsg"{0}><b{0}>From:</b> Ida &lt;ida@falk.example&gt;<br>'
        "<b>Sent:</b> 2 May 2025 08:15<br><b>To:</b> Sales<br><b>Subject:</b> x</div>"
    )
    MARK = ' data-o-mail-quote="1"'

    def test_the_second_marks_of_odoo_are_no_proof(self):
        headers = self.HEADERS.format(self.MARK)
        source = (
            f"<p>External mail.</p><div><div{self.MARK}>{OWN}</div><hr{self.MARK}>"
            f"{headers}<div{self.MARK}>{OLD}</div></div>"
        )
        self.assertEqual(to_text(source), OWN)

    def test_an_outlook_forward_is_read_with_or_without_odoos_marks(self):
        for mark in ("", self.MARK):
            source = (
                f'<div{mark}>Can you take it?</div><div id="appendonsend"{mark}></div>'
                f"{self.HEADERS.format(mark)}<div{mark}>{OWN}</div>"
            )
            with self.subTest(mark):
                self.assertIn(OWN, to_text(source))

    def test_answers_between_the_quotes_of_a_reply_are_read(self):
        source = (
            '<div>See below.</div><div class="gmail_quote"><div>On Fri, May 2, 2025 at '
            "8:15 AM Ida &lt;ida@falk.example&gt; wrote:</div><blockquote>How many?"
            "</blockquote><div>Twelve</div><blockquote>Until when?</blockquote>"
            "<div>June</div></div>"
        )
        self.assertEqual(to_text(source).split(), ["See", "below.", "Twelve", "June"])

    def test_decided_a_blockquote_that_the_writer_announces_is_his_own(self):
        source = f"<p>Our wishes:</p><blockquote>{OWN}</blockquote><p>Ida</p>"
        self.assertIn(OWN, to_text(source))
        source = f"<p>{OWN}</p><blockquote>{OLD}</blockquote>"
        self.assertEqual(to_text(source), OWN)

    def test_decided_an_unintroduced_quote_is_read_where_only_a_greeting_is_left(self):
        source = f'<div>Dear Bo,</div><div class="gmail_quote">{OWN}</div>'
        self.assertIn(OWN, to_text(source))

    def test_what_is_cut_comes_back_where_nothing_else_is_left(self):
        for source in (
            f'<div id="Signature">{OWN}</div>',
            f'<div class="gmail_signature"><p>{OWN}</p></div><br>',
            f'<blockquote type="cite">{OWN}</blockquote>',
            f'<p style="color:#ffffff">{OWN}</p>',
            f'<p>Hi</p><font color="white">{OWN}</font>',
            f'<p>Dear Bo,</p><p style="color:#fff">{OWN}</p><p>Regards</p>',
        ):
            with self.subTest(source):
                self.assertIn(OWN, to_text(source))

    def test_text_that_is_surely_hidden_never_comes_back(self):
        for style in (
            "display:none",
            "color:transparent",
            "color:#fff;background:#ffffff",
            "font-size:0",
            "color:rgba(0,0,0,0)",
        ):
            with self.subTest(style):
                self.assertEqual(to_text(f'<p style="{style}">{OWN}</p>'), "")

    def test_raised_and_lowered_numbers_stay_apart(self):
        for source, expected in (
            ("10<sup>3</sup> seats", "10^3 seats"),
            ("49<sup>90</sup> euros", "49^90 euros"),
            ("40 m<sup>2</sup>", "40 m2"),
            ("on the 1<sup>st</sup>", "on the 1st"),
            ("shelves<sup>1</sup> and", "shelves 1 and"),
            ("H<sub>2</sub>O", "H2O"),
            ("item 4<sub>2</sub>", "item 4 2"),
            ('19<span style="vertical-align: super">99</span> €', "19^99 €"),
            ('4<span style="vertical-align: sub">2</span>', "4 2"),
            ('4<span style="vertical-align: top">2</span>', "42"),
        ):
            with self.subTest(source):
                self.assertEqual(to_text(f"<p>{source}</p>"), expected)

    def test_words_of_cells_captions_and_summaries_stay_apart(self):
        for tags in ("caption", "summary", "legend", "figcaption", "center", "dt"):
            with self.subTest(tags):
                source = f"<div><{tags}>One</{tags}>Two</div>"
                self.assertEqual(to_text(source).split(), ["One", "Two"])
        self.assertEqual(to_text("<ruby>東京<rt>とうきょう</rt></ruby><br>"), "東京")

    def test_windows_characters_are_read(self):
        for source, expected in (
            ("10\x9615 shelves", "10\u201315 shelves"),
            ("3000 \x80", "3000 €"),
            ("Ida\x92s shop", "Ida\u2019s shop"),
            ("or\x85 and &#133;<br>", "or\u2026 and \u2026"),
            (
                "<p>&#128;3000 &#150; &#147;now&#148;</p>",
                "€3000 \u2013 \u201cnow\u201d",
            ),
            ("de\x81sk", "desk"),
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), expected)


class LongMailsAreRead(unittest.TestCase):
    def test_shapes_on_which_a_careless_reading_gives_up(self):
        for unit in (
            "on 2024 a@b.c wrote\n",
            "Sent from my \n",
            "--\na\n",
            "from: a <a@b.c>\n\n",
            "> wrote:\n",
            "reply above this line x\n",
            "----- forwarded message\n",
            '<p data-o-mail-quote="1">x',
            "<sup>1",
        ):
            with self.subTest(unit):
                text = to_text(unit * (80_000 // len(unit)) + f"</p>\n\n{OWN}")
                self.assertLessEqual(len(text), 90_000)
