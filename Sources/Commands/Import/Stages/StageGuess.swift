import Sales

/// A stage that rows of a file stand in, or that people asked for, and how it is known.
struct StageGuess: Hashable, Sendable {
  /// As drafts name it.
  let name: StageName
  var type: StageType
  /// Whether the import makes it.
  let isNew: Bool
  let reason: Reason
  /// How many rows stand in it, by how they ended; nil for those that do not say.
  let outcomes: [Claim.Outcome?: Int]
  /// The file's words that mean it, plain.
  let words: Set<String>
  /// In percent.
  var chance: Int?
  /// What an exported file says of it; nil for other files.
  var facts: StageFacts?
  var color: HexColor?

  /// The colour that it will have; nil for the palette's next one.
  var shownColor: HexColor? { color ?? facts?.color ?? (facts == nil ? type.usualColor : nil) }

  /// Why the stage has its type.
  enum Reason: Hashable, Sendable {
    /// It is in the database.
    case known
    /// The only one of its type in the database, where the file has a word for that.
    case onlyOne
    case stated
    /// An exported file says so.
    case exported
    /// All its rows ended so.
    case allRows
    /// Its name is a word for it.
    case word
    /// Nothing speaks for an end.
    case open
  }

  var deals: Int { outcomes.values.reduce(0, +) }

  func deals(_ status: DealStatus) -> Int { outcomes[.status(status), default: 0] }

  /// Whether its name says that deals ended there, and nothing says how.
  var saysClosed: Bool { isNew && type == .open && reason == .open && StageWords.saysClosed(name.stage) }

  /// How many deals say of themselves what the end that it is does not.
  var contrary: [(count: Int, words: String)] {
    guard type != .open else { return [] }
    let others: [DealStatus] = [.open, .stalled] + (type == .won ? [.lost] : [.won])
    return others.map { (deals($0), $0.rawValue) }.filter { $0.0 > 0 }
  }

  /// Whether deals that ended stand in it although it is no end.
  var isMixed: Bool { type == .open && deals(.won) + deals(.lost) > 0 }
}

/// A pipeline that rows of a file are in.
struct PipelineGuess: Hashable, Sendable {
  /// As drafts name it: nil for the default one.
  let name: String?
  /// As people know it.
  let title: String
  let isNew: Bool
  /// Whether it takes the place of the pipeline that a new file starts with.
  let replacesFirst: Bool
  var stages: [StageGuess]
  var order = Order.rows

  /// What the order of new stages follows.
  enum Order: Hashable, Sendable {
    case stated, exported, chances, rows
  }
}

extension StageGuess {
  /// What the rows make of a new stage.
  ///
  /// One in which all deals are won is a won stage, and likewise of lost ones; where rows say nothing of how they ended,
  /// the name may be a word for it.
  static func type(
    of word: StageWord, named name: String, in survey: StageSurvey, options: ImportOptions
  ) -> (type: StageType, reason: Reason) {
    let isNamed = { (names: [String]) in names.contains { plainStage($0) == word.stage } }
    if isNamed(options.wonStages) { return (.won, .stated) }
    if isNamed(options.lostStages) { return (.lost, .stated) }
    if isNamed(options.openStages) { return (.open, .stated) }
    if let type = survey.facts(of: word)?.type { return (type, .exported) }
    let outcomes = survey.outcomes(of: word).keys
    let stated = Set(outcomes.compactMap(\.self))
    if stated == [.status(.won)], !outcomes.contains(nil) { return (.won, .allRows) }
    if stated == [.status(.lost)], !outcomes.contains(nil) { return (.lost, .allRows) }
    if let type = StageWords.type(of: name), stated.isSubset(of: [.status(type == .won ? .won : .lost), .closed]) {
      return (type, .word)
    }
    return (.open, .open)
  }
}
