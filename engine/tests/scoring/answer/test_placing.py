"""Which criterion a quote may serve, and what is left of one that isn't literal."""

import unittest

from .answer_case import KEYS, quotes_of, read


class OnePassageIsNotUsedForEverything(unittest.TestCase):
    def test_the_same_quote_serves_two_criteria_at_most(self):
        found = read(**dict.fromkeys(KEYS, "We need 40 oak desks"))
        self.assertEqual(list(found.quotes), ["need", "scope"])

    def test_a_trimmed_quote_is_the_same_passage(self):
        quotes = (
            "We need 40 oak desks for our office in Ghent",
            "We need 40 oak desks for our office in",
            "need 40 oak desks for our office in Ghent",
            "40 oak desks for our office in Ghent",
        )
        found = read(**dict(zip(KEYS, quotes, strict=False)))
        self.assertEqual(list(found.quotes), ["need", "scope"])

    def test_parts_of_one_sentence_may_serve_one_criterion_each(self):
        quotes = {
            "need": "We need 40 oak desks",
            "scope": "40 oak desks",
            "budget": "The budget is 12.000 EUR",
            "timeline": "before 15 June",
            "authority": "approved by our board",
            "next_step": "Please call me",
        }
        self.assertEqual(read(**quotes).quotes, quotes)

    def test_a_price_is_no_scope_and_a_question_to_us_no_authority(self):
        message = "40 desks for 500 EUR each, 20,000 euros in all. Can you visit us?"
        for key, quote, counts in (
            ("scope", "20,000 euros in all", False),
            ("scope", "40 desks for 500 EUR each", True),
            ("budget", "20,000 euros in all", True),
            ("authority", "Can you visit us?", False),
            ("next_step", "Can you visit us?", True),
        ):
            with self.subTest(key, quote=quote):
                self.assertEqual(
                    quotes_of(message, **{key: quote}), {key: quote} if counts else {}
                )

    def test_a_day_given_for_a_sum_or_a_quantity_tells_when(self):
        day, sum_ = "It must be here by 12 September", "up to 2,500 dollars"
        step = "Please send me two suggestions"
        message = f"A label printer, {sum_}. {day}. {step}."
        for given, expected in (
            ({"budget": day}, {"timeline": day}),
            ({"scope": day}, {"timeline": day}),
            ({"budget": day, "timeline": step}, {"timeline": day}),
            ({"budget": day, "scope": sum_}, {"budget": sum_, "timeline": day}),
            ({"budget": sum_, "scope": day}, {"budget": sum_, "timeline": day}),
            (
                {"budget": day, "timeline": "by 12 September"},
                {"timeline": "by 12 September"},
            ),
        ):
            with self.subTest(given):
                self.assertEqual(quotes_of(message, **given), expected)

    def test_a_day_is_neither_a_need_nor_a_budget(self):
        message = (
            "Delivery before 1 August, 4,600 pounds by August 1st. Budget: 20k in May. "
            "Pour le 15 avril 2026. 4月10日までに. 3 de mayo, around 20k by 1 May"
        )
        for key, quote, counts in (
            ("budget", "Delivery before 1 August", False),
            ("budget", "4,600 pounds by August 1st", True),
            ("budget", "20k in May", True),
            ("need", "le 15 avril 2026", False),
            ("need", "3 de mayo", False),
            ("budget", "around 20k by 1 May", True),
            ("budget", "4月10日までに", False),
            ("need", "Delivery before 1 August", True),
            ("timeline", "le 15 avril 2026", True),
        ):
            with self.subTest(quote):
                found = read(message, next_step=message[:20], **{key: quote})
                self.assertEqual(key in found.quotes, counts)

    def test_a_sum_and_a_quantity_that_changed_places_change_back(self):
        message = "Serve un impianto per 3 ettari, possiamo spendere 25.000 euro."
        area, amount = "per 3 ettari", "possiamo spendere 25.000 euro"
        found = quotes_of(message, need="un impianto", budget=area, scope=amount)
        self.assertEqual((found["scope"], found["budget"]), (area, amount))
        found = quotes_of(message, need="un impianto", scope=amount)
        self.assertEqual(list(found), ["need"])

    def test_the_need_once_more_or_a_bare_word_of_it_is_no_scope(self):
        for need, scope, counts in (
            ("oak desks for our office", "office", False),
            ("oak desks for our office", "oak desks for our office", False),
            ("oak desks for our office", "desks for our office", False),
            ("oak desks for our office", "oak desks", True),
            ("40 oak desks", "40 oak desks", True),
            ("We need 40 oak desks", "40", True),
            ("oak desks", "our office in Ghent", True),
        ):
            with self.subTest(scope):
                found = read(need=need, scope=scope)
                self.assertEqual("scope" in found.quotes, counts)
        found = read("大きい机をお願いします", need="大きい机をお願い", scope="大きい")
        self.assertIn("scope", found.quotes)


