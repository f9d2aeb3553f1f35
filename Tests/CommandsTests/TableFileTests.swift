import Support
import Testing

@testable import Commands

private func table(_ text: String, _ change: (inout TableOptions) -> Void = { _ in }) throws -> TableFile {
  var options = TableOptions()
  change(&options)
  return try TableFile(bytes: Array(text.utf8), options: options)
}

private func cells(_ table: TableFile) throws -> [[String]] {
  var rows: [[String]] = []
  try table.forEach { rows.append($0.cells) }
  return rows
}

@Suite("Table of a file") struct TableFileTests {
  @Test("rows can be read as often as needed, and a scan stops when told to")
  func scans() throws {
    let table = try table("Name,Amount\nAlder,1\nBirch,2\n")
    #expect(try cells(table) == [["Alder", "1"], ["Birch", "2"]])
    #expect(try cells(table) == [["Alder", "1"], ["Birch", "2"]])
    var seen = 0
    try table.scan { _ in
      seen += 1
      return .stop
    }
    #expect(seen == 1 && table.rowCount == 2)
  }

  @Test("a fault anywhere is told when the file is opened")
  func faults() {
    #expect(throws: TableError.csv(CSVError(.unclosedQuote, line: 3, column: 1))) { try table("a,b\n1,2\n\"x") }
    #expect(throws: TableError.empty) { try table("") }
    #expect(throws: TableError.empty) { try table("\n\r\n,,\n") }
  }

  @Test("blank rows, totals and notes are left out and counted")
  func surroundings() throws {
    let blank = try table("Name,Amount,Stage\nAlder,100,Qualified\n,,\n , ,\n")
    #expect(blank.rowCount == 1 && blank.leftOut.blank.count == 2)
    let report = try table(
      "Opportunity Name,Stage,Amount\nAlder,Qualified,100\nTotal,,100\n\nConfidential Information - Do Not Distribute\n"
    )
    #expect(try cells(report) == [["Alder", "Qualified", "100"]])
    #expect(report.leftOut.totals == LeftOutRows.Kind(count: 1, first: TableRow(line: 3, cells: ["Total", "", "100"])))
    #expect(report.leftOut.notes.first?.line == 5)
    let grouped = try table(
      "Stage,Opportunity Name,Amount\nQualified,Alder,100\nSubtotal,,100\nWon,Birch,50\nSubtotal,,\"50,00\"\nGrand Total,2,150\n"
    )
    #expect(grouped.rowCount == 2 && grouped.leftOut.totals.count == 3)
    let german = try table("Titel;Wert;Phase\nAlder;100;Neu\nSumme;100;\n\nErstellt von: Mira Holt\n")
    #expect(german.rowCount == 1 && german.leftOut.totals.count == 1 && german.leftOut.notes.count == 1)
  }

  @Test("a deal that is called like a total, or has nothing but a name, stays a deal")
  func likeSurroundings() throws {
    let table = try table(
      "Name,Stage,Amount\nTotal,Qualified,100\nTotal Energies,,5\n\nBirch\nThe one with a long name of six words\nAlder,,1\n"
    )
    #expect(table.rowCount == 5 && table.leftOut == LeftOutRows())
    #expect(try self.names("Name,Amount\nTotal,100\nAlder,5\n") == ["Total", "Alder"])
    #expect(try self.names("Name,Amount\n7,1\nBirch\n") == ["7", "Birch"])
  }

  private func names(_ text: String) throws -> [String] { try cells(table(text)).map { $0[0] } }

  @Test("the header is found below titles, and the first row is one when nothing shows another")
  func headerLine() throws {
    let titled = try table("Pipeline report,,\nAs of 2026-03-01,,\n\nDeal Name,Stage,Amount\nAlder,Qualified,100\n")
    #expect(titled.header == ["Deal Name", "Stage", "Amount"] && titled.headerLine == 4)
    #expect(titled.rowCount == 1 && titled.leftOut.titles.count == 2)
    let unknown = try table("Umsatz 2026\n\nKunde;Vorhaben;Summe netto\nNordwall;Pumpe;5\n")
    #expect(unknown.header == ["Kunde", "Vorhaben", "Summe netto"])
    #expect(try table("ref,rep,item\nA1,Mo,Basic\nName,Amount,Stage\n").headerLine == 1)
    #expect(try table("name\nA\nB,5\n").headerLine == 1)
    #expect(try table("a,b\n1,2\n").headerLine == 1)
  }

  @Test("an option names the line of the header, the separator and the encoding")
  func options() throws {
    let text = "Name,Amount\nx|y,Stage\nAlder,1\n"
    #expect(try table(text) { $0.headerLine = 2 }.header == ["x|y", "Stage"])
    #expect(try table(text) { $0.separator = .pipe }.header == ["x", "y,Stage"])
    #expect(throws: TableError.noHeader(line: 9)) { try table(text) { $0.headerLine = 9 } }
    #expect(try table("Näme,b\n") { $0.encoding = .windows1252 }.header == ["NÃ¤me", "b"])
    #expect(CSVSeparator(typed: "Pipe") == .pipe && CSVSeparator(typed: ";") == .semicolon)
    #expect(CSVSeparator(typed: "x") == nil)
    #expect(TextEncoding(typed: "latin-1") == .windows1252 && TextEncoding(typed: "utf8") == .utf8)
    #expect(TextEncoding(typed: "ebcdic") == nil)
  }

  @Test("the separator that makes a table is taken, whatever the title and the cells hold")
  func separators() throws {
    #expect(try table("Name|Amount\nAlder|100\n").header == ["Name", "Amount"])
    #expect(try table("Deals, calls, notes\nName;Amount\nA, b, c;1,5\n").header == ["Name", "Amount"])
    #expect(try table("Titel;Wert;Phase\nA;1,50;x\nB;2,75;y\n").header == ["Titel", "Wert", "Phase"])
    #expect(try table("Name\nA;b\n").header == ["Name"])
  }

  @Test("a backslash escapes a quote where only that leaves the rows whole")
  func backslashes() throws {
    #expect(
      try cells(table(#"Name,Stage␊"Alder \"Pump\" deal",Qualified"#.withControls)) == [
        ["Alder \"Pump\" deal", "Qualified"]
      ])
    #expect(
      try cells(table(#"Name,Stage␊"Alder \", big\\",Qualified"#.withControls)) == [[#"Alder ", big\"#, "Qualified"]])
    #expect(try cells(table(#"Name,Stage␊"C:\",Qualified"#.withControls)) == [[#"C:\"#, "Qualified"]])
    #expect(throws: TableError.csv(CSVError(.textAfterQuote, line: 3, column: 4))) {
      try table("Name,Stage\n\"A \\\"b\\\"\",x\n\"B\"c,y\n")
    }
  }
}
