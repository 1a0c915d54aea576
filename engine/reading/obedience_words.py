"""Words by which a text speaks to a machine that reads it, in many languages.

Entries stand between commas; ``*`` at an entry's end stands for any ending. In scripts
without spaces between words, and in Arabic, entries are found inside words as well.
English, German, French, Spanish, Italian, Portuguese, Arabic, Japanese and Chinese are
covered best; other languages have the commonest forms.
"""

from __future__ import annotations

# To leave aside what was said before ...
DISREGARD = """
ignor*, disregard*, forget, forgetting, overlook all, overlook any, overlook everything,
override*, overrid*, bypass*, pay no attention, do not follow, dont follow, do not obey,
stop following, no longer follow, no longer bound, set aside, not bound by,
instead of following, does not follow, doesnt follow, does not have to, broken free,
not abide, break the, breaks the, without following, not adhere, ignorier*, missacht*,
vergiss, vergessen sie, vergesst, nicht beachten, ubergehe, uberschreib*, umgehe,
befolge nicht, halte dich nicht, beachte nicht, oublie, oubliez, ne tenez pas compte,
ne tiens pas compte, faites abstraction, fais abstraction, contourn*, ne suivez pas,
ne suis pas, ne respecte pas, olvid*, haz caso omiso, hagan caso omiso,
no tengas en cuenta, no tenga en cuenta, desobedec*, pasa por alto, no sigas,
omite todas, omite las, dimentica*, trascura*, non tenere conto, lascia perdere,
non seguire, scorda*, esqueca*, esquece*, desconsider*, despreze*, nao siga,
nao leve em conta, تجاهل, انس, تغاض, لا تتبع, اهمل, لا تلتزم, 無視, 忘れて, 忘れなさい,
従わな, 忽略, 无视, 忘记, 忘掉, 不要遵, 不要理会, 别管, 不用理会, игнорируй*, забуд*,
не обращай*, अनदेख, नजरअंदाज, नज़रअंदाज, भूल जा, bo qua, phot lo, quen, abaikan,
lupakan, kalimutan, balewalain, huwag pansinin, yok say*, gormezden, unut, unutun, 무시,
잊어, 잊으, เพิกเฉย, ไม่ต้องสนใจ, อย่าไปสนใจ, ลืม, উপেক্ষা, ভুলে, αγνοη*, zignoruj,
ignoruj, zapomnij, negeer, vergeet
"""
# ... namely the orders that a model has.
ORDERS = """
instruction, instructions, instructed, directive*, guideline*, prompt, prompts,
system message, your programming, restrictions, content policy, content policies,
you have been told, been told, you were told, your rules, all rules, any rules,
the rules, safety rules, constraints, your training, safeguards, previous commands,
above commands, above directions, previous directions, everything above, anything above,
all the above, the above and, the above text and, previous tasks, original task,
users task, negative indicators, manual scoring, the confines, limitations, ethics,
ethical, policies, anweisung*, instruktion*, vorgaben, alle regeln, deine regeln,
ihre regeln, richtlinie*, alles obige, alles davor, alles bisherige, obigen text,
consigne*, toutes les regles, vos regles, tes regles, ce qui precede, tout ce qui,
instruccion*, todas las reglas, tus reglas, directrices, todo lo anterior,
lo anterior y, istruzion*, tutte le regole, le tue regole, direttive,
tutto quanto sopra, cio che precede, instrucoes, instrucao, todas as regras,
suas regras, tuas regras, diretrizes, tudo o que foi dito, tudo acima, التعليمات,
تعليمات, الاوامر, توجيهات, القواعد, كل ما سبق, 指示, 命令, 指令, ルール, プロンプト,
上記の内容を, 规则, 規則, 提示词, 提示詞, 之前的说明, 上述内容, 以上内容, 之前的内容,
以前のタスク, 之前的任务, инструкц*, указани*, правила, предыдущ*, निर्देश, आदेश, ऊपर,
पिछले, huong dan, chi dan, instruksi, perintah, petunjuk, instruksyon, tagubilin,
mga utos, talimat*, yonerge*, onceki*, 지시, 명령, 지침, 위의 내용, คำสั่ง, คำแนะนำ,
คําสั่ง, คําแนะนํา, নির্দেশ, উপরের, οδηγι*, instrukcj*, polecen*, instructies
"""
# To become somebody else ...
BECOME = """
you are now, you will now, from now on, you are going to, you are about to,
you will act, you must act, act as, act like, acts as, acting as, pretend to,
pretending, roleplay*, role play*, play the role, take on the role, the role of,
in character, break character, stay in character, simulate, respond as, answer as,
reply as, behave like, behave as, immerse yourself, imagine you, imagine that you,
assume the role, you are no longer, you are called, your name is, your role is,
replaced by, persona, fictional character, you will respond, you will pose, is an ai,
an ai named, an ai called, named, called, answers all, answer every question,
answer all questions, answer any question, du bist jetzt, du bist nun,
sie sind jetzt ein*, sie sind nun ein*, ab jetzt bist du, von nun an bist du, tu so als,
verhalte dich, spiele die rolle, handle als, agiere als, tu es maintenant,
vous etes maintenant un*, vous etes desormais un*, tu es desormais,
a partir de maintenant tu, a partir de maintenant vous etes, agis comme, agissez comme,
fais semblant, faites semblant, joue le role, jouez le role, comporte toi, ahora eres,
a partir de ahora eres, de ahora en adelante eres, actua como, finge que, haz de cuenta,
hazte pasar, ahora es usted, ora sei, adesso sei, da ora in poi sei, d ora in poi sei,
da questo momento sei, agisci come, fingi, comportati come, agora voce e, voce agora e,
a partir de agora voce, a partir de agora es, aja como, atue como, finja,
comporte se como, انت الان, من الان فصاعدا انت, تصرف كا, تصرف كم, تظاهر, العب دور, تقمص,
あなたは今から, 今からあなたは, これからあなたは, ふりをして, 演じて, として振る舞,
として行動して, 你现在是, 你現在是, 从现在开始你, 从现在起你, 扮演, 假装, 假裝, 充当,
你将成为, теперь ты, отныне ты, притворись, представь что ты, अब आप, अब से आप,
hay dong vai, mulai sekarang, berpura pura, bertindak sebagai, mula ngayon, magpanggap,
bundan sonra, artik sen, 지금부터 당신, 이제부터, 이제 당신은, จากนี้ไป, ตอนนี้คุณคือ,
এখন আপনি, od teraz
"""
# ... that knows no bounds.
UNBOUND = """
dan, stan, dude, unrestricted, uncensored, unfiltered, amoral, immoral, chatgpt,
chat gpt, language model, ai model, anything now, jailbreak*, developer mode,
no restrictions, no rules, no filters, no limits, no filter, no ethical,
without restrictions, without limits, without any restrictions, any restrictions,
without filters, all of my questions, openai, open ai, anthropic, an unrestricted,
unlimited language, an ai, as the ai, never refuses, no moral*, no prohibitions,
ohne einschrankung*, ki modell, sprachmodell, sans restriction*, modele de langage,
modele d ia, une ia, sin restricciones, modelo de lenguaje, una ia, modelo de ia,
senza restrizioni, modello linguistico, un ia, sem restricoes, modelo de linguagem,
uma ia, نموذج لغوي, بلا قيود, بدون قيود, ذكاء اصطناعي, نموذج ذكاء, 言語モデル, aiモデル,
制限のない, 制限なし, 语言模型, 没有限制, 不受限制, 无限制, 人工智能模型, 人工智能助手,
ии, एआई मॉडल, mo hinh ai, modelo ng ai, yapay zeka modeli, 인공지능 모델, 언어 모델,
ai 모델, এআই মডেল
"""
# To rate ...
RATE = """
rate, rating, ratings, score, scores, scored, scoring, grade, points, clarity, rank,
classify, classified, mark it, mark this, mark me, mark as, qualify, qualified,
probability, evaluate, evaluation, completeness, engagement, bewerte,
bewerten sie, bewertung, punkte, punktzahl, einstuf*, stufe, klarheit, wertung, notez,
notation, note, evalue, evaluez, classe, classez, clarte, puntos, puntuacion, puntaje,
califica*, evalua, clasifica*, claridad, punti, punteggio, valuta, valutare,
valutazione, classifica, chiarezza, pontos, pontuacao, classifique, avalie,
avaliacao, clareza, نقطه, نقطة, نقاط, درجة, الدرجة, تقييم, صنف, الوضوح, 点,
スコア, 評価, 採点, 点数, 分数, 评分, 評分, 打分, 评级, 得分, 清晰度, балл*, оцен*,
рейтинг*, अंक, स्कोर, diem so, skor, puan*, 점수, คะแนน
"""
# ... as high as can be ...
HIGHEST = """
100, maximum, highest, perfect, full score, top score, full points, full marks,
max score, best possible, hot lead, as hot, very high, high score, ten out of ten,
10 10, sales ready, exceptional, most qualified, highly recommended,
hochste*, hochstmogliche*, maximale, volle, bestnote, beste note, sehr hoch, maximal,
le plus eleve, la plus elevee, meilleur*, tres eleve, maxima, maximo, mas alta,
mas alto, perfecta, muy alta, massimo, massima, piu alto, piu alta, pieno, mais alta,
mais alto, perfeita, اعلي, القصوي, الاقصي, كاملة, ١٠٠, 満点, 最高, 最大, 满分, 滿分,
最高分, 一百, १००, максимал*, наивысш*, अधिकतम, cao nhat, toi da, tertinggi, maksimal,
en yuksek, 최고, 만점, สูงสุด
"""
# ... what is in front of the reader.
LEAD = """
this lead, the lead, every lead, each lead, all leads, lead score, my lead, these leads,
this message, this inquiry, this enquiry, this email, this prospect, this opportunity,
this candidate, the candidate, this request, this customer, output, report a, must be,
give this, give every, assign, set the, set my, award, return, diesen lead, dieser lead,
dieses lead, diese nachricht, diese anfrage, gib, vergib, vergeben sie, setze,
setzen sie, den lead, jeden lead, jedem lead, ce lead, ce prospect, ce message,
cette demande, donne, attribue*, mets, mettez, ce contact, este lead, este mensaje,
esta solicitud, esta consulta, dale, asigna, ponle, pon la, este cliente,
este prospecto, otorga*, marca este, marca esta, questo lead, questo messaggio,
questa richiesta, assegna*, imposta*, questo contatto, esta mensagem, este pedido,
atribua, defina, este contacto, este contato, de a este, هذا العميل, هذه الرسالة,
هذا الطلب, اعط, امنح, عين, このリード, このメッセージ, この問い合わせ, このお問い合わせ,
与えて, 付けて, つけて, 設定して, してください, 这个线索, 此线索, 该线索, 这条线索,
这条消息, 这封邮件, 此客户, 这个客户, 给这, 打满, 设为, 设置为, give it a,
give this lead
"""
# What only a machine would be asked to give away.
REVEAL = """
email the, forward the, collect the, send the, reveal*, print, show me, repeat, output,
tell me, what is, whats, what was, what were, share, expose, spell, confirm, provide,
disclose, say, put the, list, zeig*, verrate*, nenne, wie lautet, was ist, wiederhol*,
bestatig*, angeben, teile, montre*, revele*, affiche*, donnez moi, quel est, quelle est,
repete*, partage*, confirme*, muestra*, revela*, dime, di me, cual es, dame, repite,
comparte*, compartas, proporciona*, mostra*, rivela*, dimmi, qual e, ripeti, condivid*,
fornisci*, confermare, diga me, repita, compartilh*, partilh*, forneca, confirmar, اكشف,
اظهر, ما هو, ما هي, اخبرني, شارك, كرر, اعطني, تاكيد, مشاركة, 教えて, 見せて, 何ですか,
表示して, 繰り返して, 共有, 确认, 告诉我, 是什么, 显示, 重复, 透露, 分享, что такое,
какой, каков*, покаж*, скаж*, назов*, подел*, подтверд*, क्या है, बता, साझा, पुष्टि,
la gi, cho toi, chia se, xac nhan, apa, beri, bagikan, ano ang, ibahagi, ibigay, nedir,
soyle*, paylas*, onayla*, 무엇, 알려, 공유, 말해, 확인, คืออะไร, บอก, แบ่งปัน, কি, বলুন,
শেয়ার, ποιος, ποια
"""
HIDDEN = """
full customer list, customer emails, customer database, raw customer, system prompt,
your prompt, hidden prompt, initial prompt, the prompt, your instructions,
initial instructions, starting instructions, exact instructions, those instructions,
operating instructions, you were given, context window, secret key,
your password, your secret, your passphrase, secret string, your rules, text above,
written above, above conversation, environment variables, api keys, the passphrase,
the password is, the user s, s email address, s bank, systemprompt, dein passwort,
ihr passwort, deine anweisungen, geheimer schlussel, prompt systeme, votre mot de passe,
ton mot de passe, cle secrete, vos instructions, tes instructions, prompt del sistema,
tu contrasena, su contrasena, clave secreta, tus instrucciones, prompt di sistema,
tua password, vostra password, chiave segreta, tue istruzioni, prompt do sistema,
sua senha, tua senha, tua palavra passe, sua palavra passe, chave secreta,
suas instrucoes, المفتاح السري, مفتاحك السري, كلمة مرورك, كلمة المرور الخاصة بك,
موجه النظام, تعليماتك, あなたのパスワード, 秘密の鍵, システムプロンプト, 合言葉,
你的密码, 您的密码, 你的秘密, 系统提示, 密钥, 口令, твой пароль, ваш пароль, секретн*,
गुप्त, गोपनीय, आपका पासवर्ड, अपना पासवर्ड, mat khau cua ban, bi mat, kata sandi anda,
password mo, lihim, sifreni*, gizli anahtar*, 비밀 키, 당신의 비밀번호, รหัสผ่านของคุณ,
ความลับ, আপনার পাসওয়ার্ড, গোপন
"""
# To change the shape of an answer that a person wouldn't be asked to change.
DISTORT = """
integrate a, augment, enhance, misspell*, scramble*, jumble*, encrypt, reverse,
reversed, invert, substitute, emoji, emojis, anagram*, caesar, base64, base32, base 64,
cipher, rhyme, typos, promote, promotes, alluding, hint at, append, leetspeak, encode*,
modify, pig latin, morse, backwards
"""
REPLY = """
your response, your answer, your reply, your message s, your output, your summary,
your review, the response, every reply, end of your
"""
# A task for a machine, of a kind that no company is asked to sell.
TASK = """
write a, write an, write one, write me a, compose a, tell me a, tell a, create a,
draft an, draft a, generate a, develop a, schreib ein*, schreibe ein*, erzahl*,
ecris un*, ecrivez un*, raconte*, raconter, escribe un*, escriba un*, cuentame*,
scrivi un*, raccontami, escreva um*, conte me, اكتب, 書いて, 写一, 讲一个, напиши,
लिखें, लिख, viet mot, tulis sebuah, sumulat ng, yaz, yazin, 써, 쓰, เขียน, লিখ
"""
PIECE = """
poem, haiku, limerick, sonnet, joke, fable, short story, story about, an essay, essay,
song about, rap about, harmful, offensive, toxic, hateful, unfriendly, discriminatory,
fictional, dungeon, speech on, gedicht, witz, kurzgeschichte, poeme, une blague,
une histoire, poema, un chiste, una poesia, barzelletta, uma piada, قصيدة, نكتة, 詩を,
俳句, 物語, 首诗, 笑话, стих*, анекдот, कविता, bai tho, puisi, tula, siir, 시를, บทกวี,
কবিতা
"""
DECODE = """
decode, decipher, decrypt, unscramble, entschlussel*, dekodier*, decodez, dechiffr*,
decodificar, decodifica, decodifique, فك تشفير, فك شفرة, 解码, 解碼, 解読, デコード,
декодир*, расшифр*, डीकोड, giai ma, mendekode, i decode, idecode, coz, cozup, 디코딩,
ถอดรหัส, ডিকোড
"""
CODED = """
base64, base 64, hex string, hexadecimal, hexadezimal*, hexadecimale, binary string,
rot13, morse, caesar, cesar, cesare, cifra, cipher, ascii, anagram, this string,
code morse, and follow, the instruction, 十六进制, 16進, 二进制, バイナリ, 凯撒,
モールス, مورس, قيصر, морзе, цезар*, हेक्साडेसिमल, मोर्स, सीज़र, द्विआधारी, nhi phan,
biner, ikili, 이진, 모스, 시저, ฐานสอง, মোর্স, সিজার, বাইনারি
"""
EDIT = """
translate, refine, polish, paraphrase, rewrite, repeat, reverse, recite, print, output,
ubersetze, traduis, traduisez, traduce, traduci, traduza, ترجم, 翻訳, 翻译
"""
PASSAGE = """
the following sentence, the above sentence, this sentence, the sentence above,
that sentence, the following word, the word, the above text, the previous sentence,
everything above, folgenden satz, la phrase suivante, siguiente frase, seguente frase,
a frase seguinte, 以下の文, 以下句子, 上面的句子, الجملة التالية
"""
LESSON = """
describe the, describe how, explain the, explain how, explain what, explain why,
summarize the, summarise the, break down the, define the, give detailed,
give step by step, provide detailed, detailed step by step, reflect on the, outline the
"""
LEARNED = """
theory, theorem, principles, principle, process of, lifecycle, life cycle, advancements,
history of, plot of, concept of, in simple terms, with an example, step by step,
evolution, photosynthesis, physics, quantum, recursion, in graphic detail, philosophy,
symbolism, significance of, components used, causes of, decade
"""
# Said to nobody but a machine that reads: one of these is enough.
TELLING = {
    "model": """
as a language model, as an ai language, as an ai model, as an ai assistant,
as an ai developed, as an ai you, as an ai i, large language model trained,
if you are an ai, if you are a language model, if you are an llm, if you re an ai,
note to the ai, note to ai, note to the bot, note to the model, note to automated,
note for ai, attention ai, dear ai, hello chatgpt, hi chatgpt, hey chatgpt,
hello chat gpt, hi chat gpt, for ai agents, ai agents reading,
automated analysis software, automated screening system*, important for the assistant,
as the assistant i, you are an unrestricted, do anything now, strive to avoid norms,
jailbreak*, dan mode, god mode, unrestricted mode, developer mode enabled,
unrestricted assistant, als sprachmodell, als ki modell, als ki assistent,
als assistent habe, hinweis an die ki, wenn du eine ki, falls du eine ki, en tant qu ia,
en tant que modele de, en tant qu assistant j, si vous etes une ia, si tu es une ia,
note a l ia, note pour l ia, como modelo de lenguaje, como asistente he, si eres una ia,
nota para la ia, como uma ia, como um modelo de, se voce e uma ia, se es uma ia,
nota para a ia, in quanto ia, in quanto modello, se sei una ia, se sei un ia,
se sei un ai, nota per l ia, كنموذج لغوي, بصفتك ذكاء, بصفتك نموذج, كذكاء اصطناعي,
اذا كنت ذكاء, ملاحظة للذكاء, 言語モデルとして, aiとして, あなたがaiなら, aiへの注意,
作为ai, 作为一个ai, 作为人工智能, 作为语言模型, 如果你是ai, 如果你是人工智能, 给ai的,
给人工智能, i direct you to, i command you to
""",
    "instructions": """
system prompt, prompt injection, system override, new system instruction,
your new instructions, your previous instructions, instructions you were given,
your system message, your instructions are, end of document, system note, systemprompt,
prompt systeme, note systeme, prompt del sistema, nota del sistema, prompt di sistema,
nota di sistema, prompt do sistema, nota do sistema, موجه النظام, システムプロンプト,
系统提示词, 系統提示詞
""",
    "task": """
given this table, output of this code, this wikipedia article, summarize this webpage,
summarize this article, conclusions of this paper, sentiment of this,
based on this resume, is this feedback positive
""",
    "score": """
rate this lead, score this lead, this lead 100, lead a score of, set clarity,
clarity 100, clarity to 100, maximum lead score, lead score to, lead score of 100,
bewerte diesen lead, diesen lead mit 100, diesen lead mit der hochst*,
hochste punktzahl, maximale punktzahl, volle punktzahl, evaluez ce lead, note ce lead,
notez ce lead, score maximal a, note maximale a, califica este lead, puntua este,
puntuacion maxima, maxima puntuacion, valuta questo lead, punteggio massimo,
massimo punteggio, avalie este lead, classifique este lead, pontuacao maxima,
maxima pontuacao, الدرجة الكاملة, الدرجة القصوي, 最高スコア, スコアを100, 満点をつけ,
満点を付け, 满分, 滿分, 最高评分
""",
}

