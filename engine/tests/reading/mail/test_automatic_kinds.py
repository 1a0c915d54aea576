"""Each kind of mail that programs write, and the person's mail that looks like it."""

import unittest

from ....reading.mail import words
from ....reading.mail.automatic import is_automatic

# What most languages say, and what none can be told without.
NEEDED = set(
    "away back besides wants asked taken soon calendar invited decided".split()
)


class Kinds(unittest.TestCase):
    def told(self, subject, *texts):
        for text in texts:
            with self.subTest(text or subject):
                self.assertTrue(is_automatic(subject, text))

    def kept(self, subject, *texts):
        for text in texts:
            with self.subTest(text or subject):
                self.assertFalse(is_automatic(subject, text))

    def test_an_absence_and_two_signs_beside_it(self):
        self.told(
            "Re: Shelves",
            "I'm away from my desk and read mail now and then. If it can't wait: Ida.",
            "On parental leave, returning 5 January 2027.",
            "Ich genieße meinen Urlaub und lese Mails erst wieder am 3. September.",
            "Je suis en arrêt maladie. Veuillez adresser vos demandes à l'accueil.",
            "Estaré ausente hasta el 12 de enero.",
            "I nostri uffici restano chiusi per ferie dall'8 al 24 agosto.",
            "Bedankt voor je bericht! Ik ben vandaag vrij. Morgen lees ik mijn mail.",
            "Sveiki, atostogauju iki rugpjūčio 20 d. Skubiais klausimais: kolegė Ida.",
            "Tere! Olen puhkusel kuni 20. augustini. Kiireloomulistes: palun Ida.",
            "Pozdravljeni, do 20. avgusta sem na dopustu. V nujnih primerih: Ida.",
            "Поштовани, налазим се на годишњем одмору до 20. августа.",
            "تا ۲۰ مرداد در مرخصی هستم. برای موارد فوری با همکارم تماس بگیرید.",
            "ขณะนี้ดิฉันลาพักร้อนถึงวันที่ 20 สิงหาคม หากมีเรื่องด่วนกรุณาติดต่อคุณไอดา",
            "This mailbox will soon be discontinued. Please write to ida@falk.example",
            "I'm currently out of office and will respond next week.",
            "Este endereço não é mais utilizado.",
            "This mailbox is no longer in use. Please use our form.",
            "Tento e-mail byl vygenerován automaticky.",
            "Unser Betrieb macht bis 23. August Sommerpause, dann wieder für Sie da.",
            "Tuto schránku již nikdo nečte, adresa se už nepoužívá.",
            "Our office will be closed for the holidays.",
            "I’m out of the office and won’t be back until Monday.",
            "현재 휴가 중입니다.",
            "ただいま不在にしております。",
        )

    def test_who_will_be_away_and_who_asks_is_a_person(self):
        self.kept(
            "Re: Shelves",
            "I am out of office next week, so call me before Friday.",
            "I'm on leave from tomorrow, send this again in March.",
            "Our office is closed in August; that is when we want to have it painted.",
            "Ida has left, I am taking over and would like to go on with the shelves.",
            "Nächste Woche bin ich im Urlaub, rufen Sie mich bitte vorher an.",
            "Merci pour votre mot, je suis de retour lundi, envoyez le devis à Ida.",
            "La prossima settimana sono fuori ufficio, mi chiami prima di venerdì.",
            "Příští týden mám dovolenou, zavolejte prosím do pátku.",
            "I've been out sick, excuse my slow answer. The budget is there.",
            "Wir haben Ihre Anfrage erhalten und laden Sie zu einem Gespräch ein.",
            "Я вернулся из отпуска, готов обсудить внедрение.",
            "Vrátila jsem se z dovolené a budu pokračovat.",
            "Got the invite, accepted. Until tomorrow.",
            "Wrong person: she left the company, I got her inbox.",
            "佐藤が退職し、私が後任となりました。引き続きお話を伺いたいです。",
            "Please talk to our buyer Ida (ida@falk.example), she decides.",
            "Anna har slutat, jag sköter inköpen nu och vill ha er prislista.",
            "Hoy estoy fuera, mañana le llamo para cerrar la compra.",
        )

    def test_who_is_away_but_goes_on_with_a_deal_is_a_person(self):
        self.kept(
            "Re: Shelves",
            "Travelling until Thursday, but yes please, we take your offer.",
            "Bis 20.8. im Urlaub, die Regale nehmen wir aber.",
            "Je suis en congés jusqu'au 20 août mais je valide le devis.",
            "Estoy de vacaciones hasta el 20, pero acepto el presupuesto.",
            "Sono in ferie fino al 20, però il prezzo va bene.",
            "Jestem na urlopie do 20 sierpnia, ale cena mi odpowiada.",
            "Olen lomalla 20.8. asti, mutta hinta sopii.",
            "20日まで休暇ですが、価格は問題ありません。",
            "我休假到20号，不过价格可以。",
            "Vi holder lukket i juli. Der vil vi gerne have nyt gulv.",
            "Я больше не работаю в Falk. В новой компании нам нужна ваша система.",
        )
        self.told("Re: Shelves", "I'm away until 20 August, but Ida can help you.")

    def test_what_was_asked_was_taken(self):
        self.told(
            "Re: Shelves",
            "Your support request #99 has been registered.",
            "Hi Ida, your ticket has been received and assigned the number AB-12.",
            "Geachte relatie, uw aanvraag is ontvangen onder nummer 5512.",
            "Ми отримали ваш запит і відповімо протягом одного робочого дня.",
            "Abbiamo preso in carico la Sua richiesta, con numero 3321.",
            "您的邮件我已收到，我会尽快给您回复。",
            "Thank you for contacting Falk. We reply within two business days.",
            "Bedankt voor uw bericht. We nemen zo snel mogelijk contact met u op.",
            "Dziękujemy za kontakt. Odezwiemy się wkrótce.",
            "You have been unsubscribed from our mailing list.",
            "We've logged your request as INC0048213. You can follow it online.",
            "Ihre Bewerbung haben wir erhalten und werden sie nun prüfen.",
        )
        self.told("Support ticket opened [#4821]", "Dear Ida, we look into it.")
        self.told("Tack för ditt meddelande", "Vi hör av oss.")
        self.told("Ticket #48213 has been created", "")
        self.told("Yıllık izindeyim", "")
        self.told("Zomersluiting Re: Shelves", "")

    def test_what_else_was_taken_and_asked_is_a_persons(self):
        self.kept(
            "Re: Shelves",
            "We have received your catalogue. Please quote items 12 and 40.",
            "We get 200 support tickets a day and need a better tool.",
            "Thank you for contacting us. We are interested and want to see prices.",
            "Thank you for your message, I call you shortly.",
            "Your message has arrived; the papers lie with my boss.",
            "The machine is still not working, your ticket 4411 was closed.",
            "J'ai bien reçu votre devis, je le présente au comité jeudi.",
            "Grazie per averci contattato ma non ci interessa.",
            "サンプルを受け取りました。とても良いので注文したいです。",
        )
        self.kept("Re: Ticket opened", "Good. How long will it take?")

    def test_thanks_are_a_programs_with_the_promise_of_a_fast_answer(self):
        self.told(
            "Re: Shelves",
            "Thank you for your message. We will be in touch within one working day.",
            "Vielen Dank für Ihre Nachricht! Unser Team meldet sich in Kürze.",
            "Grazie per averci contattato. Le risponderemo al più presto.",
            "感谢您的留言，我们会尽快与您联系。",
        )
        self.kept(
            "Re: Shelves",
            "Thank you for your message, we'd have the shelves as soon as possible.",
            "Thank you for your email. We'd like a reply within 24 hours.",
            "Thank you for your message, we discuss it internally and get back to you.",
            "Thanks for your message, Ida in sales has it, she'll contact you soon.",
            "Vielen Dank für Ihre E-Mail. Wir erwarten Ihre Antwort schnellstmöglich.",
            "Merci pour votre message. Répondez dans les plus brefs délais.",
            "Obrigado pelo contato, o engenheiro olha isso em breve.",
            "感谢您的来信。请尽快回复我们。",
        )

    def test_answers_to_invitations(self):
        for subject in (
            "Accepted: Demo",
            "Declined: Demo",
            "Tentative: Demo",
            "New Time Proposed: Demo",
            "Zugesagt: Demo",
            "Mit Vorbehalt: Demo",
            "Accepté : Demo",
            "Rechazada: Demo",
            "Geaccepteerd: Demo",
            "Přijato: Demo",
            "辞退: Demo",
            "已接受: Demo",
            "Einladung abgelehnt: Demo",
            "Accepted invitation: Demo",
        ):
            self.told(subject, "")
        self.told(
            "",
            "Ida Falk has accepted this invitation.",
            "Ida Falk has declined your event invitation.",
            "Ida Falk hat Ihre Einladung angenommen.",
            "Ida Falk a refusé votre invitation.",
            "Ida Falk ha aceptado su invitación al evento.",
            "Ida Falk zaakceptował twoje zaproszenie na wydarzenie.",
            "Ida Falk が、あなたの招待を承諾しました。",
        )

    def test_who_accepts_an_offer_himself_is_a_person(self):
        self.kept("Re: Offer", "We accepted your offer, please send the contract.")
        self.kept("Accepted: your offer", "We sign on Friday.")
        self.kept("", "I accepted your invitation for Tuesday, bring the price list.")
        self.kept("", "Wir haben Ihre Einladung angenommen und kommen zu dritt.")

    def test_mails_that_failed(self):
        self.told(
            "Re: Shelves",
            "<ida@falk.example>: host mx.falk.example said: 550 5.1.1 unknown",
            "Final-Recipient: rfc822; ida@falk.example\nAction: failed",
            "Recapito non riuscito per i destinatari del messaggio: ida@falk.example.",
            "Doručení zprávy příjemci se nezdařilo: ida@falk.example",
            "Your message to ida@falk.example could not be accepted by the address.",
            "Your message was not delivered. Gmail will try for 46 more hours.",
        )
        self.kept(
            "Re: Shelves",
            "Our shared mailbox is full of leads and we need a CRM.",
            "Your delivery failed twice this month, we look for a new carrier.",
            "My mail to you came back as undeliverable; we need 12 chairs.",
            'We get "550 5.1.1 user unknown" from customers. Do you host mail?',
            "Unser Postfach ist voll mit Anfragen, wir suchen ein CRM.",
            "Nobody reads our inbox at weekends, it is not monitored. We lose leads.",
            "Our servers are not monitored at night and two of them failed.",
            "The invoices are automatically generated from our books.",
            "Ärendenummer 4411, maskinen står still.",
        )

    def test_receipts(self):
        self.told(
            "",
            "This is a return receipt for the mail that you sent to ida@falk.example.",
            "Dies ist eine Empfangsbestätigung für Ihre Nachricht",
            "Your message was read on Monday, 4 May 2026 10:40.",
            "Это уведомление о прочтении вашего сообщения",
        )
        self.kept("", "Ich habe Ihre Nachricht gelesen und bespreche sie mit Ida.")

    def test_who_answers_an_automatic_answer_is_a_person(self):
        self.kept(
            "Re: Automatic reply: Shelves",
            "Now I'm back. Yes, 40 of them. When can you ship?",
        )


class WordsOfPrograms(unittest.TestCase):
    def test_every_language_has_every_list_and_the_ones_it_needs(self):
        for code, kinds in words.AUTOMATIC.items():
            with self.subTest(code):
                self.assertEqual(set(kinds), set(words.AUTOMATIC_KEYS))
                empty = {kind for kind, found in kinds.items() if not found}
                self.assertFalse(empty & NEEDED)

    def test_a_mail_programs_languages_are_told_too(self):
        self.assertLessEqual(set(words.LANGUAGES), set(words.AUTOMATIC))
