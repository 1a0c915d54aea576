"""Words by which links to the about and contact pages are known. Data."""

# In addresses and in what links are shown as; small letters.
ABOUT = (
    "about-us about_us aboutus about company/ ueber-uns uber-uns ueberuns unternehmen "
    "wir-ueber-uns a-propos apropos qui-sommes-nous entreprise quienes-somos "
    "sobre-nosotros nosotros empresa acerca chi-siamo azienda sobre-nos quem-somos "
    "over-ons overons om-oss om-os o-nas o-firmie o-spolecnosti tietoa-meista yritys "
    "hakkimizda kurumsal rolunk despre-noi o-kompanii o-nama company/profile corporate "
    "gaiyou kaisha"
).split()
ABOUT_WORDS = (
    "about us",
    "about",
    "über uns",
    "unternehmen",
    "à propos",
    "qui sommes-nous",
    "quiénes somos",
    "sobre nosotros",
    "chi siamo",
    "sobre nós",
    "quem somos",
    "over ons",
    "om oss",
    "om os",
    "o nas",
    "o firmie",
    "o nás",
    "tietoa meistä",
    "hakkımızda",
    "rólunk",
    "despre noi",
    "о компании",
    "о нас",
    "про нас",
    "από εμάς",
    "من نحن",
    "عن الشركة",
    "אודות",
    "会社概要",
    "会社案内",
    "企業情報",
    "会社情報",
    "关于我们",
    "公司简介",
    "關於我們",
    "회사소개",
)
CONTACT = (
    "contact-us contact_us contactus contact kontakt contacts contacto contatti "
    "contattaci contato contactez-nous nous-contacter impressum imprint "
    "mentions-legales aviso-legal note-legali colofon yhteystiedot iletisim "
    "kapcsolat access toiawase inquiry"
).split()
CONTACT_WORDS = (
    "contact us",
    "contact",
    "kontakt",
    "impressum",
    "contacto",
    "contatti",
    "contato",
    "nous contacter",
    "contactez-nous",
    "mentions légales",
    "yhteystiedot",
    "iletişim",
    "kapcsolat",
    "контакты",
    "контакти",
    "επικοινωνία",
    "اتصل بنا",
    "צור קשר",
    "お問い合わせ",
    "アクセス",
    "联系我们",
    "聯絡我們",
    "문의",
    "오시는 길",
)
