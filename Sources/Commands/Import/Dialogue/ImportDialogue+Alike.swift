import Sales

// One answer for every word that needs one.
extension ImportDialogue {
  /// Answers the words that need an answer as the chosen one is answered: by a new stage or user each, or all by the
  /// same. A chosen word without an answer gets its likeliest one first.
  mutating func answerAllAlike() -> [Effect] {
    switch list.chosenRow?.content {
    case .question(let question):
      let answer = question.answer ?? question.word
      let rows = questions.filter { $0.field == question.field && ($0.answer == nil || $0.word == question.word) }
      for row in rows { _ = self.answer(row, answer == question.word ? row.word : answer) }
      message = "\(counted(rows.count, "word")) answered alike."
    case .word(let line):
      guard !line.word.isEmpty, let usual = choices(of: line).first?.answer else { break }
      let answer = line.sign == .must ? usual : meaning(of: line)
      let rows = pages.words(of: line.field).filter { $0.sign == .must || $0.word == line.word }
      for row in rows { _ = self.answer(row, answer == line.word ? row.word : answer) }
      message = "\(counted(rows.count, "word")) answered alike."
    case .column, .stage, .fact, .count, .deal, nil: break
    }
    if message.isEmpty { message = "Choose a word that needs an answer first." }
    return planIfChanged()
  }
}
