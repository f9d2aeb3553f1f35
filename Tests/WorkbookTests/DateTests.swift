import Testing

@testable import Workbook

@Suite("Dates") struct DateTests {
  @Test(
    "are numbers whose format shows days",
    arguments: [
      ("14", "46086", "2026-03-05"), (#"yyyy\-mm\-dd"#, "46086", "2026-03-05"),
      ("[$-409]d-mmm-yy;@", "46086", "2026-03-05"), ("57", "46086", "2026-03-05"), ("30", "46086", "2026-03-05"),
      ("d.m", "46086", "2026-03-05"), ("22", "46086", "2026-03-05"), ("[$-F800]dddd, mmmm dd", "46086.0", "2026-03-05"),
      ("YYYY-MM-DD HH:MM:SS", "46086.6043402778", "2026-03-05 14:30:15"),
      ("14", "46086.60434027778", "2026-03-05 14:30:15"), ("14", "46086.999999", "2026-03-06"),
      ("21", "0.378472222222222", "09:05:00"), ("14", "0.5", "12:00:00"), ("20", "0", "00:00:00"), ("14", "0", ""),
      ("[h]:mm", "1.5", "36:00"), ("46", "0.010428240740740741", "0:15:01"), ("[mm]:ss", "0.5", "12:00"),
      ("m/d/yy h:mm AM/PM", "46086.25", "2026-03-05 06:00:00"), ("mm:ss.0", "0.5", "12:00:00"),
      ("14", "1", "1900-01-01"), ("14", "59", "1900-02-28"), ("14", "60", "60"), ("14", "61", "1900-03-01"),
      ("14", "2958465", "9999-12-31"), ("14", "2958466", "2958466"), ("14", "-1", "-1"), ("14", "x", "x"),
      ("[Red]0", "46086", "46086"), (#"0.00" days""#, "46086", "46086"), ("#,##0_M", "46086", "46086"),
      (#"#,##0,," M""#, "46086", "46086"), ("0.00E+00", "46086", "46086"), ("General", "46086", "46086"),
      ("GENERAL", "46086", "46086"), ("Standard", "46086", "46086"), ("0", "46086", "46086"), ("@", "46086", "46086"),
      ("49", "46086", "46086"), (#"0\d"#, "46086", "46086"), ("0*d", "46086", "46086"), ("0;yyyy", "46086", "46086"),
    ]
  ) func formats(format: String, written: String, text: String) throws {
    let sheet = try readCells([#"<c r="B1" s="1"><v>\#(written)</v></c>"#], styles: ["0", format])
    #expect(sheet.values == [text])
  }

  @Test("by a format of the file's own, which goes before the numbers that need none") func ownFormats() throws {
    let styles = """
      <numFmts count="0"><numFmt numFmtId="14" formatCode="0.00"/><numFmt numFmtId="0" formatCode="yyyy"/>
      <numFmt numFmtId="100" formatCode="0"/><numFmt numFmtId="100" formatCode="yyyy"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="14"/><xf numFmtId="0"/><xf numFmtId="100"/><xf/></cellXfs>
      <dxfs><dxf><numFmt numFmtId="100" formatCode="0"/></dxf></dxfs>
      """
    let cells = (0...3).map { #"<c r="\#(TestBook.column($0))1" s="\#($0)"><v>46086</v></c>"# }
    let book = TestBook(rows: "<row r=\"1\">\(cells.joined())</row>", styles: styles)
    #expect(try read(book).lines == ["1: 46086|2026-03-05|2026-03-05|2026-03-05"])
  }

  @Test("count from 1904 where the workbook says so") func since1904() throws {
    for truth in ["true", "1"] {
      let sheet = try readCells(
        [
          #"<c r="B1" s="1"><v>44624</v></c>"#, #"<c r="B2" t="d"><v>2026-03-05</v></c>"#,
          #"<c r="B3" s="1"><v>1</v></c>"#,
        ],
        styles: ["0", "14"], properties: "<workbookPr date1904=\"\(truth)\"/>")
      #expect(sheet.values == ["2026-03-05", "2026-03-05", "1904-01-02"])
    }
    let not = try readCells(
      [#"<c r="B1" s="1"><v>46086</v></c>"#], styles: ["0", "14"], properties: "<workbookPr date1904=\"0\"/>")
    #expect(not.values == ["2026-03-05"])
  }

  @Test(
    "of the type for dates are ISO 8601",
    arguments: [
      ("2026-03-05", "2026-03-05"), ("2026-03-05T00:00:00.000Z", "2026-03-05"),
      ("2026-03-05T14:30:15", "2026-03-05 14:30:15"), ("2026-03-05T14:30", "2026-03-05 14:30:00"),
      ("2026-03-05T14:30:14.6", "2026-03-05 14:30:15"), ("2026-03-05T23:59:59.9Z", "2026-03-06"),
      ("2026-03-05 14:30:15+02:00", "2026-03-05 14:30:15"), ("09:05:00", "09:05:00"), ("09:05", "09:05:00"),
      ("PT0H11M0.000S", "00:11:00"), ("PT36H", "36:00"), ("PT1H2M3S", "01:02:03"), ("PT", "00:00:00"), ("PTX", "PTX"),
      ("2026-02-30", "2026-02-30"), ("soon", "soon"), ("2026-03-05T25:00", "2026-03-05T25:00"),
    ]
  ) func iso(written: String, text: String) throws {
    #expect(try readCells([#"<c r="B1" t="d" s="1"><v>\#(written)</v></c>"#], styles: ["0", "0"]).values == [text])
  }
}
