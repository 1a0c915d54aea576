"""Words that deny a criterion, and those that only sound like it."""

import re
import unittest
from pathlib import Path

from ...reading.text import fold
from ...scoring import denials
from ...scoring.denials import Clauses
from ...scoring.denials.parting import clauses_of
from ...scoring.denials.words import lines_of

DENIED = {
    "budget": (
        "We have no budget",
        "There isn't any money for this right now",
        "our budget was cut in January",
        "We can't afford that",
        "The budget has not been approved yet",
        "funding fell through, so we are without funds",
        "I don't have a budget yet",
        "Wir haben kein Geld dafür",
        "Das Budget wurde gestrichen",
        "Wir können das nicht bezahlen",
        "Nous n'avons aucun budget prévu",
        "Le budget a été refusé",
        "No disponemos de presupuesto",
        "Non abbiamo budget",
        "Não temos verba para isso",
        "Er is geen budget voor",
        "予算がありません",
        "予算は未定です",
        "我们没有预算",
        "ليس لدينا ميزانية",
    ),
    "authority": (
        "I don't have the final say",
        "It is not my decision",
        "my boss has to approve it first",
        "I'm not the one who decides",
        "I am only comparing offers for my manager",
        "I can't sign off on this",
        "Ich kann das nicht entscheiden",
        "Die Entscheidung trifft mein Chef",
        "Ich bin nicht entscheidungsbefugt",
        "Je ne suis pas décisionnaire",
        "C'est mon directeur qui décidera",
        "No soy quien decide",
        "La decisión no depende de mí",
        "Non sono io che decido",
        "Não sou eu quem decide",
        "Ik beslis hier niet over, mijn baas beslist",
        "私では決められません",
        "我没有决定权",
        "ليس لدي صلاحية القرار",
    ),
    "timeline": (
        "no rush",
        "There is no hurry at all",
        "It's not urgent",
        "maybe in two years",
        "perhaps some time next year",
        "We have no timeline yet",
        "Not this year",
        "Es eilt nicht",
        "vielleicht irgendwann in ein paar Jahren",
        "Wir haben keinen Zeitdruck",
        "Ce n'est pas urgent",
        "peut-être l'année prochaine",
        "No tenemos prisa",
        "tal vez dentro de dos años",
        "Non c'è fretta",
        "Não há pressa",
        "Er is geen haast bij",
        "急ぎではありません",
        "我们不着急",
        "لسنا مستعجلين",
    ),
    "next_step": (
        "please do not call",
        "Don't contact me again",
        "I do not want to be called",
        "No phone calls please",
        "There is no need to reply",
        "Please never write to us again",
        "Bitte nicht anrufen",
        "Bitte keine Anrufe",
        "Kontaktieren Sie uns bitte nicht mehr",
        "Ne m'appelez pas",
        "Merci de ne plus me contacter",
        "No me llame, por favor",
        "No quiero que me contacten",
        "Non chiamatemi",
        "Não me ligue",
        "Niet bellen alstublieft",
        "お電話はご遠慮ください",
        "请不要打电话",
        "لا تتصلوا بي",
    ),
    "scope": (
        "We don't know how many yet",
        "I'm not sure which size",
        "The quantity is still open",
        "We haven't decided on the number",
        "No idea how much we need",
        "Wie viele es werden, ist noch nicht klar",
        "Die Menge steht noch nicht fest",
        "Nous ne savons pas encore combien",
        "La quantité est à définir",
        "Aún no sabemos cuántos",
        "Non sappiamo ancora quanti",
        "Ainda não sabemos quantos",
        "We weten nog niet hoeveel",
        "台数は未定です",
        "还不知道要多少台",
    ),
}
NOTHING_NEEDED = (
    "We don't need it any more.",
    "We have already bought one from another supplier.",
    "This is only for my master's thesis.",
    "We are not looking to buy anything.",
    "The project has been cancelled.",
    "We went with a different vendor.",
    "Wir haben keinen Bedarf mehr.",
    "Wir haben uns bereits anders entschieden.",
    "Das ist für meine Masterarbeit.",
    "Wir haben schon woanders gekauft.",
    "Nous n'en avons plus besoin.",
    "C'est pour mon mémoire de fin d'études.",
    "Ya no nos interesa.",
    "Es para mi tesis.",
    "Non ci serve più.",
    "Já não precisamos.",
    "We hebben het niet meer nodig.",
    "すでに購入済みです。",
    "我们已经从别的公司购买了。",
    "لم نعد بحاجة إلى ذلك.",
)
# A word of denial, and nothing is denied.
STANDING = {
    "timeline": (
        "We have no time to lose",
        "no later than May",
        "we can't wait",
        "It can't wait any longer, the old one broke",
        "not later than 3 June",
        "in two weeks",
        "within two months, without delay",
        "Wir haben keine Zeit zu verlieren",
        "nicht später als Ende Mai",
        "Wir können nicht länger warten",
        "in zwei Wochen",
        "au plus tard le 2 mai",
        "Nous n'avons pas de temps à perdre",
        "a más tardar el 2 de mayo",
        "No podemos esperar",
        "Non possiamo aspettare",
        "Não podemos esperar",
        "遅くとも5月末まで",
        "最迟五月底",
        "We need it next year in January",
        "Next year, by 1 March",
    ),
    "budget": (
        "money is no object",
        "Budget is not a problem",
        "There is no limit on the budget",
        "kein Problem mit dem Budget",
        "Das Budget ist kein Problem",
        "Geld spielt keine Rolle",
        "Pas de problème de budget",
        "El presupuesto no es problema",
        "Il budget non è un problema",
        "O orçamento não é problema",
        "予算に問題はありません",
        "预算不是问题",
        "our budget is 20,000 euros",
        "not more than 5,000 euros",
        "no more than 300 dollars per desk",
        "We have no budget for consultants, but 20,000 euros for the desks",
    ),
    "scope": (
        "not only 20 but 40 desks",
        "no fewer than 40 desks",
        "not just desks, also 20 chairs",
        "nicht nur 20, sondern 40 Tische",
        "pas seulement 20 mais 40 bureaux",
        "no solo 20 sino 40 mesas",
        "40 desks without drawers",
        "unlimited users, size does not matter",
        "20台だけではなく40台",
    ),
    "next_step": (
        "please do not hesitate to call me",
        "Don't forget to call us back",
        "Do not call before 10, call after lunch",
        "Zögern Sie nicht, mich anzurufen",
        "N'hésitez pas à m'appeler",
        "No dude en llamarme",
        "Non esitate a contattarmi",
        "Não hesite em contactar-me",
        "Aarzel niet om te bellen",
        "ご遠慮なくお電話ください",
        "请随时联系我们",
        "call me, the mail does not work",
        "Please send a quote",
    ),
    "authority": (
        "I decide on this myself",
        "Our board has already approved it",
        "I sign off on the order myself",
        "Ich entscheide das selbst",
        "Der Vorstand hat zugestimmt",
        "C'est moi qui décide",
        "La decisión la tomo yo",
        "Decido io",
        "部長の承認は済んでいます",
        "社長が承認しました",
        "总经理已批准",
        "My manager asked me to buy them",
    ),
    "need": (
        "We need not only desks but chairs",
        "our old printer does not work any more",
        "We bought one from you last year and need ten more",
        "We have already bought 10 from you",
        "We cannot find a supplier for this",
        "Wir haben noch keine Lösung",
        "Unser Drucker geht nicht mehr",
        "Notre machine ne marche plus",
        "La impresora ya no funciona",
        "古い機械はもう動きません",
        "We want to replace the old one, which no longer works",
        "No other supplier could help us",
        "We need software for 300 theses a year",
    ),
}


