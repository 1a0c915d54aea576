"""Words that say nothing by themselves: a quote must hold more than these."""

from __future__ import annotations

from .text import fold

_WORDS = """
a able about above after again all almost also although always am among an and another
any anyone anything are around as at away back be because been before being below best
between both but by can cannot come could day dear did do does doing done down during
each either else even ever every everyone everything few first for from further get
gets getting give given go going good got great greetings had has have having he hello
her here hereby herewith hers hey hi him his how however i if in indeed instead into
is it its itself just kind kindly know last least less let like likely little long
look looking lot made make many may maybe me mean might mine more most much must my
myself near never new next no nor not nothing now of off often ok okay on once one
only onto or other others our ours out over own per perhaps please possible put quite
rather re really regarding regards said same say see seem seems shall she should since
sincerely so some someone something soon still such sure take tell than thank thanks
that the their theirs them then there therefore these they thing things think this
those though through thus till to today together too toward under until up upon us use
very via want was way we well were what whatever when where whether which while who
whole whom whose why will wish with within without would yes yet you your yours
yourself team sir madam mr mrs ms message email mail aber alle allem allen aller alles
als also am an andere anderen auch auf aus bei beim bin bis bitte da dabei dafur damit
danach dann daran darauf darf das dass dazu dein dem den denn der deren des dessen
dich die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem
einen einer eines einige er es etwas euch euer fur ganz geehrte geehrten gegen gern
gerne gibt gruss grusse grussen guten tag habe haben hallo hat hatte hatten herr
herren damen hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ist ja
jede jedem jeden jeder jedes jetzt kann kein keine konnen konnte liebe man mehr mein
meine mich mir mit mochte mochten muss mussen nach nicht nichts noch nun nur ob oder
ohne schon sehr sein seine seit sich sie sind so sollte sollten sowie uber um und uns
unser unsere unserem unseren unserer unter vielen vom von vor war waren warum was weil
welche welchen welcher wenn wer werden wie wieder wir wird wurde wurden zu zum zur
zwischen dank danke freundlichen afin ai ainsi alors apres au aucun aussi autre aux
avais avait avant avec avez avoir avons bien bonjour bonsoir car ce ceci cela celle
celui ces cet cette chaque chez ci comme comment cordialement dans de des depuis deux
dois doit donc du elle elles en encore entre est et etait ete etes etre eu eux fait
faire fois ici il ils je jusque la le les leur leurs lors lui ma madame mais me meme
merci mes moi moins mon monsieur ne ni non nos notre nous on ont ou par parce pas peu
peut peuvent plus pour pourquoi pouvez pouvons puis quand que quel quelle quelles
quelque quelques quels qui quoi sa sans se sera ses si sommes son sont sous soyez suis
sur ta te tel tes toi ton tous tout toute toutes tres trop tu un une vers voici voila
voir vos votre vous souhaite al algo alguna algunas alguno algunos ante antes aqui asi
aun aunque bien buenas buenos cada como con contra cual cuales cualquier cuando cuanto
de del desde donde dos durante el ella ellas ellos en entre era eran es esa esas ese
eso esos esta estaba estado estamos estan estar estas este esto estos estoy fue
gracias ha haber habia han hasta hay he hemos hola la las le les lo los mas me mi
mientras mis mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro
nuestros o os otra otras otro otros para pero poco por porque puede pueden puedo pues
que quien quiero quisiera saludos se ser si sido sin sobre solo somos son soy su sus
tal tambien tan tanto te tener tenemos tengo ti tiene tienen toda todas todo todos tu
tus un una unas uno unos usted ustedes vez y ya yo estimado estimados dias tardes
favor abbiamo agli ai al alla alle anche ancora avere aveva buongiorno buonasera che
chi ci cio come con cosa cosi cui da dagli dai dal dalla dalle degli dei del della
delle dello di dopo dove due e ed era erano essere fa fino fra gia gli grazie ha hai
hanno ho i il in io la le lei li lo loro lui ma me mi mia mio molto ne nei nel nella
nelle noi non nostra nostre nostri nostro o ogni ora per perche piu poi possiamo posso
potete prima puo qualche quale quali quando quanto quella quelle quelli quello questa
queste questi questo qui saluti salve se sei senza si sia siamo siete sono sta stato
su sua sue sui sul sulla suo suoi tra tutta tutte tutti tutto un una uno vi voi vorrei
vorremmo vostra vostro gentile gentili ainda alem alguem algum alguma ao aos apenas
aqui as ate atraves bem boa bom cada com como da das de dela dele depois desde do dos
e ela elas ele eles em entao entre era essa esse esta estamos estao estar este estou
eu foi fosse gostaria gostariamos ha isso isto ja la lhe mais mas me mesmo meu meus
minha muito na nao nas nem no nos nossa nossas nosso nossos num numa o obrigada
obrigado ola onde os ou para pela pelo pelos pode podem poder pois por porque porem
posso quais qual quando que quem sao se seja sem sempre ser seu seus sim sobre somos
sou sua suas tambem tarde tem temos tenho ter toda todas todo todos tua tudo um uma
uns voce voces vos cumprimentos prezado prezados dia caro caros في من الى على عن مع
هذا هذه ذلك تلك التي الذي الذين ان انا نحن انت هو هي هم كان كانت يكون ما ماذا لماذا
كيف متى اين او ام ثم لكن و قد لقد لا لم لن ليس نعم كل بعض غير بعد قبل عند حتى اذا اي
ايضا مرحبا السلام عليكم ورحمة الله وبركاته شكرا تحية طيبة لدينا لدي لكم لك لنا يرجى
نرجو ارجو
"""
WORDS = frozenset(fold(_WORDS).split())

# Of scripts without spaces: greetings, endings and particles, the longest first.
_PHRASES = """
よろしくお願いいたします よろしくお願いします よろしくお願い お願いいたします
お願いします お願い致します ありがとうございます お世話になっております
お世話になります はじめまして こんにちは 初めまして と申します ございます
いただけますか いただけます ください 下さい について に関して として ました ません
ます です でした ある いる する した して これ それ あれ この その あの こちら そちら
ため もの こと から まで より など ので のに けど 您好 你好 谢谢 謝謝 感谢 请问 請問
我们 我們 你们 你們 您们 他们 这个 這個 那个 那個 这些 那些 一下 可以 能否 是否 以及
但是 因为 所以 如果 就是 还有 已经 正在 希望 想要 请 請 的 了 是 在 和 与 也 都 我 你
您 他 她 们 吗 呢 吧 啊 把 被 给 对 从 到 让 将 会 能 要 有 不 很 안녕하세요
감사합니다 입니다 합니다 있습니다 그리고 저희 우리 부탁드립니다
"""
PHRASES = tuple(sorted(fold(_PHRASES).split(), key=len, reverse=True))
