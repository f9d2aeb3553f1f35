import Markup
import Testing

@testable import Workbook

@Suite("A large workbook") struct LargeTests {
  private static let columns = 12

  /// Half of the cells are shared texts, the others numbers.
  private func sheet(rows: Int) -> [UInt8] {
    var xml = TestBook.sheet("<sheetData>").utf8.dropLast("</worksheet>".utf8.count) + []
    for line in 1...rows {
      xml += "<row r=\"\(line)\">".utf8
      for column in 0..<Self.columns {
        xml +=
          column % 2 == 0
          ? "<c r=\"\(TestBook.column(column))\(line)\" t=\"s\"><v>\((line + column) % 1000)</v></c>".utf8
          : "<c r=\"\(TestBook.column(column))\(line)\" s=\"1\"><v>\(line * column).25</v></c>".utf8
      }
      xml += "</row>".utf8
    }
    return xml + "</sheetData></worksheet>".utf8
  }

  private func book(rows: Int) throws -> TestBook {
    var book = TestBook(rows: "", strings: (0..<1000).map { "<si><t>Text \($0)</t></si>" }.joined())
    let xml = sheet(rows: rows)
    let (packed, checksum) = try Deflater.gzip(xml)
    book.change("xl/worksheets/sheet1.xml") {
      $0 = ZipWriter.Member(name: $0.name, bytes: packed, method: .other(8), checksum: checksum, size: xml.count)
    }
    return book
  }

  @Test("gives all its rows, and never much of its XML at once") func rows() throws {
    let rows = 5000
    let bytes = try book(rows: rows).bytes
    var longest = 0
    let file = FileBytes(count: bytes.count) { offset, count in
      longest = max(longest, count)
      return Array(bytes[offset..<offset + count])
    }
    let reader = try WorkbookReader(file, parser: FoundationMarkup())
    var lines = 0
    var cells = 0
    let notes = try reader.read(0) { row in
      lines += 1
      cells += row.cells.count
      if row.line == 4321 { #expect(row.texts(2) == ["Text 321", "4321.25"]) }
      return true
    }
    #expect(lines == rows)
    #expect(cells == rows * Self.columns)
    #expect(notes.rows == rows)
    // The file is read in pieces: at first its end, where the directory is.
    #expect(longest <= 22 + 0xFFFF)
  }

  @Test("that says it is large, but is not, takes no more than a small one") func farCell() throws {
    let far = TestBook.twoRows + #"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#
    let sheet = try read(
      TestBook(rows: far, around: (#"<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols>"#, "")))
    #expect(sheet.rows.count == 3)
    #expect(sheet.rows[2].cells == [SheetCell(column: 16_383, text: "1")])
  }

  @Test("of more texts than cells may share is refused") func manyTexts() throws {
    let part = StringsPart("strings", limit: 2 << 20)
    for _ in 0..<3 where !part.isDone {
      part.open("si", [:])
      part.open("t", [:])
      part.read(String(repeating: "x", count: WorkbookLimits.cellText))
      part.close("t")
      part.close("si")
    }
    #expect(part.fault == .tooLarge(part: "strings", limit: "2 MiB of texts"))
  }
}
