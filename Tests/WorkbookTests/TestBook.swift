import Markup

@testable import Workbook

/// A small workbook made of its parts, as text.
struct TestBook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let documentRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// In the order in which they are written.
  var members: [ZipWriter.Member]

  /// One sheet called Deals with these rows, and nothing that can be left out.
  init(rows: String, styles: String? = nil, strings: String? = nil, around: (before: String, after: String) = ("", ""))
  {
    let sheet = Self.sheet(around.before + "<sheetData>\(rows)</sheetData>" + around.after)
    self.init(sheets: [("Deals", "", "worksheets/sheet1.xml", sheet)], styles: styles, strings: strings)
  }

  /// Sheets by name, other attributes, target as seen from `xl/`, and XML.
  init(
    sheets: [(name: String, attributes: String, target: String, xml: String)], styles: String? = nil,
    strings: String? = nil, properties: String = "", after: String = ""
  ) {
    var list = ""
    var relations = ""
    for (index, sheet) in sheets.enumerated() {
      list += #"<sheet name="\#(sheet.name)" sheetId="\#(index + 1)" \#(sheet.attributes) r:id="rId\#(index + 1)"/>"#
      let type = sheet.target.hasPrefix("chartsheets") ? "chartsheet" : "worksheet"
      relations += Self.relation("rId\(index + 1)", type, sheet.target)
    }
    members = [
      Self.part("_rels/.rels", Self.relations(Self.relation("rId1", "officeDocument", "xl/workbook.xml"))),
      Self.part(
        "xl/workbook.xml",
        #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.documentRelations)">\#(properties)<sheets>\#(list)</sheets>\#(after)</workbook>"#
      ),
    ]
    if let styles {
      relations += Self.relation("rId98", "styles", "styles.xml")
      members.append(Self.part("xl/styles.xml", #"<styleSheet xmlns="\#(Self.main)">\#(styles)</styleSheet>"#))
    }
    if let strings {
      relations += Self.relation("rId99", "sharedStrings", "sharedStrings.xml")
      members.append(Self.part("xl/sharedStrings.xml", #"<sst xmlns="\#(Self.main)">\#(strings)</sst>"#))
    }
    members.append(Self.part("xl/_rels/workbook.xml.rels", Self.relations(relations)))
    for sheet in sheets { members.append(Self.part("xl/" + sheet.target, sheet.xml)) }
  }

  static func part(_ name: String, _ text: String) -> ZipWriter.Member {
    ZipWriter.Member(name: name, bytes: Array(text.utf8))
  }

  static func sheet(_ content: String) -> String {
    #"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="\#(main)">\#(content)</worksheet>"#
  }

  static func relations(_ content: String) -> String {
    #"<Relationships xmlns="\#(packageRelations)">\#(content)</Relationships>"#
  }

  static func relation(_ id: String, _ type: String, _ target: String) -> String {
    #"<Relationship Id="\#(id)" Type="\#(documentRelations)/\#(type)" Target="\#(target)"/>"#
  }

  /// The `cellXfs` of a style sheet: a style for each format, by number or by a code that is given the next number.
  static func styles(_ formats: [String]) -> String {
    var codes = ""
    var styles = ""
    for (index, format) in formats.enumerated() {
      // `00000` is a code, `14` a number.
      let number = Int(format).flatMap { String($0) == format ? $0 : nil }
      let id = number ?? 200 + index
      if number == nil { codes += #"<numFmt numFmtId="\#(id)" formatCode="\#(escaped(format))"/>"# }
      styles += #"<xf numFmtId="\#(id)" applyNumberFormat="1"/>"#
    }
    return "<numFmts>\(codes)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles)</cellXfs>"
  }

  static func escaped(_ text: String) -> String {
    ["&": "&amp;", "<": "&lt;", "\"": "&quot;"].reduce(text.map(String.init)) { characters, pair in
      characters.map { $0 == pair.key ? pair.value : $0 }
    }.joined()
  }

  /// Inline texts as a row of that line.
  static func texts(_ line: Int, _ texts: [String]) -> String {
    let cells = texts.enumerated().map { index, text in
      #"<c r="\#(column(index))\#(line)" t="inlineStr"><is><t>\#(escaped(text))</t></is></c>"#
    }
    return #"<row r="\#(line)">\#(cells.joined())</row>"#
  }

  /// Of the first 26 columns.
  static func column(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }

  var bytes: [UInt8] { ZipWriter.archive(members) }

  mutating func change(_ name: String, _ change: (inout ZipWriter.Member) -> Void) {
    for index in members.indices where members[index].name == name { change(&members[index]) }
  }

  /// `Deal,Value` and `Alder,100`: what most tests of the form of a workbook hold.
  static let twoRows =
    texts(1, ["Deal", "Value"])
    + #"<row r="2"><c r="A2" t="inlineStr"><is><t>Alder</t></is></c><c r="B2"><v>100</v></c></row>"#
}

/// What a reading gave.
struct ReadSheet {
  var rows: [SheetRow] = []
  var notes = SheetNotes()

  /// `2: Alder|100`, with nothing between two lines where no cell is.
  var lines: [String] {
    rows.map { row in "\(row.line): " + row.texts((row.cells.last?.column ?? -1) + 1).joined(separator: "|") }
  }

  /// The texts of column B, by which tests of cells give one cell a row.
  var values: [String] { rows.map { $0.texts(2)[1] } }

  static let twoRows = ["1: Deal|Value", "2: Alder|100"]
}

/// Reads the sheet of that name, else the first visible one.
func read(_ bytes: [UInt8], sheet name: String? = nil) throws -> ReadSheet {
  let reader = try WorkbookReader(FileBytes(bytes), parser: FoundationMarkup())
  var rows: [SheetRow] = []
  let notes = try reader.read(try reader.index(named: name)) {
    rows.append($0)
    return true
  }
  return ReadSheet(rows: rows, notes: notes)
}

func read(_ book: TestBook, sheet name: String? = nil) throws -> ReadSheet { try read(book.bytes, sheet: name) }

/// A sheet of one cell a row, all in column B, told by what stands between its `<row>` and `</row>`.
func readCells(
  _ cells: [String], styles: [String] = [], strings: String? = nil, properties: String = ""
) throws -> ReadSheet {
  let rows = cells.enumerated().map { index, cell in
    "<row r=\"\(index + 1)\"><c r=\"A\(index + 1)\"><v>1</v></c>\(cell)</row>"
  }
  let xml = TestBook.sheet("<sheetData>\(rows.joined())</sheetData>")
  let book = TestBook(
    sheets: [("Deals", "", "worksheets/sheet1.xml", xml)], styles: styles.isEmpty ? nil : TestBook.styles(styles),
    strings: strings, properties: properties)
  return try read(book)
}
