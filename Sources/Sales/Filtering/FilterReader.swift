/// Reads one term.
struct FilterReader {
  let context: FilterContext

  typealias Fault = FilterText.Fault

  /// Nil for quotes around nothing.
  func test(of piece: FilterPiece) throws(Fault) -> Filter.Test? {
    guard let word = piece.key else {
      if piece.isNegated, piece.valueRange.isEmpty { throw unfinished(piece, "- needs a word or a term after it") }
      let text = folded(piece.value)
      return text.isEmpty ? nil : .text(text)
    }
    guard let key = FilterKey.named(word) else { throw unknown(word, piece) }
    guard !folded(piece.value).isEmpty else {
      throw unfinished(piece, "\(word) needs a value, such as \(key.example)")
    }
    return try test(of: piece, key)
  }

  private func test(of piece: FilterPiece, _ key: FilterKey) throws(Fault) -> Filter.Test {
    switch key.kind {
    case .amount: return try amount(piece)
    case .days(let field): return try days(piece, field, key)
    case .date(let field, let direction): return try date(piece, field, direction, key)
    case .text, .stage, .pipeline, .reached, .status, .missing, .state:
      guard piece.comparison == .equal else {
        throw Fault(
          range: piece.keyRange.upperBound..<piece.valueRange.lowerBound,
          sentence: "\(key.word) compares with : only, such as \(key.example)", isUnfinished: false)
      }
    }
    switch key.kind {
    case .text(let field): return try text(piece, field)
    case .stage: return try stages(piece)
    case .pipeline: return try pipelines(piece)
    case .reached: return try reached(piece)
    case .status: return .statuses(try statuses(piece))
    case .missing: return .missing(try choice(piece, Filter.OptionalField.allCases))
    case .state: return state(try choice(piece, FilterKey.State.allCases))
    case .amount, .days, .date: preconditionFailure("these have returned")
    }
  }

  // MARK: Words

  private func text(_ piece: FilterPiece, _ field: Filter.TextField) throws(Fault) -> Filter.Test {
    let text = folded(piece.value)
    guard field == .owner else { return .word(field, text) }
    guard text == "me" else {
      try requireOwner(text, piece)
      return .word(field, text)
    }
    // Whom the file does not know owns nothing in it.
    return context.user.map { .owner($0) } ?? .stages([])
  }

  private func requireOwner(_ text: String, _ piece: FilterPiece) throws(Fault) {
    guard let owners = context.owners, !owners.contains(where: { folded($0.name).hasWord(beginning: text) }) else {
      return
    }
    let names = owners.map(\.name)
    let near = nearestName(to: text, among: names)
    let way = near.map { "did you mean \($0)?" } ?? "there are \(names.prefix(6).joined(separator: ", "))"
    throw wrong(piece, "no owner has a word that begins with “\(piece.value)”; \(way)")
  }

  private func stages(_ piece: FilterPiece) throws(Fault) -> Filter.Test {
    let text = folded(piece.value)
    let found = context.stages.filter { folded($0.name).hasWord(beginning: text) }
    guard !found.isEmpty else { throw wrong(piece, "no stage has a word that begins with “\(piece.value)”") }
    return .stages(Set(found.map(\.id)))
  }

  private func pipelines(_ piece: FilterPiece) throws(Fault) -> Filter.Test {
    let text = folded(piece.value)
    let found = Set(context.pipelines.filter { folded($0.name).hasWord(beginning: text) }.map(\.id))
    guard !found.isEmpty else { throw wrong(piece, "no pipeline has a word that begins with “\(piece.value)”") }
    return .stages(Set(context.stages.filter { found.contains($0.pipelineID) }.map(\.id)))
  }

  /// A stage of exactly that name goes before those that only begin so.
  private func reached(_ piece: FilterPiece) throws(Fault) -> Filter.Test {
    let text = folded(piece.value)
    let begun = context.stages.filter { folded($0.name).hasWord(beginning: text) }
    let exact = begun.filter { folded($0.name) == text }
    guard !begun.isEmpty else { throw wrong(piece, "no stage has a word that begins with “\(piece.value)”") }
    return .reached(Set((exact.isEmpty ? begun : exact).flatMap { context.stages.reached(from: $0) }.map(\.id)))
  }

  private func statuses(_ piece: FilterPiece) throws(Fault) -> Set<DealStatus> {
    let closed = "closed"
    let word = try choice(piece, among: DealStatus.words + [closed])
    return word == closed ? [.won, .lost] : Set([DealStatus(rawValue: word)].compactMap(\.self))
  }

  private func state(_ state: FilterKey.State) -> Filter.Test {
    let clock = Filter.Clock(context.present)
    return switch state {
    case .attention: .attention(clock)
    case .overdue: .overdue(clock)
    case .parked: .parked(clock)
    case .open, .stalled, .won, .lost: .statuses(Set([DealStatus(rawValue: state.rawValue)].compactMap(\.self)))
    case .closed: .statuses([.won, .lost])
    }
  }

  private func choice<Choice: RawRepresentable<String>>(
    _ piece: FilterPiece, _ choices: [Choice]
  ) throws(Fault) -> Choice {
    let word = try choice(piece, among: choices.map(\.rawValue))
    guard let choice = Choice(rawValue: word) else { preconditionFailure("\(word) is one of them") }
    return choice
  }

