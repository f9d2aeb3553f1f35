import Testing

@testable import Workbook

@Suite("Texts") struct TextTests {
  @Test("are the same in all four homes") func homes() throws {
    let cells = [
      #"<c r="B1" t="s"><v>1</v></c>"#, #"<c r="B2" t="inlineStr"><is><t>Alder</t></is></c>"#,
      #"<c r="B3" t="str"><v>Alder</v></c>"#, #"<c r="B4" t="str"><f>A1</f><v>Alder</v></c>"#,
      #"<c t="s" r="B5"><v>1</v></c>"#, #"<c r="B6" t="news"><v>Alder</v></c>"#,
    ]
    let sheet = try readCells(cells, strings: "<si><t>No</t></si><si><t>Alder</t></si>")
    #expect(sheet.values == Array(repeating: "Alder", count: 6))
  }

  @Test("that are shared keep their numbers, and leave out how they are pronounced") func shared() throws {
    let strings = """
      <si><t>one</t></si>
      <si/>
      <si><r><t>two </t></r><r><rPr><b/></rPr><t xml:space="preserve"> halves</t></r></si>
      <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
      <si><t><![CDATA[a < b & c]]></t></si>
      <si><t>_x005F_x000D_</t></si>
      <si><t>a_x000d_
      b</t></si>
      <si><t>&#26481; &amp; &#x6771;</t></si>
      <si><t>  leading</t></si>
      <si><phoneticPr fontId="1"/></si>
      <si><t>last</t></si>
      """
    let cells = (0...10).map { "<c r=\"B\($0 + 1)\" t=\"s\"><v>\($0)</v></c>" }
    #expect(
      try readCells(cells, strings: strings).values == [
        "one", "", "two  halves", "東京", "a < b & c", "_x000D_", "a\nb", "東 & 東", "  leading", "", "last",
      ])
  }

  @Test("that are inline may have runs, and may be missing") func inline() throws {
    let cells = [
      #"<c r="B1" t="inlineStr"><is><r><t>two </t></r><r><t>halves</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>"#,
      #"<c r="B2" t="inlineStr"/>"#, #"<c r="B3" t="inlineStr"><is/></c>"#,
      #"<c r="B4" t="inlineStr"><is><t/></is></c>"#,
      #"<c r="B5" t="inlineStr"> <is> <t> x </t> </is> </c>"#,
      #"<c r="B6" t="inlineStr"><v>in the wrong place</v></c>"#,
    ]
    #expect(try readCells(cells).values == ["two halves", "", "", "", " x ", "in the wrong place"])
  }

  @Test("that look like numbers stay as they are") func numbers() throws {
    let texts = ["00123", "+49 30 1234", "=1+1", "1e5", "46086"]
    let cells = texts.enumerated().map { #"<c r="B\#($0 + 1)" t="str" s="1"><v>\#($1)</v></c>"# }
    #expect(try readCells(cells, styles: ["0", "14"]).values == texts)
  }

  @Test(
    "are decoded",
    arguments: [
      ("plain", "plain"), ("_x0041_", "A"), ("_x00e4_", "ä"), ("_x00E4_", "ä"), ("_xD83D__xDE00_", "😀"),
      ("_xD83D_", "\u{FFFD}"), ("_x005F_x000D_", "_x000D_"), ("_x005f__x0041_", "_A"), ("_x41_", "_x41_"),
      ("_x00G1_", "_x00G1_"), ("_X0041_", "_X0041_"), ("_x0041", "_x0041"), ("__x0041__", "_A_"), ("a_b", "a_b"),
      ("a_x000D_\nb", "a\nb"), ("a_x000D_b_x000A_c", "a\nb\nc"), ("_x000D_", "\n"), ("_x１００1_", "_x１００1_"),
    ]
  ) func escapes(written: String, text: String) {
    #expect(EscapedText.decoded(written) == text)
  }

  @Test("have the line ends of every writer as LF") func lineEnds() throws {
    let ends = ["\n", "\r\n", "&#10;", "&#xA;", "_x000D_\n", "&#13;\n", "_x000d__x000a_", "&#13;"]
    let cells = ends.enumerated().map { #"<c r="B\#($0 + 1)" t="str"><v>a\#($1)b</v></c>"# }
    #expect(try readCells(cells).values == Array(repeating: "a\nb", count: ends.count))
  }
}
