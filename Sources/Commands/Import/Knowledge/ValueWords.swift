import Sales

/// The words that programs write where a cell has no value.
enum NullWords {
  /// Whether the text stands for nothing in a cell of that field. A deal can be called anything.
  static func isNull(_ text: String, in field: ImportField) -> Bool {
    if field == .name { return false }
    let trimmed = text.trimmed
    guard let first = trimmed.utf8.first else { return false }
    if field == .owner, nobody.holds(trimmed) { return true }
    if field == .value || field == .owner || field.holdsDates, undecided.holds(trimmed) { return true }
    // A person can be called Na.
    if trimmed == "NA" || field == .value && !first.isDigit && isSpreadsheetZero(trimmed) { return true }
    return words.holds(trimmed)
  }

  /// `$ -`, `- €` and `-`, as spreadsheets show zero in a column of money.
  private static func isSpreadsheetZero(_ text: String) -> Bool {
    let rest = text.filter { !$0.isWhitespace && !"-–—".contains($0) }
    return rest.count < text.count && !rest.contains { $0.isNumber }
      && (rest.isEmpty || rest == "$" || CurrencySign.currency(rest) != nil || Currency(rest.uppercased()) != nil)
  }

  private static let words = WordList([
    "-", "–", "—", "--", "---", "n/a", "n.a.", "#n/a", "#na", "#n/v", "null", "(null)", "<null>", "\\n", "none", "nan",
    "(none)", "(blank)", "(empty)", "(no value)", "no value", "not set", "(not set)", "undefined", "#value!", "#ref!",
    "#div/0!", "#name?", "#num!", "#null!", "#wert!", "#bezug!", "#valeur!",
  ])
  private static let undecided = WordList(["tbd", "t.b.d.", "tba", "tbc", "?", "??", "???", "unknown", "unbekannt"])
  private static let nobody = WordList([
    "unassigned", "not assigned", "nobody", "no owner", "nicht zugewiesen", "non assigne", "sin asignar",
    "nao atribuido", "non assegnato", "niet toegewezen",
  ])
}

/// Folded words that every cell is compared with.
private struct WordList: Sendable {
  private let words: Set<String>
  private let longest: Int
  /// Whether a text that begins with the byte is none of them, as nearly every text does.
  private let isOther: [Bool]

  init(_ words: Set<String>) {
    self.words = words
    longest = words.map(\.utf8.count).max() ?? 0
    var isOther = (0...255).map { UInt8($0).isDigit }
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
      let begins = words.contains { $0.utf8.first == letter }
      (isOther[Int(letter)], isOther[Int(letter) - 32]) = (!begins, !begins)
    }
    self.isOther = isOther
  }

  func holds(_ text: String) -> Bool {
    guard let first = text.utf8.first, !isOther[Int(first)], text.utf8.count <= longest else { return false }
    return words.contains(folded(text))
  }
}

/// The words of columns that hold yes or no.
enum Booleans {
  /// Nil for a text that is neither.
  static func read(_ text: String) -> Bool? {
    let word = folded(text)
    if yes.contains(word) { return true }
    return no.contains(word) ? false : nil
  }

  private static let yes: Set<String> = [
    "true", "t", "yes", "y", "1", "ja", "j", "wahr", "oui", "o", "vrai", "si", "s", "verdadero", "sim", "verdadeiro",
    "vero", "waar", "x", "✓", "✔", "on",
  ]
  private static let no: Set<String> = [
    "false", "f", "no", "n", "0", "nein", "falsch", "non", "faux", "falso", "nao", "nee", "onwaar", "off",
  ]
}

/// The words of columns that say how a deal stands, in the languages of the programs that write them.
enum StatusWords {
  enum Reading: Hashable, Sendable {
    case status(DealStatus)
    /// Won or lost, without a word on which.
    case closed
    /// The row is left out.
    case deleted
  }

  /// Nil for a word that is not known. Letter case, accents, spaces and marks do not matter.
  static func read(_ text: String) -> Reading? { readings[plain(text)] }

