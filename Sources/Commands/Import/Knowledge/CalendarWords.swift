import Sales

/// The words in dates, in the languages of the programs that write them; all without accents (see `folded`).
enum CalendarWords {
  /// The month, 1 to 12, that a word names whole or short (`März`, `mar.`, `Sept`); nil for any other.
  static func month(_ word: some StringProtocol) -> Int? {
    months[folded(String(word)).filter(\.isLetter)]
  }

  static func isWeekday(_ word: some StringProtocol) -> Bool {
    weekdays.contains(folded(String(word)).filter(\.isLetter))
  }

  /// Whether the word only joins the parts of a date, as in `5 de marzo de 2026` and `5 March 2026 at 10:00`.
  static func isJoint(_ word: some StringProtocol) -> Bool { joints.contains(folded(String(word))) }

  /// Seconds east of UTC of a zone that mail headers and spreadsheets name by letters; nil for any other word, and for
  /// those that several zones share.
  static func offset(ofZone word: some StringProtocol) -> Int? {
    zones[word.uppercased()].map { $0 * 3600 }
  }

  private static let months: [String: Int] = {
    let table = [
      "january jan januar janner janvier janv enero ene janeiro gennaio gen januari",
      "february feb februar feber fevrier fevr fev febrero fevereiro febbraio februari",
      "march mar marz mrz mars marzo marco maart mrt",
      "april apr avril avr abril abr aprile",
      "may mai mayo maio maggio mag mei",
      "june jun juni juin junio junho giugno giu",
      "july jul juli juillet juil julio julho luglio lug",
      "august aug aout agosto ago augustus",
      "september sep sept septembre septiembre setiembre setembro set settembre",
      "october oct oktober okt octobre octubre outubro out ottobre ott",
      "november nov novembre noviembre novembro",
      "december dec dezember dez decembre diciembre dic dezembro dicembre",
    ]
    var months: [String: Int] = [:]
    for (index, names) in table.enumerated() {
      for name in names.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()

  private static let weekdays = Set(
    """
    monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun \
    montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so \
    lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim \
    lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom \
    segunda segundafeira seg terca tercafeira ter quarta quartafeira qua quinta quintafeira qui sexta sextafeira sex \
    lunedi martedi mercoledi giovedi gio venerdi sabato domenica \
    maandag ma dinsdag woensdag woe donderdag vrijdag vr zaterdag za zondag zo
    """.split(separator: " ").map(String.init))

  private static let joints: Set<String> = [
    "de", "del", "of", "the", "den", "der", "le", "il", "el", "at", "um", "a", "alle", "om", "kl", "t", "as",
  ]

  private static let zones = [
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
  ]
}