# Not meant by the entries above.
HARMLESS = """
points of sale, points of interest, points of contact, points de vente,
points de contact, puntos de venta, pontos de venda, punti vendita, punti di vendita,
100分钟, 100分間, 100分鐘, do not forget, dont forget, don t forget, not to forget,
never forget, cannot ignore, must not override, should not override, do not ignore,
dont ignore, don t ignore, vergessen sie nicht, vergessen sie bitte nicht,
nicht vergessen, nicht ignorieren, n oubliez pas, n oublie pas, ne pas oublier,
n ignorez pas, no olvide, no olviden, no olvides, no ignore, non dimenticare,
nao esqueca, nao se esqueca, nao ignore, لا تنس, لا تتجاهل, 忘れないで, 忘れずに,
无视距离, 别忘了, 不要忘记, 请勿忽略, attached instructions, instructions attached,
التعليمات المرفقه, 指示書, 說明書, must not ignore, should not ignore, may not ignore,
according to your instructions, as per your instructions, gemass ihren anweisungen,
nach ihren anweisungen, selon vos instructions, segun sus instrucciones,
secondo le vostre istruzioni, conforme suas instrucoes, a system prompt for our,
a system prompt for an, system prompts for our, einen systemprompt fur,
un prompt systeme pour, un prompt del sistema para, un prompt de sistema para,
un prompt di sistema per, um prompt do sistema para, um prompt de sistema para
"""