class WhatIsDenied(unittest.TestCase):
    def test_a_quote_that_denies_its_criterion(self):
        for key, quotes in DENIED.items():
            for quote in quotes:
                with self.subTest(key, quote=quote):
                    self.assertTrue(Clauses([f"{quote}."]).deny(key, quote))

    def test_a_sentence_that_needs_nothing_is_found_wherever_it_stands(self):
        for sentence in NOTHING_NEEDED:
            with self.subTest(sentence):
                text = f"We talked about 40 desks in May.\n{sentence}\nRegards, Ann"
                found = Clauses([text]).nothing_needed()
                self.assertTrue(found)
                self.assertIn(found, text)

    def test_a_yes_that_holds_a_no_stays_a_yes(self):
        for key, quotes in STANDING.items():
            for quote in quotes:
                with self.subTest(key, quote=quote):
                    text = f"Hello, we want to buy desks. {quote}. Thanks, Ann"
                    clauses = Clauses([text])
                    self.assertFalse(clauses.deny(key, quote.split(", but ")[-1]))
                    self.assertEqual(clauses.nothing_needed(), "")


class WhatTheFilesSay(unittest.TestCase):
    def test_no_line_begins_with_less_than_what_words_are_told_by(self):
        for path in Path(denials.__file__).parent.glob("*.txt"):
            text = path.read_text("utf-8")
            firsts = re.findall(r"^(?:\w+ = )?([^#\s]+)", text, re.MULTILINE)
            for stem in re.findall(r"([^|\s]+)\*", " ".join(firsts)):
                with self.subTest(path.stem, stem=stem):
                    self.assertGreaterEqual(len(fold(stem).strip()), 3)

    def test_every_list_is_used(self):
        for path in Path(denials.__file__).parent.glob("*.txt"):
            text = path.read_text("utf-8")
            for name in re.findall(r"^([A-Z]+) = ", text, re.MULTILINE):
                with self.subTest(path.stem, name=name):
                    uses = re.findall(rf"(?<![A-Z]){name}(?![A-Z])", text)
                    self.assertGreater(len(uses), 1)

    def test_every_section_is_one_that_is_asked_for(self):
        for path in Path(denials.__file__).parent.glob("*.txt"):
            for section in re.findall(
                r"^\[(.+)\]$", path.read_text("utf-8"), re.MULTILINE
            ):
                with self.subTest(path.stem, section=section):
                    self.assertIn(section, lines_of())


