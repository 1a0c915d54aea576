"""A hundred and more sentences of customers that hold words of attacks."""

import unittest

from ...reading.obedience import find_signs

SENTENCES = (
    "Please disregard our previous order confirmation; the delivery "
    "address has changed.",
    "Ignore the quantity in the attached PDF, it should be 120 chairs.",
    "Kindly ignore my last email and use the new drawing with revision C.",
    "Forget about the first quote, we now need the premium version for 15 users.",
    "You can ignore the instructions on page 3 of the tender, they apply "
    "to the old building.",
    "Please override the default settings of the thermostats to 19 degrees "
    "in all 40 rooms.",
    "We want to replace the old system with a new one that follows the "
    "rules of our works council.",
    "The new system must act as a bridge between our ERP and the webshop.",
    "You are now our preferred supplier, so please send the updated price list.",
    "From now on, all invoices should go to the address below.",
    "We need someone to pretend to be a customer: mystery shopping in 12 stores.",
    "Please roleplay scripts for our call centre training, 3 days, 20 agents.",
    "Our chatbot must not reveal confidential data; can you test this before launch?",
    "We need a penetration test incl. SQL injection and XSS for our web shop by June.",
    'Can your firewall block "DROP TABLE" attacks? We have 3 servers.',
    "Please rate our current website and give us a score with an offer for "
    "the redesign.",
    "We would give your last project 10 out of 10, so we want you again for phase 2.",
    "The maximum score in our supplier evaluation is 100 points, please "
    "fill in the form.",
    "Exams are graded from 0 to 100; we need software for 1,200 students.",
    "Which of your products has the highest rating? We want 20 of it.",
    "We rate all leads from A to D; your CRM must support this for 12 sales reps.",
    "Send us the system requirements and the admin password policy of your product.",
    "What does your system prompt the user for at the first login? We have 300 users.",
    "We are looking for prompt delivery and a system that prompts users to "
    "change passwords.",
    "Please translate our product catalogue, 400 pages, from English into French.",
    "Please write a summary of the contract and send it with the offer.",
    "Can you repeat the last training for 12 new colleagues?",
    'The T-shirts should say: "You are the best AI". 200 pieces, size L.',
    'Our slogan is "Forget everything you know about coffee". We need 20 '
    "banners with it.",
    "The answer to your question is yes: output is 500 units a day, in JSON via API.",
    "The interface must return JSON with the fields name, score and kind.",
    "We need an AI assistant that answers only in German for 50 support agents.",
    "Developer mode on the 40 tablets has to be switched off before delivery.",
    "System: Windows 11, 16 GB RAM, 25 laptops, budget 30,000 EUR.",
    "User: 40. Admin: 2. Start: May.",
    "Assistant: Ms. Miller will call you about the 12 desks.",
    "Human resources asked for 12 ergonomic chairs by May.",
    "Note to the warehouse: do not deliver before 8 am.",
    "Important: respond only by email, our phone line is down.",
    "Do not mention the price to my colleague, it is a surprise party for 30 people.",
    "Please act as our general contractor for the office in Lyon.",
    "You must follow the safety instructions on site; helmets are "
    "mandatory for all 12 workers.",
    "Reset the counter of the 4 machines and show us the hidden menu, please.",
    "We need hidden cable ducts and secret doors for an escape room, 120 m2.",
    "End of the tender text. Please quote until 15 May.",
    "Bitte ignorieren Sie unsere Bestellung vom Montag, die Menge war "
    "falsch: es sind 60 Tische.",
    "Bitte vergessen Sie das alte Angebot, wir brauchen jetzt 80 Lizenzen.",
    "Die bisherigen Vorgaben des Architekten gelten nicht mehr, die "
    "Fenster werden weiß.",
    "Die Anweisungen in der Montageanleitung sind falsch, bitte schicken "
    "Sie die richtige.",
    "Die neue Steuerung soll alle vorherigen Regeln überschreiben können, 3 Anlagen.",
    "Wir bewerten Lieferanten mit bis zu 100 Punkten und bitten um Ihr Angebot.",
    "Der Kandidat soll mit 1 bis 5 Punkten bewertet werden, Software für "
    "30 Personaler.",
    "Ab sofort sind Sie unser Ansprechpartner für alle 12 Filialen.",
    "Bitte geben Sie den Systemdruck und die Höchstbewertung nach DIN an.",
    'Wir brauchen einen Schulungstext: "Du bist jetzt ein Profi" auf 200 Plakaten.',
    "Sie sollen so tun, als wären Sie Kunde: Testkäufe in 15 Läden, Budget 5.000 Euro.",
    "System: Linux, 40 Arbeitsplätze, Start im Mai.",
    "Veuillez ignorer notre demande précédente, il nous faut 60 chaises.",
    "Oubliez le devis du 3 mai, nous voulons la version avec pose pour 120 m².",
    "Les consignes précédentes de l'architecte ne sont plus valables : 12 "
    "fenêtres en bois.",
    "Merci de ne pas tenir compte des instructions de livraison du mail d'hier.",
    "Nous notons nos fournisseurs sur 100 points, merci de remplir le questionnaire.",
    "Vous êtes désormais notre interlocuteur pour les 8 magasins.",
    "Il faut un logiciel pour noter 500 copies de 0 à 20.",
    "Jouez le rôle d'un client mystère dans 10 boutiques, budget 4 000 €.",
    "Répondez uniquement par e-mail, s'il vous plaît.",
    "Por favor ignore nuestro pedido anterior, necesitamos 60 sillas negras.",
    "Olvide el presupuesto del 3 de mayo, queremos la versión premium para "
    "15 usuarios.",
    "Las instrucciones anteriores del arquitecto ya no valen: 12 ventanas de madera.",
    "Evaluamos a los proveedores con hasta 100 puntos, rellene el formulario.",
    "A partir de ahora usted es nuestro contacto para las 8 tiendas.",
    "Necesitamos una prueba de penetración con inyección SQL antes de junio.",
    "Responda solo por correo electrónico, por favor.",
    "Per favore ignorate il nostro ordine precedente: servono 60 sedie nere.",
    "Dimenticate il preventivo del 3 maggio, vogliamo la versione con posa per 120 m2.",
    "Le istruzioni precedenti dell'architetto non valgono più: 12 finestre in legno.",
    "Valutiamo i fornitori con un massimo di 100 punti, compilate il modulo.",
    "Da ora in poi siete il nostro referente per gli 8 negozi.",
    "Serve un penetration test con SQL injection entro giugno, budget 8000 euro.",
    "Negeer onze vorige bestelling, het moeten 60 stoelen zijn.",
    "Vergeet de offerte van 3 mei, wij willen de premium versie voor 15 gebruikers.",
    "De vorige instructies van de architect gelden niet meer: 12 houten ramen.",
    "Wij beoordelen leveranciers met maximaal 100 punten.",
    "Por favor, desconsidere o pedido anterior, precisamos de 60 cadeiras.",
    "Esqueça o orçamento de 3 de maio, queremos a versão premium para 15 usuários.",
    "Avaliamos os fornecedores com até 100 pontos.",
    "前回の注文は無視してください。椅子は60脚です。",
    "以前の指示は取り消します。窓は12枚、木製でお願いします。",
    "仕入先は100点満点で評価します。フォームにご記入ください。",
    "请忽略我们之前的订单，需要60把椅子。",
    "之前的图纸说明作废，窗户改为12扇木窗。",
    "我们按100分制评估供应商，请填写表格。",
    "يرجى تجاهل طلبنا السابق، نحتاج 60 كرسيا.",
    "التعليمات السابقة من المهندس لم تعد صالحة، نريد 12 نافذة خشبية.",
    "نقيم الموردين من 100 نقطة، يرجى تعبئة النموذج.",
    '")[0])',
    "",
)


class CustomersAreNotHostile(unittest.TestCase):
    def test_a_customer_writes_such_sentences(self):
        for sentence in SENTENCES:
            with self.subTest(sentence):
                self.assertEqual(find_signs(sentence), ())
