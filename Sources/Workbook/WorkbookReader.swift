import Sales

/// An `.xlsx` workbook (ECMA-376), read as tables of texts.
///
/// Parts are unpacked and parsed as they come, so that neither the file nor the XML of a sheet is ever held. What is
/// held are the texts that cells share.
package struct WorkbookReader {
  /// Worksheets in the workbook's order; charts and macros are left out.
  package let sheets: [Sheet]
  private let parts: PartReader
  private let book: BookPart
  /// By a sheet's place among `sheets`.
  private let sheetParts: [String]
  private let stylesPart: String
  private let stringsPart: String

  /// Reads everything but the rows. A sheet's own faults show only when it is read.
  package init(_ file: FileBytes, parser: any MarkupParser) throws(WorkbookError) {
    let archive = try Archive(file)
    let parts = PartReader(archive: archive, parser: parser)
    let bookPart = try Relationships.read(of: "", parts).first("officeDocument")?.part ?? "xl/workbook.xml"
    guard parts.holds(bookPart), !Self.isOfOtherKind(bookPart) else { throw Self.otherKind(archive) }
    let book = BookPart()
    try parts.read(bookPart, allowance: WorkbookLimits.parts, book)
    let related = try Relationships.read(of: bookPart, parts)
    let folder = bookPart.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    stylesPart = related.first("styles")?.part ?? folder + "styles.xml"
    stringsPart = related.first("sharedStrings")?.part ?? folder + "sharedStrings.xml"
    let found = SheetFinder(parts: parts, related: related, folder: folder).sheets(of: book)
    guard !found.isEmpty else { throw .noSheets }
    sheets = found.map(\.sheet)
    sheetParts = found.map(\.part)
    self.parts = parts
    self.book = book
  }

  /// The place among `sheets` of the one called so, whatever the case where none is called exactly so. Without a name
  /// it is the first one with rows that the spreadsheet shows.
  package func index(named name: String?) throws(WorkbookError) -> Int {
    let known = sheets.map(\.name)
    guard let name else {
      let visible = sheets.indices.filter { sheets[$0].visibility == .visible }
      guard let first = visible.first else { throw .noVisibleSheet(known: known) }
      return visible.first { sheets[$0].hasRows } ?? first
    }
    let exact = known.firstIndex(of: name) ?? known.firstIndex { folded($0) == folded(name) }
    guard let exact else { throw .noSheet(name, known: known) }
    return exact
  }

  /// Tells the filled rows of a sheet in their order until `take` is false.
  ///
  /// **Nothing of them may be kept before this returns:** whether the workbook is whole is known at its end only.
  /// `sheet` is an index of `sheets`. Reading twice gives the same rows, the first time to check and count.
  package func read(
    _ sheet: Int, _ take: @escaping (SheetRow) -> Bool
  ) throws(WorkbookError) -> SheetNotes {
    var allowance = WorkbookLimits.parts
    let styles = StylesPart()
    let strings = StringsPart(stringsPart)
    if parts.holds(stylesPart) { allowance -= try parts.read(stylesPart, allowance: allowance, styles) }
    if parts.holds(stringsPart) { allowance -= try parts.read(stringsPart, allowance: allowance, strings) }
    if let fault = strings.fault { throw fault }
    let reader = CellReader(formats: styles.formats, startsIn1904: book.startsIn1904)
    let part = sheetParts[sheet]
    let rows = SheetPart(part, reader, strings, headerLine: sheets[sheet].headerLine, take)
    try parts.read(part, allowance: allowance, rows)
    if let fault = rows.fault { throw fault }
    var notes = rows.notes
    notes.startsIn1904 = book.startsIn1904
    return notes
  }

  private static let kinds = [
    ("xl/workbook.bin", "an .xlsb workbook"), ("content.xml", "an OpenDocument file"),
    ("word/document.xml", "a Word document"), ("ppt/presentation.xml", "a PowerPoint file"),
    ("index/document.iwa", "a Numbers file"), ("index.zip", "a Numbers file"),
  ]

  /// Whether the part is the main one of another kind of file.
  private static func isOfOtherKind(_ part: String) -> Bool { kinds.contains { $0.0 == part.lowercased() } }

  /// What an archive without a workbook is, by the names in it.
  private static func otherKind(_ archive: Archive) -> WorkbookError {
    let kind = kinds.first { archive.member($0.0) != nil }?.1
    return .otherKind(kind ?? "a ZIP archive")
  }
}

/// Finds the worksheets of a workbook and what is to be said of each before it is read.
private struct SheetFinder {
  let parts: PartReader
  let related: Relationships
  let folder: String

  func sheets(of book: BookPart) -> [(sheet: Sheet, part: String)] {
    var result: [(sheet: Sheet, part: String)] = []
    for (index, entry) in book.entries.enumerated() {
      let target = related.target(id: entry.id)
      guard target.map({ $0.type == "worksheet" }) ?? true else { continue }
      let part = target?.part ?? "\(folder)worksheets/sheet\(index + 1).xml"
      let sheet = Sheet(
        name: entry.name, visibility: entry.visibility, hasRows: hasRows(part),
        headerLine: tableLine(of: part) ?? book.filterLines[index])
      result.append((sheet, part))
    }
    return result
  }

  /// A sheet that is damaged does not matter unless it is the one to be read.
  private func hasRows(_ part: String) -> Bool {
    let glance = SheetGlance()
    _ = try? parts.read(part, allowance: WorkbookLimits.ratioFloor, glance)
    return glance.isDone
  }

  /// The header of the first table on the sheet.
  private func tableLine(of part: String) -> Int? {
    guard let related = try? Relationships.read(of: part, parts), let target = related.first("table") else {
      return nil
    }
    let table = TablePart()
    _ = try? parts.read(target.part, allowance: WorkbookLimits.ratioFloor, table)
    return table.headerLine
  }
}
