import Sales

/// Which columns of a file hold which field of a deal.
struct ColumnMap: Hashable, Sendable {
  /// Asked in order; the first that gives a text counts.
  private(set) var sources: [ImportField: [Template]] = [:]
  let header: [String]
  /// Columns that are left out whatever their names say.
  private var ignored: Set<Int> = []
  /// Columns that are read, or could be, for what is in them rather than for their names.
  private(set) var proposals: [Proposal] = []
  /// The currency that the header of the amounts names, as in `Amount (USD)`; nil where it names none.
  private(set) var currency: Currency?

  /// A column that looks like a field though its name is not known for it.
  struct Proposal: Hashable, Sendable {
    let column: Int
    let field: ImportField
    /// As a note says it: `7 different values, like stages`.
    let reason: String
    /// Whether it is read so without being asked.
    let isTaken: Bool
  }

  /// Matches the header by itself, then lets what people state overrule it. A column that they give to a field whole is
  /// not matched to another; one that is only part of a text can be.
  init(_ table: TableFile, profiles: [ColumnProfile], options: ImportOptions) throws(ImportProblem) {
    header = table.header
    for mapping in options.mappings {
      let template = try Template(mapping.template) { name throws(ImportProblem) in
        try Self.column(named: name, in: header)
      }
      sources[mapping.field, default: []].append(template)
    }
    ignored = Set(options.ignoredColumns.compactMap { Self.index(of: $0, in: header) })
    match(profiles, besides: options.unread)
    propose(profiles, besides: options.unread)
    let value = sources[.value]?.first?.onlyColumn
    currency = value.flatMap { ImportField.currency(inHeader: header[$0]) }
  }

  /// Whether no column names the deals. A file that only updates deals by their ids needs none.
  func lacksName(_ kind: ImportKind?) -> Bool {
    sources[.name] == nil && (sources[.externalID] == nil || kind != nil)
  }

  private mutating func match(_ profiles: [ColumnProfile], besides unread: Set<ImportField>) {
    let taken = ignored.union(sources.values.flatMap(\.self).compactMap(\.onlyColumn))
    var found: [ImportField: [(rank: Int, column: Int)]] = [:]
    for (column, title) in header.enumerated() where !taken.contains(column) {
      guard let (known, rank) = ImportField.matching(title), let field = profiles[column].field(insteadOf: known),
        sources[field] == nil, !unread.contains(field)
      else { continue }
      found[field, default: []].append((rank, column))
    }
    for (field, columns) in found {
      sources[field] = columns.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }.map {
        Template(column: $0.column)
      }
    }
  }

  /// A column of few words that come again, some of which are words for an end, is the stage. Where none is a word for
  /// an end it could as well be a region: it is named, and not taken.
  private mutating func propose(_ profiles: [ColumnProfile], besides unread: Set<ImportField>) {
    guard sources[.stage] == nil, !unread.contains(.stage) else { return }
    let found = unused(profiles).filter { $0.profile.looksLikeStages }
    guard let best = found.max(by: { $0.profile.endWords < $1.profile.endWords }), best.profile.endWords > 0 else {
      return
    }
    let reason = "\(best.profile.words.count) different values, like stages"
    proposals.append(Proposal(column: best.column, field: .stage, reason: reason, isTaken: true))
    sources[.stage] = [Template(column: best.column)]
  }

  private func unused(_ profiles: [ColumnProfile]) -> [(column: Int, profile: ColumnProfile)] {
    let used = used.union(ignored)
    return profiles.enumerated().filter { !used.contains($0.offset) }.map { ($0.offset, $0.element) }
  }

  /// The unread column that is likeliest to hold the field: of names the one with most different texts, of stages one of
  /// few words, of values one of numbers; nil where none is.
  func likeliest(_ field: ImportField, _ profiles: [ColumnProfile]) -> ColumnProfile? {
    let free = field == .name ? profiles : unused(profiles).map(\.profile)
    switch field {
    case .name:
      let texts = free.filter { $0.looksLikeNames && ImportField.matching($0.title)?.field != .externalID }
      let manyWords = texts.filter(\.hasManyWords)
      return manyWords.first ?? texts.max { $0.words.count < $1.words.count }
    case .stage: return free.filter(\.looksLikeStages).max { $0.filled < $1.filled }
    case .value: return free.filter(\.looksLikeAmounts).max { $0.filled < $1.filled }
    default: return nil
    }
  }

  private static func column(named name: String, in header: [String]) throws(ImportProblem) -> Int {
    guard let index = index(of: name, in: header) else { throw .unknownColumn(name, header: header) }
    return index
  }

  /// By its name, or by `#` and its number from 1 where two columns have one name.
  static func index(of name: String, in header: [String]) -> Int? {
    let plain = plainHeader(name)
    if let exact = header.firstIndex(of: name) ?? header.firstIndex(where: { plainHeader($0) == plain }) {
      return exact
    }
    guard name.hasPrefix("#"), let number = Int(name.dropFirst()), header.indices.contains(number - 1) else { return nil }
    return number - 1
  }

  /// The column as `index(of:in:)` finds it.
  func name(of column: Int) -> String {
    Self.index(of: header[column], in: header) == column ? header[column] : "#\(column + 1)"
  }

  /// The field's text in a row; empty when nothing gives one.
  func text(_ field: ImportField, _ cells: [String]) -> String {
    guard let templates = sources[field] else { return "" }
    for template in templates {
      let text = template.text(cells)
      if !text.isEmpty { return text }
    }
    return ""
  }

  /// The headers that the field is read from, as a message names them; the field's own name when there is none.
  func title(_ field: ImportField) -> String {
    let columns = sources[field]?.flatMap(\.columns) ?? []
    return columns.isEmpty ? field.rawValue : columns.map { header[$0] }.joined(separator: ", ")
  }

  /// The field that the column is read as, first in the order of fields; nil where it is not read.
  func field(of column: Int) -> ImportField? {
    ImportField.allCases.first { sources[$0]?.contains { $0.columns.contains(column) } == true }
  }

  func isRead(_ field: ImportField) -> Bool { sources[field] != nil }

  private var used: Set<Int> { Set(sources.values.flatMap(\.self).flatMap(\.columns)) }

  /// How many cells a row has that leaves out nothing that is read.
  var width: Int { (used.max() ?? 0) + 1 }

  /// The headers that nothing reads.
  var unused: [String] {
    let used = used
    return header.enumerated().filter { !used.contains($0.offset) }.map(\.element)
  }
}

extension ColumnProfile {
  /// How many of its words are words for an end.
  fileprivate var endWords: Int { words.count { EndWords.type(of: $0) != nil } }

  /// The field that the column holds by its values, where its header means the one given: numbers are no name, and yes
  /// and no are no date. Nil where they fit no field.
  fileprivate func field(insteadOf field: ImportField) -> ImportField? {
    if field == .name, looksLikeAmounts { return nil }
    guard field.holdsDates, !words.isEmpty, !hasManyWords, words.allSatisfy({ TruthWords.truth($0) != nil }) else {
      return field
    }
    return field == .closed ? .isClosed : nil
  }
}
