import Sales

/// Which columns of a file hold which field of a deal.
struct ColumnMap: Hashable, Sendable {
  /// Asked in order; the first that gives a text counts.
  private(set) var sources: [ImportField: [Template]] = [:]
  let header: [String]
  /// The currency that the header of the value's column names.
  private(set) var currency: Currency?
  /// Whether `export` wrote the file, so that nothing in it has to be guessed.
  let isExport: Bool
  /// What only people can say of the header.
  let doubts: [HeaderDoubt]

  /// Matches the header by itself, then lets the mappings stated by people overrule it. A column that they give to a
  /// field whole is not matched to another; one that is only part of a text can be. A field that they give to no column,
  /// with an empty text, is not read.
  ///
  /// `profiles` are what the columns hold, where that is known.
  init(header: [String], stated: [FieldMapping], profiles: [ColumnProfile] = []) throws(ImportProblem) {
    self.header = header
    isExport = header == ImportField.header && stated.isEmpty
    doubts = stated.contains { $0.field == .name } ? [] : HeaderDoubt.all(in: header)
    for mapping in stated {
      if mapping.template.isEmpty {
        sources[mapping.field] = []
        continue
      }
      let template = try Template(mapping.template) { name throws(ImportProblem) in
        try Self.column(named: name, in: header)
      }
      sources[mapping.field, default: []].append(template)
    }
    let taken = Set(sources.values.flatMap(\.self).compactMap(\.onlyColumn))
    var found: [ImportField: [(match: HeaderKnowledge.Match, column: Int)]] = [:]
    for (column, title) in header.enumerated()
    where !taken.contains(column) && !doubts.contains(.titleOrJob(column: column)) {
      let kind = profiles.indices.contains(column) ? profiles[column].kind : nil
      guard let match = HeaderKnowledge.match(title, kind: kind), sources[match.field] == nil else { continue }
      found[match.field, default: []].append((match, column))
    }
    for (field, columns) in found {
      let better = columns.filter { !$0.match.isFallback }
      let sorted = (better.isEmpty ? columns : better).sorted {
        ($0.match.rank, $0.column) < ($1.match.rank, $1.column)
      }
      sources[field] = sorted.map { Template(column: $0.column) }
      if field == .value { currency = sorted.first?.match.currency }
    }
    if sources[.name, default: []].isEmpty { throw .noNameColumn(header) }
  }

  private static func column(named name: String, in header: [String]) throws(ImportProblem) -> Int {
    let plain = plainHeader(name)
    if let exact = header.firstIndex(of: name) ?? header.firstIndex(where: { plainHeader($0) == plain }) {
      return exact
    }
    throw .unknownColumn(name, header: header)
  }

  /// The field's text in a row; empty when nothing gives one.
  func text(_ field: ImportField, _ cells: [String]) -> String {
    for template in sources[field] ?? [] {
      let text = template.text(cells)
      if !text.isEmpty, isExport || !NullWords.isNull(text, in: field) { return text }
    }
    return ""
  }

  /// The headers that the field is read from, as a message names them; the field's own name when there is none.
  func title(_ field: ImportField) -> String {
    let columns = sources[field]?.flatMap(\.columns) ?? []
    return columns.isEmpty ? field.rawValue : columns.map { header[$0] }.joined(separator: ", ")
  }

  /// `name = product, account` for each field found, in the order of the fields.
  var lines: [String] {
    ImportField.allCases.filter { sources[$0]?.isEmpty == false }.map { "\($0.rawValue) = \(title($0))" }
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

/// One `--map FIELD=COLUMN` or `--map FIELD=TEMPLATE`.
struct FieldMapping: Hashable, Sendable {
  let field: ImportField
  let template: String

  init(field: ImportField, template: String) {
    self.field = field
    self.template = template
  }
}
