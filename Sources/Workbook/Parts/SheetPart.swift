/// The rows of a sheet, told one by one as they are closed.
final class SheetPart: MarkupListener {
  private(set) var notes = SheetNotes()
  private(set) var fault: WorkbookError?
  private(set) var isDone = false
  private let part: String
  private let reader: CellReader
  private let strings: StringsPart
  /// False ends the reading.
  private let take: (SheetRow) -> Bool

  private enum Place {
    case outside, data, row, cell, value, inline
  }
  private var place = Place.outside
  /// Levels below an element whose content is not read.
  private var skipped = 0
  private var row = SheetRow(line: 0, cells: [])
  private var rowIsHidden = false
  private var rowHasLine = false
  private var isUnsorted = false
  private var rowText = 0
  private var allText = 0
  private var filled = 0
  /// The column of the last cell, filled or not; -1 before the first.
  private var column = -1
  private var cell = CellContent()

  init(
    _ part: String, _ reader: CellReader, _ strings: StringsPart, headerLine: Int?,
    _ take: @escaping (SheetRow) -> Bool
  ) {
    (self.part, self.reader, self.strings, self.take) = (part, reader, strings, take)
    notes.headerLine = headerLine
  }

  func open(_ name: String, _ attributes: [String: String]) {
    if skipped > 0 {
      skipped += 1
      return
    }
    switch (place, name) {
    case (.outside, "worksheet"): break
    case (.outside, "sheetData"): place = .data
    case (.outside, "autoFilter"):
      notes.headerLine = notes.headerLine ?? CellName(range: attributes["ref"] ?? "")?.line
      skipped = 1
    case (.data, "row"): openRow(attributes)
    case (.row, "c"): openCell(attributes)
    case (.cell, "v"):
      cell.hasValue = true
      place = .value
    case (.cell, "is"): place = .inline
    case (.inline, _): cell.rich.open(name)
    case (.cell, "f"):
      cell.hasFormula = true
      skipped = 1
    default: skipped = 1
    }
  }

  func read(_ text: String) {
    guard skipped == 0 else { return }
    switch place {
    case .value where cell.value.utf8.count <= WorkbookLimits.cellText: cell.value += text
    case .inline: cell.rich.read(text)
    default: break
    }
  }

  func close(_ name: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch place {
    case .outside: break
    case .data: place = .outside
    case .row: closeRow()
    case .cell: closeCell()
    case .value: place = .cell
    case .inline: if cell.rich.isOutside { place = .cell } else { cell.rich.close() }
    }
  }

  // MARK: Rows

  private func openRow(_ attributes: [String: String]) {
    place = .row
    let stated = attributes["r"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    rowHasLine = stated != nil
    row = SheetRow(line: stated ?? row.line + 1, cells: [])
    rowIsHidden = isTrue(attributes["hidden"])
    (isUnsorted, rowText, column) = (false, 0, -1)
    if row.line > WorkbookLimits.rows { end(.outsideSheet(part: part, line: row.line - 1)) }
  }

  private func closeRow() {
    place = .data
    guard !row.cells.isEmpty else { return }
    if isUnsorted { row.cells = Self.sorted(row.cells) }
    notes.rows += 1
    if rowIsHidden { notes.hiddenRows += 1 }
    if !take(row) { isDone = true }
  }

  /// By column; of two cells at one address the later one counts.
  private static func sorted(_ cells: [SheetCell]) -> [SheetCell] {
    var byColumn: [Int: SheetCell] = [:]
    for cell in cells { byColumn[cell.column] = cell }
    return byColumn.values.sorted { $0.column < $1.column }
  }

  private func end(_ fault: WorkbookError) {
    self.fault = fault
    isDone = true
  }

  // MARK: Cells

  private func openCell(_ attributes: [String: String]) {
    place = .cell
    let name = attributes["r"].flatMap { CellName($0) }
    if let name, !rowHasLine, row.cells.isEmpty, name.line > row.line { row.line = name.line }
    column = name?.column ?? column + 1
    let isInSheet = column < WorkbookLimits.columns && (name?.isInSheet ?? true)
    guard isInSheet else { return end(.outsideSheet(part: part, line: row.line)) }
    cell = CellContent(type: attributes["t"], style: attributes["s"].flatMap { Int($0) } ?? 0)
  }

  private func closeCell() {
    place = .row
    if cell.isWithoutResult { notes.formulasWithoutResult += 1 }
    if cell.type == "e" {
      notes.errors[column, default: 0] += 1
      return
    }
    guard let (text, currency) = content(), !text.isEmpty else { return }
    guard text.utf8.count <= WorkbookLimits.cellText else {
      return end(.tooLarge(part: "A cell of \(part)", limit: "1 MiB"))
    }
    count(text)
    if let last = row.cells.last, last.column >= column { isUnsorted = true }
    row.cells.append(SheetCell(column: column, text: text, currency: currency))
  }

  /// Nil when there is none or the reading has ended.
  private func content() -> (text: String, currency: String?)? {
    switch cell.type {
    case "s":
      if cell.value.isEmpty { return nil }
      let index = cell.value.utf8.first == UInt8(ascii: "-") ? nil : Int(cell.value)
      guard let text = index.flatMap({ strings.text($0) }) else {
        end(.noSuchText(part: part, line: row.line))
        return nil
      }
      return (text, nil)
    case "inlineStr": return (cell.rich.text.isEmpty ? EscapedText.decoded(cell.value) : cell.rich.text, nil)
    case "str": return (EscapedText.decoded(cell.value), nil)
    case "b": return (cell.value.isEmpty ? "" : isTrue(cell.value) ? "TRUE" : "FALSE", nil)
    case "d": return (SerialDate.text(iso: cell.value), nil)
    case nil, "n":
      if cell.value.isEmpty { return (cell.rich.text, nil) }
      let number = reader.number(cell.value, style: cell.style)
      if number.isTooLong { notes.longNumbers[column, default: 0] += 1 }
      return (number.text, number.currency)
    default: return (cell.value, nil)
    }
  }

  private func count(_ text: String) {
    filled += 1
    rowText += text.utf8.count
    allText += text.utf8.count
    if filled > WorkbookLimits.filledCells {
      end(.tooLarge(part: part, limit: "\(WorkbookLimits.filledCells) filled cells"))
    } else if rowText > WorkbookLimits.rowText {
      end(.tooLarge(part: "Line \(row.line) of \(part)", limit: "\(WorkbookLimits.rowText >> 20) MiB of text"))
    } else if allText > WorkbookLimits.parts {
      end(.tooLarge(part: part, limit: "\(WorkbookLimits.parts >> 20) MiB of text"))
    }
  }
}

/// What was heard of a cell until now.
private struct CellContent {
  var type: String?
  var style = 0
  var value = ""
  var rich = RichText()
  var hasValue = false
  var hasFormula = false

  /// A formula that the writer left to be computed. A text without characters can be a result.
  var isWithoutResult: Bool {
    guard hasFormula, value.isEmpty, rich.text.isEmpty else { return false }
    return !(type == "str" && hasValue) && type != "e"
  }
}

/// Finds out whether a sheet has a filled cell, and ends with the first.
final class SheetGlance: MarkupListener {
  private(set) var isDone = false
  private var isInValue = false

  func open(_ name: String, _ attributes: [String: String]) {
    isInValue = name == "v" || name == "t"
  }

  func read(_ text: String) {
    if isInValue, text.utf8.contains(where: { $0 > 0x20 }) { isDone = true }
  }

  func close(_ name: String) { isInValue = false }
}
