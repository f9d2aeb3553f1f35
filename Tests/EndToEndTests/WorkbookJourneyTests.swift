import Foundation
import Testing

@Suite("Workbooks") struct WorkbookJourneyTests {
  @Test("a workbook is imported from a file and from a pipe, by the program that reads it", arguments: [false, true])
  func imported(isPiped: Bool) throws {
    let sandbox = try Sandbox()
    let path = sandbox.home + "/deals.xlsx"
    try Data(StoredArchive(Self.parts).bytes).write(to: URL(fileURLWithPath: path))
    let program = try Sandbox.program()
    let line =
      isPiped
      ? "cat '\(path)' | '\(program)' import - --yes --db '\(sandbox.database)'"
      : "'\(program)' import '\(path)' --yes --db '\(sandbox.database)'"
    let run = try sandbox.run(words: ["bash", "-euo", "pipefail", "-c", line])
    #expect(run.ending == .exited(0), "\(run.output)\(run.errors)")
    #expect(run.output.contains("2 rows, sheet \"Deals\"") && run.output.contains("2 new, 0 changed"), "\(run.output)")
    let list = try sandbox.run("list").output
    #expect(list.contains("Alder") && list.contains("€1,234.50") && list.contains("Birch"), "\(list)")
  }

  @Test("a workbook that is cut short is refused in a sentence, and no database is made") func cut() throws {
    let sandbox = try Sandbox()
    let path = sandbox.home + "/deals.xlsx"
    try Data(StoredArchive(Self.parts).bytes.dropLast(40)).write(to: URL(fileURLWithPath: path))
    let run = try sandbox.run("import", path, "--yes")
    #expect(run.ending == .exited(1) && run.output.isEmpty, "\(run.output)")
    #expect(
      run.errors.contains("The end of the workbook is missing. Copy or download the file again."), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: sandbox.database))
  }

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  private static let parts: [(name: String, text: String)] = [
    (
      "_rels/.rels",
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
      """
    ),
    (
      "xl/workbook.xml",
      """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="Deals" sheetId="1" r:id="r1"/></sheets></workbook>
      """
    ),
    (
      "xl/_rels/workbook.xml.rels",
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
      """
    ),
    (
      "xl/worksheets/sheet1.xml",
      """
      <worksheet xmlns="\(main)"><sheetData>
      <row><c t="inlineStr"><is><t>Deal</t></is></c><c t="inlineStr"><is><t>Value</t></is></c>
      <c t="inlineStr"><is><t>Currency</t></is></c></row>
      <row><c t="inlineStr"><is><t>Alder</t></is></c><c><v>1234.5</v></c><c t="str"><v>EUR</v></c></row>
      <row><c t="inlineStr"><is><t>Birch</t></is></c><c><v>20</v></c><c t="str"><v>EUR</v></c></row>
      </sheetData></worksheet>
      """
    ),
  ]
}

/// A ZIP archive whose members are not packed (PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
private struct StoredArchive {
  private(set) var bytes: [UInt8] = []

  init(_ members: [(name: String, text: String)]) {
    var directory: [UInt8] = []
    for (name, text) in members {
      let (name, data, offset) = (Array(name.utf8), Array(text.utf8), bytes.count)
      let facts =
        Self.number(20, 2) + Self.number(0, 8) + Self.number(Int(Self.checksum(data)), 4) + Self.number(data.count, 4)
        + Self.number(data.count, 4) + Self.number(name.count, 2) + Self.number(0, 2)
      bytes += Self.number(0x0403_4b50, 4) + facts + name + data
      directory += Self.number(0x0201_4b50, 4) + Self.number(20, 2) + facts + Self.number(0, 10)
      directory += Self.number(offset, 4) + name
    }
    let start = bytes.count
    bytes += directory + Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(members.count, 2)
    bytes += Self.number(members.count, 2) + Self.number(directory.count, 4) + Self.number(start, 4) + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
