"""Hosts that tell nothing about who uses them. Data; Odoo adds its own list."""

# Mail providers by the first label of their domains: gmail.com, yahoo.co.jp, gmx.de.
MAIL_BRANDS = frozenset(
    "aol fastmail foxmail gmail gmx googlemail hotmail hushmail icloud live mailinator "
    "msn outlook posteo protonmail rocketmail runbox simplelogin tutanota yahoo yandex "
    "ymail yopmail zohomail".split()
)
MAIL_PROVIDERS = frozenset(
    """
    10minutemail.com 126.com 139.com 163.com 188.com 189.cn 1und1.de 21cn.com abv.bg
    aim.com alice.it aliceadsl.fr aliyun.com arcor.de att.net bbox.fr bellsouth.net
    bigpond.com bk.ru bluewin.ch bol.com.br btinternet.com centrum.cz charter.net
    citromail.hu club-internet.fr comcast.net cox.net daum.net disroot.org
    docomo.ne.jp duck.com earthlink.net email.com email.cz email.de ezweb.ne.jp
    free.fr freemail.hu freenet.de guerrillamail.com hanmail.net hey.com home.nl
    i.ua ig.com.br inbox.com inbox.lv inbox.ru indamail.hu interia.pl juno.com
    kabelmail.de kolabnow.com kpnmail.nl laposte.net libero.it list.ru lycos.com
    mac.com magenta.de mail.bg mail.com mail.de mail.dk mail.ee mail.ru mailbox.org
    maildrop.cc mailfence.com me.com mein.gmx nate.com naver.com netcologne.de
    netcourrier.com netzero.net neuf.fr nifty.com numericable.fr o2.pl o2online.de
    one.lt onet.pl online.de online.no op.pl optonline.net optusnet.com.au orange.fr
    outlook.jp planet.nl pm.me poczta.onet.pl prodigy.net.mx proton.me qq.com
    rambler.ru rediffmail.com riseup.net rogers.com sapo.pt sbcglobal.net seznam.cz
    sfr.fr shaw.ca sify.com sina.cn sina.com sky.com skynet.be softbank.ne.jp
    sohu.com spoko.pl startmail.com sympatico.ca t-online.de tele2.nl telenet.be
    telia.com telus.net temp-mail.org terra.com.br tin.it tiscali.it tom.com
    trashmail.com tuta.com tuta.io ukr.net uol.com.br usa.com verizon.net
    videotron.ca virgilio.it vodafone.de vodafonemail.de voila.fr walla.co.il
    wanadoo.fr web.de windowslive.com wp.pl xs4all.nl ya.ru yeah.net ziggo.nl
    zoho.com
    """.split()
)
# Where people have a page among strangers: it is not their company's own site.
PLATFORMS = frozenset(
    """
    alibaba.com bit.ly crunchbase.com discord.com discord.gg etsy.com eventbrite.com
    facebook.com fb.com fb.me github.com gitlab.com glassdoor.com goo.gl google.com
    indeed.com instagram.com kununu.com linkedin.com linktr.ee lnkd.in medium.com
    meetup.com patreon.com pinterest.com reddit.com slideshare.net snapchat.com t.co
    t.me telegram.me telegram.org threads.net tiktok.com tinyurl.com tripadvisor.com
    trustpilot.com tumblr.com twitch.tv twitter.com viadeo.com vimeo.com vk.com
    wa.me wechat.com weibo.com whatsapp.com wikipedia.org x.com xing.com yelp.com
    youtu.be youtube.com
    """.split()
)
# Names below these belong to whoever took them, as below "com".
HOSTING = frozenset(
    """
    amazonaws.com appspot.com azurewebsites.net blogspot.com business.site carrd.co
    cloudfront.net dyndns.org firebaseapp.com fly.dev framer.website github.io
    gitlab.io godaddysites.com herokuapp.com jimdofree.com jimdosite.com
    myshopify.com mystrikingly.com netlify.app ngrok.io notion.site odoo.com
    onrender.com pages.dev railway.app replit.app site123.me squarespace.com
    surge.sh ucraft.net vercel.app web.app webflow.io webnode.com weebly.com
    wixsite.com wordpress.com workers.dev
    """.split()
)
# Below a country's own domain these are as good as one: co.uk, com.br, or.jp.
SECOND_LEVELS = frozenset(
    "ac adv art asso biz co com coop ed edu eng firm gen go gob gouv gov govt gub gv "
    "id idf ind inf info k12 law ltd mil muni ne net nhs nom or org plc police presse "
    "pro rec res sch school tm tur web".split()
)
