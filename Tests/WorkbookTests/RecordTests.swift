import Support
import Testing

@testable import Workbook

@Suite("Records") struct RecordTests {
  private let records: [WorkbookRecord] = [
    .sheets(
      [
        Sheet(name: "Déals", visibility: .visible, hasRows: true, headerLine: 300),
        Sheet(name: "", visibility: .veryHidden, hasRows: false, headerLine: nil),
      ], read: 1),
    .row(
      SheetRow(
        line: 1, cells: [SheetCell(column: 0, text: "Alder"), SheetCell(column: 16_383, text: "1", currency: "EUR")])),
    .row(SheetRow(line: 1_048_576, cells: [SheetCell(column: 200, text: String(repeating: "x\n", count: 40_000))])),
    .notes(RecordTests.notes), .notes(SheetNotes()), .fault("Nothing."),
  ]

  private static var notes: SheetNotes {
    var notes = SheetNotes()
    notes.rows = 100_000
    notes.hiddenRows = 3
    notes.formulasWithoutResult = 4
    notes.errors = [0: 1, 700: 2]
    notes.longNumbers = [5: 6]
    notes.headerLine = 3
    return notes
  }

  private var bytes: [UInt8] { records.reduce(into: []) { bytes, record in record.write(to: &bytes) } }

  @Test("come back as they were, in pieces of any size", arguments: [1, 2, 7, 1000, 1 << 20])
  func pieces(size: Int) throws {
    var rest = bytes[...]
    var found: [WorkbookRecord] = []
    var reader = WorkbookRecords()
    while !rest.isEmpty {
      reader.add(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      while let record = try reader.next() { found.append(record) }
    }
    #expect(found == records)
  }

  @Test("that are cut are waited for, and that are changed are told, never trapped over") func fuzz() throws {
    var random = SeededGenerator(seed: 3)
    let bytes = bytes.prefix(400)
    var faults = 0
    for _ in 0..<2000 {
      var changed = Array(bytes)
      for _ in 0...2 {
        changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      var reader = WorkbookRecords()
      reader.add(changed)
      do {
        while try reader.next() != nil {}
      } catch {
        faults += 1
      }
    }
    #expect((100..<2000).contains(faults))
    var reader = WorkbookRecords()
    reader.add([UInt8](repeating: 0xFF, count: 20))
    #expect(throws: WorkbookRecords.Garbled.self) { try reader.next() }
  }
}
