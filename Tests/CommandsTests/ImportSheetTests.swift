import Sales
import Support
import Testing

@testable import Commands

/// Workbooks that newcomers have.
@Suite("Workbooks of deals") struct ImportSheetTests {
  private let deals = [
    ["Deal Name", "Stage", "Amount", "Close Date"], ["Alder", "Qualified", "100", "44624"],
    ["Birch", "Qualified", "200", "44625"],
  ]

  private func imported(_ book: Book, _ options: String = "") throws -> ImportCase {
    let imports = ImportCase()
    imports.world.put(book, at: "in.xlsx")
    #expect(imports.world.run("import in.xlsx --db deals.db " + options) == 0, "\(imports.said)")
    return imports
  }

  @Test("numbers without the style of a date count from 1904 where the workbook says so", arguments: [true, false])
  func serials(startsIn1904: Bool) throws {
    let imports = try imported(Book(sheets: [("Deals", deals)], startsIn1904: startsIn1904))
    let day = startsIn1904 ? "2026-03-05" : "2022-03-04"
    #expect(imports.deals.first?.expectedClose?.utcDay.description == day)
  }

  @Test("the sheet that looks like deals is read, whatever stands before it, and the others are named")
  func choice() throws {
    let cover = [["Pipeline 2026"], ["Made by", "Dana"], ["Rows", "2"]]
    let people = [["Name", "Email", "Company"], ["Mira", "m@n.test", "Northwold"]]
    for first in [cover, people] {
      let imports = try imported(Book(sheets: [("Start", first), ("Deals", deals)]))
      #expect(imports.deals.map(\.name) == ["Alder", "Birch"])
      #expect(
        imports.said.contains("Read the sheet Deals, which looks like deals. Other sheets with rows: Start. --sheet"))
    }
    // One that names a value and a stage is the one that was meant.
    let plain = try imported(Book(sheets: [("2026", deals), ("2025", deals + [["Cedar", "Qualified", "3"]])]))
    #expect(plain.deals.count == 2 && !plain.said.contains("which looks like deals"))
    let stated = try imported(
      Book(sheets: [("Deals", deals), ("Old", [["Name", "Amount"], ["Elm", "5"]])]), "--sheet Old")
    #expect(stated.deals.map(\.name) == ["Elm"])
  }

  @Test("o on the first page of the dialogue reads another sheet")
  func dialogue() throws {
    let rig = try DialogueRig("")
    rig.world.put(Book(sheets: [("Deals", deals), ("Old", [["Name", "Amount"], ["Elm", "5"]])]), at: "in.xlsx")
    rig.play("o", file: "in.xlsx")
    #expect(rig.picture.contains { $0.contains("Sheet") && $0.contains("Deals") })
    rig.play("o l enter enter enter enter enter", file: "in.xlsx")
    #expect(rig.deals.map(\.name) == ["Elm"], "\(rig.picture.joined(separator: "\n"))")
  }
}
