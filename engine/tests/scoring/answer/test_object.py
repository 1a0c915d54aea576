"""What models write around, instead of and inside the object that is asked for."""

import json
import unittest

from .... import errors
from ....scoring.shape.answer_object import object_of, parse_object
from ....scoring.shape.values import one_of
from ....values import Completion

WANTED = ("kind", "need_quote", "summary", "risks")
RIGHT = {"kind": "inquiry", "need_quote": "60 tiles", "summary": "s", "risks": []}
TEXT = json.dumps(RIGHT)
BODY = TEXT[1:-1]
SCHEMA = json.dumps(
    {"type": "object", "properties": {key: {"type": "string"} for key in WANTED}}
)


class TheAnswerIsToldFromWhatStandsBesideIt(unittest.TestCase):
    def assert_right(self, texts):
        for text in texts:
            with self.subTest(text):
                self.assertEqual(parse_object(text, WANTED), RIGHT)

    def test_other_objects_before_and_after_it_are_passed_over(self):
        self.assert_right(
            (
                f"{SCHEMA}\n{TEXT}",
                f"{TEXT}\n{SCHEMA}",
                f'For example {{"kind": "spam"}} or:\n{TEXT}',
                f'{TEXT}\nConfidence: {{"score": 1}}',
                "{}" * 60 + TEXT + "{}" * 60,
                "if (a) {b} " * 30 + TEXT,
            )
        )

    def test_of_two_answers_the_last_is_meant_since_drafts_come_first(self):
        draft = TEXT.replace("60", "40")
        self.assert_right(
            (
                f"{draft}\nWait, that is wrong:\n{TEXT}",
                f"[THINK]{draft}[/THINK]{TEXT}",
                f"<|channel|>analysis<|message|>So {draft}?<|end|><|start|>assistant"
                f"<|channel|>final <|constrain|>json<|message|>{TEXT}<|return|>",
                f'analysisIt is {{"kind": "x"}}.assistantfinal{TEXT}',
            )
        )

    def test_it_may_be_wrapped(self):
        self.assert_right(
            (
                f"[{TEXT}]",
                f'{{"answer": {TEXT}}}',
                f'{{"properties": {TEXT}}}',
                f'{{"name": "give_answer", "arguments": {TEXT}}}',
                json.dumps({"name": "give_answer", "arguments": TEXT}),
                json.dumps({"tool_calls": [{"function": {"arguments": TEXT}}]}),
                json.dumps({"output": f"\n```json\n{TEXT}\n```"}),
                json.dumps({"answer": TEXT}).replace('\\"', '\\\\"'),
                f'<tool_call>{{"name": "x", "parameters": {TEXT}}}</tool_call>',
                "{" + TEXT + "}",
            )
        )

    def test_it_may_be_parted(self):
        pairs = [{"key": key, "value": value} for key, value in RIGHT.items()]
        ones = [{key: value} for key, value in RIGHT.items()]
        need = {"quotes": {"need_quote": RIGHT["need_quote"]}}
        rest = {k: v for k, v in RIGHT.items() if k != "need_quote"}
        self.assert_right(
            (
                json.dumps(pairs),
                json.dumps(ones),
                "\n".join(map(json.dumps, ones)),
                json.dumps({**need, **rest}),
                f"{json.dumps(need)}\nand\n{json.dumps(rest)}",
            )
        )

    def test_each_value_may_stand_beside_its_type(self):
        told = {k: {"type": "string", "value": v} for k, v in RIGHT.items()}
        found = parse_object(json.dumps({"properties": told}), WANTED)
        self.assertEqual(found, told)

    def test_it_may_be_written_as_a_string(self):
        string = json.dumps(TEXT)
        self.assert_right((json.dumps(string), json.dumps(json.dumps(string))))
        self.assert_right((string, string[1:-1], f"Here: {string}.", string[1:]))

    def test_keys_may_be_spelled_in_another_way(self):
        self.assert_right(
            (
                TEXT.replace("need_quote", "needQuote"),
                TEXT.replace("need_quote", "Need quote").replace("kind", "KIND"),
            )
        )

    def test_a_slip_or_another_ending_makes_no_difference(self):
        self.assert_right(
            (
                TEXT.replace("need_quote", "need_qoute"),
                TEXT.replace("need_quote", "need_quotes").replace("risks", "risk"),
                TEXT.replace("need_quote", "quote_need"),
                TEXT.replace("need_quote", "need_text"),
                TEXT.replace("need_quote", "need"),
                TEXT.replace("summary", "sumary"),
                TEXT.replace('"kind', '"1. kind').replace('"need', '"2. need'),
            )
        )

    def test_a_key_that_could_mean_two_or_another_means_none(self):
        wanted = ("kind", "own_1_quote", "own_2_quote", "need_quote")
        for key in ("own_3_quote", "own_quote", "weed_quote", "nead_quota", "quote"):
            with self.subTest(key):
                told = {"kind": "spam", "need_quote": "a", key: "b"}
                self.assertEqual(parse_object(json.dumps(told), wanted), told)

    def test_keys_that_only_differ_in_writing_are_two(self):
        told = {"in_spain": "Madrid", "inspain": ""}
        self.assertEqual(parse_object(json.dumps(told), tuple(told)), told)


