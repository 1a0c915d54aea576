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
            "18 bikes\n__________\n[x] with lock\n[ ] with basket",
            "18 bikes\n---\n☑ lock\n☐ basket",
            "25 lockers for our gym\n--\nDelivery until 3 June\nColour grey",
            "Zes tafels voor de kantine\n--\nLevering 12 mei\nKleur blauw",
            "Cerchiamo 25 armadietti\n---\nConsegna entro giugno 2026\nColore blu",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)


class TitlesOfWhatWasCutGo(unittest.TestCase):
    def test_between_rules(self):
        for title in (
            "------ Original ------",
            "-----原始邮件-----",
            "---- Antwort ----",
        ):
            with self.subTest(title):
                headers = "From: Jo <jo@x.example>\nDate: 2 May 2025 08:15\nTo: Ida"
                text = to_text(f"{OWN}\n\n{title}\n{headers}\nSubject: x\n\nOld.")
                self.assertEqual(text, OWN)

    def test_a_title_of_the_writers_own_stays(self):
        text = "---- Wishes ----\n25 lockers\n---- Budget ----\n6000 euros"
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

    def test_of_mail_for_windows_in_every_language(self):
        for line in (
            "Sent from Mail<https://go.example/?LinkId=5> for Windows 10",
            "Gesendet von Mail für Windows",
            "Provenance : Courrier pour Windows",
            "Provenance : Courrier<https://go.example/?LinkId=5> pour Windows 10",
            "Enviado desde Correo para Windows",
            "Inviato da Posta per Windows",
            "Verzonden vanuit Mail voor Windows",
            "Enviado do Correio para Windows",
            "Skickades från E-post för Windows",
            "Sendt fra Mail til Windows",
            "Lähetetty Windowsin Sähköpostista",
            "Odesláno z aplikace Pošta pro Windows",
            "Windows için Posta ile gönderildi",
            "Windows Posta alkalmazásból küldve",
            'Отправлено из приложения "Почта" для Windows',
            "Windows 版のメールから送信",
            "从 Windows 版邮件发送",
            "從 Windows 的郵件傳送",
        ):
            with self.subTest(line):
                self.assertEqual(to_text(f"{OWN}\n\n{line}"), OWN)

    def test_of_scanners(self):
        for lines in (
            "Virus-free. www.avast.com",
            "Virenfrei.www.avast.com <https://www.avast.com/sig-email?utm_medium=email>",
            "Garanti sans virus. www.avast.com",
            "Mail priva di virus. www.avast.com",
            "Libre de virus.www.avg.com",
            "Diese E-Mail wurde von Avast-Antivirussoftware auf Viren geprüft.\n"
            "www.avast.com",
            "This email has been checked for viruses by AVG.\nhttps://www.avg.com",
        ):
            with self.subTest(lines):
                self.assertEqual(to_text(f"{OWN}\n\n{lines}"), OWN)

    def test_who_asks_for_a_scanner_is_read(self):
        for text in (
            f"{OWN}\nWe also need Avast for 25 computers, as on www.avast.com",
            f"{OWN}\nIs AVG on offer?",
            "Provenance : France ou Belgique, 25 casiers",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

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
