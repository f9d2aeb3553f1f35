import Sales

/// One JSON object a line, as `export --format ndjson` writes it and warehouses do. Its columns are the members of all
/// objects; those of objects inside are named with a dot between: `owner.email`.
struct JSONLinesSource: TableSource {
  private let text: DecodedText
  private let header: [String]
  /// Deals as the contract sends them leave out what is not set.
  let isLiteral: Bool

  /// Whether the text begins like JSON and not like a table.
  static func isLikely(_ text: DecodedText) -> Bool {
    text.utf8[text.start...].first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
  }

  /// Reads every line once, for the names of the columns.
  /// - Throws: where a line is not an object.
  init(_ text: DecodedText) throws(TableError) {
    self.text = text
    var header: [String] = []
    var known: Set<String> = []
    var isLiteral = true
    try Self.scanLines(text) { _, object throws(TableError) in
      isLiteral = isLiteral && object.isContractDeal
      for cell in FlatObject(object).cells where known.insert(cell.name).inserted { header.append(cell.name) }
      return .next
    }
    self.header = header
    self.isLiteral = isLiteral
  }

  var form: TableForm { .jsonLines }
  /// The names stand in no line of their own; they are given as line 0.
  var headerLine: Int? { 0 }

  func scan(_ body: (TableRow) -> ScanStep) throws(TableError) {
    if header.isEmpty || body(TableRow(line: 0, cells: header)) == .stop { return }
    let places = Dictionary(zip(header, header.indices)) { first, _ in first }
    try Self.scanLines(text) { line, object throws(TableError) in
      var cells = header.map { _ in "" }
      for cell in FlatObject(object).cells {
        // The cell comes back as it is, where rows of spreadsheets lose an apostrophe before a formula.
        if let place = places[cell.name] { cells[place] = formulaGuarded(cell.text) }
      }
      return body(TableRow(line: line, cells: cells))
    }
  }

  /// Gives each line that is not blank with its number, from 1.
  private static func scanLines(
    _ text: DecodedText, _ body: (Int, JSON) throws(TableError) -> ScanStep
  ) throws(TableError) {
    var line = 0
    var start = text.start
    while start < text.utf8.count {
      let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.count
      let bytes = Array(text.utf8[start..<end])
      line += 1
      start = end + 1
      if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
      let json: JSON
      do {
        json = try JSON(utf8: bytes, depth: JSON.Limits.depth + 8)
      } catch {
        throw .json(line: line, reason: error.sentence)
      }
      guard case .object = json else { throw .json(line: line, reason: "this line is not a JSON object") }
      if try body(line, json) == .stop { return }
    }
  }
}

/// A JSON object as cells with names.
private struct FlatObject {
  private(set) var cells: [(name: String, text: String)] = []

  init(_ json: JSON) {
    // The contract counts money in minor units (contract §1); a table has major ones.
    if json.isContractDeal, case .string(let code) = json["currency"], let currency = Currency(code),
      let minor = json["value"]?.wholeNumber
    {
      cells.append(("value", decimalText(minor, currency)))
    }
    add(json, "")
  }

  private mutating func add(_ json: JSON, _ path: String) {
    switch json {
    case .null: set(path, "")
    case .bool(let value): set(path, value ? "true" : "false")
    case .number(let text), .string(let text): set(path, text)
    case .array(let items): set(path, items.map(Self.text).filter { !$0.isEmpty }.joined(separator: "; "))
    case .object(let members):
      if !path.isEmpty, case .string(let name) = json["name"] { return set(path, name) }
      if path == "metadata" { return set(path, json.text) }
      for member in members {
        // What a deal belongs to is named like the column of its name.
        let isGroup = path.isEmpty && member.name == "relationships"
        let prefix = path.isEmpty ? "" : path + "."
        if isGroup, case .object(let related) = member.value {
          for relation in related { add(relation.value, relation.name) }
        } else {
          add(member.value, prefix + member.name)
        }
      }
    }
  }

  private mutating func set(_ name: String, _ text: String) {
    if !cells.contains(where: { $0.name == name }) { cells.append((name, text)) }
  }

  private static func text(_ item: JSON) -> String {
    switch item {
    case .null, .array: ""
    case .bool(let value): value ? "true" : "false"
    case .number(let text), .string(let text): text
    case .object: if case .string(let name) = item["name"] { name } else { "" }
    }
  }
}

extension JSON {
  /// Whether it is a deal as the contract sends it.
  fileprivate var isContractDeal: Bool {
    guard case .string(let id) = self["id"], case .string = self["currency"] else { return false }
    return id.hasPrefix("deal_")
  }
}
