import Sales

/// A word of the file and what it becomes.
struct WordLine: Hashable, Sendable {
  let field: ImportField
  /// Empty for rows that have none.
  let word: String
  let deals: Int
  let sign: ImportPages.Sign
  let becomes: String
  let note: String
}

extension ImportPages {
  /// The words of each vocabulary, those that need a look first, then by how many rows have them.
  func words(of field: ImportField) -> [WordLine] {
    guard let counts = plan.survey.words[field] else { return [] }
    let answers = ValueAnswers(plan.options.answers)
    var lines = counts.words.map { word -> WordLine in
      let meant = answers.meaning(of: word, in: field)
      let reading = reading(of: meant, as: field, isStated: answers.has(word, in: field))
      return WordLine(
        field: field, word: word, deals: counts.count(of: word), sign: reading.sign, becomes: reading.becomes,
        note: reading.note)
    }
    if counts.empty > 0, let empty = Self.emptyWords[field] {
      lines.append(WordLine(field: field, word: "", deals: counts.empty, sign: .sure, becomes: empty, note: ""))
    }
    let rank: [Sign: Int] = [.must: 0, .guess: 1, .sure: 2]
    return lines.enumerated().sorted {
      (rank[$0.element.sign] ?? 0, -$0.element.deals, $0.offset) < (
        rank[$1.element.sign] ?? 0, -$1.element.deals, $1.offset
      )
    }.map(\.element)
  }

  /// Whether a word has no meaning yet without which rows cannot be imported.
  var missingAnswers: [WordLine] {
    RowSurvey.wordFields.flatMap { words(of: $0) }.filter { $0.sign == .must }
  }

  private static let emptyWords: [ImportField: String] = [.owner: "no owner", .lossReason: "no reason given"]

  private func reading(
    of word: String, as field: ImportField, isStated: Bool
  ) -> (sign: Sign, becomes: String, note: String) {
    switch field {
    case .owner: return owner(word, isStated: isStated)
    case .status:
      switch StatusWords.read(word) {
      case .status(let status): return (.sure, status.rawValue, "")
      case .closed: return (.sure, "won or lost", "as its stage says")
      case .deleted: return (.sure, "left out", "")
      case nil: return word.isEmpty ? (.sure, "no status", "") : (.must, "choose", "stalled, open, won or lost")
      }
    case .currency:
      guard let currency = CurrencyName.read(word) else {
        return (.must, "choose", "a code such as USD")
      }
      return (.sure, currency.code, "")
    case .isClosed:
      return Booleans.read(word) == nil && StatusWords.read(word) == nil
        ? (.must, "choose", "yes, no, won or lost") : (.sure, word, "")
    default: return (.sure, word, "")
    }
  }

  private func owner(_ word: String, isStated: Bool) -> (sign: Sign, becomes: String, note: String) {
    if word.isEmpty { return (.sure, "no owner", "") }
    let users = plan.context.users
    if folded(word) == folded(plan.context.login) { return (.sure, plan.context.login, "you") }
    if let known = users.first(where: { folded($0) == folded(word) }) { return (.sure, known, "") }
    if !isStated, let login = plan.context.login(of: word) {
      return (.guess, login, login == plan.context.login ? "you, by your name" : "by the name")
    }
    return (isStated ? .sure : .guess, "new user \(word)", "")
  }
}
