/// What the workbook's main part says: the sheets in their order, the system of dates, where filters begin.
final class BookPart: MarkupListener {
  struct Entry {
    let name: String
    let visibility: Sheet.Visibility
    /// Its relationship.
    let id: String
  }

  private(set) var entries: [Entry] = []
  private(set) var startsIn1904 = false
  /// By the sheet's place among `entries`: the line on which its filter begins, from 1.
  private(set) var filterLines: [Int: Int] = [:]
  let isDone = false
  private var filteredSheet: Int?
  private var reference = ""

  func open(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "workbookPr": startsIn1904 = isTrue(attributes["date1904"])
    case "sheet":
      entries.append(
        Entry(
          name: attributes["name"] ?? "", visibility: Sheet.Visibility(attributes["state"]),
          id: Self.relationship(attributes) ?? ""))
    case "definedName":
      let isFilter = attributes["name"] == "_xlnm._FilterDatabase"
      filteredSheet = isFilter ? attributes["localSheetId"].flatMap { Int($0) } : nil
      reference = ""
    default: break
    }
  }

  /// The attribute `id` with a prefix; `sheetId` is another matter.
  private static func relationship(_ attributes: [String: String]) -> String? {
    attributes.first { $0.key.hasSuffix(":id") }?.value
  }

  func read(_ text: String) {
    if filteredSheet != nil { reference += text }
  }

  /// A reference is such as `'My deals'!$A$3:$F$90`.
  func close(_ name: String) {
    guard name == "definedName", let sheet = filteredSheet else { return }
    filteredSheet = nil
    let range = reference.split(separator: "!").last ?? ""
    filterLines[sheet] = CellName(range: range)?.line
  }
}

/// Finds the range of a table.
final class TablePart: MarkupListener {
  /// The line of the table's header, from 1; nil when it has none.
  private(set) var headerLine: Int?
  private(set) var isDone = false

  func open(_ name: String, _ attributes: [String: String]) {
    guard name == "table" else { return }
    isDone = true
    if attributes["headerRowCount"] != "0" { headerLine = CellName(range: attributes["ref"] ?? "")?.line }
  }

  func read(_ text: String) {}
  func close(_ name: String) {}
}
