import Foundation
import Testing

@testable import Workbook

/// The program that reads workbooks, as this test run built it, beside the tests.
@Suite("dealboard-workbook") struct ProgramTests {
  private static func program() throws -> URL {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let here = CommandLine.arguments[0].hasSuffix(".xctest") ? CommandLine.arguments[0] : tests
    var sources = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { sources.deleteLastPathComponent() }
    let folders = [
      URL(fileURLWithPath: here).deletingLastPathComponent(), sources.appendingPathComponent(".build/debug"),
    ]
    return try #require(
      folders.map { $0.appendingPathComponent("dealboard-workbook") }.first {
        FileManager.default.isExecutableFile(atPath: $0.path)
      })
  }

  /// What it tells of these bytes.
  private func records(_ bytes: [UInt8], _ arguments: [String] = []) throws -> [WorkbookRecord] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("dealboard-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try records(of: try FileHandle(forReadingFrom: file), arguments)
  }

  private func records(of input: Any, _ arguments: [String] = []) throws -> [WorkbookRecord] {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var reader = WorkbookRecords()
    reader.add([UInt8](output.fileHandleForReading.readDataToEndOfFile()))
    process.waitUntilExit()
    var records: [WorkbookRecord] = []
    while let record = try reader.next() { records.append(record) }
    let isWhole = if case .notes = records.last { true } else { false }
    #expect(process.terminationStatus == (isWhole ? WorkbookRecord.wholeCode : WorkbookRecord.faultCode))
    return records
  }

  @Test("tells sheets, rows and notes of the workbook on its standard input") func workbook() throws {
    var notes = SheetNotes()
    notes.rows = 2
    let sheet = Sheet(name: "Deals", visibility: .visible, hasRows: true, headerLine: nil)
    let rows = [
      SheetRow(line: 1, cells: [SheetCell(column: 0, text: "Deal"), SheetCell(column: 1, text: "Value")]),
      SheetRow(line: 2, cells: [SheetCell(column: 0, text: "Alder"), SheetCell(column: 1, text: "100")]),
    ]
    let told: [WorkbookRecord] = [.sheets([sheet], read: 0)] + rows.map { .row($0) } + [.notes(notes)]
    #expect(try records(TestBook(rows: TestBook.twoRows).bytes) == told)
    #expect(try records(TestBook(rows: TestBook.twoRows).bytes, ["deals"]) == told)
  }

  @Test("tells why there are none, also after some rows") func faults() throws {
    let book = TestBook(rows: TestBook.twoRows)
    #expect(try records(Array("Deal,Value\n".utf8)) == [.fault(WorkbookError.notAnArchive.sentence)])
    #expect(try records(book.bytes, ["Lost"]) == [.fault(WorkbookError.noSheet("Lost", known: ["Deals"]).sentence)])
    var bad = book
    bad.change("xl/worksheets/sheet1.xml") { $0.checksum = 1 }
    let told = try records(bad.bytes)
    #expect(told.last == .fault(WorkbookError.damaged(part: "xl/worksheets/sheet1.xml").sentence))
    #expect(told.count == 4)
  }

  @Test("wants a file, since a workbook is read from its end") func pipe() throws {
    let fault = WorkbookError.unreadable(reason: "standard input is not a file")
    let pipe = Pipe()
    pipe.fileHandleForWriting.closeFile()
    #expect(try records(of: pipe) == [.fault(fault.sentence)])
  }
}