class SlipsAreMended(unittest.TestCase):
    def test_what_stands_between_the_values(self):
        for text in (
            f"{{{BODY},}}",
            TEXT.replace("[]", "[],\n"),
            TEXT.replace("[]", '["x",]'),
            TEXT.replace(', "need', ', // what is needed\n"need'),
            TEXT.replace(', "need', ', /* , */ "need'),
            TEXT.replace(', "need', ', # see "above"\n"need'),
            TEXT.replace(', "', '\n"'),
            TEXT.replace("[]", "None"),
            TEXT.replace('"', "'"),
            TEXT.replace('"', "\u201c"),
            TEXT.replace('",', "\u201d,"),
            TEXT.replace('": ', '"\uff1a').replace(', "', '\uff0c"'),
            TEXT.replace('": "', '"\uff1a\u201c').replace('", "', '\u201d\uff0c"'),
            f"{{{BODY}",
            f"{{{BODY[:-1]}",
        ):
            with self.subTest(text):
                found = parse_object(text, WANTED)
                found["risks"] = []
                self.assertEqual(found, RIGHT)

    def test_what_stands_inside_a_string(self):
        for written, meant in (
            (r"a\_b", "a_b"),
            (r"it\'s", "it's"),
            (r"\$5 \& more", "$5 & more"),
            (r"C:\Desks\60", r"C:\Desks\60"),
            (r"\u00e9 \u12", "é \\u12"),
            ('the "oak" desk', 'the "oak" desk'),
            ('the "oak", the "elm"', 'the "oak", the "elm"'),
            ("the \u201coak\u201d desk", "the \u201coak\u201d desk"),
            ("two\nlines\tand # 1 // 2 /* 3", "two\nlines\tand # 1 // 2 /* 3"),
            ("a, ] and , }", "a, ] and , }"),
            ("None, True", "None, True"),
        ):
            text = TEXT.replace('"s"', f'"{written}"').replace("[]", "[],")
            with self.subTest(written):
                self.assertEqual(parse_object(text, WANTED)["summary"], meant)

    def test_what_is_sound_is_left_as_it_is(self):
        summary = r'a \_ "b" , ] // c'
        text = json.dumps({**RIGHT, "summary": summary})
        self.assertEqual(parse_object(text, WANTED)["summary"], summary)

    def test_half_an_answer_is_none(self):
        for text in (TEXT[:40], TEXT[: TEXT.index("risks")], f"{TEXT[:-3]},"):
            with self.subTest(text), self.assertRaises(errors.Truncated):
                object_of(Completion(text, truncated=True), WANTED)

    def test_with_a_key_too_few_it_is_told_which(self):
        self.assertEqual(
            parse_object('{"kind": "spam", "risks": []}', WANTED),
            {"kind": "spam", "risks": []},
        )

    def test_openings_without_end_are_given_up(self):
        for text in ('{"', "{", '{"\\', "{'a','", '{"a": ', "{ /*", '{"a" "', '{\\"'):
            with self.subTest(text), self.assertRaises(errors.UnreadableAnswer):
                parse_object(text * (200_000 // len(text)), WANTED)


class AWordOfAListMayBeWrittenInAnotherWay(unittest.TestCase):
    def test_case_and_what_joins_its_parts_do_not_matter(self):
        words = ("inquiry", "job_application", "spam")
        for value, expected in (
            ("Inquiry", "inquiry"),
            (" INQUIRY.\n", "inquiry"),
            ("Job application", "job_application"),
            ("job-application", "job_application"),
            ("jobApplication", "job_application"),
            ("customer", ""),
            ("no spam", ""),
            ("inquiry|spam", ""),
            ("", ""),
            (None, ""),
            ("spam (unsolicited)", "spam"),
            (["spam"], "spam"),
            (["spam", "inquiry"], ""),
        ):
            with self.subTest(value):
                self.assertEqual(one_of(words, value), expected)


class WhatIsNoJsonIsReadByItsKeys(unittest.TestCase):
    def test_without_quotation_marks_or_with_others(self):
        for text in (
            "{kind: 'inquiry', need_quote: '60 tiles', summary: 's', risks: []}",
            TEXT.replace(chr(34), "\u201c"),
            TEXT.replace('"', "`"),
            TEXT.replace('"', "&quot;"),
            TEXT.replace('"inquiry"', "inquiry"),
            TEXT.replace('"60 tiles"', '"60 tiles'),
            TEXT.replace('"need_quote"', 'need_quote"'),
            TEXT.replace('"need_quote"', '"need_quote'),
            TEXT.replace(", ", ",, "),
            TEXT.replace(",", ";"),
            TEXT.replace(":", " ="),
            TEXT.replace(" ", "\u00a0").replace("60\u00a0tiles", "60 tiles"),
            BODY,
            f"{BODY}}}",
            f"{TEXT[:-1]}\n\n```",
            f"{TEXT[:-1]}, ...}}",
            "kind: inquiry\nneed_quote: 60 tiles\nsummary: s\nrisks: []",
            TEXT.replace('": ', '" => '),
            TEXT.replace(", ", ",\u2028"),
            TEXT.replace(", ", ",\\n  "),
            TEXT.replace('", ', '"\u060c '),
            "{" + TEXT[1:].replace('"kind":', ":kind =>").replace('": ', '" => '),
            "kind: |\n  inquiry\nneed_quote: >-\n  60 tiles\nsummary: s\nrisks: []",
            f"<p>{TEXT.replace(', ', ',<br>')}</p>",
            "\n".join(f"> {line}" for line in TEXT.split(" ")).replace("60\n> ", "60 "),
            '- **kind**: "inquiry"\n- **need_quote**: "60 tiles"\n'
            '- **summary**: "s"\n- **risks**: []',
            "| key | value |\n|---|---|\n| kind | inquiry |\n"
            "| need_quote | 60 tiles |\n| summary | s |\n| risks | [] |",
            "[answer(kind='inquiry', need_quote='60 tiles', summary='s', risks=[])]",
            "{「kind」: 「inquiry」, 「need_quote」: "
            "「60 tiles」, 「summary」: 「s」, 「risks」: []}",
            "Kind: inquiry\nNeed quote: 60 tiles\nSummary: s\nRisks: []",
            "**kind**: inquiry\n**need_quote**: 60 tiles\n*summary*: s\n*risks*: []",
        ):
            with self.subTest(text):
                self.assertEqual(parse_object(text, WANTED), RIGHT)

    def test_as_tags(self):
        for tag in (
            "<{0}>{1}</{0}>",
            "<{0}><![CDATA[{1}]]></{0}>",
            "<parameter={0}>\n{1}\n</parameter>",
            '<parameter name="{0}">{1}</parameter>',
            '<parameter name="{0}" string="true">{1}</parameter>',
            '<item key="{0}">{1}</item>',
            "<name>{0}</name><value>{1}</value>",
            "<arg_key>{0}</arg_key>\n<arg_value>{1}</arg_value>",
        ):
            tags = "\n".join(tag.format(k, v or "[]") for k, v in RIGHT.items())
            with self.subTest(tag):
                text = f"<tool_call>\n<function=x>\n{tags}\n</function></tool_call>"
                self.assertEqual(parse_object(text, WANTED), RIGHT)

    def test_the_items_of_a_list_are_told_apart(self):
        for risks in (
            "['a, b', 'c']",
            "[a, c]",
            "\n- a\n- c",
            "\n1. a\n2. c",
        ):
            with self.subTest(risks):
                text = f"kind: x\nneed_quote: y\nsummary: s\nrisks: {risks}"
                self.assertEqual(parse_object(text, WANTED)["risks"][-1], "c")

    def test_prose_that_names_the_keys_is_no_answer(self):
        for text in (
            "I would give kind, need_quote, summary and risks, but there is no text.",
            "kind: x\nneed_quote: y\nsummary: s",
            "The kind: is it spam? need_quote: none.",
        ):
            with self.subTest(text), self.assertRaises(errors.UnreadableAnswer):
                parse_object(text, WANTED)
