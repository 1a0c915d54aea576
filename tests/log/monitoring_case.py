import re
from unittest.mock import patch

from odoo.tests import HttpCase
from odoo.tools import config

from ...controllers import monitoring
from ..common import LlmCase

HEALTH, METRICS = "/llm_lead_scoring/health", "/llm_lead_scoring/metrics"
TOKEN = "scrape-0123456789"
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (\S+)")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?([eE][+-]?\d+)?|Inf)|NaN")


def parse(page):
    """``{(name, frozenset of labels): number}`` of a Prometheus page, read strictly.

    :raises AssertionError: the page breaks a rule of the format.
    """
    assert page.endswith("\n"), "the last line has no end"
    current, seen, samples = None, set(), {}
    lines = iter(page.removesuffix("\n").split("\n"))
    for line in lines:
        if line.startswith("#"):
            current = _parse_head(line, next(lines))
            assert current not in seen, f"{current} stands there twice"
            seen.add(current)
            continue
        key, number = _parse_sample(line)
        assert key[0] == current, f"{line} stands under {current}"
        assert key not in samples, f"{line} is there already"
        samples[key] = number
    return samples


def _parse_head(help_line, type_line):
    found = re.fullmatch(rf"# HELP ({NAME}) (?:[^\\]|\\\\|\\n)+", help_line)
    assert found, help_line
    assert type_line == f"# TYPE {found[1]} gauge", type_line
    return found[1]


def _parse_sample(line):
    found = SAMPLE.fullmatch(line)
    assert found, line
    number = found[found.re.groups]
    assert NUMBER.fullmatch(number), line
    pairs = re.findall(LABEL, found[2] or "")
    assert len(pairs) == len(dict(pairs)), f"a label stands twice in {line}"
    labels = frozenset((name, _unescape(value)) for name, value in pairs)
    return (found[1], labels), float(number)


def _unescape(value):
    return re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value)


class MonitoringCase(LlmCase, HttpCase):
    """The addresses as machines ask for them, over real HTTP."""

    def setUp(self):
        super().setUp()
        self._configure(TOKEN)

    def _configure(self, token):
        changes = patch.dict(config.options, {monitoring.OPTION: token})
        changes.start()
        self.addCleanup(changes.stop)

    def _ask(self, path, token=None, scheme="Bearer"):
        headers = {} if token is None else {"Authorization": f"{scheme} {token}"}
        response = self.url_open(path, headers=headers, allow_redirects=False)
        self.assertNotIn("Traceback", response.text)
        return response

    def _measure(self):
        response = self._ask(METRICS, TOKEN)
        self.assertEqual(response.status_code, 200, response.text)
        return parse(response.text)

    def _number(self, metrics, name, **labels):
        named = frozenset((key, str(value)) for key, value in labels.items())
        return metrics[f"llm_lead_scoring_{name}", named]

    def _of_provider(self, metrics, name, **labels):
        labels = {"provider": self.provider.id, "type": "custom", **labels}
        return self._number(metrics, name, **labels)
