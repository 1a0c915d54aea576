"""What kind of activity a next step is, guessed from its words."""

from __future__ import annotations

import re

CALL, MEETING, MAIL, TASK = "call", "meeting", "mail", "task"

# Beginnings of words, in the languages that the addon speaks. Languages that put no
# spaces between words are searched anywhere in the text.
_STEMS = {
    CALL: (
        r"calls?\b|calling|phone|ring\b|dial|anruf|ruf\b|rufen|telefon|r?appel|"
        r"t[eé]l[eé]phon|llam|(?:ri)?chiam|bel\b|bellen|opbellen|"
        r"lig(?:ar|uem?(?:me|nos)?)\b"
    ),
    MEETING: (
        r"meet|demo|visit|appointment|treffen|termin\b|besuch|besprech|vorf[uü]hr|"
        r"rencontr|rendez|r[eé]union|visite|cita\b|visita|incontr|appuntament|sopralluog|"
        r"afspra|ontmoet|bezoek|demonstra|encontr|agend"
    ),
    MAIL: (
        r"mails?\b|e-mail|email|send|repl|answer|quot|offer|write|"
        r"schick|send|antwort|angebot|schreib|envo|r[eé]pond|devis|[eé]cri[rv]|"
        r"env[ií]|respond|presupuest|cotiza|escrib|escrev|invi|rispond|preventiv|offert|"
        r"scriv|stuur|sturen|beantwoord|schrijf|propost|proposal|or[cç]ament"
    ),
}
_ANYWHERE = {
    CALL: "اتصل|الاتصال|電話|电话|致电",
    MEETING: "اجتماع|لقاء|زيارة|موعد|会議|訪問|打ち合わせ|会议|拜访|会面|演示",
    MAIL: "أرسل|إرسال|رسالة|عرض سعر|メール|送付|送って|返信|見積|邮件|发送|报价|回复",
}
_PATTERNS = {
    kind: re.compile(rf"\b(?:{stems})|{_ANYWHERE[kind]}", re.IGNORECASE)
    for kind, stems in _STEMS.items()
}


def kind_of(text: str) -> str:
    """The kind whose word comes first, :data:`TASK` where none does."""
    found = {
        kind: match.start()
        for kind, pattern in _PATTERNS.items()
        for match in [pattern.search(text)]
        if match
    }
    return min(found, key=found.__getitem__) if found else TASK
