"""Pages in whatever encoding and state, as a visitor reads them."""

import unittest

from ...research.page_text import read_page

URL = "https://acme.example/de/"
JAPANESE = "東京都港区の机メーカーです。"


def read(body, kind="text/html", code="utf-8"):
    return read_page(URL, kind, body.encode(code) if isinstance(body, str) else body)


class Encodings(unittest.TestCase):
    def test_the_server_the_page_or_the_bytes_tell(self):
        for code, kind, meta, text in (
            ("cp932", "text/html", "<meta charset='Shift_JIS'>", JAPANESE),
            ("cp932", "text/html; charset=x-sjis", "", JAPANESE),
            ("euc_jp", 'text/html; Charset="EUC-JP"', "", JAPANESE),
            ("gb18030", "text/html;charset=gb2312", "", "我们是家具制造商"),
            ("cp1252", "text/html; charset=iso-8859-1", "", "Größe – 5 € „so“"),
            ("utf-8", "text/html", "<meta charset=utf-16>", "Größe"),
            ("utf-8", "text/html", "<meta charset=hex>", "Größe"),
            ("utf-8", "text/html; charset=none", "", "Größe"),
            ("utf-16", "text/html", "", "Größe"),
            ("utf-8-sig", "text/html; charset=latin1", "", "Größe"),
            ("cp1251", "text/html", "", "Мы производим столы для офисов в Москве."),
            ("cp1252", "text/html", "", "Größe – 5 € „so“"),
        ):
            with self.subTest(code, kind=kind, meta=meta):
                page = read(f"<html>{meta}<p>{text}</p></html>", kind, code)
                self.assertEqual(page.text, text)

    def test_a_page_that_is_cut_inside_a_letter_stays_utf8(self):
        self.assertIn("Größe", read("<p>Größe ü".encode()[:-1]).text)

    def test_odd_bytes_break_nothing(self):
        for body in (b"", b"\x00\x00", b"<", b"\xff\xfe", b"<p>a\x00b</p>"):
            with self.subTest(body):
                self.assertIsInstance(read(body).text, str)
        declared = '<?xml version="1.0" encoding="utf-8"?><html><p>ü</p></html>'
        self.assertEqual(read(declared).text, "ü")


class Pages(unittest.TestCase):
    def test_title_and_description_come_first(self):
        head = "<title>Acme\n AG</title><meta name=description content='Desks, fine'>"
        page = read(f"<html lang=de-CH><head>{head}</head><p>Hello</p>")
        self.assertEqual(page.text, "Acme AG\nDesks, fine\nHello")
        self.assertEqual(page.title, "Acme AG")
        self.assertEqual(page.languages, ("de",))

    def test_what_no_visitor_sees_is_not_there(self):
        page = read(
            "<p>Desks</p><script>x1</script><p style='display:none'>x1</p>"
            "<!-- x1 --><noscript>x1</noscript><p hidden>x1</p>"
        )
        self.assertEqual(page.text, "Desks")

    def test_what_a_page_quotes_is_its_own(self):
        page = read("<p>They say:</p><blockquote>Best desks</blockquote><p>Yes</p>")
        self.assertIn("Best desks", page.text)

    def test_links_are_whole_and_lead_to_pages(self):
        page = read(
            "<base href='/x/'><a href='about'>About <b>us</b></a><a href='#top'>x</a>"
            "<a href='mailto:a@b.c'>m</a><a href='http://[bad'>b</a><a>none</a>"
            "<a href='//other.example/c' title='Contact'><img></a>"
        )
        self.assertEqual(
            [(link.url, link.words) for link in page.links],
            [
                ("https://acme.example/x/about", "About us"),
                ("https://acme.example/x/", "x"),
                ("https://other.example/c", "Contact"),
            ],
        )

    def test_what_it_says_of_itself(self):
        page = read(
            "<meta name=generator content='WordPress 6.5'>"
            "<meta http-equiv=Refresh content='0; URL=/en/'>"
            "<link rel=alternate hreflang=fr href=/fr/><a hreflang=x-default>x</a>"
        )
        self.assertEqual(page.generator, "WordPress 6.5")
        self.assertEqual(page.moved_to, "/en/")
        self.assertEqual(page.languages, ("fr",))

    def test_who_reserves_his_words_from_machines_is_heard(self):
        for meta in (
            "<meta name=tdm-reservation content=1>",
            "<meta name=robots content='index, noai'>",
        ):
            with self.subTest(meta):
                self.assertTrue(read(meta + "<p>x</p>").is_reserved)
        self.assertFalse(read("<meta name=robots content=noindex>").is_reserved)

    def test_a_form_for_a_password_is_a_login_where_there_is_little_else(self):
        form = "<form><input type=Password></form>"
        self.assertTrue(read(form).is_login)
        self.assertFalse(read(form + "<p>We make desks. " * 60).is_login)

    def test_other_files_have_no_text(self):
        for kind in ("application/pdf", "image/png", "application/json"):
            with self.subTest(kind):
                self.assertEqual(read("<p>x</p>", kind).text, "")
        self.assertEqual(read("<p>x</p>", "text/plain").text, "<p>x</p>")
