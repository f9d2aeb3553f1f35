import Sales
import Testing

@testable import Commands

@Suite("Columns of an imported file") struct ImportColumnTests {
  @Test(
    "headers in circulation map themselves",
    arguments: [
      ("Deal - Title*", ImportField.name), ("Deal Name", .name), ("Opportunity Name", .name), ("TITLE", .name),
      ("Deal - Value", .value), ("Amount", .value), ("close_value", .value), ("Deal value", .value),
      ("Deal - Currency of value", .currency), ("CurrencyIsoCode", .currency), ("currency", .currency),
      ("Deal - Stage", .stage), ("deal_stage", .stage), ("StageName", .stage), ("Deal - Stage (pipeline)", .stage),
      ("Pipeline", .pipeline), ("Deal - Status", .status), ("Organization", .company), ("account", .company),
      ("Associated Company", .company), ("Deal - Organization", .company), ("Contact person", .contact),
      ("Deal - Contact person", .contact), ("Associated Contact", .contact), ("Deal owner", .owner),
      ("sales_agent", .owner), ("Original Source", .source), ("Deal - Source origin", .source),
      ("LeadSource", .source), ("Record ID", .externalID), ("Deal - ID", .externalID), ("opportunity_id", .externalID),
      ("Deal - Pipedrive System ID", .externalID), ("Deal - Deal created", .created), ("Create Date", .created),
      ("created_at", .created), ("Last stage change", .stageEntered), ("Date entered stage", .stageEntered),
      ("Close Date", .closed), ("Deal - Closed on", .closed), ("close_date", .closed), ("Won time", .wonDate),
      ("Deal - Expected close date", .expectedClose), ("Closed Lost Reason", .lossReason),
      ("Deal - Lost reason", .lossReason),
    ])
  func header(title: String, field: ImportField) {
    #expect(ImportField.matching(title)?.field == field)
  }

  @Test(
    "headers that mean something else map to nothing",
    arguments: ["Weighted value", "Deal Owner.id", "(Do Not Modify) Opportunity", "Region", "", "·"])
  func unknownHeader(title: String) {
    #expect(ImportField.matching(title) == nil)
  }

  @Test("every field has a name for --map and spellings that find it")
  func spellings() {
    for fact in HeaderKnowledge.facts {
      #expect(fact.header == plainHeader(fact.header), "\(fact)")
      #expect(ImportField.matching(fact.header)?.field == fact.field, "\(fact)")
    }
    for field in ImportField.allCases { #expect(ImportField.matching(field.rawValue)?.field == field) }
    let spellings = HeaderKnowledge.facts.map { $0.header.filter { $0.isLetter || $0.isNumber } }
    let twice = Dictionary(grouping: spellings, by: \.self).filter { $0.value.count > 1 }.keys
    #expect(twice.isEmpty, "each spelling stands once: \(twice.sorted())")
  }

  @Test("of several columns for one field the better spelling is asked first, and the other where it is empty")
  func fallback() throws {
    let map = try ColumnMap(header: ["Title", "Name", "Closed on", "Close date", "Owner"], stated: [])
    #expect(map.text(.name, ["t", "n"]) == "n")
    #expect(map.text(.name, ["t", ""]) == "t")
    #expect(map.text(.closed, ["", "", "2026-01-01", " "]) == "2026-01-01")
    #expect(map.title(.closed) == "Closed on, Close date")
    #expect(map.unused == [])
  }

  @Test("what people map overrules the headers and takes the column")
  func stated() throws {
    let header = ["Name", "Status", "Deal Stage"]
    let map = try ColumnMap(header: header, stated: [FieldMapping(field: .stage, template: "status")])
    #expect(map.text(.stage, ["n", "Lead", "x"]) == "Lead")
    #expect(map.text(.status, ["n", "Lead", "x"]) == "")
    #expect(map.unused == ["Deal Stage"])
    #expect(throws: ImportProblem.unknownColumn("Phase", header: header)) {
      try ColumnMap(header: header, stated: [FieldMapping(field: .stage, template: "Phase")])
    }

    #expect(throws: ImportProblem.badTemplate("{Name")) {
      try ColumnMap(header: header, stated: [FieldMapping(field: .name, template: "{Name")])
    }
  }

  @Test(
    "a template leaves no dangling marks where a part is missing",
    arguments: [
      ("{a} · {b}", ["x", "y"], "x · y"), ("{a} · {b}", ["x", ""], "x"), ("{a} · {b}", ["", "y"], "y"),
      ("{a} · {b}", ["", " "], ""), ("{a} ({b})", ["x", "y"], "x (y)"), ("{a} ({b})", ["x", ""], "x"),
      ("{a} ({b})", ["", "y"], "y"), ("{a}, {b}, {c}", ["x", "", "z"], "x, z"), ("{a}, {b}, {c}", ["", "", "z"], "z"),
      ("Deal {a} for {b}", ["1", ""], "Deal 1"), ("Deal {a}", [""], ""), ("b", ["x", "y"], "y"), ("{a}!", ["x"], "x!"),
    ])
  func template(text: String, cells: [String], result: String) throws {
    let template = try Template(text) { name throws(ImportProblem) in ["a": 0, "b": 1, "c": 2][name] ?? 9 }
    #expect(template.text(cells) == result)
  }
}
