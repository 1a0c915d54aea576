"""How mail programs of many makers and languages introduce what they quote."""

import html
import unittest

from ....reading.text import to_text

OLD = "Our old offer."
# As Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Zimbra, Notes and others write.
INTRODUCTIONS = (
    "Vertrieb <v@shop.example> hat am 07.11.2024 09:12 CET geschrieben:",
    '"Vertrieb" <v@shop.example> schrieb am 07.11.2024 09:12:',
    "Max Huber <m@shop.example> schrieb am Fr., 28.|Apr. 2017 um 11:53 Uhr:",
    'Am 21.04.2016 17:48 schrieb "Einz Zwei" <v@shop.example|>:',
    "-----Ursprüngliche Mitteilung-----|Von: V <v@shop.example>|Verschickt: Do, 7. Nov",
    "Le jeu. 7 nov. 2024 à 09:12, Ventes <v@shop.example>|a écrit :",
    "El jue., 7 de nov. de 2024 a la(s) 09:12, Ventas (v@shop.example)|escribió:",
    "In data 11 ottobre 2017 21:11:31 Vendite <v@shop.example> ha scritto:",
    "Op 7 nov 2024 om 09:12 heeft Verkoop <v@shop.example> het volgende geschreven:",
    "Em 2 de fevereiro de 2015 10:58, Vendas <|v@shop.example> escreveu:",
    "Dnia 14 lip 2015 o godz. 00:25 S <v@shop.example> napisał(a):",
    "чт, 7 нояб. 2024 г. в 09:12, П <v@shop.example>:",
    '20 окт. 2016 г. 19:37 пользователь "П" <|v@shop.example> написал:',
    "tir. 18. apr. 2017 kl. 13:09 skrev Salg <v@shop.example|>:",
    "pe 20. lokakuuta 2017 klo 17.50 Myynti|<v@shop.example> kirjoitti:",
    "Dne 07. 11. 24 v 9:12 P napsal(a):",
    "7 Kas 2024 Per 09:12 tarihinde S <v@shop.example> şunu yazdı:",
    "2024年11月7日(木) 9:12 営業部 <v@shop.example>:",
    '在 2024-11-07 09:12:33，"销售" <v@shop.example> 写道：',
    "寄件者: 業 <v@shop.example>|已傳送: 2024年11月7日 09:12|收件者: 客|主旨: 報",
    "2024년 11월 7일 (목) 오전 9:12, 영업부 <v@shop.example>님이 작성:",
    "N 7. november 2024 kell 09:12 Müük <v@shop.example> kirjutas:",
    "11:00 AM, November 17, 2021, S <v@shop.example>:",
    "On Wed, Dec 9, Mister Example|<v@shop.example>|wrote:",
    "On Nov 21, 2014,|at 10:18,|Sales <v@shop.example> wrote:",
    "---- Sales wrote ----",
    '"Sales" <v@shop.example> 03.05.2024 10:12 >>>',
    "Sales ---03/05/2024 10:12:33---Hello Ann, our offer",
    "*-------- Original Message --------*",
    "From: v@shop.example|Date: Wed, 16 May 2012 00:15:02 -0600",
    "Date: Wed, 16 May 2012 00:15:02 -0600|To: v@shop.example",
    "From: Sales <v@shop.example>|Sent: Monday",
    "От: П|Отправлено: четверг, 26 июня 2014 г. 15:05|Кому: Ида",
    "V V čet., 7. nov. 2024 ob 09:12 je oseba P <v@shop.example> napisala:",
)
# Short, with commas and dates, some without an end.
ANSWERS = (
    "Danke, 12 Regale bis 31.03. bitte.",
    "Yes, please.\nWe need 12 shelves by 3 March.",
    "Hi, yes.\nRegards,\nIda",
    "Okay. Will give it a try.",
    "On Thursday, I get it.\nSent a plan",
    "to test this in 2 weeks. I will let you know then...",
    "Hej,\nSvar.",
    "12本お願いします。",
)


