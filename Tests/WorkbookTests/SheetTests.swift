import Markup
import Testing

@testable import Workbook

@Suite("Sheets") struct SheetTests {
  private func named(_ name: String) -> String { TestBook.sheet("<sheetData>\(TestBook.texts(1, [name]))</sheetData>") }

  private var ordered: TestBook {
    TestBook(sheets: [
      ("VeryHidden", #"state="veryHidden""#, "worksheets/sheet3.xml", named("very hidden")),
      ("Chart", "", "chartsheets/sheet1.xml", "<chartsheet/>"),
      ("Hidden", #"state="hidden""#, "worksheets/sheet2.xml", named("hidden")),
      ("Deals &amp; 'Co'", #"state="visible""#, "worksheets/sheet7.xml", named("deals")),
      ("Second", "", "worksheets/sheet1.xml", named("second")),
      (
        "Empty", "", "worksheets/sheet8.xml",
        TestBook.sheet("<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"/></row></sheetData>")
      ),
    ])
  }

  @Test("are in the workbook's order, and the first visible worksheet is the one to read") func order() throws {
    let reader = try WorkbookReader(FileBytes(ordered.bytes), parser: FoundationMarkup())
    #expect(reader.sheets.map(\.name) == ["VeryHidden", "Hidden", "Deals & 'Co'", "Second", "Empty"])
    #expect(reader.sheets.map(\.visibility) == [.veryHidden, .hidden, .visible, .visible, .visible])
    #expect(reader.sheets.map(\.hasRows) == [true, true, true, true, false])
    #expect(try reader.index(named: nil) == 2)
    #expect(try read(ordered).lines == ["1: deals"])
  }

  @Test("are found by name, hidden ones too, in any case where only the case differs") func names() throws {
    #expect(try read(ordered, sheet: "VeryHidden").lines == ["1: very hidden"])
    #expect(try read(ordered, sheet: "deals & 'co'").lines == ["1: deals"])
    let known = ["VeryHidden", "Hidden", "Deals & 'Co'", "Second", "Empty"]
    #expect(throws: WorkbookError.noSheet("Third", known: known)) { try read(ordered, sheet: "Third") }
  }

  @Test("that are all hidden are named instead of read") func allHidden() throws {
    let book = TestBook(sheets: [("A", #"state="hidden""#, "worksheets/sheet1.xml", named("a"))])
    #expect(throws: WorkbookError.noVisibleSheet(known: ["A"])) { try read(book) }
    #expect(throws: WorkbookError.noSheets) { try read(TestBook(sheets: [])) }
  }

  @Test("keep the lines of their rows across gaps; styled emptiness is nothing") func gaps() throws {
    var rows = TestBook.texts(1, ["Pipeline report"]) + #"<row r="2"/>"# + TestBook.texts(3, ["Deal", "", "Value"])
    rows += TestBook.texts(4, ["Alder"]) + TestBook.texts(5, ["Birch", "", "7"])
    rows += TestBook.texts(6, ["Cedar"]).replacing("<row ", with: #"<row hidden="true" "#)
    rows += TestBook.texts(8, ["Elm"]) + TestBook.texts(9, ["Fir"]).replacing("<row ", with: #"<row hidden="false" "#)
    for line in [10, 2000] {
      rows += "<row r=\"\(line)\" s=\"1\" hidden=\"1\">"
      rows += (0..<26).map { #"<c r="\#(TestBook.column($0))\#(line)" s="1"/>"# }.joined() + "</row>"
    }
    let around = (#"<dimension ref="A1"/>"#, #"<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>"#)
    let sheet = try read(TestBook(rows: rows, around: around))
    #expect(
      sheet.lines == [
        "1: Pipeline report", "3: Deal||Value", "4: Alder", "5: Birch||7", "6: Cedar", "8: Elm", "9: Fir",
      ])
    #expect(sheet.notes.rows == 7)
    #expect(sheet.notes.hiddenRows == 1)
    #expect(sheet.notes.headerLine == nil)
  }

  @Test("name their header row by a filter or a table") func headerRows() throws {
    let plainFilter = (before: "", after: #"<autoFilter ref="A4:C90"><filterColumn colId="0"/></autoFilter>"#)
    #expect(try read(TestBook(rows: TestBook.twoRows, around: plainFilter)).notes.headerLine == 4)

    let names = """
      <definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Deals!$A$1:$C$9</definedName>
      <definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'My deals'!$A$3:$F$90</definedName></definedNames>
      """
    let sheets = [("My deals", "", "worksheets/sheet1.xml", named("a"))]
    let filtered = try WorkbookReader(
      FileBytes(TestBook(sheets: sheets, after: names).bytes), parser: FoundationMarkup())
    #expect(filtered.sheets[0].headerLine == 3)

    var book = TestBook(sheets: sheets, after: names)
    book.members += [
      TestBook.part(
        "xl/worksheets/_rels/sheet1.xml.rels",
        TestBook.relations(
          TestBook.relation("rId1", "comments", "../comments1.xml")
            + TestBook.relation("rId2", "table", "../tables/table1.xml"))),
      TestBook.part(
        "xl/tables/table1.xml", #"<table xmlns="\#(TestBook.main)" ref="B5:D9"><autoFilter ref="B5:D9"/></table>"#),
    ]
    let tabled = try WorkbookReader(FileBytes(book.bytes), parser: FoundationMarkup())
    #expect(tabled.sheets[0].headerLine == 5)
    #expect(try read(book).notes.headerLine == 5)
  }

  @Test("give cells in the order of their columns, the later of two at one address") func cellOrder() throws {
    let rows = #"<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#
    #expect(try read(TestBook(rows: rows)).lines == ["1: 2||3"])
  }

  @Test("end where the reader has enough, whatever comes then") func earlyEnd() throws {
    var book = TestBook(rows: TestBook.twoRows + TestBook.texts(3, ["Birch"]))
    book.change("xl/worksheets/sheet1.xml") { $0.bytes += Array("<broken".utf8) }
    let reader = try WorkbookReader(FileBytes(book.bytes), parser: FoundationMarkup())
    var lines: [Int] = []
    _ = try reader.read(0) {
      lines.append($0.line)
      return lines.count < 2
    }
    #expect(lines == [1, 2])
  }
}
