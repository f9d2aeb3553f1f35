import Markup
import Testing

@testable import Workbook

@Suite("A workbook is refused") struct RefusalTests {
  private static let sheet = "xl/worksheets/sheet1.xml"
  private let book = TestBook(rows: TestBook.twoRows)

  /// The book with its sheet changed.
  private func changed(_ change: (inout ZipWriter.Member) -> Void) -> TestBook {
    var book = book
    book.change(Self.sheet, change)
    return book
  }

  private func replaced(_ old: String, _ new: String) -> TestBook {
    changed { $0.bytes = Array(String(decoding: $0.bytes, as: UTF8.self).replacing(old, with: new).utf8) }
  }

  @Test("when it is something else, which is named") func otherFiles() throws {
    #expect(throws: WorkbookError.notAnArchive) { try read([]) }
    #expect(throws: WorkbookError.notAnArchive) { try read(Array("Deal,Value\n".utf8)) }
    #expect(throws: WorkbookError.notAnArchive) {
      try read([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600))
    }
    for (name, kind) in [
      ("content.xml", "an OpenDocument file"), ("xl/workbook.bin", "an .xlsb workbook"), ("a.txt", "a ZIP archive"),
      ("word/document.xml", "a Word document"), ("Index/Document.iwa", "a Numbers file"),
    ] {
      #expect(throws: WorkbookError.otherKind(kind)) { try read(ZipWriter.archive([TestBook.part(name, "x")])) }
    }
  }

  @Test("when it is cut anywhere, or bytes of it are missing") func cut() throws {
    let bytes = book.bytes
    for count in stride(from: 4, to: bytes.count, by: 7) {
      #expect(throws: WorkbookError.cutShort, "\(count)") { try read(Array(bytes.prefix(count))) }
    }
    #expect(throws: WorkbookError.badDirectory) { try read(Array(bytes.dropFirst(4))) }
  }

  @Test("when a part is not UTF-8 and names no other encoding, which would trap the parser", arguments: 0..<4)
  func otherBytes(place: Int) throws {
    let wrong: [[UInt8]] = [Array("<v>ok</v><".utf8) + [0xcb], [0xff], [0xc3], Array("<ro".utf8) + [0xed, 0xa0, 0x80]]
    #expect(throws: WorkbookError.badMarkup(part: Self.sheet)) {
      try read(changed { $0.bytes.insert(contentsOf: wrong[place], at: $0.bytes.count - 30) })
    }
    #expect(try read(replaced("Alder", "Älder😀")).lines == ["1: Deal|Value", "2: Älder😀|100"])
  }

  @Test("when a part's checksum or size is wrong") func checks() throws {
    let fault = WorkbookError.damaged(part: Self.sheet)
    #expect(throws: fault) { try read(changed { $0.checksum = 1 }) }
    #expect(throws: fault) { try read(changed { $0.size = $0.bytes.count - 1 }) }
    #expect(throws: fault) { try read(changed { $0.size = $0.bytes.count + 1 }) }
    #expect(throws: fault) {
      try read(
        changed {
          $0.size = 3
          $0.method = .stored
        })
    }
  }

  @Test("when a part is encrypted, packed in an unknown way, there twice or missing") func members() throws {
    #expect(throws: WorkbookError.encrypted(part: Self.sheet)) { try read(changed { $0.flags = 1 }) }
    #expect(throws: WorkbookError.unknownPacking(part: Self.sheet, method: 9)) {
      try read(changed { $0.method = .other(9) })
    }
    var twice = book
    twice.members.append(TestBook.part("XL\\worksheets/Sheet1.xml", ""))
    #expect(throws: WorkbookError.duplicateMember(part: Self.sheet)) { try read(twice) }
    var without = book
    without.members.removeAll { $0.name == Self.sheet }
    #expect(throws: WorkbookError.missingPart(Self.sheet)) { try read(without) }
  }

  @Test("when two entries of its directory share bytes") func overlap() throws {
    var bytes = book.bytes
    // The offset in the second entry of the directory becomes that of the first.
    let entries = bytes.indices.dropLast(4).filter { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) }
    for index in entries[1] + 42..<entries[1] + 46 { bytes[index] = 0 }
    #expect(throws: WorkbookError.self) { try read(bytes) }
    let fault = #expect(throws: WorkbookError.self) { try read(bytes) }
    guard case .overlap = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test("when a part is not valid XML, however much of it is") func markup() throws {
    let fault = WorkbookError.badMarkup(part: Self.sheet)
    let control = "Al\u{1}der"
    for (old, new) in [
      ("Alder", "Alder & Birch"), ("Alder", control), ("<?xml", " <?xml"), ("</worksheet>", ""),
      ("</worksheet>", "</worksheet><more/>"), ("</sheetData>", ""), ("Alder", "&nbsp;"),
    ] {
      #expect(throws: fault, "\(old) \(new)") { try read(replaced(old, new)) }
    }
    #expect(throws: fault) { try read(changed { $0.bytes = [] }) }
    let more = String(repeating: "<row/>", count: 60_000)
    #expect(throws: fault) { try read(replaced("</sheetData>", "&\(more)</sheetData>")) }
    #expect(throws: WorkbookError.badMarkup(part: "xl/workbook.xml")) {
      try read(TestBook(sheets: [("Deals & Co", "", "worksheets/sheet1.xml", "")]))
    }
  }

  @Test("when a part has a DOCTYPE, in UTF-16 too, but not when a text says so") func documentType() throws {
    let fault = WorkbookError.documentType(part: Self.sheet)
    for type in [
      "<!DOCTYPE worksheet>", #"<!-- > --><!DOCTYPE w [<!ENTITY e "x">]>"#, "\n<?pi <?>\n<!DOCTYPE w SYSTEM \"x\">",
    ] {
      #expect(throws: fault, "\(type)") { try read(replaced("<worksheet", type + "<worksheet")) }
    }
    let wide = changed { member in
      let text = "\u{FEFF}<!DOCTYPE worksheet>" + TestBook.sheet("").dropFirst(38)
      member.bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
    #expect(throws: fault) { try read(wide) }
    #expect(
      try read(replaced("<t>Alder", "<t><![CDATA[<!DOCTYPE x>]]>")).lines == ["1: Deal|Value", "2: <!DOCTYPE x>|100"])
  }

  @Test("when a cell names a text that is not there") func texts() throws {
    for value in ["1", "-1", "x", "99999999999999999999"] {
      let cell = #"<row r="7"><c r="A7" t="s"><v>\#(value)</v></c></row>"#
      for strings in [nil, "<si><t>only</t></si>"] {
        #expect(throws: WorkbookError.noSuchText(part: Self.sheet, line: 7)) {
          try read(TestBook(rows: cell, strings: strings))
        }
      }
    }
  }

  @Test("when a cell lies outside the sheet") func outside() throws {
    for cell in [
      #"<row r="2"><c r="XFE2"><v>1</v></c></row>"#, #"<row r="1048577"><c><v>1</v></c></row>"#,
      #"<row r="2"><c r="XFD2"><v>1</v></c><c><v>1</v></c></row>"#, #"<row r="2"><c r="A1048577"><v>1</v></c></row>"#,
      #"<row r="99999999999"><c r="A2"><v>1</v></c></row><row><c r="ZZZZZZZZZZZZZZ2"><v>1</v></c></row>"#,
    ] {
      let fault = #expect(throws: WorkbookError.self, "\(cell)") { try read(TestBook(rows: cell)) }
      guard case .outsideSheet = fault else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
  }

  @Test("when it nests deeper, holds more parts or larger ones than any honest file") func limits() throws {
    let deep = String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70)
    #expect(throws: WorkbookError.tooDeep(part: Self.sheet)) { try read(replaced("<sheetData>", deep + "<sheetData>")) }
    let many = (0...WorkbookLimits.members).map { ZipWriter.Member(name: "m\($0)", bytes: [], method: .stored) }
    #expect(throws: WorkbookError.self) { try read(ZipWriter.archive(many)) }
    #expect(throws: WorkbookError.badDirectory) {
      try read(ZipWriter.archive(book.members + [TestBook.part(String(repeating: "n", count: 513), "")]))
    }
    let cell = String(repeating: "x", count: WorkbookLimits.cellText + 1)
    #expect(throws: WorkbookError.tooLarge(part: "A cell of \(Self.sheet)", limit: "1 MiB")) {
      try read(replaced("Alder", cell))
    }
    #expect(throws: WorkbookError.tooLarge(part: Self.sheet, limit: "512 MiB")) {
      try read(
        changed {
          $0.size = WorkbookLimits.part + 1
        })
    }
  }

  @Test("when it unpacks to hundreds of times its size, once that is much") func ratio() throws {
    let blanks = Array(TestBook.sheet(String(repeating: " ", count: 17 << 20)).utf8)
    let (packed, checksum) = try Deflater.gzip(blanks)
    let member = ZipWriter.Member(
      name: Self.sheet, bytes: packed, method: .other(8), checksum: checksum, size: blanks.count)
    #expect(throws: WorkbookError.tooLarge(part: Self.sheet, limit: "200 times what it takes in the file")) {
      try read(changed { $0 = member })
    }
    let fewer = String(repeating: " ", count: 1 << 18)
    #expect(try read(replaced("<sheetData>", fewer + "<sheetData>")).lines == ReadSheet.twoRows)
  }

  @Test("in one sentence each, which ends with a full stop") func sentences() {
    let faults: [WorkbookError] = [
      .unreadable(reason: "no"), .notAnArchive, .cutShort, .badDirectory, .otherKind("a ZIP archive"),
      .encrypted(part: "p"), .unknownPacking(part: "p", method: 9), .duplicateMember(part: "p"), .overlap(part: "p"),
      .missingPart("p"), .damaged(part: "p"), .badMarkup(part: "p"), .documentType(part: "p"), .tooDeep(part: "p"),
      .noSheets, .noVisibleSheet(known: ["a"]), .noSheet("b", known: ["a"]), .noSuchText(part: "p", line: 3),
      .outsideSheet(part: "p", line: 3), .tooLarge(part: "p", limit: "3"),
    ]
    #expect(Set(faults.map(\.sentence)).count == faults.count)
    for fault in faults { #expect(fault.sentence.last == "." && !fault.sentence.contains("\n")) }
  }

  @Test("without a control character in the name of a part") func partNames() {
    let member = ZipWriter.Member(name: "a\u{1b}[31m\u{202E}b", bytes: [])
    #expect(throws: WorkbookError.duplicateMember(part: "a?[31m?b")) { try read(ZipWriter.archive([member, member])) }
  }

  @Test("or read, but never trapped over, whatever bytes of it change") func fuzz() throws {
    var state: UInt64 = 11
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let bytes = TestBook(rows: TestBook.twoRows, styles: TestBook.styles(["14", "yyyy"]), strings: "<si><t>a</t></si>")
      .bytes
    for _ in 0..<600 {
      var changed = bytes
      for _ in 0...random(3) { changed[random(changed.count)] = UInt8(random(256)) }
      _ = try? read(changed)
    }
  }
}
