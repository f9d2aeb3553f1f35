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
  private let statedFields: Set<ImportField>
  /// What only people can say of the header.
  private(set) var doubts: [HeaderDoubt] = []
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
  ///
  /// `profiles` are what the columns hold, one for each.
  init(header: [String], profiles: [ColumnProfile], options: ImportOptions) throws(ImportProblem) {
    self.header = header
    statedFields = Set(options.mappings.map(\.field))
    for mapping in options.mappings {
      let template = try Template(mapping.template) { name throws(ImportProblem) in
        try Self.column(named: name, in: header)
      }
      sources[mapping.field, default: []].append(template)
    }
    ignored = Set(options.ignoredColumns.compactMap { Self.index(of: $0, in: header) })
    if sources[.name] == nil { doubts = HeaderDoubt.all(in: header) }
    match(profiles, besides: options.unread)
    readStatusAsStage(profiles, options)
    propose(profiles, besides: options.unread)
    joinNames(besides: options.unread)
  }

  /// Whether no column names the deals. A file that only updates deals by their ids needs none.
  /// - Parameter isUntouched: Whether the database has no deal that could be updated.
  func lacksName(_ kind: ImportKind?, isUntouched: Bool) -> Bool {
    sources[.name] == nil && (sources[.externalID] == nil || kind != nil || isUntouched)
  }

  private mutating func match(_ profiles: [ColumnProfile], besides unread: Set<ImportField>) {
    let taken = ignored.union(sources.values.flatMap(\.self).compactMap(\.onlyColumn))
    var found: [ImportField: [(match: HeaderKnowledge.Match, column: Int)]] = [:]
    for (column, title) in header.enumerated()
    where !taken.contains(column) && !doubts.contains(.titleOrJob(column: column)) {
      guard let match = HeaderKnowledge.match(title, kind: profiles[column].kind),
        profiles[column].fits(match.field), sources[match.field] == nil, !unread.contains(match.field)
      else { continue }
      found[match.field, default: []].append((match, column))
    }
    moveJobTitle(&found)
    moveLeadName(&found)
    for (field, columns) in found {
      let better = columns.filter { !$0.match.isFallback }
      let sorted = (better.isEmpty ? columns : better).sorted {
        ($0.match.rank, $0.column) < ($1.match.rank, $1.column)
      }
      sources[field] = sorted.map { Template(column: $0.column) }
      if field == .value { currency = sorted.first?.match.currency }
    }
  }

  /// Beside a contact and an address a title is the contact's job, where another column names the deal.
  private func moveJobTitle(_ found: inout [ImportField: [(match: HeaderKnowledge.Match, column: Int)]]) {
    guard found[.contactEmail] != nil, found[.contact] != nil, found[.contactTitle] == nil,
      let names = found[.name], names.count > 1,
      let title = names.first(where: { plainHeader(header[$0.column]) == "title" })
    else { return }
    found[.name] = names.filter { $0.column != title.column }
    found[.contactTitle] = [title]
  }

  /// A lead's name is the deal's where another column names the company, and the company where another names the deal.
  private func moveLeadName(_ found: inout [ImportField: [(match: HeaderKnowledge.Match, column: Int)]]) {
    guard found[.name] == nil, let companies = found[.company],
      let lead = companies.first(where: { plainHeader(header[$0.column]) == "lead name" }), companies.count > 1
    else { return }
    found[.company] = companies.filter { $0.column != lead.column }
    found[.name] = [lead]
  }

  /// A status whose words mostly are no words for how a deal stands is the stage, where no other column is.
  private mutating func readStatusAsStage(_ profiles: [ColumnProfile], _ options: ImportOptions) {
    guard sources[.stage] == nil, !options.unread.contains(.stage),
      !options.mappings.contains(where: { $0.field == .status }),
      !options.answers.contains(where: { $0.field == .status }),
      let column = sources[.status]?.first?.onlyColumn, profiles[column].kind == .text
    else { return }
    let words = profiles[column].different
    let unknown = words.count { StatusWords.read($0) == nil }
    // Beside words for ends alone the others are stages.
    let saysOpen = words.contains { StatusWords.read($0).map(\.isOpen) ?? false }
    guard unknown * 2 >= words.count || unknown > 0 && !saysOpen, words.count <= Self.mostStages else { return }
    sources[.stage] = [Template(column: column)]
    sources[.status] = nil
    proposals.append(
      Proposal(
        column: column, field: .stage, reason: "\(words.count) different values, like stages", isTaken: true))
  }

  /// More different words than these are no stages.
  private static let mostStages = 20

  /// A contact in two columns, of which each is half a name.
  private mutating func joinNames(besides unread: Set<ImportField>) {
    guard sources[.contact] == nil, !unread.contains(.contact) else { return }
    let plain = header.map(plainHeader)
    let free = { (words: [String], used: Set<Int>) in
      words.lazy.compactMap { plain.firstIndex(of: $0) }.first { !used.contains($0) }
    }
    let used = used.union(ignored)
    guard let first = free(Self.firstNames, used), let last = free(Self.lastNames, used) else { return }
    sources[.contact] = [Template(columns: [first, last])]
  }

  private static let firstNames = [
    "first name", "contact first name", "given name", "vorname", "prenom", "nombre de pila", "voornaam",
  ]
  private static let lastNames = [
    "last name", "contact last name", "surname", "family name", "nachname", "nom de famille", "apellido", "apellidos",
    "achternaam", "cognome",
  ]

  /// A column of few words that come again, some of which are words for an end, is the stage. Where none is a word for
  /// an end it could as well be a region: it is named, and not taken.
  private mutating func propose(_ profiles: [ColumnProfile], besides unread: Set<ImportField>) {
    guard sources[.stage] == nil, !unread.contains(.stage) else { return }
    let found = unused(profiles).filter {
      $0.profile.kind == .text && $0.profile.endWords > 0 && $0.profile.differentCount <= Self.mostStages
    }
    guard let best = found.max(by: { $0.profile.endWords < $1.profile.endWords }) else { return }
    let reason = "\(best.profile.differentCount) different values, like stages"
    proposals.append(Proposal(column: best.column, field: .stage, reason: reason, isTaken: true))
    sources[.stage] = [Template(column: best.column)]
  }

  private func unused(_ profiles: [ColumnProfile]) -> [(column: Int, profile: ColumnProfile)] {
    let used = used.union(ignored)
    return profiles.enumerated().filter { !used.contains($0.offset) }.map { ($0.offset, $0.element) }
  }

  /// The column that is likeliest to hold the field; nil where none is.
  func likeliest(_ field: ImportField, _ profiles: [ColumnProfile]) -> Int? {
    let likeliest = LikeliestColumn(header: header, profiles: profiles)
    switch field {
    case .name: return likeliest.name
    case .stage: return likeliest.stage
    case .value: return likeliest.value
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
    guard name.hasPrefix("#"), let number = Int(name.dropFirst()), header.indices.contains(number - 1) else {
      return nil
    }
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

  /// The columns that were matched to one field by their names, the first filled of which counts; empty where that is
  /// one, or where people named them.
  func rivals(for field: ImportField) -> [Int] {
    let columns = statedFields.contains(field) ? [] : (sources[field] ?? []).compactMap(\.onlyColumn)
    return columns.count > 1 ? columns : []
  }

  private var used: Set<Int> { Set(sources.values.flatMap(\.self).flatMap(\.columns)) }

  /// How many cells a row has that leaves out nothing that is read.
  var width: Int { (used.max() ?? 0) + 1 }

  /// The headers that nothing reads.
  var unused: [String] {
    let used = used
    return header.enumerated().filter { !used.contains($0.offset) }.map(\.element)
  }
}

extension StatusWords.Reading {
  /// Whether it is a deal that goes on.
  fileprivate var isOpen: Bool {
    switch self {
    case .status(let status): !status.isClosed
    case .closed, .deleted: false
    }
  }
}

extension ColumnProfile {
  /// How many of its words are words for an end.
  fileprivate var endWords: Int { different.count { StageWords.type(of: $0) != nil } }

  /// Whether the values can be of the field that the header means: numbers are no name, and yes and no are no date.
  fileprivate func fits(_ field: ImportField) -> Bool {
    if field == .name { return kind != .numbers }
    if field == .currency { return kind == nil || kind == .text }
    // In other files a column of that name counts tasks, or names one.
    if field == .activities || field == .tasks { return samples.allSatisfy { $0.hasPrefix("[") } }
    return !field.holdsDates || kind != .booleans
  }
}
