"""Notification mails of web forms: what a visitor filled in stays, and no more."""

import unittest

from ...reading.text import to_text

OWN = "We need 25 lockers by June, budget 6000 euros."
FIELDS = f"Name: Tom Maes\nMessage: {OWN}"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"


class WhatFormsAdd(unittest.TestCase):
    def test_of_the_visitors_browser(self):
        for noted in (
            "---\n\nDate: May 2, 2025\nTime: 8:15 am\nPage URL: https://shop.example/a\n"
            f"User Agent: {AGENT}\nRemote IP: 198.51.100.4\nPowered by: Elementor",
            "---\n\nDatum: 2. Mai 2025\nZeit: 8:15\nSeiten-URL: https://shop.example/\n"
            f"Benutzeragent: {AGENT}\nRemote-IP: 2001:db8::7\n"
            "Bereitgestellt von: Elementor",
            "---\nFecha: 2 de mayo de 2025\nHora: 8:15 am\n"
            f"Agente de usuario: {AGENT}\nIP remota: 198.51.100.4",
            "User Agent: Mozilla/5.0 (Linux; Android 10; Redmi)\nAppleWebKit/537.36 "
            "(KHTML, like Gecko) Chrome/96.0\nSafari/537.36\nRemote IP: 198.51.100.4",
            f"IP: 198.51.100.4\nBrowser: {AGENT}",
            "Remote IP: 198.51.100.4",
            "IP-Adresse: 198.51.100.4",
        ):
            with self.subTest(noted):
                self.assertEqual(to_text(f"{FIELDS}\n\n{noted}"), FIELDS)

    def test_the_same_right_below_the_fields(self):
        noted = f"\nUser Agent: {AGENT}\nIP address: 198.51.100.4"
        self.assertEqual(to_text(FIELDS + noted), FIELDS)

    def test_how_their_owner_goes_on(self):
        for end in (
            "-- \nThis e-mail was sent from a contact form on Shop (https://shop.example)",
            "This email was sent from a contact form on Shop (https://shop.example)",
            "-- \nThis is a notification that a contact form was submitted on your "
            "website (Shop https://shop.example).",
            "Manage Submissions\n\nDoes this submission look like spam?",
            "You can edit this submission and view all your submissions easily.",
            "If you think this submission is spam, report it as spam.",
            "Log in to view or download your responses at https://forms.example",
            "--\nDiese E-Mail wurde von einem Kontaktformular von Shop gesendet",
            "Cet e-mail a été envoyé via le formulaire de contact de Shop",
            "Este mensaje se ha enviado desde un formulario de contacto en Shop",
            "Questa e-mail è stata inviata dal modulo di contatto su Shop",
            "Deze e-mail is verzonden vanaf een contactformulier op Shop",
            "Esse e-mail foi enviado de um formulário de contato em Shop",
            "Ta wiadomość została wysłana przez formularz kontaktowy na Shop",
            "このメールは Shop のお問い合わせフォームから送信されました",
        ):
            with self.subTest(end):
                self.assertEqual(to_text(f"{FIELDS}\n\n{end}"), FIELDS)

    def test_a_sentence_that_names_the_form_in_every_language(self):
        for end in (
            "Diese E-Mail wurde über das Kontaktformular von Shop gesendet.\n"
            "Antworten Sie direkt auf diese E-Mail, um dem Nutzer zu antworten.",
            "--\nDiese Nachricht wurde über das Kontaktformular von Shop gesendet.",
            "---\nDiese Nachricht wurde über das Kontaktformular im System gesendet.",
            "Ce message a été envoyé depuis le formulaire de contact du site Shop.\n"
            "Vous pouvez répondre directement à cet email pour contacter Tom.",
            "This e-mail was sent from a contact form on Shop - Real Estate.\n"
            "https://shop.example",
            "Questo messaggio è stato inviato tramite il modulo di contatto di Shop",
            "Dit bericht is verzonden via het contactformulier op shop.example",
            "Wiadomość wysłana z formularza kontaktowego na stronie shop.example",
            "Esta mensagem foi enviada através do formulário de contacto de Shop",
            "Este correo ha sido enviado desde el formulario de contacto de Shop",
            "Это сообщение отправлено через форму обратной связи на сайте shop.example",
            "Tato zpráva byla odeslána přes kontaktní formulář na shop.example",
            "Detta meddelande skickades via kontaktformuläret på shop.example",
            "Denne besked er sendt via kontaktformularen på shop.example",
            "Tämä viesti on lähetetty yhteydenottolomakkeella",
            "Ez az üzenet a kapcsolati űrlapon keresztül érkezett",
            "Acest mesaj a fost trimis prin formularul de contact",
            "Bu mesaj iletişim formu aracılığıyla gönderildi",
            "此邮件通过联系表单发送",
        ):
            with self.subTest(end):
                self.assertEqual(to_text(f"{FIELDS}\n\n{end}"), FIELDS)

    def test_the_same_without_the_word_for_a_mail_and_with_what_stands_below(self):
        for end in (
            "This message was sent via the contact form at shop.example — do not reply "
            "to this automated email; use Reply-To instead.",
            "This message was sent via the contact form on shop.example\n"
            "Submitted at: 02/05/2025, 08:15:00",
            "This message was sent via the contact form on our website. "
            "Please do not reply directly to this email.",
            "This inquiry was submitted via the Shop website contact form.\n"
            "Reply directly to this email to respond to Tom.",
            "You can reply directly to this email to respond to the sender.",
            "---\nCe message a été envoyé via le formulaire de contact du site Shop\n"
            "Date d'envoi : 02/05/2025 à 08:15:00",
            "Enviado desde el formulario del portfolio.",
            "Inviato dal form contatti di shop.example",
            "Dit bericht is verstuurd via het contactformulier op shop.example\n"
            "reCAPTCHA score: 0.9",
            "Verstuurd via het contactformulier op shop.example. Antwoorden gaat "
            "rechtstreeks naar de afzender.",
            "---------\n\nMensagem enviada pelo formulário do site.",
            "Wiadomość wysłana przez formularz na stronie shop.example\n"
            "Data: 2.05.2025, 08:15:00",
            "Это сообщение было отправлено с сайта Shop, отвечать на него не надо",
        ):
            with self.subTest(end):
                self.assertEqual(to_text(f"{FIELDS}\n\n{end}"), FIELDS)

    def test_a_part_with_a_title_below_a_rule_is_no_visiting_card(self):
        text = f"Name: Tom\n{'-' * 40}\n\nNachricht des Kunden:\n40 Spinde"
        self.assertEqual(to_text(text), text)


