import Testing

@testable import Commands

private func read(_ text: String) throws -> (header: [String], rows: [[String]], lines: [Int]) {
  let table = try TableFile(bytes: Array(text.utf8))
  var rows: [TableRow] = []
  try table.forEach { rows.append($0) }
  return (table.header, rows.map(\.cells), rows.map(\.line))
}

@Suite("A file of JSON lines") struct JSONLinesTests {
  @Test("the members of all objects are the columns, those inside with their path")
  func columns() throws {
    let table = try read(
      """
      {"name":"Alder","amount":12.5,"won":true,"owner":{"email":"a@n.example","age":3}}

      {"name":"Birch","tags":["x","y",{"name":"z"}],"amount":null}
      """)
    #expect(table.header == ["name", "amount", "won", "owner.email", "owner.age", "tags"])
    #expect(table.rows == [["Alder", "12.5", "true", "a@n.example", "3", ""], ["Birch", "", "", "", "", "x; y; z"]])
    #expect(table.lines == [1, 3])
  }

  @Test("a deal of our own export has the names around it and its value in major units")
  func ownExport() throws {
    let line = """
      {"id":"deal_1","name":"Alder","value":117500,"currency":"EUR","status":"won","relationships":\
      {"company":{"type":"company","id":"c","name":"Northwold"},"stage":{"type":"stage","id":"s","name":"Closed Won"}}}
      """
    let table = try read(line)
    let cells = Dictionary(zip(table.header, table.rows.first ?? [])) { first, _ in first }
    #expect(cells["value"] == "1175.00" && cells["company"] == "Northwold" && cells["stage"] == "Closed Won")
    let map = try ColumnMap(header: table.header, stated: [])
    #expect(map.lines.contains("external-id = id") && map.lines.contains("company = company"))
  }

  @Test("a line that is not an object is a fault with its line")
  func faults() {
    #expect(throws: TableError.json(line: 2, reason: "this line is not a JSON object")) {
      try read("{\"name\":\"a\"}\n[1]\n")
    }
    #expect { try read("{\"name\":\"a\"}\n\n{\"name\"\n") } throws: { ($0 as? TableError)?.line == 3 }
    #expect(throws: TableError.empty) { try read("{}\n") }
  }
}
