"""What the reasons of a score say, once the words of a language are at hand."""

from dataclasses import dataclass

from ...engine.scoring.subscores import completeness
from ...engine.scoring.subscores.quoted import denied, lacking


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

    def speaks_for(self, reason):
        """A few words on a reason that gave points."""
        code, count = reason.code, reason.count
        if code in completeness.POINTS:
            return self["for_on_file"] % self[code]
        known = f"for_{code}"
        if f"{known}_{count}" in self.words:
            return self[f"{known}_{count}"]
        if known in self.words:
            return self._filled(known, count)
        counted = {"what": self._label(code), "count": count}
        return self["for_counted"] % counted if count else self._label(code)

    def speaks_against(self, reason):
        """A few words on a reason that cost points, or that was said against it."""
        code, count = reason.code, reason.count
        if reason.quote:
            return self._label(code)
        known = f"against_{code}"
        if f"{known}_never" in self.words and count is None:
            return self[f"{known}_never"]
        if known in self.words:
            return self._filled(known, count)
        text = self._label(code)
        tells_all = code == "no_text" or code.startswith("kind_")
        return text if tells_all else self["against_other"] % text

    def _filled(self, code, count):
        text = self[code]
        return text % count if "%" in text else text

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
        if part.reasons[0].code.startswith("kind_"):
            return self["sentence_no_inquiry"] % labels[part.reasons[0].code]
        told = [
            self[sentence] % ", ".join(labels[r.code] for r in named)
            for sentence, named in (
                ("sentence_given", [r for r in part.reasons if r.points > 0]),
                ("sentence_against", denied(part)),
                ("sentence_lacking", lacking(part)),
            )
            if named
        ]
        if len(lacking(part)) == len(part.reasons):
            return self["sentence_nothing_specific"]
        return " ".join(told)

    _analyse_fit = _analyse_clarity

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
