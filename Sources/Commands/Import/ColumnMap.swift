/// Which columns of a file hold which field of a deal.
struct ColumnMap: Hashable, Sendable {
  /// Asked in order; the first that gives a text counts.
  private(set) var sources: [ImportField: [Template]] = [:]
  let header: [String]

  /// Matches the header by itself, then lets the mappings stated by people overrule it. A column that they give to a
  /// field whole is not matched to another; one that is only part of a text can be.
  init(header: [String], stated: [FieldMapping]) throws(ImportProblem) {
    self.header = header
    for mapping in stated {
      let template = try Template(mapping.template) { name throws(ImportProblem) in
        try Self.column(named: name, in: header)
      }
      sources[mapping.field, default: []].append(template)
    }
    let taken = Set(sources.values.flatMap(\.self).compactMap(\.onlyColumn))
    var found: [ImportField: [(rank: Int, column: Int)]] = [:]
    for (column, title) in header.enumerated() where !taken.contains(column) {
      guard let (field, rank) = ImportField.matching(title), sources[field] == nil else { continue }
      found[field, default: []].append((rank, column))
    }
    for (field, columns) in found {
      sources[field] = columns.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }.map {
        Template(column: $0.column)
      }
    }
    if sources[.name] == nil { throw .noNameColumn(header) }
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
      if !text.isEmpty { return text }
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
    ImportField.allCases.filter { sources[$0] != nil }.map { "\($0.rawValue) = \(title($0))" }
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

