import Samples
import Support
import Testing

@testable import Commands

/// Every row that the text has, blank ones too.
private func allRows(_ bytes: [UInt8], _ separator: CSVSeparator? = nil) throws -> [TableRow] {
  var rows: [TableRow] = []
  try CSVSource(DecodedText(bytes), stated: separator).scan { row in
    rows.append(row)
    return .next
  }
  return rows
}

/// The rows that are not empty lines.
private func read(_ text: String) throws -> [[String]] {
  try allRows(Array(text.utf8)).map(\.cells).filter { $0 != [""] }
}

@Suite("Comma-separated values") struct CSVTests {
  @Test(
    "files as programs write them",
    arguments: [
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b␍␊1,2␍␊", [["a", "b"], ["1", "2"]]),
      ("a,b␍1,2␍", [["a", "b"], ["1", "2"]]),
      ("a,b\n\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
      ("a;b\n1,5;2", [["a", "b"], ["1,5", "2"]]),
      ("a\tb\n1\t2;,", [["a", "b"], ["1", "2;,"]]),
      ("sep=;␍␊a;b␍␊1;2", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"1,\"\"x\"\"\",\"\"", [["a", "b"], ["1,\"x\"", ""]]),
      ("a,b\n\"two\nlines\",2\n3,4", [["a", "b"], ["two\nlines", "2"], ["3", "4"]]),
      ("a,b\n\"two␍␊lines\",2", [["a", "b"], ["two␍␊lines", "2"]]),
      ("a,b\n5\" disk,2", [["a", "b"], ["5\" disk", "2"]]),
      ("a|b\n1|\"2|3\"", [["a", "b"], ["1", "2|3"]]),
      ("\"sep=;\"\na;b\n1;2", [["a", "b"], ["1", "2"]]),
      ("sep=|\na|b\n1|2,3", [["a", "b"], ["1", "2,3"]]),
      ("sep=,\na;x,b;y\n1,2", [["a;x", "b;y"], ["1", "2"]]),
      ("\"a;b\",\"c;d\",e\n1,2,3", [["a;b", "c;d", "e"], ["1", "2", "3"]]),
      ("a,b\n,\n", [["a", "b"], ["", ""]]),
      ("\u{FEFF}a,b\n1,ü", [["a", "b"], ["1", "ü"]]),
    ])
  func table(text: String, rows: [[String]]) throws {
    #expect(try read(text.withControls) == rows.map { $0.map(\.withControls) })
  }

  @Test("what is no UTF-8 is read as Windows-1252, and UTF-16 by its mark")
  func encodings() throws {
    let western = Array("name;value\nK".utf8) + [0xE4, 0x73, 0x65, 0x3B, 0x80] + Array("5".utf8)
    #expect(DecodedText(western).encoding == .windows1252)
    #expect(try allRows(western).last?.cells == ["Käse", "€5"])
    let units = Array("a\tb\n日😀\t2".utf16)
    let low = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let high = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [[0xFF, 0xFE] + low, [0xFE, 0xFF] + high, low, high] {
      #expect(DecodedText(bytes).encoding == .utf16)
      #expect(try allRows(bytes).map(\.cells) == [["a", "b"], ["日😀", "2"]])
    }
    #expect(DecodedText(Array("a,b".utf8)).encoding == .utf8)
  }

  @Test("a few broken bytes leave a UTF-8 file UTF-8; each is replaced and counted")
  func brokenBytes() throws {
    let bytes = Array("Name,Company\nMüller,Straße\nCut".utf8) + [0xC3] + Array(",x".utf8)
    let text = DecodedText(bytes)
    #expect(text.encoding == .utf8 && text.replaced == 1)
    #expect(try allRows(bytes).map(\.cells) == [["Name", "Company"], ["Müller", "Straße"], ["Cut\u{FFFD}", "x"]])
    #expect(DecodedText(bytes, stated: .windows1252).encoding == .windows1252)
    #expect(DecodedText(Array("ab".utf8) + [0xD8, 0x00], stated: .utf16).encoding == .utf16)
    #expect(DecodedText([0xE4, 0x41], stated: .utf8).replaced == 1)
  }

  @Test("each row knows the line it begins on")
  func lines() throws {
    #expect(try allRows(Array("a,b\r\n\r\n\"x\r\ny\",1\r\nz,2".utf8)).map(\.line) == [1, 2, 3, 5])
    #expect(try allRows(Array("sep=;\r\na;b\r\n".utf8)).map(\.line) == [2])
  }

  @Test("a fault is told with its line and its character")
  func faults() {
    func fault(_ fault: CSVError.Fault, line: Int, column: Int) -> TableError {
      .csv(CSVError(fault, line: line, column: column))
    }
    #expect(throws: fault(.unclosedQuote, line: 2, column: 4)) { try read("a,b\nñ ,\"open\nx,y\n") }
    #expect(throws: fault(.textAfterQuote, line: 3, column: 9)) { try read("a,b\n1,2\n\"two\",\"\"x").count }
    #expect(throws: fault(.textAfterQuote, line: 3, column: 3)) { try read("a,b\n\"x\ny\"z,2") }
  }

  @Test("what is written is read back, whatever the cells hold", arguments: 1...200 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let pieces = ["a", "\"", ",", ";", "|", "\t", "\n", "\r", "\r\n", "é", "e\u{301}", "日本", " ", ""]
    let separator = CSVSeparator.allCases[random.below(4)]
    let width = 2 + random.below(4)
    let header = (0..<width).map { "column \($0)" }
    let rows = (0..<random.below(12)).map { _ in
      (0..<width).map { _ in (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined() }
    }
    let text = ([header] + rows).map(separator.line).joined()
    let source = CSVSource(DecodedText(Array(text.utf8)))
    #expect(source.form == .text(separator, .utf8, replaced: 0))
    #expect(try Array(allRows(Array(text.utf8)).map(\.cells).dropFirst()) == rows)
  }

  @Test("no bytes at all make the reader trap or hang", arguments: 1...300 as ClosedRange<UInt64>)
  func fuzz(seed: UInt64) {
    var random = Randomness(seed: seed)
    let alphabet: [UInt8] = [
      0, 10, 13, 34, 44, 59, 92, 124, 9, 65, 0xC3, 0xA9, 0xE2, 0x80, 0xFF, 0xFE, 0xEF, 0xBB, 0xBF,
    ]
    let bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
    guard let table = try? TableFile(bytes: bytes) else { return }
    var count = 0
    #expect(throws: Never.self) { try table.forEach { count += $0.cells.isEmpty ? 0 : 1 } }
    #expect(count == table.rowCount)
  }
}
