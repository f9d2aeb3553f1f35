/// The parts that samples put together. Firms and surnames are made of invented halves, so that nobody is meant.
enum Wordlists {
  static let firmHeads = [
    "Amber", "Brass", "Bright", "Calder", "Copper", "Dapple", "Drift", "Elder", "Ember", "Fallow", "Fen", "Fern",
    "Flint", "Frost", "Glimmer", "Gorse", "Hazel", "Heron", "Hollow", "Jasper", "Juniper", "Kestrel", "Lantern",
    "Larch", "Linden", "Marl", "Meadow", "Mistle", "Nettle", "Oaken", "Otter", "Pebble", "Plover", "Quill", "Raven",
    "Reed", "Rook", "Rowan", "Sable", "Sedge", "Sorrel", "Starling", "Tallow", "Teal", "Thistle", "Umber", "Velvet",
    "Wicker", "Willow", "Yarrow",
  ]
  static let firmTails = [
    "bank", "beck", "bourne", "bridge", "brook", "combe", "croft", "dale", "don", "fell", "field", "ford", "gate",
    "grove", "ham", "haven", "holt", "hurst", "land", "ley", "marsh", "mere", "mill", "moor", "port", "ridge", "shaw",
    "stead", "stone", "ton", "vale", "wash", "water", "well", "wick", "wold", "wood", "worth", "wright", "yard",
  ]
  static let trades = [
    "Logistics", "Foods", "Instruments", "Textiles", "Robotics", "Shipping", "Dental", "Energy", "Paper", "Optics",
    "Bakeries", "Insurance", "Ceramics", "Farms", "Books", "Pharma", "Tools", "Airways", "Glass", "Timber", "Media",
    "Hotels", "Plastics", "Laboratories",
  ]
  static let forms = ["", " Ltd", " GmbH", " Inc", " Oy", " Group"]
  static let accentedFirms = [
    "Société Brumeval", "Ateliers Nérondieu", "Käfersbrück & Söhne", "Grünwinkel Türen", "Sjøfjellvik Fisk",
    "Åsenlund Trä", "Café Córcola", "Peña Albarizo", "Złotowierzb Meble", "Šumořezy Strojírny", "Çınarova Tekstil",
    "Bo\u{0301}rdal Ene\u{0301}rgia", "Nu\u{0303}ez y Arvalo",
  ]
  static let japaneseFirms = [
    "株式会社ツキノカゼ製作所", "ホシミネ電機", "アマミチ物流株式会社", "カゲロウ精工", "有限会社ユメサキ食品", "ミズホシノ商会",
    "ハルカゼ機工株式会社", "ソラノネ印刷",
  ]

  static let firstNames = [
    "Ada", "Amir", "Anouk", "Bea", "Carlos", "Chloé", "Dana", "Dmitri", "Ebba", "Emre", "Farah", "Femi", "Greta",
    "Hana", "Hugo", "Ines", "Ivo", "Jana", "Joon", "Kaito", "Karin", "Lars", "Leila", "Lucía", "Maren", "Milo", "Nadia",
    "Noor", "Olek", "Paula", "Priya", "Rafael", "Rosa", "Sami", "Sofie", "Tariq", "Uma", "Vera", "Wen", "Yuki", "Zoë",
    "Åsa",
  ]
  static let surnameHeads = [
    "Ald", "Bran", "Cor", "Dem", "Ester", "Fal", "Gar", "Hal", "Ister", "Jor", "Kel", "Lor", "Mar", "Nor", "Ost",
    "Pel", "Quen", "Ras", "Sel", "Tor", "Ul", "Ver", "Wil", "Yar", "Zel",
  ]
  static let surnameTails = [
    "agna", "beke", "cotti", "denko", "esque", "fieri", "gard", "hagen", "inski", "jarvi", "kova", "lind", "mondo",
    "nesson", "oyama", "quist", "rado", "sauer", "tunde", "uri", "vaara", "wick", "yama", "zelo",
  ]

  static let products = [
    "platform licence", "annual support", "pilot for 25 seats", "data migration", "renewal", "training days",
    "warehouse scanners", "API access", "security review", "fleet tracking", "onboarding", "second site",
    "price-list rollout", "service desk", "branch network", "invoice automation", "forecasting", "upgrade to v4",
    "sensor kits", "managed hosting",
  ]
  static let longNames = [
    "Replacement of the regional warehouse system, phases two and three, with training at every location",
    "Framework agreement for maintenance, spare parts and remote diagnosis of all production lines until 2030",
    "Group-wide roll-out after the pilot, with single sign-on, audit log export and a dedicated environment",
  ]
  static let accentedNames = [
    "Équipement réseau – siège", "Modernización de la línea 4", "Überwachung für drei Werke", "Förlängning, två år",
    "Migrac\u{0327}a\u{0303}o do data center", "Cafe\u{0301} terminals",
  ]
  static let japaneseNames = [
    "基幹システム更新", "クラウド移行プロジェクト", "保守契約（年間）", "倉庫管理システム導入", "ｾｷｭﾘﾃｨ診断", "受発注システム連携",
    "本社ネットワーク更改", "顧客管理基盤の刷新", "店舗端末の入れ替え", "データ分析基盤構築",
  ]

  static let owners = ["bo", "mika", "ada.ostrand", "jonas", "priya"]
  static let sources = ["inbound", "outbound", "referral", "partner", "event", "website"]
  static let lossReasons = ["price", "no budget", "chose a competitor", "no decision", "bad timing", "no reply"]
  static let steps = [
    "Call back", "Send revised proposal", "Book a demo", "Ask for the budget", "Check the contract", "Follow up",
    "Prepare the offer", "Meet the buyer", "Answer the security questions", "Agree the start date",
  ]
  static let talks = [
    "Intro call", "Demo", "Sent the proposal", "Pricing questions", "Site visit", "Call with procurement",
    "Reference call", "Contract draft", "Left a message", "Workshop with the team",
  ]
}