class WhereItIsDenied(unittest.TestCase):
    def test_the_clause_around_a_quote_counts(self):
        text = "We need 40 desks. We have no budget for them yet. Call us."
        self.assertTrue(Clauses([text]).deny("budget", "budget for them"))
        self.assertFalse(Clauses([text]).deny("budget", "Call us"))

    def test_a_denial_of_something_else_changes_nothing(self):
        text = "We have no budget for it. I don't decide."
        self.assertFalse(Clauses([text]).deny("authority", "budget for it"))
        self.assertTrue(Clauses([text]).deny("authority", "I don't decide"))

    def test_what_was_cut_out_of_a_yes_denies_nothing(self):
        for text, quote in (
            ("予算は200万円で、部長の承認は済んでいます。", "部長の承認"),
            ("会場は本社の承認を得ています。", "本社の承認"),
        ):
            with self.subTest(text):
                self.assertFalse(Clauses([text]).deny("authority", quote))
                self.assertTrue(Clauses([quote]).deny("authority", quote))

    def test_a_turn_of_one_language_is_none_in_another(self):
        for text, parts in (
            ("Je dois consulter ma direction", 1),
            ("Non le sedie ma le scrivanie", 2),
            ("Não precisamos mais", 1),
            ("Pas de budget mais une envie", 2),
        ):
            with self.subTest(text):
                self.assertEqual(len(clauses_of(text)), parts)

    def test_a_turn_begins_a_clause_of_its_own(self):
        text = "No budget for chairs but desks are paid by the board"
        self.assertFalse(Clauses([text]).deny("budget", "desks are paid by the board"))

    def test_a_number_is_a_fact_of_its_own(self):
        text = "no budget for chairs and 500 euros for desks"
        self.assertFalse(Clauses([text]).deny("budget", "500 euros for desks"))

    def test_no_words_are_known_of_own_criteria(self):
        self.assertFalse(
            Clauses(["not in Benelux"]).deny("in_benelux", "not in Benelux")
        )
