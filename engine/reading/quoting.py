"""The lines of a mail -> those that its sender wrote, or passed on.

Works line by line and looks only a few lines around, so that a megabyte takes no longer
than its lines do. Where it can't tell, words are kept rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 300  # characters of a line, or of joined lines, that introduce a quote
_MOST_JOINED = 4
_GREETING_WORDS = 4
_SIGNATURE = re.compile(r"(--|_{8,})$")
_SIGNATURE_LINES, _SIGNATURE_CHARS = 12, 1000

_FORWARD = re.compile(
    r"^\W*(begin |this is a |début du |inicio del? )?(forwarded (message|by|mail)"
    r"|weitergeleitete nachricht|anfang der weitergeleiteten|message (transféré|suivi)"
    r"|mensaje reenviado|messaggio inoltrato|mensagem encaminhada"
    r"|doorgestuurd bericht|vidarebefordrat|videresendt|przekazana wiadomość"
    r"|пересылаемое сообщение|переслан|iletilen"
    r"|رسالة (معاد|مُعاد)|転送|转发|轉寄|전달된)",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"^-{2,}[^-]*(original|ursprüngliche|origine|oorspronkelijk|oprindelig|исходное"
    r"|원본|原始|元の)[^-]*-{2,}$",
    re.IGNORECASE,
)
# The verb stands right before the colon ...
_WROTE = re.compile(
    r"(\b(wrote|writes|said|a écrit|escribió|escribio|ha scritto|escreveu|schreef"
    r"|geschreven|schrieb|skrev|napisał(\(a\))?|napisal(\(a\))?|napísal\w*|a scris"
    r"|kirjoitti|va escriure|yazdı|şunları yazdı|написала?|пишет|пише|написав|έγραψε"
    r"|írta|menulis|đã viết|كتب|כתב/?ה?)|写道|寫道|작성|書きました)"
    r"\s*[:：]?\s*-*$",
    re.IGNORECASE,
)
# ... or the name comes after it.
_WROTE_WHO = re.compile(
    r"\b(schrieb|schreef|skrev|napisał\S*|napsal\S*|a écrit|escribió)\b.*[:：]$", re.I
)
# Who quotes himself goes on writing.
_WROTE_ONESELF = re.compile(
    r"\b((i|we)( have| had|'ve|'d)? (wrote|written|said)|(ich|wir) schrieb\w*"
    r"|schrieb(en)? (ich|wir)|j'(ai|avais) écrit|nous (avons|avions) écrit|escrib[ií]"
    r"|escribimos|(ho|abbiamo|avevo|avevamo) scritto|escrevi|escrevemos)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b(19|20)\d\d\b")
_ADDRESS = re.compile(r"<\s?[^\s<>]+@[^\s<>]+>")
_STARTER = re.compile(
    r"(on|am|le|el|il|op|den|em|w dniu|dne|dnia|pe|på|pada|vào|в|във|στις|ב-?|في"
    r"|\w{2,12},|\d{4}\s?[-/.年년]|\d{1,2}[./])\s?",
    re.IGNORECASE,
)

_FROM = re.compile(
    r"[*\s]*(from|von|de|da|van|från|fra|od|от|від|lähettäjä|gönderen|feladó|expéditeur"
    r"|mittente|remitente|από|מאת|من|发件人|寄件者|差出人|보낸 사람)[*\s]*[:：]",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"[*\s]*(subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat"
    r"|předmět|тема|aihe|konu|tárgy|θέμα|נושא|الموضوع|主题|主旨|件名|제목)[*\s]*[:：]",
    re.IGNORECASE,
)
_OTHER_HEADER = re.compile(
    r"[*\s]*(sent|date|to|gesendet|datum|an|envoyé|à|enviado( el)?|fecha|para|inviato"
    r"|data|a|verzonden|aan|skickat|till|sendt|dato|til|wysłano|do|odesláno|komu"
    r"|отправлено|дата|кому|lähetetty|gönderildi|tarih|kime|küldve|címzett"
    r"|نشر|إلى|发送时间|日期|收件人|送信日時|日時|宛先|보낸 날짜|받는 사람)[*\s]*[:：]",
    re.IGNORECASE,
)
_HEADER_LINES = 8

_SENT_FROM = re.compile(
    r"\W*(sent from (my|mail|yahoo|windows|outlook|mobile|proton|samsung)\b"
    r"|sent (via|with) (mobile|my|airmail|proton|spark|blackberry|superhuman)\b"
    r"|get \[?outlook for|von meinem? (iphone|ipad|mobil|handy|smartphone|samsung)"
    r"|gesendet (von|mit) (meine|mail|outlook|der mobilen)"
    r"|envoyé (de|depuis|à partir d[e']) ?(mon|ma|l'application|yahoo|outlook)"
    r"|enviado (desde|do|a partir do) (mi|meu|yahoo|outlook)|inviato da(l mio)? "
    r"?(iphone|ipad|yahoo|outlook|smartphone)|verzonden (vanaf|met|via|vanuit) (mijn"
    r"|blackberry|outlook|mail)|skickat från min|sendt fra min"
    r"|wysłane z (mojego|iphone)|lähetetty (minun|iphone)"
    r"|отправлено (с|из) (моего|iphone|мобильной|почты)"
    r"|(iphone|ipad)から送信|(发自|從|从)我的|나의 (iphone|ipad)에서)",
    re.IGNORECASE,
)
_LONGEST_SENT_FROM = 100


def is_forward(text: str) -> bool:
    """A line of ``text`` says that a mail passed on follows."""
    return bool(_FORWARD.search(text))


def own_words(text: str) -> str:
    """``text`` (tidy lines) without quoted mails, their headers and signatures."""
    reading = _Reading(text.split("\n"))
    reading.run()
    words = "\n".join(line for part in reading.parts for line in _without_ends(part))
    if words.strip() or reading.is_reply:
        return words
    return "\n".join(map(_unquoted, text.split("\n")))


class _Reading:
    """One walk over the lines; a forwarded mail begins a part of its own."""

    def __init__(self, lines: Sequence[str]):
        self.parts: list[list[str]] = [[]]
        self.is_reply = False
        self._lines = lines
        self._unquotes = False
        self._fresh = True  # nothing in this part yet but how it is introduced

    def run(self) -> None:
        at = 0
        while at is not None and at < len(self._lines):
            line = self._line(at)
            if not line or len(line) > _LONGEST:
                self._keep(line)
                at += 1
            else:
                at = self._read(at, line)

    def _line(self, at: int) -> str:
        return _unquoted(self._lines[at]) if self._unquotes else self._lines[at]

    def _keep(self, line: str) -> None:
        self.parts[-1].append(line)
        self._fresh = self._fresh and (not line or _is_header(line[:_LONGEST]))

    def _read(self, at: int, line: str) -> int | None:
        """Take the line and say where to go on; None where all that follows is cut."""
        if _is_quoted(line):
            return at + 1
        if _FORWARD.match(line):
            return self._begin_forward(at, line)
        if headers := self._count_headers(at, line):
            return self._pass_headers(at, headers)
        if introduced := self._count_introduction(line):
            return self._begin_quote(at, introduced)
        self._keep(line)
        return at + 1

    def _begin_forward(self, at: int, line: str) -> int:
        self.parts.append([line])
        self._fresh = True
        self._unquotes = self._unquotes or _is_quoted(self._next(at))
        return at + 1

    def _pass_headers(self, at: int, count: int) -> int | None:
        """Headers at the start belong to a mail passed on, later ones to a quote."""
        if not self._fresh:
            return None
        for position in range(at, at + count):
            self._keep(self._line(position))
        return at + count

    def _begin_quote(self, at: int, introduced: int) -> int | None:
        part = self.parts[-1]
        del part[len(part) - introduced + 1 :]
        if _is_quoted(self._next(at)):
            self.is_reply = True
            return at + 1
        if _says_nothing(part):  # whose words follow can't be told
            return at + 1
        self.is_reply = True
        return None

    def _count_headers(self, at: int, line: str) -> int:
        """How many lines from here on are a mail's headers."""
        if _ORIGINAL.match(line):
            return 1
        if not _FROM.match(line):
            return 0
        others = False
        for position in range(at + 1, min(at + _HEADER_LINES, len(self._lines))):
            following = self._line(position)[:_LONGEST]
            if _FROM.match(following):
                break
            if _SUBJECT.match(following) and others:
                return position - at + 1
            others = others or _is_header(following)
        return 0

    def _count_introduction(self, line: str) -> int:
        """How many lines up to this one say who wrote what is quoted next."""
        if not (line.endswith((":", "：", "-")) or _WROTE.search(line[-40:])):
            return 0
        before = self.parts[-1][-_MOST_JOINED + 1 :]
        for start in range(len(before)):
            joined = " ".join([*before[start:], line])
            if _STARTER.match(joined) and _TIME.search(before[start]):
                if len(joined) <= _LONGEST and _introduces(joined):
                    return len(before) - start + 1
        return int(_introduces(line))

    def _next(self, at: int) -> str:
        """The next line that isn't empty, if it is near."""
        return next(filter(None, self._lines[at + 1 : at + 5]), "")