  private static func plain(_ text: String) -> String { folded(text).filter { $0.isLetter || $0.isNumber } }

  private static let readings: [String: Reading] = {
    var readings: [String: Reading] = [:]
    for (reading, words) in table {
      for word in words.split(separator: "|") { readings[plain(String(word))] = reading }
    }
    return readings
  }()

  private static let table: [(Reading, String)] = [
    (
      .status(.open),
      """
      open|active|in progress|ongoing|new|pending|working|p|offen|aktiv|laufend|in bearbeitung|en cours|ouvert|ouverte|\
      active|abierto|abierta|activo|activa|en curso|en progreso|aberto|aberta|ativo|em andamento|aperto|aperta|\
      in corso|attivo|openstaand|lopend|actief|otwarta|otwarte|otwarty|aktywna|w toku|aktivni|otevreno|otevreny|\
      probiha|открыта|открыто|активна|в работе|в процессе|oppen|pagaende|aben|apen|acik|devam ediyor|進行中|商談中|进行中|跟进中
      """
    ),
    (
      .status(.won),
      """
      won|closed won|closed - won|win|success|successful|s|signed|gewonnen|abgeschlossen und gewonnen|\
      geschlossen und gewonnen|erfolgreich|gagne|gagnee|ferme gagne|fermee gagnee|conclu|ganado|ganada|cerrado ganado|vendida|vendido|wygrana|wygrane|wygrany|sprzedana|vyhrano|vyhra|vyhrany|uspesne|\
      успешно реализовано|выиграна|выиграно|успешна|сделка успешна|vunnen|vunnet|vundet|kazanildi|kazanilan|受注|成約|成立|\
      商談成立|赢单|成交|已成交|贏單|\
      cierre ganado|ganho|ganha|fechado ganho|vinto|vinta|chiuso vinto|gesloten gewonnen
      """
    ),
    (
      .status(.lost),
      """
      lost|closed lost|closed - lost|loss|dead|przegrana|przegrane|przegrany|utracona|prohrano|prohra|prohrany|\
      ztraceno|закрыто и не реализовано|проиграна|проиграно|провалена|сделка провалена|forlorad|forlorat|tabt|tapt|\
      kaybedildi|kaybedilen|失注|不成立|商談不成立|输单|丢单|輸單|abandoned|disqualified|cancelled|canceled|failed|rejected|f|out sold|\
      verloren|abgeschlossen und verloren|geschlossen und verloren|abgebrochen|abgelehnt|perdu|perdue|ferme perdu|\
      fermee perdue|abandonne|abandonnee|annule|annulee|perdido|perdida|cerrado perdido|cierre perdido|abandonado|\
      cancelado|fechado perdido|perso|persa|chiuso perso|annullato|gesloten verloren|geannuleerd
      """
    ),
    (
      .status(.stalled),
      """
      stalled|on hold|hold|paused|parked|suspended|dormant|inactive|stuck|pausiert|ruht|zuruckgestellt|auf eis|\
      en attente|en pause|suspendu|suspendue|en espera|pausado|pausada|suspendido|em espera|suspenso|in attesa|\
      in pausa|sospeso|in de wacht|gepauzeerd|wstrzymana|zawieszona|pozastaveno|приостановлена|отложена|pausad|vilande|\
      beklemede|保留|暂停|搁置
      """
    ),
    (.closed, "closed|geschlossen|abgeschlossen|ferme|fermee|cerrado|cerrada|fechado|fechada|chiuso|chiusa|gesloten"),
    (
      .deleted,
      "deleted|geloscht|supprime|supprimee|eliminado|eliminada|excluido|excluida|eliminato|eliminata|verwijderd"
    ),
  ]
}