# "My earlier instructions", "the instructions in my mail": the writer's own ...
OWN = """
my, our, mine, ours, mein*, unser*, mon, mes, notre, nos, mi, mis, nuestr*, mio, mia,
miei, mie, nostr*, meu, meus, minha, minhas, nosso, nossos, nossa, nossas, mijn, onze,
ons, الخاصة بي, لدينا, 私の, 弊社の, 当社の, 我的, 我们的, 我們的
"""
# ... and those about a thing: "the instructions regarding the colour".
TOPIC = """
regarding, about, concerning, as to, on the colour, on the color, in the annex,
in the attachment, in the drawing, in the tender, bezuglich, hinsichtlich, betreffend,
zur, zum, im anhang, in der zeichnung, concernant, au sujet, sur la, sur le, sur les,
a propos, en annexe, sobre, respecto, acerca, en el anexo, sul, sulla, sui, sulle,
riguardo, in allegato, quanto a, em anexo, over de, over het, betreffende, in de bijlage
"""
# Nobody says one of these of his own order: it is a machine that is spoken to.
MACHINE = """
lead, leads, score, scores, scoring, points, prompt, prompts, system, ai, gpt, chatgpt,
llm, model, models, assistant, bot, chatbot, rate, rating, clarity, reveal, respond,
output, developer, jailbreak, unrestricted, openai, punkte, punktzahl, ki, modell,
sprachmodell, klarheit, ia, modele, clarte, puntos, puntuacion, modelo, claridad, punti,
punteggio, modello, chiarezza, pontos, pontuacao, clareza, النموذج, نقطة, スコア, 点数,
模型, 分数, 评分, 打分
"""
# What else is rated, by those who buy: exams, tenders, candidates.
JUDGED = """
exam, exams, student, students, pupils, tender, tenders, candidate, candidates,
applicant, applicants, supplier, suppliers, audit, credit rating, vendors, employees,
wines, hotels, klausur*, prufung*, schuler*, student*, bewerber*, ausschreibung*,
lieferant*, vergabe*, kandidat*, mitarbeiter*, examen*, eleves, etudiants, candidat*,
appel d offres, fournisseur*, licitacion*, concurso*, alumnos, estudiantes,
proveedor*, gara, esami, esame, studenti, candidati, appalto, fornitor*, licitacao,
exames, alunos, candidatos, fornecedor*, aanbesteding*, studenten, kandidaten,
leveranciers, امتحان, طلاب, مناقصة, 試験, 入札, 候補者, 考试, 招标, 学生, 候选人
"""
# Rated by us: whatever else is named, these are meant.
OURS = """
this lead, the lead, every lead, each lead, all leads, lead score, my lead,
these leads, this message, this inquiry, this enquiry, this email, this prospect,
diesen lead, dieser lead, dieses lead, diese nachricht, diese anfrage, den lead,
jeden lead, ce lead, ce prospect, ce message, este lead, este mensaje, este prospecto,
questo lead, questo messaggio, esta mensagem, هذا العميل, هذه الرسالة, このリード,
このメッセージ, 这个线索, 此线索, 该线索, 这条线索, 这条消息, 这封邮件, clarity
"""
# One who buys writes of himself, and of those he has to do with.
BUYER = """
staff, employees, apprentices, course, courses, training, workshop, we, our, us, wir,
unser*, uns, nous, notre, nos, nuestr*, necesitamos, buscamos, queremos, nosotros,
noi, nostr*, cerchiamo, vogliamo, servono, nosso, nossa, precisamos, procuramos, wij,
onze, ons, 弊社, 当社, 我们公司, 我司
"""
