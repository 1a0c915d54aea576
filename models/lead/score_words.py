"""What the reasons of a score say, once the words of a language are at hand."""

from dataclasses import dataclass

from ...engine.scoring.criteria import CRITERIA
from ...engine.scoring.subscores import completeness


@dataclass(frozen=True)
class ScoreWords:
    """Words and sentences of one language, by their codes."""

    words: dict

    def __getitem__(self, code):
        return self.words[code]

    def labels(self, codes):
        """``{code: a few words}`` for reasons' codes."""
        return {code: self._label(code) for code in codes}

    def _label(self, code):
        text = self.words.get(code.removesuffix("_invalid"), code)
        return self.words["invalid"] % text if code.endswith("_invalid") else text

    def analysis(self, part):
        """A sentence or two about a SubScore."""
        return getattr(self, f"_analyse_{part.name}")(part)

    def _analyse_completeness(self, part):
        missing = completeness.missing(part)
        if not missing:
            return self["sentence_all_there"]
        named = ", ".join(self[field] for field in missing)
        return self["sentence_missing"] % named

    def _analyse_clarity(self, part):
        labels = self.labels(reason.code for reason in part.reasons)
        if not part.judged:
            return self["sentence_nothing_to_judge"]
        if part.reasons[0].code not in CRITERIA:
            return self["sentence_no_inquiry"] % labels[part.reasons[0].code]
        given = [labels[r.code] for r in part.reasons if r.points]
        lacking = [labels[r.code] for r in part.reasons if not r.points]
        if not given:
            return self["sentence_nothing_specific"]
        if not lacking:
            return self["sentence_all_clear"]
        named = {"given": ", ".join(given), "lacking": ", ".join(lacking)}
        return self["sentence_named"] % named

    def _analyse_engagement(self, part):
        given = [reason for reason in part.reasons if reason.points]
        if not given:
            return self["sentence_silence"]
        labels = self.labels(reason.code for reason in given)
        counted = (
            labels[r.code] if r.count is None else f"{labels[r.code]}: {r.count}"
            for r in given
        )
        return self["sentence_counted"] % ", ".join(counted)
