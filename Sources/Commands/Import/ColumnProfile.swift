import Sales

/// What the values of a column are, as far as all of them agree.
enum ColumnKind: Hashable, Sendable {
  case numbers, booleans, dates, text
}

/// What a column holds: enough to tell what it may mean, and to show it.
struct ColumnProfile: Hashable, Sendable {
  /// The first different values, for people to look at; at most `sampleCount`.
  private(set) var samples: [String] = []
  /// How many cells hold something.
  private(set) var filled = 0
  private var numbers = 0
  private var booleans = 0
  private var dates = 0
  private(set) var emails = 0
  /// Whether a value has a mark between digits or a sign of money.
  private(set) var looksLikeMoney = false
  private(set) var different: Set<String> = []

  static let sampleCount = 3
  /// How many cells are examined; the first value is found wherever it stands.
  static let reach = 1000
  private static let differentReach = 200

  init() {}

  mutating func add(_ cell: String) {
    let text = filled < Self.reach || samples.isEmpty ? cell.trimmed : ""
    if text.isEmpty || NullWords.isNull(text, in: .value) { return }
    filled += 1
    if different.count < Self.differentReach { different.insert(text) }
    if samples.count < Self.sampleCount, !samples.contains(text) { samples.append(text) }
    if Booleans.read(text) != nil { booleans += 1 }
    if let amount = ColumnProfile.amount(text) {
      numbers += 1
      if amount.number.decimals > 0 || amount.currency != nil || amount.hasDollarSign { looksLikeMoney = true }
    } else if WrittenDate.couldBeDate(text) {
      dates += 1
    } else if text.contains("@"), !text.contains(" ") {
      emails += 1
    }
  }

  private static func amount(_ text: String) -> WrittenAmount? {
    var votes = AmountVotes()
    votes.add(text)
    return AmountColumn(votes).read(text)
  }

  /// Nil for a column without values.
  var kind: ColumnKind? {
    switch filled {
    case 0: nil
    case booleans: .booleans
    case numbers: .numbers
    case dates: .dates
    default: .text
    }
  }

  /// How many different values were seen, counted up to 200.
  var differentCount: Int { different.count }

  /// Whether the values read like codes: digits among letters, and no space.
  var looksLikeCodes: Bool {
    samples.allSatisfy { sample in
      sample.contains(where: \.isNumber) && !sample.contains(" ") && sample.utf8.count <= 40
    }
  }
}

/// Proposes the column that most likely holds what no header names.
struct LikeliestColumn {
  let header: [String]
  let profiles: [ColumnProfile]
  private let fields: [ImportField?]

  init(header: [String], profiles: [ColumnProfile]) {
    self.header = header
    self.profiles = profiles
    fields = zip(header, profiles).map { HeaderKnowledge.match($0, kind: $1.kind)?.field }
  }

  /// The text column with most different values: one that no header gives another meaning, else the company's; nil where
  /// there is none. Never one of ids.
  var name: Int? {
    best([nil, .name], of: .text) { $0.looksLikeCodes || $0.emails > 0 ? nil : $0.differentCount }
      ?? best([.company], of: .text) { $0.differentCount } ?? best([.contact], of: .text) { $0.differentCount }
  }

  /// The text column with fewest different values, at most 20 and fewer than rows where there are several.
  var stage: Int? {
    best([nil], of: .text) { profile in
      let count = profile.differentCount
      return count > 20 || count < 2 && profile.filled > 1 || profile.filled > 3 && count * 2 > profile.filled + 1
        ? nil : -count
    }
  }

  /// The column of numbers that reads most like money: with decimals or signs, else with most different values.
  var value: Int? {
    best([nil], of: .numbers) { $0.looksLikeMoney ? 1000 + $0.differentCount : $0.differentCount }
  }

  /// Of the columns of that kind and meaning the first with the highest score; those without a score do not count.
  private func best(
    _ meanings: [ImportField?], of kind: ColumnKind, _ score: (ColumnProfile) -> Int?
  ) -> Int? {
    var best: (column: Int, score: Int)?
    for (column, profile) in profiles.enumerated() where profile.kind == kind && meanings.contains(fields[column]) {
      if kind == .numbers, Self.countsOrNames(header[column]) { continue }
      guard let score = score(profile), score > best?.score ?? Int.min else { continue }
      best = (column, score)
    }
    return best?.column
  }

  /// Whether a header says that its numbers are not amounts.
  private static func countsOrNames(_ header: String) -> Bool {
    let words = plainHeader(header).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.contains {
      ["id", "ids", "no", "nr", "number", "count", "year", "zip", "phone", "age", "days"].contains($0)
    }
  }
}