class AQuoteAnswersItsQuestion(unittest.TestCase):
    def check(self, message, rows):
        """Rows of what is quoted, by criterion, and which of it is kept."""
        for told, kept in rows:
            with self.subTest(told):
                self.assertEqual(sorted(quotes_of(message, **told)), sorted(kept))

    def test_prices_and_dates_are_no_scope(self):
        message = "40 desks by 3 May. We pay 900 EUR a month, from 1 June on."
        paid, both = "900 EUR a month", "We pay 900 EUR a month, from 1 June on"
        self.check(
            message,
            (
                (
                    {"budget": paid, "timeline": "1 June", "scope": both},
                    ["budget", "timeline"],
                ),
                (
                    {"timeline": "by 3 May", "scope": "40 desks by 3 May"},
                    ["scope", "timeline"],
                ),
                ({"timeline": "1 June", "scope": "from 1 June"}, ["timeline"]),
                ({"scope": "40 desks"}, ["scope"]),
            ),
        )

    def test_what_is_paid_is_no_time(self):
        message = "We have 900 EUR a month, until June."
        self.check(
            message,
            (
                ({"budget": "900 EUR a month", "timeline": "900 EUR"}, ["budget"]),
                (
                    {"budget": "900 EUR", "timeline": "until June"},
                    ["budget", "timeline"],
                ),
            ),
        )

    def test_what_shows_something_else_is_no_authority_unless_it_names_a_role(self):
        message = (
            "We need 3 lamps for 90 EUR each. As owner I can approve up to 500 EUR. "
            "Please visit our house. Ann Roe"
        )
        self.check(
            message,
            (
                ({"need": "3 lamps", "authority": "We need 3 lamps"}, ["need"]),
                ({"authority": "90 EUR each"}, ()),
                (
                    {"next_step": "visit our house", "authority": "our house"},
                    ["next_step"],
                ),
                ({"authority": "Ann Roe"}, ["authority"]),
                (
                    {"budget": "up to 500 EUR", "authority": "approve up to 500 EUR"},
                    ["authority", "budget"],
                ),
                ({"need": "As owner", "authority": "As owner"}, ["authority", "need"]),
            ),
        )

    def test_roles_are_known_in_ten_languages(self):
        for role in (
            "Geschäftsführerin seit 2009",
            "directrice depuis 2009",
            "propietaria desde 2009",
            "titolare dal 2009",
            "proprietária desde 2009",
            "eigenaar sinds 2009",
            "właściciel od 2009",
            "2009年から店長です",
            "我是经理，2009年至今",
            "المدير منذ 2009",
        ):
            with self.subTest(role):
                message = f"{role}. 40."
                self.assertIn("authority", quotes_of(message, authority=role))
        self.assertEqual(quotes_of("40 oak desks", authority="40 oak desks"), {})

    def test_not_to_know_what_is_no_need_but_a_scope_that_is_denied(self):
        message = (
            "Desks. We have not decided how many. Need 40 chairs, don't know the size."
        )
        found = read(message, need="We have not decided how many")
        self.assertEqual(found.quotes, {"scope": "We have not decided how many"})
        self.assertEqual(found.against, ("scope",))
        for need in ("Need 40 chairs, don't know the size", "40 chairs"):
            with self.subTest(need):
                self.assertEqual(read(message, need=need).against, ())
                self.assertIn("need", read(message, need=need).quotes)

    def test_what_denies_another_criterion_is_that_ones(self):
        message = "We want 12 lamps by 3 May or earlier. There is no hurry. "
        message += "I have no money."
        for told, quotes, denied in (
            ({"budget": "There is no hurry"}, ["timeline"], ("timeline",)),
            (
                {"budget": "There is no hurry", "timeline": "or earlier"},
                ["timeline"],
                ("timeline",),
            ),
            (
                {"budget": "There is no hurry", "timeline": "by 3 May or earlier"},
                ["timeline"],
                (),
            ),
            ({"timeline": "I have no money"}, ["budget"], ("budget",)),
            ({"need": "I have no money"}, ["need"], ()),
        ):
            with self.subTest(told):
                found = read(message, **told)
                self.assertEqual(list(found.quotes), quotes)
                self.assertEqual(found.against, denied)


class WhatIsLeftOfAQuote(unittest.TestCase):
    MESSAGE = (
        "We need 24 desks, 160 x 80 cm, in light oak for our house. Call me. "
        "A budget we don't have."
    )

    def test_the_part_that_stands_is_kept(self):
        for quote, expected in (
            ("24 desks, 160 x 80 cm, light oak", "24 desks, 160 x 80 cm"),
            ("quantity: 24 desks, size: large", "24 desks"),
            ("24 desks, light oak, lamps", "24 desks"),
            ("tables of 160 x 80 cm, in light oak", "160 x 80 cm, in light oak"),
            ("24 chairs of white plastic, 90 x 90", ""),
            ("an owner of our house", ""),
            ("20 big rooms in our house", ""),
            ("24 DESKS, 160 X 80 CM, LIGHT OAK", ""),
            ("chairs, tables, house, lamps, beds, shelves", ""),
        ):
            with self.subTest(quote):
                found = read(self.MESSAGE, next_step="Call me", scope=quote)
                self.assertEqual(found.quotes.get("scope", ""), expected)

    def test_a_number_is_shown_with_what_it_counts(self):
        for message, quote, expected in (
            ("Wir suchen 6 Kaffeevollautomaten.", "6", "6 Kaffeevollautomaten"),
            (
                "We need 24 height-adjustable desks.",
                "24, large desks",
                "24 height-adjustable desks",
            ),
            ("需要5台电动叉车,载重2吨。", "5", "5台电动叉车"),
            ("We need 6 machines in 6 offices.", "6", ""),
            ("We need desks at 6.30 or 06:00.", "6", ""),
            ("We need desks for 6 €.", "6", ""),
            ("We need 24 chairs.", "24 wooden desks", ""),
        ):
            with self.subTest(message):
                found = read(f"{message} Call me", next_step="Call me", scope=quote)
                self.assertEqual(found.quotes.get("scope", ""), expected)

    def test_a_denial_keeps_its_word_of_denial(self):
        found = read(self.MESSAGE, next_step="Call me", timeline="no budget")
        self.assertEqual(list(found.quotes), ["next_step"])

    def test_parts_alone_verify_nothing(self):
        found = quotes_of(self.MESSAGE, scope="24 desks, 160 x 80 cm, light oak")
        self.assertEqual(found, {})