/// The words for won and lost in the names of stages.
enum StageWords {
  /// The type that a stage's name says: won for `Closed Won` and `6. Gewonnen`, lost for `Fermée perdue`; nil where other
  /// words stand before it, such as in `Likely to be won`.
  static func type(of name: String) -> StageType? {
    let text = folded(name)
    if let type = phrases[text.filter { $0.isLetter || $0.isNumber }] { return type }
    let parts = text.split { !$0.isLetter }
    let words = parts.map(String.init)
    guard let place = words.firstIndex(where: { won.contains($0) || lost.contains($0) }),
      words[..<place].allSatisfy(fillers.contains)
    else { return nil }
    let (own, other) = won.contains(words[place]) ? (won, lost) : (lost, won)
    let rest = words[(place + 1)...].drop(while: own.contains)
    // `Won or lost` is neither; `Lost to a competitor` and `Won - signed` say more of it; `Won Kim` is a name.
    guard !rest.contains(where: other.contains) else { return nil }
    let mark = text[parts[rest.startIndex - 1].endIndex...].first { !$0.isWhitespace }
    let goesOn = rest.first.map(joints.contains) ?? true || mark.map { !$0.isLetter && !$0.isNumber } ?? true
    guard goesOn || rest.allSatisfy(fillers.contains) else { return nil }
    return own == won ? .won : .lost
  }

  /// Whole names of languages whose words for an end are no words elsewhere.
  private static let phrases: [String: StageType] = {
    var phrases: [String: StageType] = [:]
    for (type, names) in [
      (
        StageType.won,
        """
        успешно реализовано|сделка успешна|выиграна|выиграно|商談成立|受注|成約|赢单|贏單|成交|已成交|wygrana|wygrane|vyhrano|\
        vunnen|vunnet|vundet|kazanildi
        """
      ),
      (
        .lost,
        """
        закрыто и не реализовано|сделка провалена|проиграна|проиграно|商談不成立|失注|输单|輸單|丢单|przegrana|przegrane|\
        prohrano|ztraceno|forlorad|tabt|tapt|kaybedildi
        """
      ),
    ] {
      for name in names.split(separator: "|") { phrases[name.filter { $0.isLetter || $0.isNumber }] = type }
    }
    return phrases
  }()

  /// Words behind which stands why or to whom.
  private static let joints: Set<String> = [
    "to", "by", "due", "because", "on", "for", "wegen", "an", "aus", "durch", "por", "par", "per", "pour", "a", "door",
  ]

  /// Whether the name says that deals ended there, and not how.
  static func saysClosed(_ name: String) -> Bool {
    let words = folded(name).split { !$0.isLetter }.map(String.init)
    return words.contains(where: closed.contains) && words.allSatisfy(fillers.contains)
  }

  private static let won: Set<String> = [
    "won", "closedwon", "wonclosed", "gewonnen", "gagne", "gagnee", "gagnes", "ganado", "ganada", "ganho", "ganha",
    "vinto", "vinta",
  ]
  private static let lost: Set<String> = [
    "lost", "closedlost", "lose", "loss", "dead", "abandoned", "apology", "cancelled", "canceled", "disqualified",
    "rejected", "declined", "abgelehnt", "abgebrochen", "storniert", "annule", "annulee", "abandonne", "abandonnee",
    "cancelado", "cancelada", "rechazado", "rechazada", "annullato", "geannuleerd", "afgewezen", "verloren", "perdu",
    "perdue", "perdus", "perdido", "perdida", "perso",
    "persa",
  ]
  private static let fillers: Set<String> = [
    "closed", "close", "deal", "deals", "opportunity", "and", "as", "geschlossen", "abgeschlossen", "abschluss", "und",
    "ferme", "fermee", "conclu", "conclue", "cloture", "affaire", "transaction", "et", "cerrado", "cerrada", "cierre",
    "negocio", "trato", "y", "fechado", "fechada", "e", "chiuso", "chiusa", "trattativa", "gesloten", "afgesloten",
    "en", "order", "sale", "project", "contract", "auftrag", "projekt", "vertrag", "commande", "pedido", "c",
  ]
  private static let closed: Set<String> = [
    "closed", "geschlossen", "abgeschlossen", "ferme", "fermee", "cloture", "cerrado", "cerrada", "fechado", "fechada",
    "chiuso", "chiusa", "gesloten", "afgesloten",
  ]
}