class QuotesOfEveryProgram(unittest.TestCase):
    def test_the_answer_above_stays_whole_and_nothing_else(self):
        for lines in INTRODUCTIONS:
            for own in ANSWERS:
                introduction = lines.replace("|", "\n")
                with self.subTest(introduction, own=own):
                    text = to_text(f"{own}\n\n{introduction}\n\n{OLD}")
                    self.assertEqual(text, own)
                    text = to_text(f"{own}\n{introduction}\n> {OLD}")
                    self.assertEqual(text, own)

    def test_the_same_as_html(self):
        for lines in INTRODUCTIONS:
            introduction = "<br>".join(map(html.escape, lines.split("|")))
            for own in ANSWERS:
                with self.subTest(introduction, own=own):
                    source = (
                        f"<div>{own}</div><div>{introduction}</div>"
                        f"<blockquote>{OLD}</blockquote>"
                    ).replace("\n", "<br>")
                    self.assertEqual(to_text(source), own)

    def test_a_name_and_an_address_introduce_what_is_marked_as_quoted(self):
        for line in (
            "Zitat von Ida Falk <ida@falk.example>:",
            "Quoting Ida Falk <ida@falk.example>:",
            "Citando Ida Falk <ida@falk.example>:",
            "Ida Falk <ida@falk.example>:",
            "2 May 2025, 08:15 by ida@falk.example:",
        ):
            with self.subTest(line):
                self.assertEqual(to_text(f"Fine\n\n{line}\n\n> {OLD}"), "Fine")
                source = (
                    f'<p>Fine</p><div class="tutanota_quote">{html.escape(line)}'
                    f'<blockquote class="tutanota_quote">{OLD}</blockquote></div>'
                )
                self.assertEqual(to_text(source), "Fine")

    def test_a_line_that_ends_in_an_address_introduces_no_words_of_ones_own(self):
        for text in (
            "Offer to Ida Falk <ida@falk.example>:\n12 shelves",
            "Please send it to ida@falk.example:\n12 shelves, 80 kg each",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

    def test_a_date_and_an_address_introduce_what_is_marked_as_quoted(self):
        source = f"Fine\n2011/4/7 Ida Falk <ida@falk.example>\n\n> {OLD}"
        self.assertEqual(to_text(source), "Fine")

    def test_a_sentence_that_goes_on_is_the_writers(self):
        source = "Hello\nOn 3 May 2024, Bob wrote\nthat you deliver in two days."
        self.assertEqual(to_text(source), source)

    def test_a_sentence_on_what_somebody_wrote_when_introduces_no_quote(self):
        for line in (
            "Wie mein Chef am 2.5.2025 um 8:15 geschrieben hat:",
            "Sie schrieben am 2. Mai 2025:",
            "As our manager wrote on 2 May 2025 at 8:15:",
            "As agreed with Eva on 2 May 2025, she wrote:",
            "What your colleague wrote on 2 May 2025:",
            "In the offer of 2 May 2025 you wrote:",
            "On our site a visitor on 2 May 2025 wrote:",
            "Comme votre collègue a écrit le 2 mai 2025 à 8h15 :",
            "Como escribió mi jefe el 2 de mayo de 2025:",
            "Come ha scritto il mio capo il 2 maggio 2025:",
            "Zoals mijn baas op 2 mei 2025 om 08:15 schreef:",
            "Como o meu chefe escreveu em 2 de maio de 2025:",
            "Jak napisał mój szef 2 maja 2025:",
            "Как написал мой шеф 2 мая 2025 г.:",
            "Som min chef skrev 2 maj 2025:",
            "Kuten pomoni kirjoitti 2.5.2025:",
            "Ahogy a főnököm írta 2025. május 2-án:",
            "贵公司2025年5月2日写道：",
        ):
            with self.subTest(line):
                text = f"Hello,\nwe spoke at the fair.\n{line}\n18 bikes.\nAgreed?"
                self.assertEqual(to_text(text), text)

    def test_the_same_above_what_is_marked_as_quoted_does(self):
        line = "Вы писали 2 мая 2025 г., 8:15:00:"  # of The Bat!
        self.assertEqual(to_text(f"Fine\n\n{line}\n\n> {OLD}"), "Fine")

    def test_headers_in_cells_of_a_table(self):
        for to, cc, subject in (("An", "Kopie", "Thema"), ("To", "cc", "Subject")):
            lines = (
                f"Ida Falk <ida@falk.example>\n02.05.2025 08:15\n\n{to}\n"
                f"Sales <s@shop.example>\n{cc}\n\n{subject}\nRe: x\n\n{OLD}"
            )
            with self.subTest(to):
                self.assertEqual(to_text(f"Fine, 12.\n\n{lines}"), "Fine, 12.")

    def test_such_words_alone_are_no_headers(self):
        text = "Two parcels\n\nTo\nLund\n\nSubject\nshelves\n\nCan you?"
        self.assertEqual(to_text(text), text)

    def test_an_answer_on_the_line_of_the_introduction_is_read(self):
        for mark in (" ", "--- "):
            line = f"Twelve, please{mark}On Wed, Apr 4, 2012, 3:59 PM, v@x.com wrote:"
            with self.subTest(line):
                self.assertEqual(to_text(f"{line}\n> {OLD}"), "Twelve, please")


class LinesThatOnlyBeginAsQuotesDo(unittest.TestCase):
    def test_what_is_more_than_so_much_is_the_writers(self):
        for text in (
            "Shelves for our shop\nLoad:\n> 80 kg\nWidth:\n>= 120 cm",
            "Twelve shelves that bear\n>80 kg each",
            "Betrag：\n> €3000",
            ">> urgent <<\nTwelve shelves",
            "Twelve shelves\n> by May <",
            "Twelve shelves\n\n>From May on, ladders as well\n\nIda",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

    def test_what_a_program_marks_is_a_quote(self):
        for text in (
            "Agreed.\n> 80 shelves at 40 euros\nDo we pay at once?",
            "Yes\n> 80 shelves?\nand ladders",
            f"{OLD.replace('Our', 'Your')}\n>80 shelves\n>4 ladders\nFine",
            "Ann wrote:\n> 80 shelves",
            "On 2 May 2025 at 08:15, Ida <ida@falk.example> wrote:\n>80 shelves",
        ):
            with self.subTest(text):
                self.assertNotIn("80", to_text(text))

    def test_a_line_of_groupwise_begins_with_brackets_too(self):
        for line in (
            ">>> Ida Falk <ida@falk.example> 02.05.25 8.15 Uhr >>>",
            '>>> "Ida Falk" <ida@falk.example> 5/2/2025 8:15 AM >>>',
        ):
            with self.subTest(line):
                self.assertEqual(to_text(f"Twelve.\n\n{line}\n{OLD}"), "Twelve.")

    def test_a_helpdesks_frame_parts_in_whatever_language(self):
        for words in ("Wpisz odpowiedź tutaj", "Írja ide a választ", "여기 위에 입력"):
            with self.subTest(words):
                text = f"Twelve.\n\n##- {words} -##\n\n{OLD}"
                self.assertEqual(to_text(text), "Twelve.")
        text = "##- not a frame\nTwelve shelves -##"
        self.assertEqual(to_text(text), text)


class ForwardsOfEveryProgram(unittest.TestCase):
    OUTLOOK = (
        "{}: Ida Falk <ida@falk.example>\n{}: 4. 11. 2024 08:30\n{}: sales@shop.example"
        "\n{}: x\n\nTwelve steel shelves."
    )

    def test_a_separator_above_the_headers_says_nothing(self):
        mail = self.OUTLOOK.format("From", "Sent", "To", "Subject")
        self.assertIn("Twelve", to_text(f"________________________________\n{mail}"))

    def test_the_same_mark_means_another_thing_in_another_language(self):
        danish = self.OUTLOOK.format("Fra", "Sendt", "Til", "Emne")
        finnish = self.OUTLOOK.format("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe")
        self.assertIn("Twelve", to_text(f"Ok\n\n{danish}", "VS: x"))
        self.assertNotIn("Twelve", to_text(f"Ok\n\n{finnish}", "VS: x"))
        self.assertIn("Twelve", to_text(f"Ok\n\n{finnish}", "VL: x"))

    def test_a_note_to_a_colleague_passes_on_and_a_question_to_us_does_not(self):
        mail = self.OUTLOOK.format("From", "Sent", "To", "Subject")
        for note in ("Kümmerst du dich drum?", "Graag contact opnemen", "À contacter"):
            with self.subTest(note):
                self.assertIn("Twelve", to_text(f"{note}\n\n{mail}"))
        for note in ("Können Sie noch Rabatt geben?", "Pouvez-vous livrer ?"):
            with self.subTest(note):
                self.assertNotIn("Twelve", to_text(f"{note}\n\n{mail}"))


class NotesAboveAMail(unittest.TestCase):
    MAIL = (
        "From: Ida Falk <ida@falk.example>\nSent: 4 May 2025 08:30\n"
        "To: sales@shop.example\nSubject: {}\n\nTwelve steel shelves."
    )

    def test_decided_a_short_note_that_answers_nothing_passes_on(self):
        for note in (
            "Hi Sam, this came in overnight. Can you pick it up?",
            "Lead from the website",
            "Gehört das zu dir?",
            "Demande reçue ce matin",
            "Consulta de la web",
            "Richiesta dal sito",
            "Aanvraag via de website",
            "Pedido do site",
            "サイトからの問い合わせです。",
            "网站询盘",
            "طلب من الموقع",
            "Перенаправляю вам, так как не знаю, к кому обращаться.",
            "Pourriez-vous vous en charger ?",
            "Hier noch ein Interessent aus der Schweiz.",
            "Bunu sen alır mısın?",
            "Hi Sam,\nplease take it.\n\nBest regards\nEva Berg\nTel. 040 555 01 20",
        ):
            with self.subTest(note):
                text = to_text(f"{note}\n\n{self.MAIL.format('Shelves')}")
                self.assertIn("Twelve", text)

    def test_what_answers_is_above_a_quote(self):
        for note in (
            "Thanks, looks good",
            "When can you deliver?",
            "Danke, passt.",
            "Die Farbe bitte schwarz",
            "D'accord",
            "Sí, gracias",
            "Va bene",
            "Prima, akkoord",
            "Perfeito",
            "承知しました",
            "好的",
            "شكرا",
            "Jasně, beru to!",
            "Ist erledigt.",
            "C'est fait.",
        ):
            with self.subTest(note):
                text = to_text(f"{note}\n\n{self.MAIL.format('Shelves')}")
                self.assertEqual(text, note)
        text = to_text(f"Blue, please\n\n{self.MAIL.format('RE: Shelves')}")
        self.assertEqual(text, "Blue, please")

    def test_a_sign_is_an_answer_too(self):
        self.assertEqual(to_text("🎉\n\n—\nIda Falk\nida@falk.example"), "🎉")

    def test_the_same_above_what_outlook_marks(self):
        source = (
            "<div>{}</div><hr><div id='divRplyFwdMsg'><b>From:</b> Ida "
            "&lt;ida@falk.example&gt;<br><b>Sent:</b> 4 May 2025 08:30<br><b>To:</b> us"
            "<br><b>Subject:</b> Shelves</div><div>Twelve steel shelves.</div>"
        )
        self.assertIn("Twelve", to_text(source.format("Gehört das zu dir?")))
        self.assertEqual(to_text(source.format("Danke, passt.")), "Danke, passt.")
