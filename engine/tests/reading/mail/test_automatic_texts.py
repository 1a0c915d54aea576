"""What programs write for the absent, of deliveries and receipts, in many words."""

import unittest

from ....reading.mail.automatic import is_automatic


class ProgramsAreTold(unittest.TestCase):
    def check(self, *rows):
        for subject, text in rows:
            with self.subTest(subject + text):
                self.assertTrue(is_automatic(subject, text))

    def test_by_what_they_say_of_themselves(self):
        self.check(
            *(
                ("Re: Shelves", text)
                for text in (
                    "We have received your message and reply within two days.",
                    "This mailbox is not monitored. Do not reply to this email.",
                    "Wir haben Ihre Nachricht erhalten und melden uns.",
                    "Diese Mail wurde automatisch erstellt.",
                    "Nous avons bien reçu votre demande. Merci de ne pas y répondre.",
                    "Este es un mensaje automático. Hemos recibido su correo.",
                    "Messaggio automatico: abbiamo ricevuto la sua richiesta.",
                    "Dit is een automatisch bericht.",
                    "Esta é uma mensagem automática.",
                    "تم استلام رسالتك وسيتم الرد عليكم",
                    "本メールは自動送信されています。",
                    "您的邮件已收到，我会尽快回复您。",
                )
            )
        )

    def test_by_an_absence_and_what_goes_with_it(self):
        self.check(
            *(
                ("Re: Shelves", text)
                for text in (
                    "I'm OOO and will get back to you when I return.",
                    "I have left the company. Please direct your mails to the desk.",
                    "Ich bin vom 1.8. bis 12.8. nicht im Büro.",
                    "Ich bin in Elternzeit. Meine Vertretung übernimmt Frau Falk.",
                    "Je suis injoignable jusqu'au 12.",
                    "En congés, je vous lirai à mon retour.",
                    "No estaré disponible hasta el 15. Responderé a mi vuelta.",
                    "In ferie fino al 15 agosto. Per qualsiasi necessità: Ida.",
                    "Ik geniet van mijn vakantie en ben op 12 juni weer op kantoor.",
                    "Encontro-me de férias até dia 20.",
                    "弊社は8月15日まで夏季休業となっております。",
                    "我今天不在办公室，明天会回复您的邮件。",
                    "Jag är på semester. Vid brådskande ärenden ring växeln.",
                    "Jeg er på ferie frem til 12. august og læser ikke mails.",
                    "Olen vuosilomalla. Kiireellisissä asioissa ota yhteyttä Idaan.",
                    "Yıllık izindeyim. Acil durumlarda lütfen Ida ile iletişime geçin.",
                )
            )
        )

    def test_by_their_subjects(self):
        self.check(
            ("[EXTERNAL] Automatic reply: Shelves", "Hello"),
            ("Out of the office Re: Shelves", "I will be back 12 May."),
            ("OOO: Ida Falk", ""),
            ("【自動返信】夏季休業のご案内", ""),
            ("Abwesend: Regale", "Ich bin am 12.8. wieder erreichbar."),
            ("Fuera de la oficina: Estantes", "Volveré el lunes."),
            ("Poissa: Hyllyt", "Palaan maanantaina."),
        )

    def test_receipts_and_failures(self):
        self.check(
            ("Read: Shelves", "Your message was read on Thursday."),
            ("Read: Shelves", ""),
            ("Gelesen: Regale", "Ihre Nachricht wurde am Montag gelesen"),
            ("Lu : Étagères", "Votre message a été lu"),
            ("Übermittlungsstatus (Fehlgeschlagen)", "x"),
            ("", "Tu mensaje no se ha entregado a ida@falk.example"),
            ("", "Il tuo messaggio non è stato recapitato a ida@falk.example"),
        )


class PeopleAreKept(unittest.TestCase):
    def test_who_asks_for_something_is_a_person(self):
        for subject, text in (
            ("Read: my needs", "We would like shelves for 3 shops."),
            ("Gelesen: Ihre Broschüre", "Ich möchte 12 Regale."),
            ("Réponse automatique au téléphone", "Un standard pour 12 postes."),
            ("Auto: VW Golf", "Ich suche ein Auto."),
            ("Delivery report", "Please quote a tool for reports of 12 trucks."),
            ("Re: Delivery", "The delivery failed last week, one box was missing."),
            ("Re: x", "I am on holiday until Friday; we need 12 shelves afterwards."),
            ("Re: x", "Ich war bis gestern im Urlaub: wir nehmen das Angebot an."),
            ("Re: x", "En cas d'urgence appelez. Il nous faut 12 étagères en mai."),
            ("Re: x", "In dringenden Fällen mobil. Wir brauchen 12 Regale."),
            ("Re: x", "Per urgenze mi chiami. Ci servono 12 scaffali."),
            ("Re: x", "Our office is closed after a fire. Budget 20,000 EUR."),
            ("Re: x", "お急ぎでお願いします。棚が12台必要です。"),
        ):
            with self.subTest(subject + text):
                self.assertFalse(is_automatic(subject, text, "Ida <i@falk.example>"))
