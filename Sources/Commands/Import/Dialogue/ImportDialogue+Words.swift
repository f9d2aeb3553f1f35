import Sales
import Screen

/// What a word can mean.
struct WordChoice: Hashable {
  /// As an answer says it; empty for nothing.
  let answer: String
  /// As the page shows it.
  let shown: String
}

// The third page: who the owners are, and what words for statuses, reasons and currencies mean.
extension ImportDialogue {
  var wordSections: [DialogueList.Section] {
    RowSurvey.wordFields.map { field in
      DialogueList.Section(
        title: Self.wordTitles[field] ?? field.title,
        rows: pages.words(of: field).map { DialogueRow(content: .word($0), sign: $0.sign) })
    }
  }

  private static let wordTitles: [ImportField: String] = [
    .owner: "Owners", .status: "Status", .lossReason: "Lost reason", .currency: "Currency", .isClosed: "Closed",
  ]

  mutating func change(_ line: WordLine, by step: Int) -> [Effect] {
    let choices = choices(of: line)
    guard !line.word.isEmpty, !choices.isEmpty else {
      message = "These rows have no \(line.field.title), and stay without one."
      return []
    }
    let present = line.sign == .must ? nil : choices.first { $0.answer == meaning(of: line) }
    guard let next = Self.next(of: choices, from: present, by: step) else { return [] }
    return answer(line, next.answer)
  }

  mutating func answer(_ line: WordLine, _ answer: String) -> [Effect] {
    options.answers.removeAll { $0.field == line.field && folded($0.word) == folded(line.word) }
    options.answers.append(ValueAnswer(field: line.field, word: line.word, answer: answer))
    return planIfChanged()
  }

  /// Takes the guess about the word.
  mutating func accept(_ line: WordLine) { _ = answer(line, meaning(of: line)) }

  /// What the word is taken for now.
  func meaning(of line: WordLine) -> String {
    let answers = ValueAnswers(options.answers)
    if line.field == .owner, !answers.has(line.word, in: .owner), let login = pages.plan.context.login(of: line.word) {
      return login
    }
    return answers.meaning(of: line.word, in: line.field)
  }

  /// Likeliest first.
  func choices(of line: WordLine) -> [WordChoice] {
    var seen: Set<String> = []
    return allChoices(of: line).filter { seen.insert(folded($0.answer)).inserted }
  }

  private func allChoices(of line: WordLine) -> [WordChoice] {
    let word = line.word
    switch line.field {
    case .owner:
      let context = pages.plan.context
      let users = context.users
      let login = context.login(of: word).map { WordChoice(answer: $0, shown: $0) }
      let isKnown = users.contains { folded($0) == folded(word) }
      let own = WordChoice(answer: word, shown: isKnown ? word : "new user \(word)")
      let me = context.login.isEmpty ? [] : [context.login]
      return [login, own].compactMap(\.self) + (me + users).map { WordChoice(answer: $0, shown: $0) }
        + [WordChoice(answer: "", shown: "no owner")]
    case .status:
      return [DealStatus.open, .stalled, .won, .lost].map { WordChoice(answer: $0.rawValue, shown: $0.rawValue) }
        + [WordChoice(answer: "deleted", shown: "left out"), WordChoice(answer: "", shown: "as the stage says")]
    case .currency:
      let usual = [pages.plan.context.currency.code, "USD", "EUR", "GBP"]
      return (usual + Currency.codes).map { WordChoice(answer: $0, shown: $0) }
    case .isClosed:
      return ["yes", "no", "won", "lost"].map { WordChoice(answer: $0, shown: $0) }
    default:
      let others = pages.plan.survey.words[line.field]?.words ?? []
      return ([word] + others).map { WordChoice(answer: $0, shown: $0) }
        + [WordChoice(answer: "", shown: "no \(line.field.title)")]
    }
  }
}
