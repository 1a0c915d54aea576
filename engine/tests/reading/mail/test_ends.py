"""Signatures and devices' lines go; fields, lists and sentences stay."""

import unittest

from ....reading.mail.words import LANGUAGES
from ....reading.text import to_text

OWN = "Twelve steel shelves for our shop in Lund."


class FormsAreReadWhole(unittest.TestCase):
    def test_fields_below_odoos_separator_are_read_in_every_language(self):
        for code, language in LANGUAGES.items():
            for label in language["form"]:
                for colon in (":", " :", ""):
                    with self.subTest(code, label=label + colon):
                        text = (
                            f"{label}{colon}\n___________\n\nShop : Lund\nPieces : 12"
                        )
                        found = to_text(text.replace("\n", "<br>\n"))
                        self.assertIn("Shop : Lund\nPieces : 12", found)

    def test_a_form_with_few_words_or_one_field_is_read(self):
        for fields in ("Phone me : yes", "Ida : Falk", "Plan : Lund", "Wish : a call"):
            with self.subTest(fields):
                text = f"{OWN}\n\nOther Information:\n___________\n\n{fields}\n\n"
                self.assertIn(fields, to_text(text))

    def test_what_odoo_notes_of_the_browser_is_no_word_of_the_writer(self):
        end = "________\n\nIP : 192.0.2.7\nREFERER : https://shop.example"
        form = f"{OWN}\n\nOther Information:\n___________\n\nPieces : 12"
        for title in ("Metadata", "Тэмдэг өгөгдөл", "Metaverilənlər", "of no table"):
            with self.subTest(title):
                self.assertEqual(to_text(f"{form}\n\n{title}\n{end}"), form)

    def test_a_field_of_the_writers_own_is_read(self):
        text = "Other Information:\n___________\n\nIP : 67, for outdoors\nPieces : 12"
        self.assertEqual(to_text(text), text)


class SeparatorsOfTheWriterStay(unittest.TestCase):
    def test_what_says_something_is_no_signature(self):
        for text in (
            f"{OWN}\n--\nBudget: 3000 EUR",
            f"{OWN}\n--\n12 shelves\n4 ladders",
            "Bestellung\n______\nArt. 220 5 Stück\nArt. 230 2 Stk",
            "Widths\n~~~~~\n120 cm: 4\n160 cm: 6",
            "必要なもの\n-----\n椅子 30脚\n机 10台",
            "Rooms\n***\ntwo halls\n12 rooms",
            f"{OWN}\n________\n- shelves\n- ladders",
            f"{OWN}\n---\nP.S. We also want two ladders for the attic, please.",
            f"{OWN}\n--\nWe decide next week.",
            "Lund: 12\n__________\nMalmö: 4\n__________\nYstad: 7",
            "Our list:\n--\nShelves\nLadders",
            "What we want:\n____________\nIda",
            f"{OWN}\n--\nCall 040 555 01 20 before June if you can deliver the shelves "
            "to our three shops",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

    def test_names_addresses_and_notices_go(self):
        for end in (
            "--\nIda Falk",
            "-- \nIda Falk\nFalk & Son AB\nStorgatan 3\nTel: 040 555 01 20",
            "__________________\nIda Falk | ida@falk.example | www.falk.example",
            "--\nIda\n________\nThis e-mail is confidential, for its recipient only.",
            "—\nIda",
            "--\nIda Falk\n12 rue de la Paix\n75002 Paris",
            "–\nIda Falk\nTel: 040 555 01 20",
            "~~~~~\nIda Falk\nw: falk.example",
            "--\nIda Falk, platschef\nFalk & Son AB, Box 12, 431 21 Lund",
            "***\nIda Falk\nTel: 040 555 01 20",
            "*-- *\nIda Falk\nplatschef",
            "--\nFalk Software Pty Ltd, Suite 102, 21 Berry St, North Sydney, NSW 2060",
            "---\nOn behalf of Falk Ltd. Registered in England no. 01234567",
        ):
            with self.subTest(end):
                self.assertEqual(to_text(f"{OWN}\n{end}"), OWN)

    def test_odoos_mark_on_what_follows_dashes_is_weighed(self):
        lines = "\n".join(f"{n} shelves of model {n}00" for n in range(1, 25))
        marked = f'<span data-o-mail-quote="1">\n--\n{lines}</span>'
        text = to_text(f"<pre>To be delivered<br>{marked}</pre>")
        self.assertIn("1 shelves", text)
        self.assertIn("24 shelves of model 2400", text)


# What programs and devices write below a mail, in many languages.
DEVICES = (
    "Sent from my Galaxy S23 Ultra",
    "Sent from Yahoo Mail: Search, Organize, Conquer",
    "Sent with Tutanota; https://tutanota.example",
    "Von meinem iPhone gesendet, daher kurz",
    "Enviado desde mi móvil",
    "Отправлено из приложения Почта",
    "Galaxyから送信",
    "Lähetetty laitteesta Samsung",
    "Elküldve a Samsung készülékemről",
    "Sent from my Samsung Jack, a Windows Mobile® smartphone from AT&T",
    "Enviado do meu telemóvel",
    "Verzonden met mijn mobiel",
    "Küldés az Androidos telefonomról",
    "Αποστολή από το κινητό μου",
    "تم الإرسال من الايفون",
    "來自我的手機",
    "네이버 메일 앱에서 보냈습니다",
    "Dikirim dari ponsel saya",
    "Get Outlook for iOS<https://aka.example/o0ukef>",
    "Sent from Yahoo Mail on Android",
    "Stiahnuť Outlook pre iOS",
    "iOS용 Outlook 다운로드",
    "Descărcați Outlook pentru Android",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Gesendet von Outlook für Android",
    "Envoyé depuis mon téléphone",
    "Télécharger Outlook pour Android",
    "Enviado desde mi Huawei",
    "Inviato da iPad",
    "Verstuurd vanaf mijn iPhone",
    "Enviado do meu celular",
    "Skickat från min Samsung-mobil",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Wysłane z iPhone'a",
    "Отправлено с iPhone",
    "iPadから送信",
    "发自我的iPhone",
    "從我的 iPhone 傳送",
)


class LinesOfDevicesGo(unittest.TestCase):
    def test_a_line_that_goes_on_is_the_writers(self):
        for line in (
            "Sent from my shop in Lund: twelve shelves are wanted",
            "Sent from my phone: we want twelve",
            "Sent from my iPhone we ordered twelve shelves last year",
            "Gesendet von unserem Lager in Kiel werden die alten Regale",
            "Envoyé de notre magasin",
            "Get Outlook for our forty people, that is what we want",
            "Does Outlook on Android work with it?",
            "Outlook and Android are what all of us have",
        ):
            with self.subTest(line):
                text = f"Hello,\n{line}\nIda"
                self.assertEqual(to_text(text), text)

    def test_a_name_that_begins_with_my_is_no_device(self):
        text = f"{OWN}\n\nMy Kitchen"
        self.assertEqual(to_text(text), text)

    def test_a_program_or_a_device_is_no_word_of_the_writer(self):
        for line in DEVICES:
            with self.subTest(line):
                self.assertEqual(to_text(f"{OWN}\n\n{line}"), OWN)
