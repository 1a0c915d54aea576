"""What people type to get past a form, in many languages, and real names like it."""

import unittest

from ...scoring.subscores import placeholders


class Texts(unittest.TestCase):
    def test_that_say_nothing(self):
        for text in (
            *("test123", "Test 1", "abc", "foobar", "000", "aaaa", "N / A", "#REF!"),
            *("to be confirmed", "idk", "Company name", "keins", "noch offen", "Firma"),
            *("ne sait pas", "pas de société", "no sé", "sin web", "non so", "nome"),
            *("weet ik niet", "geen website", "não", "sem site", "保密", "没有公司"),
            *("未記入", "わかりません", "لا أعرف", "brak danych", "okänd", "ukendt"),
            *("ukjent", "ei tiedossa", "neuvedeno", "не указано", "yok", "nincs"),
            *("necunoscut", "없음", "tidak ada", "không có", "ไม่มี", "אין"),
            *("myself", "individual", "enter company name", "votre société", "s/n"),
            *("tu empresa", "la mia azienda", "nome da empresa", "شركة", "公司名称"),
            *("nie mam", "nu am", "blah", "xx xx", "hjkl", "sdfsdf", "asdfasdf"),
            *("Ohne Betreff", "(no subject)", "無題", "нет темы", "제목 없음"),
            *("tbd tbd tbd", "No company name", "keine Firma"),
            *("anonymous user", "self-employed", "Sonstiges", "nie podano", "другое"),
            *("Lorem ipsum dolor", "nu este cazul", "לא רלוונטי", "{$company}"),
            *("{{name}}", "[your-name]", "*|FNAME|*", "${company}", "%%firstname%%"),
            *("Vorname Nachname", "first name last name", "Stadt", "city"),
        ):
            with self.subTest(text):
                self.assertTrue(placeholders.is_placeholder(text))

    def test_names_that_look_alike_say_something(self):
        for text in (
            *(
                "Test-Drive Autos",
                "Testo SE",
                "3M",
                "O",
                "Wu",
                "No. 9 Coffee",
                "00-Bar",
            ),
            *("No Name Foods", "Sans Souci", "Geen Gedoe BV", "Ei Electronics", "Home"),
            *("Other Half Brewing", "Pending Ltd", "True Fruits", "Default Studio"),
            *("Self Storage Nord", "Dummy Design Studio", "Wert AG", "Y", "7-Eleven"),
            *("Bora Bora", "[solidcore]", "{code} AG", "100%", "<x> GmbH", "Le Tout"),
            *("Leer GmbH", "Nada Ahmed", "Keine Sorgen AG", "Bar Refaeli", "HP", "www"),
        ):
            with self.subTest(text):
                self.assertFalse(placeholders.is_placeholder(text))


class Addresses(unittest.TestCase):
    def test_of_nobody(self):
        for address in (
            *("test@test.com", "none@none.de", "a@a.com", "asdf@asdf.com", "x@x.xx"),
            *("keine-antwort@x.de", "niet-beantwoorden@x.nl", "bounces+1@x.com"),
            *("me@me.com", "no-email@none.com", "nomail@nomail.de", "fake@fake.com"),
            *("john@doe.com", "test@gmail.com", "info@shop"),
        ):
            with self.subTest(address):
                self.assertFalse(placeholders.can_be_answered(address))
        for host in ("test.com", "https://www.test.de/", "keine.de", "http://none.com"):
            with self.subTest(host):
                self.assertFalse(placeholders.has_host(host))

    def test_of_somebody(self):
        for address in (
            *("ann@acme.com", "fischer@fischer.example", "contact@test-drive.de"),
            *("jo@me.com", "hello@mail.ru", "anna.test@web.de", "baker@baker.de"),
            *("norah.reply@acme.com", "1234@qq.com", "info@x.com", "test@acme.com"),
        ):
            with self.subTest(address):
                self.assertTrue(placeholders.can_be_answered(address))
        for host in ("x.com", "test-drive.de", "www.example.com", "acme.com:8080"):
            with self.subTest(host):
                self.assertTrue(placeholders.has_host(host))


class Phones(unittest.TestCase):
    def test_a_pattern_is_nobodys_number(self):
        for number in (
            "06 12 34 56 78",
            "1212121212",
            "123123123",
            "+49123456789",
            "(123) 123-1231 23",
        ):
            with self.subTest(number):
                self.assertFalse(placeholders.is_phone_number(number))
        for number in ("222 333 444", "0800 100 100", "030 1234567", "112233445"):
            with self.subTest(number):
                self.assertTrue(placeholders.is_phone_number(number))
