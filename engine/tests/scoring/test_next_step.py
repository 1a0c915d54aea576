import unittest

from ...scoring.next_step import CALL, MAIL, MEETING, TASK, kind_of

STEPS = {
    "Call Anna to confirm the budget": CALL,
    "Schedule a demo": MEETING,
    "Send the quote by Friday": MAIL,
    "Reply with the price list, then call": MAIL,
    "Check the stock": TASK,
    "Recall what was agreed": TASK,
    "Ein Angebot schicken": MAIL,
    "Kunden anrufen und Termin vereinbaren": CALL,
    "Termin für eine Besichtigung vereinbaren": MEETING,
    "Appeler le client": CALL,
    "Envoyer un devis": MAIL,
    "Proposer un rendez-vous": MEETING,
    "Llamar al cliente": CALL,
    "Enviar el presupuesto": MAIL,
    "Chiamare per chiarire il budget": CALL,
    "Inviare un preventivo": MAIL,
    "Bel de klant": CALL,
    "Stuur een offerte": MAIL,
    "Ligar para o cliente": CALL,
    "Enviar um orçamento": MAIL,
    "اتصل بالعميل": CALL,
    "إرسال عرض سعر": MAIL,
    "電話で確認する": CALL,
    "見積もりをメールで送付する": MAIL,
    "发送报价单": MAIL,
    "安排会面": MEETING,
    "": TASK,
}


class TestNextStep(unittest.TestCase):
    def test_the_kind_is_told_by_the_word_that_comes_first(self):
        for text, kind in STEPS.items():
            with self.subTest(text):
                self.assertEqual(kind_of(text), kind)
