"""Which mail addresses a company gives out, and which anybody can have."""

from __future__ import annotations

COMPANY, FREE, NONE = "company", "free", "none"

# Providers whose addresses say nothing of where someone works, by country of origin.
FREE_DOMAINS = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com
    ymail.com rocketmail.com aol.com aim.com icloud.com me.com mac.com mail.com
    email.com usa.com gmx.com gmx.us zoho.com zohomail.com proton.me protonmail.com
    pm.me tutanota.com tutamail.com tuta.io hushmail.com fastmail.com fastmail.fm
    hey.com inbox.com duck.com mailbox.org posteo.net runbox.com comcast.net
    verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
    juno.com netzero.net optonline.net frontier.com windstream.net rogers.com
    sympatico.ca shaw.ca telus.net videotron.ca
    gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de online.de
    posteo.de mail.de mailbox.de 1und1.de vodafone.de kabelmail.de unitybox.de
    hotmail.de live.de outlook.de yahoo.de aol.de aon.at chello.at bluewin.ch
    hispeed.ch sunrise.ch
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr
    hotmail.fr live.fr outlook.fr yahoo.fr aliceadsl.fr club-internet.fr voila.fr
    skynet.be telenet.be proximus.be scarlet.be hotmail.be live.be outlook.be
    ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl home.nl casema.nl upcmail.nl
    hotmail.nl live.nl outlook.nl
    hotmail.co.uk live.co.uk yahoo.co.uk btinternet.com sky.com talktalk.net
    virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk eircom.net
    libero.it virgilio.it alice.it tin.it tim.it tiscali.it hotmail.it live.it
    outlook.it yahoo.it email.it inwind.it iol.it fastwebnet.it
    hotmail.es yahoo.es outlook.es telefonica.net terra.es movistar.es ono.com
    sapo.pt hotmail.com.br yahoo.com.br outlook.com.br uol.com.br bol.com.br
    terra.com.br ig.com.br globo.com hotmail.com.ar yahoo.com.ar yahoo.com.mx
    hotmail.com.mx prodigy.net.mx live.com.mx
    mail.ru yandex.ru yandex.com ya.ru rambler.ru list.ru bk.ru inbox.ru ukr.net
    i.ua wp.pl o2.pl onet.pl interia.pl op.pl gazeta.pl poczta.fm seznam.cz centrum.cz
    email.cz post.cz azet.sk zoznam.sk freemail.hu citromail.hu abv.bg mail.bg
    telia.com hotmail.se live.se outlook.dk hotmail.dk live.dk online.no hotmail.no
    live.no luukku.com suomi24.fi
    qq.com 163.com 126.com yeah.net sina.com sina.cn sohu.com foxmail.com aliyun.com
    139.com 189.cn naver.com hanmail.net daum.net nate.com kakao.com yahoo.co.jp
    docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com biglobe.ne.jp yahoo.com.tw
    yahoo.com.hk yahoo.com.sg yahoo.com.ph yahoo.com.vn yahoo.co.id yahoo.co.in
    rediffmail.com yahoo.in yahoo.com.au bigpond.com optusnet.com.au iinet.net.au
    xtra.co.nz yahoo.co.nz mweb.co.za walla.com walla.co.il yahoo.com.tr mynet.com
    """.split()
)


def kind_of(address: str | None) -> str:
    """``company``, ``free`` or ``none`` (no address, or none that could be one)."""
    local, at, domain = (address or "").strip().strip("<>").rpartition("@")
    domain = domain.strip().strip(">").rstrip(".").lower()
    if not local or not at or "." not in domain:
        return NONE
    return FREE if domain in FREE_DOMAINS else COMPANY
