import Markup
import Testing

@testable import Workbook

/// What differs from writer to writer around the same two rows.
@Suite("A workbook is the same") struct FormTests {
  @Test("with nothing but relationships, workbook and one sheet") func minimal() throws {
    let book = TestBook(rows: TestBook.twoRows)
    #expect(book.members.map(\.name).count == 4)
    #expect(try read(book).lines == ReadSheet.twoRows)
  }

  @Test("with prefixes, a byte order mark, absolute targets, and without addresses, styles and dimension")
  func sdk() throws {
    let sheet = """
      \u{FEFF}<x:worksheet xmlns:x="\(TestBook.main)"><x:sheetData>
      <x:row><x:c t="str"><x:v>Deal</x:v></x:c><x:c t="str"><x:v>Value</x:v></x:c></x:row>
      <x:row><x:c t="str"><x:v>Alder</x:v></x:c><x:c><x:v>100</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>
      """
    var book = TestBook(rows: "")
    book.members = [
      TestBook.part("xl/sheet.xml", sheet),
      TestBook.part(
        "xl/_rels/workbook.xml.rels",
        "\u{FEFF}" + TestBook.relations(TestBook.relation("Rbcb16ba2d8a34231", "worksheet", "/xl/sheet.xml"))),
      TestBook.part("_rels/.rels", TestBook.relations(TestBook.relation("R1", "officeDocument", "/xl/workbook.xml"))),
      TestBook.part(
        "xl/workbook.xml",
        """
        \u{FEFF}<?xml version="1.0" encoding="utf-8"?><x:workbook xmlns:x="\(TestBook.main)"
        xmlns:q="\(TestBook.documentRelations)"><x:sheets><x:sheet name="Deals" sheetId="1" q:id="Rbcb16ba2d8a34231"/>
        </x:sheets></x:workbook>
        """),
    ]
    #expect(try read(book).lines == ReadSheet.twoRows)
  }

  @Test("with addresses on some rows and cells only") func halfOfTheAddresses() throws {
    let rows = """
      <row r="1"><c r="A1"><v>1</v></c></row>
      <row><c r="A2"><v>2</v></c><c><v>3</v></c><c r="D2"><v>4</v></c></row>
      <row r="5"><c r="A5"><v>5</v></c></row>
      <row><c r="1"><v>6</v></c><c r="0"><v>7</v></c></row>
      <row r="0"><c><v>8</v></c></row>
      <row><c r="A11"><v>9</v></c></row>
      <row><c><v>10</v></c></row>
      """
    let lines = ["1: 1", "2: 2|3||4", "5: 5", "6: 6|7", "7: 8", "11: 9", "12: 10"]
    #expect(try read(TestBook(rows: rows)).lines == lines)
  }

  @Test("whatever local headers, descriptors and extra fields say") func headers() throws {
    let sizes: [ZipWriter.Sizes] = [
      .local, .wide, .descriptor(isSigned: false, isWide: false), .descriptor(isSigned: true, isWide: false),
      .descriptor(isSigned: true, isWide: true), .descriptor(isSigned: false, isWide: true),
    ]
    for (index, size) in sizes.enumerated() {
      var book = TestBook(rows: TestBook.twoRows)
      for member in book.members.indices {
        book.members[member].sizes = size
        book.members[member].flags = if case .descriptor = size { 0x808 } else { 6 }
        if member == 1 { book.members[member].method = .stored }
        // As Excel pads the first member.
        if member == 2 { book.members[member].localExtra = [0x20, 0xA2, 6, 0, 0, 0, 0, 0, 0, 0] }
      }
      #expect(try read(book).lines == ReadSheet.twoRows, "\(index)")
    }
  }

  @Test("with ZIP64 numbers, members for folders and a comment behind") func wide() throws {
    var book = TestBook(rows: TestBook.twoRows)
    for index in book.members.indices { book.members[index].isWide = true }
    #expect(try read(ZipWriter.archive(book.members, isWide: true)).lines == ReadSheet.twoRows)
    book.members.insert(ZipWriter.Member(name: "xl/", bytes: [], method: .stored), at: 0)
    book.members.append(ZipWriter.Member(name: "xl/", bytes: [], method: .stored))
    var bytes = book.bytes
    bytes[bytes.count - 2] = 3
    #expect(try read(bytes + [0x50, 0x4B, 5]).lines == ReadSheet.twoRows)
  }

  @Test("with names in another case, with backslashes, and a way through a folder above") func names() throws {
    let shared =
      #"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c><c><v>100</v></c></row>"#
    let strings = "<si><t>Deal</t></si><si><t>Value</t></si><si><t>Alder</t></si>"
    var book = TestBook(rows: shared, strings: strings)
    book.change("xl/sharedStrings.xml") { $0.name = "xl/SharedStrings.XML" }
    #expect(try read(book).lines == ReadSheet.twoRows)
    for index in book.members.indices { book.members[index].name.replace("/", with: "\\") }
    #expect(try read(book).lines == ReadSheet.twoRows)
    book.change("xl\\_rels\\workbook.xml.rels") { member in
      let text = String(decoding: member.bytes, as: UTF8.self)
      member.bytes = Array(text.replacing("worksheets/", with: "../xl/./worksheets\\").utf8)
    }
    #expect(try read(book).lines == ReadSheet.twoRows)
  }

  @Test("without relationships, by the usual names") func withoutRelationships() throws {
    var book = TestBook(rows: TestBook.twoRows)
    book.members.removeAll { $0.name.hasSuffix(".rels") }
    #expect(try read(book).lines == ReadSheet.twoRows)
  }

  @Test("in the strict form, in UTF-16 and in Latin-1") func strict() throws {
    var book = TestBook(rows: TestBook.twoRows)
    for index in book.members.indices {
      let text = String(decoding: book.members[index].bytes, as: UTF8.self)
        .replacing("http://schemas.openxmlformats.org/", with: "http://purl.oclc.org/ooxml/")
        .replacing("/2006/", with: "/")
      book.members[index].bytes = Array(text.utf8)
    }
    #expect(try read(book).lines == ReadSheet.twoRows)
    for isBigEndian in [false, true] {
      var wide = book
      wide.change("xl/worksheets/sheet1.xml") { member in
        let units = ("\u{FEFF}" + String(decoding: member.bytes, as: UTF8.self)).utf16
        member.bytes = units.flatMap { unit in
          let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
          return isBigEndian ? pair.reversed() : pair
        }
      }
      #expect(try read(wide).lines == ReadSheet.twoRows)
    }
    book.change("xl/worksheets/sheet1.xml") { member in
      let text = String(decoding: member.bytes, as: UTF8.self).replacing("UTF-8", with: "ISO-8859-1")
      member.bytes = text.replacing("Alder", with: "Bär").unicodeScalars.map { UInt8($0.value) }
    }
    #expect(try read(book).lines == ["1: Deal|Value", "2: Bär|100"])
  }

  @Test("read at any place of a file, without holding it") func places() throws {
    let bytes = TestBook(rows: TestBook.twoRows).bytes
    var longest = 0
    let file = FileBytes(count: bytes.count) { offset, count in
      longest = max(longest, count)
      return Array(bytes[offset..<offset + count])
    }
    #expect(try WorkbookReader(file, parser: FoundationMarkup()).sheets.map(\.name) == ["Deals"])
    #expect(longest <= 22 + 0xFFFF)
  }
}