  /// The one that it is, or the only one that it begins.
  private func choice(_ piece: FilterPiece, among words: [String]) throws(Fault) -> String {
    let text = folded(piece.value)
    let begun = words.filter { $0.hasPrefix(text) }
    if begun.contains(text) { return text }
    guard let only = begun.first, begun.count == 1 else {
      let listed = (begun.isEmpty ? words : begun).joined(separator: ", ")
      throw wrong(piece, "\(piece.key ?? ""): takes one of \(listed)")
    }
    return only
  }

  // MARK: Numbers and dates

  private func amount(_ piece: FilterPiece) throws(Fault) -> Filter.Test {
    let (notation, usual) = (context.notation, context.currency)
    // Read as the currency with the most decimals, so that every amount of every other fits.
    guard let finest = Currency("KWD"),
      let amount = AmountReader.read(piece.value, default: finest, notation, usual: usual)
    else {
      throw wrong(
        piece, AmountReader.fault(of: piece.value, default: usual, notation, ways: "10k, 2500 or €1.5m"))
    }
    let (thousandths, isTooLarge) = amount.minor.multipliedReportingOverflow(
      by: 1000 / min(1000, (amount.currency ?? finest).minorPerMajor))
    guard !isTooLarge else { throw wrong(piece, "“\(piece.value)” is more than any deal can be worth") }
    return .value(AmountTest(piece.comparison, thousandths: thousandths, currency: amount.currency))
  }

  private func days(
    _ piece: FilterPiece, _ field: Filter.MomentField, _ key: FilterKey
  ) throws(Fault) -> Filter.Test {
    let unit = piece.value.lowercased().last.flatMap { "dwmy".contains($0) ? $0 : nil }
    let digits = unit == nil ? piece.value[...] : piece.value.dropLast()
    guard digits.count <= 5, digits.utf8.allSatisfy({ $0.isDigit }), let number = Int(digits) else {
      throw wrong(piece, "“\(piece.value)” is no number of days; write \(key.example) or \(key.word)>2w")
    }
    let span = spanSince(piece.comparison, days: daysBack(number, unit))
    return .moment(field, span, wholeDays: span)
  }

  /// How many days so many of the unit are that end today.
  private func daysBack(_ number: Int, _ unit: Character?) -> Int {
    let today = context.present.today
    let most = unit.flatMap { ["m": 9_999, "y": 800][$0] } ?? number
    return today.number - (today.advanced(by: -min(number, most), unit ?? "d") ?? today).number
  }

  /// The moments that lie so many whole days in the past; one that lies ahead is 0 days old.
  private func spanSince(_ comparison: Comparison, days: Int) -> Filter.Span {
    let now = context.present.now
    /// The first moment that is less than so many days old.
    func younger(_ days: Int) -> Timestamp? { days > 0 ? now.advanced(byDays: -days).advanced(bySeconds: 1) : nil }
    return switch comparison {
    case .more: Filter.Span(below: younger(days + 1))
    case .atLeast: Filter.Span(below: younger(days))
    case .equal: Filter.Span(from: younger(days + 1), below: younger(days))
    case .atMost: Filter.Span(from: younger(days + 1))
    case .less: days > 0 ? Filter.Span(from: younger(days)) : Filter.Span(from: now, below: now)
    }
  }

  private func date(
    _ piece: FilterPiece, _ field: Filter.MomentField, _ direction: DaysReader.Direction, _ key: FilterKey
  ) throws(Fault) -> Filter.Test {
    let present = context.present
    guard var days = DaysReader.read(piece.value, today: present.today, direction, context.notation) else {
      let question = DateReader.question(piece.value, today: present.today, context.notation)
      let ways = "Try \(key.word):2w, \(key.word)<eom or \(key.word):2025-11"
      throw wrong(piece, question ?? "\"\(piece.value)\" is not a date. \(ways)")
    }
    if piece.comparison != .equal, DaysReader.isLength(piece.value.lowercased()) {
      // Compared with, a length is the day at its end.
      let end = direction == .back ? days.lowerBound : days.upperBound
      days = end...end
    }
    let (from, below) = bounds(piece.comparison, days)
    let dates = Filter.Span(from: from?.midnightUTC, below: below?.midnightUTC)
    guard field != .expectedClose else { return .moment(field, dates, wholeDays: dates) }
    let local = Filter.Span(
      from: from.map { present.zone.moment(of: $0) }, below: below.map { present.zone.moment(of: $0) })
    return .moment(field, local, wholeDays: dates)
  }

  private func bounds(_ comparison: Comparison, _ days: ClosedRange<Day>) -> (from: Day?, below: Day?) {
    let after = days.upperBound.advanced(byDays: 1)
    return switch comparison {
    case .less: (nil, days.lowerBound)
    case .atMost: (nil, after)
    case .equal: (days.lowerBound, after)
    case .atLeast: (days.lowerBound, nil)
    case .more: (after, nil)
    }
  }

  // MARK: Faults

  private func unfinished(_ piece: FilterPiece, _ sentence: String) -> Fault {
    Fault(range: piece.range, sentence: sentence, isUnfinished: true)
  }

  private func wrong(_ piece: FilterPiece, _ sentence: String) -> Fault {
    Fault(range: piece.valueRange, sentence: sentence, isUnfinished: false)
  }

  private func unknown(_ word: String, _ piece: FilterPiece) -> Fault {
    let near = nearestName(to: word, among: FilterKey.all.map(\.word))
    let way = near.map { "did you mean \($0)?" } ?? "quote it if it is text"
    return Fault(range: piece.keyRange, sentence: "there is no term “\(word)”; \(way)", isUnfinished: false)
  }
}
