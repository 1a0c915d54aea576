"""Our coefficients and measures beside scikit-learn's."""

import json
import sys

from .. import say
from ..environment import paths
from . import reference

sys.path.insert(0, str(paths.ROOT))
from engine.learning import encoding, logistic, metrics, rows  # noqa: E402
from engine.tests.learning import drawn  # noqa: E402

FILE = paths.ROOT / "engine" / "tests" / "learning" / "reference.json"
CLOSE, EQUAL = 1e-3, 1e-6


def run(write):
    """0 where all numbers agree, 1 where one doesn't."""
    encoder, encoded, outcomes = _encoded()
    said, came = drawn.chances()
    found = {
        "coefficients": reference.coefficients(encoded, encoder.width, outcomes),
        "measures": reference.measures(said, came),
    }
    if write:
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        say.step("wrote %s", FILE)
    far = list(_far(found, encoder.width, encoded, outcomes))
    far += [
        f"{name}: {ours} is not {found['measures'][name]}"
        for name, ours in _measures(said, came).items()
        if abs(ours - found["measures"][name]) > EQUAL
    ]
    for line in far:
        print(line)
    print(f"{len(far)} numbers differ from scikit-learn's")
    return 1 if far else 0


def _encoded():
    leads = drawn.leads(2000)
    encoder = encoding.fit(drawn.FEATURES, [lead.values for lead in leads])
    return encoder, [encoder.encode(s.values) for s in leads], [s.won for s in leads]


def _far(found, width, encoded, outcomes):
    for kind in (rows.PlainRows, rows.NumpyRows):
        for penalty, theirs in found["coefficients"].items():
            ours = logistic.fit(kind(encoded, width), outcomes, float(penalty))
            most = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
            print(f"{kind.__name__}, penalty {penalty}: at most {most:.1e} apart")
            if most > CLOSE:
                yield f"{kind.__name__}, penalty {penalty}: {most} apart"


def _measures(said, came):
    return {
        "auc": metrics.auc(said, came).value,
        "brier": metrics.brier(said, came),
        **{
            f"reliability_{number}": band.came
            for number, band in enumerate(metrics.reliability(said, came))
        },
    }
