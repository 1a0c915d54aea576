"""Visiting cards of many countries go; what the writer parts by lines stays."""

import unittest

from ....reading.text import to_text

OWN = "Twelve steel shelves for our shop in Lund."


class CardsGo(unittest.TestCase):
    def test_of_every_country(self):
        for card in (
            "-- \nAnn Muster\nMuster Ltd\n1 High Street, London EC1A 1BB\n"
            "T +44 20 7946 0958\nRegistered in England No. 01234567",
            "--\nMag. Anna Huber\nHauptstraße 12 · 80331 München\n"
            "Amtsgericht München HRB 12345 · Geschäftsführer: Dr. Karl Muster\n"
            "USt-IdNr.: DE123456789",
            "-- \nJean Dupont\n12, rue de la Paix – 75002 Paris\nSIRET 80295478500028",
            "--\nMario Rossi\nVia Roma 12 - 20121 Milano\nP.IVA 01234567890",
            "--\nJan Kowalski\nul. Wolna 12\n00-590 Warszawa\nNIP 123-456-78-90",
            "--\nС уважением,\nИван Петров\nтел. 8 (495) 123-45-67",
            "-----------\n山田 太郎\n株式会社サンプル\nTEL: 03-1234-5678\n-----",
            "--\nKind regards / Mit freundlichen Grüßen / Cordialement\nAnn",
            "--\nAnn\nMuster Ltd, Unit 4, Leeds LS1 4AP\nMob: 07700 900123",
            "--\nAnn\n123 Main St, Suite 4, Springfield, IL 62701\n(555) 123-4567",
            "--\nAnn Muster\nOffice hours: Mon-Thu 9-16",
            "--\nDr. Ann Muster | Muster AG | Bahnhofstr. 1 | CH-8001 Zürich",
        ):
            with self.subTest(card):
                self.assertEqual(to_text(f"{OWN}\n\n{card}"), OWN)

    def test_a_notice_goes_to_its_end(self):
        for notice in (
            "Le informazioni contenute in questo messaggio e negli allegati sono\n"
            "riservate e per uso esclusivo del destinatario.\nPersone diverse non lo "
            "possono copiare o consegnare a terzi in nessun caso.",
            "Ce message et toutes les pièces jointes sont établis à l'intention de ses "
            "seuls destinataires.\nToute autre utilisation est interdite sans accord.",
            "Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle.",
        ):
            with self.subTest(notice):
                self.assertEqual(to_text(f"{OWN}\n--\nIda Falk\n{notice}"), OWN)


class ListsStay(unittest.TestCase):
    def test_between_lines_of_the_writers_own(self):
        for text in (
            "Punkte:\n—\nLieferung frei Haus\n—\nMontage inklusive",
            "Offer\n-----\nvalve DN50, 12 pcs\n-----\ndelivery to Antwerp",
            "Liste\n________\nTisch 4x\nStuhl 16x",
            "Enquiry\n---\nAPPLICANT\nAnn\n---\nAddress\n12 High Street, SE1 2AB",
            "Item;Qty\n--------\nTable;25\nChair;100",
            "Hello\n---\nPlease call me at 030 1234567 before noon",
            "Wanted\n---\nYou can reach our buyer Tom under 030 1234567 or by mail",
            "Wir suchen\n\n--\n\nein Lager am Hafen\nin Lund oder Umgebung",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)


class LinesOfProgramsGo(unittest.TestCase):
    def test_in_many_languages(self):
        for line in (
            "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
            "Sent from my phone, please excuse typos",
            "Sent from eM Client",
            "Sent on the go",
            "Von unterwegs gesendet, bitte Tippfehler entschuldigen",
            "Get [Outlook for Android](https://aka.example/x)",
            "Enviado con el correo seguro de Proton Mail.",
            "Obter Outlook para Android",
            "Lähetetty Outlook for Androidista",
            "Wysłane z programu Poczta dla systemu Windows",
            "Odesláno z mého iPhonu",
            "Android 版 Outlook を入手",
            "取得 iOS 版 Outlook",
            "从网易邮箱大师发来的邮件",
            "iOS용 Outlook 받기",
            "احصل على Outlook لـ Android",
        ):
            with self.subTest(line):
                self.assertEqual(to_text(f"{OWN}\n\n{line}"), OWN)

    def test_sentences_that_begin_alike_stay(self):
        for line in (
            "Sent from our branch in Lyon you got 12 pallets last month.",
            "Sent by courier: the sample of our fabric.",
            "Obtenez-vous des remises au-delà de 50 pièces ?",
            "Verzonden wordt naar Gent, graag voor mei.",
        ):
            with self.subTest(line):
                text = f"Hello,\n{line}\nIda"
                self.assertEqual(to_text(text), text)
