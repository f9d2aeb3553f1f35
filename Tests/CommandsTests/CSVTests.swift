import Samples
import Support
import Testing

@testable import Commands

private func read(_ text: String) throws -> [[String]] {
  let table = try CSVTable(bytes: Array(text.utf8))
  return [table.header] + table.rows.map(\.cells)
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
      ("a\n\"\"\nx", [["a"], [""], ["x"]]),
      ("\"a;b\",\"c;d\",e\n1,2,3", [["a;b", "c;d", "e"], ["1", "2", "3"]]),
      ("a,b\n,\n", [["a", "b"], ["", ""]]),
      ("\u{FEFF}a,b\n1,ü", [["a", "b"], ["1", "ü"]]),
    ])
  func table(text: String, rows: [[String]]) throws {
    #expect(try read(text.withControls) == rows.map { $0.map(\.withControls) })
  }

  @Test("what is no UTF-8 is read as Windows-1252, and UTF-16 by its mark")
  func encodings() throws {
    let western = try CSVTable(bytes: Array("name;value\nK".utf8) + [0xE4, 0x73, 0x65, 0x3B, 0x80] + Array("5".utf8))
    #expect(western.encoding == .windows1252)
    #expect(western.rows.map(\.cells) == [["Käse", "€5"]])
    let units = Array("a\tb\n日\t2".utf16)
    let low = try CSVTable(bytes: [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    let high = try CSVTable(bytes: [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
    #expect(low.rows == high.rows && low.rows.map(\.cells) == [["日", "2"]] && low.encoding == .utf16)
    #expect(try CSVTable(bytes: Array("a,b".utf8)).encoding == .utf8)
  }

  @Test("each row knows the line it begins on")
  func lines() throws {
    let table = try CSVTable(bytes: Array("a,b\r\n\r\n\"x\r\ny\",1\r\nz,2".utf8))
    #expect(table.rows.map(\.line) == [3, 5])
  }

  @Test("a fault is told with its line and its character")
  func faults() {
    #expect(throws: CSVError(.unclosedQuote, line: 2, column: 4)) { try read("a,b\nñ ,\"open\nx,y\n") }
    #expect(throws: CSVError(.textAfterQuote, line: 3, column: 9)) { try read("a,b\n1,2\n\"two\",\"\"x").count }
    #expect(throws: CSVError(.textAfterQuote, line: 3, column: 3)) { try read("a,b\n\"x\ny\"z,2") }
    #expect(throws: CSVError(.empty, line: 1, column: 1)) { try read("\n\r\n") }
    #expect(throws: CSVError(.empty, line: 1, column: 1)) { try read("") }
  }

  @Test("what is written is read back, whatever the cells hold", arguments: 1...200 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let pieces = ["a", "\"", ",", ";", "\t", "\n", "\r", "\r\n", "é", "e\u{301}", "日本", " ", ""]
    let separator = CSVSeparator.allCases[random.below(3)]
    let width = 2 + random.below(4)
    let header = (0..<width).map { "column \($0)" }
    let rows = (0..<random.below(12)).map { _ in
      (0..<width).map { _ in (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined() }
    }
    let text = ([header] + rows).map { CSVTable.line($0, separator: separator) }.joined()
    let table = try CSVTable(bytes: Array(text.utf8))
    #expect(table.separator == separator)
    #expect(table.rows.map(\.cells) == rows)
  }

  @Test("no bytes at all make the reader trap or hang", arguments: 1...300 as ClosedRange<UInt64>)
  func fuzz(seed: UInt64) {
    var random = Randomness(seed: seed)
    let alphabet: [UInt8] = [0, 10, 13, 34, 44, 59, 9, 65, 0xC3, 0xA9, 0xE2, 0x80, 0xFF, 0xFE, 0xEF, 0xBB, 0xBF]
    let bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
    let table = try? CSVTable(bytes: bytes)
    #expect(table?.rows.allSatisfy { !$0.cells.isEmpty } != false)
  }
}
