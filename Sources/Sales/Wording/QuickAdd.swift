/// A line such as `Acme renewal 12k EUR @Acme close:2w do:call fri`, read piece by piece as it is typed.
package struct QuickAdd: Hashable, Sendable {
  package var name = ""
  /// Minor units of `currency`; nil when no amount was typed.
  package var value: Int64?
  package var currency: Currency
  package var company: String?
  package var close: Day?
  package var step: StepText?
  /// The pieces that were understood, as ranges of characters of the line, from 0, in their order.
  package var understood: [Range<Int>] = []
  /// A word that looks like an amount and is part of the name or the company, where the line has no value.
  package var wordLikeAmount: String?
  /// The first piece that cannot be right; nothing is saved while there is one.
  package var fault: Fault?

  /// A piece that cannot be right, as characters of the line, and why.
  package struct Fault: Hashable, Sendable {
    package let range: Range<Int>
    package let sentence: String
  }

  /// Reads the line; the present gives dates and hours their meaning. Amounts without a currency are in that one.
  package init(
    _ line: String, at present: Present, currency: Currency = .usd, _ notation: Notation = .unknown
  ) {
    self.currency = currency
    let pieces = Piece.pieces(of: WordReader(line).words, today: present.today, notation)
    for piece in pieces { take(piece, Array(line), present, notation) }
    let amount = QuickAmount.last(in: pieces.filter(\.mayHoldAmount).map(\.words), currency, notation)
    if let amount { take(amount) }
    wordLikeAmount = value == nil ? amount?.declined : nil
    takeWords(pieces, without: amount?.words ?? [])
    understood.sort { $0.lowerBound < $1.lowerBound }
  }

  /// What words and the company are, once it is known which of them are the amount. What follows an amount after a
  /// company is part of the name.
  private mutating func takeWords(_ pieces: [Piece], without amount: [WordReader.Word]) {
    var nameWords: [String] = []
    for piece in pieces where piece.mayHoldAmount {
      let parts = piece.words.split(omittingEmptySubsequences: false, whereSeparator: amount.contains)
      guard piece.kind == .company, let first = parts.first, let last = first.last else {
        nameWords += parts.joined().map(\.text)
        continue
      }
      company = String(first.map(\.text).joined(separator: " ").dropFirst())
      understood.append(piece.words[0].range.lowerBound..<last.range.upperBound)
      nameWords += parts.dropFirst().joined().map(\.text)
    }
    name = nameWords.joined(separator: " ")
  }

  private mutating func take(_ piece: Piece, _ line: [Character], _ present: Present, _ notation: Notation) {
    guard let first = piece.words.first, let last = piece.words.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    switch piece.kind {
    case .words, .company: return
    case .step:
      // With its quotes, which keep words of a step as they are too.
      let step = StepText(String(line[range].dropFirst(piece.kind.key.count)), at: present, notation)
      self.step = step
      if let fault = step.fault { fail(range, fault) }
      if step.title.isEmpty { fail(range, "do: needs words, such as do:call fri") }
    case .close:
      let text = String(piece.words.map(\.text).joined(separator: " ").dropFirst(piece.kind.key.count))
      close = DateReader.read(text, today: present.today, notation, .end)
      if text.isEmpty { fail(range, "close: needs a date, such as 2w, eom, fri or 12 apr") }
      if close == nil { fail(range, DateReader.fault(of: text, today: present.today, notation)) }
    }
    understood.append(range)
  }

  private mutating func take(_ amount: QuickAmount) {
    guard let first = amount.words.first, let last = amount.words.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    understood.append(range)
    if let sentence = amount.fault { return fail(range, sentence) }
    value = amount.minor
    currency = amount.currency ?? currency
  }

  private mutating func fail(_ range: Range<Int>, _ sentence: String) {
    if fault == nil { fault = Fault(range: range, sentence: sentence) }
  }
}

/// Consecutive words of one kind.
private struct Piece {
  enum Kind: CaseIterable {
    case words, company, close, step

    /// What such a piece begins with.
    var key: String {
      switch self {
      case .words: ""
      case .company: "@"
      case .close: "close:"
      case .step: "do:"
      }
    }
  }

  let kind: Kind
  var words: [WordReader.Word]
  var mayHoldAmount: Bool { kind == .words || kind == .company }

  /// A piece reaches to the next key; that of the close date ends with the date.
  static func pieces(of words: [WordReader.Word], today: Day, _ notation: Notation) -> [Piece] {
    var pieces: [Piece] = []
    for word in words {
      let kind = word.isLiteral ? .words : kind(beginning: word.text)
      if kind == .words, pieces.last != nil {
        pieces[pieces.count - 1].words.append(word)
      } else {
        pieces.append(Piece(kind: kind, words: [word]))
      }
    }
    return pieces.flatMap { $0.kind == .close ? $0.endingWithDate(today, notation) : [$0] }
  }

  private static func kind(beginning text: String) -> Kind {
    switch text.lowercased() {
    case let text where text.hasPrefix("@") && text.count > 1: .company
    case let text where text.hasPrefix("close:"): .close
    case let text where text.hasPrefix("do:"): .step
    default: .words
    }
  }

  private func endingWithDate(_ today: Day, _ notation: Notation) -> [Piece] {
    let lengths = (1...words.count).reversed()
    let length = lengths.first { length in
      let text = words.prefix(length).map(\.text).joined(separator: " ").dropFirst(kind.key.count)
      return DateReader.read(String(text), today: today, notation) != nil
    }
    guard let length, length < words.count else { return [self] }
    return [
      Piece(kind: kind, words: Array(words.prefix(length))), Piece(kind: .words, words: Array(words.dropFirst(length))),
    ]
  }
}
