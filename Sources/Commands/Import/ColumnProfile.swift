import Sales

/// What the first rows of a file have in one column.
struct ColumnProfile: Hashable, Sendable {
  let title: String
  /// Up to three different values.
  private(set) var samples: [String] = []
  /// How many of the rows looked at have a value, and how many of those are numbers.
  private(set) var filled = 0
  private(set) var numbers = 0
  /// The different values, as far as they are few enough to be a vocabulary.
  private(set) var words: Set<String> = []
  private(set) var hasManyWords = false

  /// How many rows are looked at.
  static let reach = 2_000
  /// More different values than these are no vocabulary.
  static let mostWords = 40

  /// A profile for each column.
  static func profiles(of table: TableFile) throws(ImportProblem) -> [ColumnProfile] {
    var profiles = table.header.map { ColumnProfile(title: $0) }
    var rows = 0
    do {
      try table.scan { row in
        for (column, cell) in row.cells.prefix(profiles.count).enumerated() { profiles[column].add(cell.trimmed) }
        rows += 1
        return rows < reach ? .next : .stop
      }
    } catch {
      throw .table(error)
    }
    return profiles
  }

  private mutating func add(_ text: String) {
    if text.isEmpty || NullWords.contains(text) { return }
    filled += 1
    if samples.count < 3, !samples.contains(text) { samples.append(text) }
    if text.utf8.contains(where: \.isDigit), AmountColumn(AmountVotes()).read(text) != nil { numbers += 1 }
    if words.count < Self.mostWords { words.insert(text) } else if !words.contains(text) { hasManyWords = true }
  }

  /// Whether its values are few and come again, as stages do.
  var looksLikeStages: Bool {
    !hasManyWords && words.count > 1 && filled >= 2 * words.count && numbers == 0
  }

  var looksLikeAmounts: Bool { filled > 0 && numbers == filled }

  var looksLikeNames: Bool { filled > 0 && numbers * 2 < filled }
}
