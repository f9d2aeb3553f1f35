import Foundation
import Glibc
import Harness
import Samples

extension FuzzTrial {
  private static let tables = [
    "name,stage,value,currency,expected_close\nAcme,Qualified,\"1,234.56\",EUR,2026-01-02\nGlobex,Won,5,USD,3/4/2026\n",
    "Deal Name;Deal Stage;Amount;Create Date\n\"A;\"\"b\"\"\";Closed Lost;1.234,5;02.03.2025 10:00\nX;Y;;\n",
    "name\tcompany\tstatus\n=1+1\tAcme\topen\n@x\t\twon\n", "{\"name\":\"Acme\",\"value\":5}\n{\"name\":\"B\"}\n",
    "Umsatz,Name,Phase\n\"12.000,00 €\",Müller,Angebot\nTotal,,\n",
  ]

  /// Whole files, each read by a program of its own.
  mutating func tables(_ count: Int) throws -> TrialRow {
    var row = TrialRow("random CSV and NDJSON files to `import --dry-run`")
    var fuzzer = Fuzzer(
      Randomness(seed: nextSeed()), seeds: Self.tables, pieces: ["\n", "\r", "\r\n", "\"\"", "\"\n", "€"])
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
    let file = sandbox.home + "/in.csv"
    for _ in 0..<count {
      let bytes = fuzzer.bytes() + (fuzzer.bytes().count.isMultiple(of: 5) ? fuzzer.bytes() : [])
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      try run(try sandbox.words(["import", file, "--dry-run"]), sandbox, bytes, &row)
    }
    return row
  }

  private static let parts: [(name: String, text: String)] = {
    let (main, office) = (
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org"
    )
    let relation = "\(office)/officeDocument/2006/relationships"
    return [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(office)/package/2006/relationships\"><Relationship Id=\"r\" Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\"><sheets><sheet name=\"D\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(office)/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"\(relation)/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"\(relation)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
      ),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\"><si><t>name</t></si><si><r><t>Ac</t></r><r><t>me</t></r></si></sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"\(main)\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>value</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>1.5E3</v></c><c r=\"XFD2\" t=\"b\"><v>1</v></c></row></sheetData></worksheet>"
      ),
    ]
  }()

  /// Changed parts in a good archive, and changed archives.
  mutating func workbooks(_ count: Int) throws -> TrialRow {
    var row = TrialRow("random workbooks to `dealboard-workbook`")
    let sandbox = try Sandbox()
    let program = try Sandbox.program() + "-workbook"
    let good = Self.parts.map { (name: $0.name, bytes: Array($0.text.utf8)) }
    let pieces = [
      "<", ">", "</", "<c r=\"", "<v>", "&#0;", "&#x1F;", "<!ENTITY a \"b\">", "t=\"s\"", "A1048577", "<row r=\"0\">",
    ]
    var changing = good.map { Fuzzer(Randomness(seed: nextSeed()), seeds: [$0.bytes], pieces: pieces) }
    var archives = Fuzzer(
      Randomness(seed: nextSeed()), seeds: [StoredArchive(good).bytes], pieces: ["PK\u{1}\u{2}", "PK\u{5}\u{6}"])
    for number in 0..<count {
      var members = good
      let place = number / 2 % members.count
      members[place].bytes = changing[place].bytes()
      let bytes = number % 2 == 0 ? StoredArchive(members).bytes : archives.bytes()
      try Data(bytes).write(to: URL(fileURLWithPath: sandbox.home + "/in.xlsx"))
      try run(["sh", "-c", "exec \(program) < \(sandbox.home)/in.xlsx"], sandbox, bytes, &row)
    }
    return row
  }

  /// Runs a program that reads a file, to an end that is none by a signal, in time; a file that breaks it is kept.
  private func run(_ words: [String], _ sandbox: Sandbox, _ bytes: [UInt8], _ row: inout TrialRow) throws {
    row.count += 1
    var fault = ""
    do {
      try patiently("a file") {
        let start = ContinuousClock.now
        let said = try sandbox.run(words: words)
        let time = ContinuousClock.now - start
        if case .exited(let code) = said.ending, code <= 3 {
          if time > longestWait { throw Harness.Trouble("It took \(milliseconds(time)) ms.") }
        } else {
          fault = "ended with \(said.ending)"
        }
      }
    } catch {
      fault = "\(error)"
    }
    if fault.isEmpty { return }
    let kept = FileManager.default.temporaryDirectory.appendingPathComponent("dealboard-input-\(getpid())-\(row.count)")
    try Data(bytes).write(to: kept)
    row.fail("\(fault) on the file \(kept.path)")
  }

  // MARK: Replies

  private static let answers = [
    "\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{7}", "\u{1b}]4;1;rgb:0000/1111/2222\u{1b}\\", "\u{1b}[?62;22c", "\u{1b}[24;80R",
    "\u{1b}P1$r0m\u{1b}\\", "\u{1b}P>|xterm(370)\u{1b}\\", "\u{1b}[I", "\u{1b}[O", "\u{1b}[<0;10;10M", "\u{1b}[M !!",
    "\u{1b}[200~pasted\u{1b}[201~", "\u{1b}_Gi=1;OK\u{1b}\\", "\u{1b}[?2026;2$y", "\u{1b}[1;5A", "\u{1b}OP",
    "\u{1b}[15~",
  ]

  /// Changed answers of terminals, in pieces, to a board that must go on answering.
  mutating func replies(_ count: Int) throws -> TrialRow {
    var row = TrialRow("random answers of a terminal to a board that goes on")
    var fuzzer = Fuzzer(Randomness(seed: nextSeed()), seeds: Self.answers, pieces: Self.answers)
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
    sandbox.environment["EDITOR"] = "true"
    var board = try PseudoTerminal(sandbox)
    try board.see("need attention")
    while row.count < count {
      for _ in 0..<20 {
        board.type(bytes: fuzzer.bytes())
        row.count += 1
        board.read(within: .milliseconds(1))
      }
      // The end of whatever is open, then the whole picture.
      board.type("\u{1b}[201~\u{1b}\\\u{7}\u{c}")
      let (start, before) = (ContinuousClock.now, board.bytes.count)
      while board.bytes.count == before, ContinuousClock.now - start < longestWait {
        board.read(within: .milliseconds(50))
      }
      if let ending = try? board.program.end() {
        // Letters of a broken answer may be the keys that quit.
        if ending != .exited(0), ending != .signaled(SIGQUIT) { row.fail("the board ended with \(ending)") }
        board = try PseudoTerminal(sandbox)
        try board.see("Qualified")
      } else if board.bytes.count == before {
        row.fail("the board said nothing for 2 s")
      }
    }
    return row
  }
}