class WhatVisitorsFillIn(unittest.TestCase):
    def test_fields_that_look_like_what_forms_add_stay(self):
        for text in (
            f"{FIELDS}\n\nDate: May 2, 2025\nTime: 8:15 am",
            f"{FIELDS}\n\nWanted by: 3 June 2025\nWebsite: https://gym.example",
            f"{FIELDS}\n\nCamera 1: 192.168.0.20\nCamera 2: 192.168.0.21",
            f"{FIELDS}\n\nOur present server: 198.51.100.4",
            "Does your portal work with Safari/16 and Firefox? We are 40 users.",
            "We get error 500 when a contact form is sent from our site. Can you help?",
            f"{FIELDS}\nDate: 3 June 2025\nBudget: 6000",
            f"{FIELDS}\n\nWe sent you a message by the contact form. Nobody answered.",
            f"{FIELDS}\n\nDiese Nachricht schicke ich über das Kontaktformular.",
            f"{FIELDS}\n\nIst diese Mail über das Kontaktformular angekommen?",
            f"{FIELDS}\n\nOur site needs a contact form as well.",
            f"{FIELDS}\n\nYou can reply directly to this email or call me.",
            f"{FIELDS}\n\nEl formulario del sitio no funciona.",
            f"{FIELDS}\n\nSent by your contact form.\nDelivery: May",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

    def test_a_field_beside_what_forms_add_stays(self):
        noted = "\n\nWanted: 3 June 2025, 25 pieces\nIP: 198.51.100.4"
        self.assertIn("3 June 2025, 25 pieces", to_text(FIELDS + noted))

    def test_forms_of_many_makers_are_read_whole(self):
        for text in (
            f"Neue Anfrage\n===========\nBudget ....: 6000\nText ...: {OWN}",
            f"*Product:* Locker L2\n*Quantity:* 25\n*Message:* {OWN}",
            f"Firma;Anzahl;Termin\nGym Gent;25;Juni 2025\n{OWN}",
            "full_name: Tom Maes\nwhen_do_you_need_it?: in_june\nhow_many?: 25",
            f"Your form got a new response.\n\n1. What?\n{OWN}\n\n2. May we call?\nYes",
        ):
            with self.subTest(text):
                self.assertEqual(to_text(text), text)

    def test_a_text_that_was_written_as_html_twice_is_read_as_once(self):
        for source, expected in (
            ("&lt;p&gt;25 lockers&lt;/p&gt;", "25 lockers"),
            ("<p>&lt;div&gt;25&lt;br&gt;lockers&lt;/div&gt;</p>", "25\nlockers"),
            ("25 lockers &amp; 4 benches", "25 lockers & 4 benches"),
            ("<pre>25 lockers &amp;amp; 4 benches</pre>", "25 lockers & 4 benches"),
            ("<pre>&amp;lt;p&amp;gt;25&amp;lt;/p&amp;gt;</pre>", "25"),
            ("Max&#39;s gym, 6000&nbsp;&euro;", "Max's gym, 6000 €"),
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), expected)

    def test_tags_that_the_writer_speaks_of_stay(self):
        for source, expected in (
            ("<p>Is &lt;b&gt;x&lt;/b&gt; wrong?</p>", "Is <b>x</b> wrong?"),
            ("R&D and Q&A for AT&T; a&copy=1", "R&D and Q&A for AT&T; a&copy=1"),
        ):
            with self.subTest(source):
                self.assertEqual(to_text(source), expected)