def _is_header(line: str) -> bool:
    return any(kind.match(line) for kind in (_FROM, _OTHER_HEADER, _SUBJECT))


def _says_nothing(part: Sequence[str]) -> bool:
    """But how it is introduced, and a greeting."""
    own = [line for line in part if line and not _is_header(line[:_LONGEST])]
    own = [line for line in own if not _FORWARD.match(line)]
    return not own or (len(own) == 1 and _is_greeting(own[0]))


def _is_greeting(line: str) -> bool:
    return (
        line.endswith((",", "，", "、", "!")) and len(line.split()) <= _GREETING_WORDS
    )


def _introduces(line: str) -> bool:
    if _WROTE_ONESELF.search(line):
        return False
    if _WROTE.search(line[-40:]):
        return "@" in line or any(map(str.isdigit, line))
    if _WROTE_WHO.search(line):
        return "@" in line or bool(_TIME.search(line))
    is_dated = bool(_ADDRESS.search(line) and _TIME.search(line))
    return is_dated and line.endswith((":", "："))


def _is_quoted(line: str) -> bool:
    return line.startswith((">", "&gt;"))


def _unquoted(line: str) -> str:
    return line.removeprefix(">").lstrip() if _is_quoted(line) else line


def _without_ends(part: Sequence[str]) -> list[str]:
    """Without the signature and the line that a mail program adds."""
    lines = [line for line in part[: _signature_at(part)] if not _is_sent_from(line)]
    return lines if any(lines) else list(part)


def _signature_at(part: Sequence[str]) -> int:
    """Where what follows a line of two dashes, or of underscores, begins if short."""
    found = len(part)
    chars = filled = 0
    for at in range(len(part) - 1, 0, -1):
        if _SIGNATURE.match(part[at]):
            found = at
        chars += len(part[at])
        filled += bool(part[at])
        if chars > _SIGNATURE_CHARS or filled > _SIGNATURE_LINES:
            break
    return found


def _is_sent_from(line: str) -> bool:
    return len(line) <= _LONGEST_SENT_FROM and bool(_SENT_FROM.match(line))
