import Testing

@testable import Workbook

@Suite("Numbers") struct NumberTests {
  @Test(
    "are read in decimal",
    arguments: [
      ("46086", "46086"), ("46086.0", "46086"), ("1234567890123456.0", "1234567890123456"),
      ("1E+021", "1000000000000000000000"), ("1E-005", "0.00001"), ("1e-05", "0.00001"), ("1E-5", "0.00001"),
      ("19.9899999999999999998", "19.99"), ("0.300000000000000000011", "0.3"), ("0.30000000000000004", "0.3"),
      ("2.2000000000000002", "2.2"), ("2.9999999999999996", "3"), ("999999999999999.96", "1000000000000000"),
      ("-19.989999999999998", "-19.99"), ("-0", "0"), ("0.0", "0"), ("000", "0"), ("00123", "123"), (".5", "0.5"),
      ("+7", "7"), ("7.", "7"), (" 12 ", "12"), ("1.5e3", "1500"), ("1.2345E2", "123.45"),
      ("1E300", "1" + String(repeating: "0", count: 300)),
      ("12345678901234567.8", "12345678901234568"), ("0.1", "0.1"), ("100", "100"), ("1200.50", "1200.5"),
      ("1E999999999", "1E999999999"), ("1E99999999999999999999", "1E99999999999999999999"), ("NaN", "NaN"),
      ("1,5", "1,5"), ("", ""), ("1e", "1e"), ("--1", "--1"),
    ]
  ) func decimal(written: String, text: String) throws {
    #expect(CellReader(formats: [], startsIn1904: false).number(written, style: 0).text == text)
  }

  @Test("mean a percentage, a currency or a padded id where their format says so") func formats() throws {
    let formats = [
      "9", "10", "0.0%", #"0\%"#, "[$€-407] #,##0.00", #"#,##0.00\ [$€-407]"#, "[$JPY] #,##0", #"\€#,##0"#,
      #"#,##0.00 "€""#, "$#,##0.00", "[$$-409]#,##0.00", "[$$-1009]#,##0", "#,##0.00 USD", #"_-* #,##0.00\ "kr"_-"#,
      "[$kr-41D] #,##0", "[$£-809]#,##0", "[$CHF] #,##0", "00000", #"00000\-0000"#, #""ID-"0000"#, #"00" pcs""#, "0.00",
      "#,##0", "[Red]0", "@", "4", "[$-407]0",
    ]
    let expected: [(String, String?)] = [
      ("12300%", nil), ("12300%", nil), ("12300%", nil), ("123", nil), ("123", "EUR"), ("123", "EUR"), ("123", "JPY"),
      ("123", "EUR"), ("123", "EUR"), ("123", "$"), ("123", "USD"), ("123", "CAD"), ("123", "USD"), ("123", "kr"),
      ("123", "SEK"), ("123", "GBP"), ("123", "CHF"), ("00123", nil), ("00000-0123", nil), ("ID-0123", nil),
      ("123", nil), ("123", nil), ("123", nil), ("123", nil), ("123", nil), ("123", nil), ("123", nil),
    ]
    let cells = formats.indices.map { #"<c r="B\#($0 + 1)" s="\#($0)"><v>123</v></c>"# }
    let sheet = try readCells(cells, styles: formats)
    for (index, row) in sheet.rows.enumerated() {
      #expect(row.cells[1].text == expected[index].0, "\(formats[index])")
      #expect(row.cells[1].currency == expected[index].1, "\(formats[index])")
    }
    #expect(sheet.rows.count == expected.count)
  }

  @Test("of a percent format keep their decimals, padded ones their digits and sign") func details() throws {
    let values = [
      ("0.25", 0), ("0.075", 0), ("-0.5", 0), ("0", 0), ("1234567", 1), ("-12", 1), ("1.5", 1), ("0", 1), ("x", 1),
    ]
    let cells = values.enumerated().map { #"<c r="B\#($0 + 1)" s="\#($1.1)"><v>\#($1.0)</v></c>"# }
    #expect(
      try readCells(cells, styles: ["9", "00000"]).values == [
        "25%", "7.5%", "-50%", "0%", "1234567", "-12", "1.5", "00000", "x",
      ])
  }

  @Test("of more than 15 digits are counted by column, for a spreadsheet has lost the last of them") func long() throws
  {
    let cells = ["1234567890123460", "1.234567890123457E+17", "123456789012345", "0.12345678901234567"]
    let rows = cells.enumerated().map { #"<c r="C\#($0 + 1)"><v>\#($1)</v></c>"# }
    let text = #"<c r="C5" t="str"><v>1234567890123456</v></c>"#
    #expect(try readCells(rows + [text]).notes.longNumbers == [2: 2])
  }

  @Test("of an unknown style are plain") func unknownStyle() throws {
    #expect(
      try readCells([#"<c r="B1" s="9"><v>5.0</v></c>"#, #"<c r="B2" s="x"><v>5.0</v></c>"#]).values == ["5", "5"])
  }

  @Test("of formulas are what the writer computed; what it did not compute is counted") func formulas() throws {
    let cells = [
      #"<c r="B1"><f>SUM(A1)</f><v>5</v></c>"#, #"<c r="B2" t="str"><f>A1&amp;"x"</f><v>text</v></c>"#,
      #"<c r="B3"><f>A1</f><v/></c>"#, #"<c r="B4"><f>A1</f><v></v></c>"#, #"<c r="B5" t="str"><f>A1</f></c>"#,
      #"<c r="B6"><f t="shared" si="0"/><v>6</v></c>"#, #"<c r="B7" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#,
      #"<c r="B8" t="e"><v>#N/A</v></c>"#, #"<c r="B9" t="b"><v>1</v></c>"#,
      #"<c r="B10" t="b"><f aca="false">FALSE()</f><v>0</v></c>"#, #"<c r="B11" t="str"><f>""</f><v></v></c>"#,
      #"<c r="B12" t="n"><v>12</v></c>"#, #"<c r="B13" t="b"><v>true</v></c>"#, #"<c r="B14"><f/></c>"#,
    ]
    let sheet = try readCells(cells)
    let values = ["5", "text", "", "", "", "6", "", "", "TRUE", "FALSE", "", "12", "TRUE", ""]
    #expect(sheet.values == values)
    #expect(sheet.notes.formulasWithoutResult == 4)
    #expect(sheet.notes.errors == [1: 2])
  }
}
