import Sales
import Screen
import Support
import Testing

@testable import Board

@Suite("The help") struct HelpTests {
  @Test("every key of the table has a row, by itself or in that of another", arguments: Keymap.all.indices)
  func complete(index: Int) {
    let table = Keymap.all[index]
    let page = HelpPage(size: Size(rows: 24, columns: 80), search: "", keys: table)
    let rows = page.places.filter { !$0.entry.isHeading }.count
    #expect(rows == table.bindings.count { $0.help != .grouped })
    for (before, binding) in zip(table.bindings, table.bindings.dropFirst()) where binding.help == .grouped {
      #expect(before.help != .itself && before.group == binding.group, "\(binding.summary)")
    }
  }

  @Test(
    "is of the screen that it was called from, and leaves that as it was",
    arguments: [
      ("", "Keys on the board", "mark and step down"), ("t", "Keys in triage", "skip it, on to the next"),
      ("t j j j", "Keys at the end of triage", "look again"), ("enter", "Keys of the open deal", "all stored fields"),
      ("i", "Keys of the deal's fields", "edit the field in its place"),
      ("enter tab", "Keys on the board beside a deal", "keys to the deal, and back"),
      ("t enter", "Keys of the open deal", "close the deal"), ("T", "Keys of today's tasks", "plan the next step"),
      ("S", "Keys of stages and pipelines", "rename the pipeline"), ("m", "Keys on the board", "mark and step down"),
      ("z", "Keys on the board", "fold or unfold the stage"), ("d", "Keys on the board", "delete, after a question"),
    ])
  func screens(keys: String, title: String, row: String) throws {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
    try rig.plan("Call", "2025-11-21", on: "Acme")
    rig.size = Size(rows: 60, columns: 120)
    for help in ["?", "f1"] {
      let text = rig.play(keys + " " + help).text
      #expect(text[0].hasPrefix(" " + title + "  "), "\(text[0])")
      #expect(text.contains { $0.contains("  " + row) })
      #expect(rig.play(keys + " " + help + " esc") == rig.play(keys))
    }
    let inTriage = rig.play("t ?").text.joined(separator: "\n")
    #expect(!inTriage.contains("mark and step down") && !inTriage.contains("filter as you type"))
  }

  @Test("however far it is scrolled, a blank row stands before every group", arguments: Keymap.all.indices)
  func groups(index: Int) {
    for rows in [16, 24, 30] {
      for columns in [50, 80, 120] {
        let page = HelpPage(size: Size(rows: rows, columns: columns), search: "", keys: Keymap.all[index])
        let taken = Set(page.places.map { [$0.row, $0.column] })
        for place in page.places where place.entry.isHeading {
          #expect(!taken.contains([place.row - 1, place.column]), "\(place.entry) at \(columns)x\(rows)")
        }
      }
    }
  }

  @Test(
    "F1 shows it while a line is typed, and the line is there again", arguments: ["a 'Vandelay'", "S r 'x'", "/ 'ac'"])
  func typed(keys: String) throws {
    // Each a board of its own: what was typed is kept for the next session.
    func picture(_ more: String) throws -> Canvas {
      try BoardRig([("Qualified", ["Acme", "Globex"])]).play(keys + more)
    }
    #expect(try picture(" f1").text[0].hasPrefix(" Keys o"))
    #expect(try picture(" f1 esc") == picture(""))
  }

  @Test("the palette offers the screen's own commands and comes back to it")
  func palette() throws {
    let offered = try BoardRig([("Qualified", ["Acme"])]).play("S : 'r'").text
    #expect(offered[0].hasPrefix(" Stages of") && offered.contains { $0.contains("rename the pipeline") })
    #expect(!offered.contains { $0.contains("reopen") })
    let rig = try BoardRig([("Qualified", ["Acme"])])
    rig.play("S : 'rename' enter ctrl-u 'Direct' enter")
    #expect(rig.store.pipelines().map(\.pipeline.name) == ["Direct"])
    #expect(rig.play("S : esc").text == rig.play("S").text)
    #expect(rig.play("t : 'skip' enter").text[0].contains("all 1 seen"))
  }

  @Test("a group is not divided where a column can hold it", arguments: [(24, 80), (20, 80), (36, 120), (14, 110)])
  func whole(rows: Int, columns: Int) {
    let page = HelpPage(size: Size(rows: rows, columns: columns), search: "")
    var (group, start) = ([HelpPage.Place](), 0)
    for place in page.places + [HelpPage.Place(row: 0, column: -1, entry: .heading(""))] {
      if place.entry.isHeading, let first = group.first {
        let isWhole = group.allSatisfy { $0.column == first.column }
        #expect(isWhole || group.count > page.height)
        group = []
        start += 1
      }
      group.append(place)
    }
    #expect(start == Set(Keymap.board.bindings.map(\.group)).count)
  }

  @Test("scrolling brings the last row in sight, and the count of what is hidden is right", arguments: 6...40)
  func scrolling(rows: Int) {
    for columns in [20, 59, 60, 109, 110, 200] {
      let page = HelpPage(size: Size(rows: rows, columns: columns), search: "")
      #expect(page.hidden(top: page.lastTop).below == 0)
      #expect(page.hidden(top: 0).above == 0)
      #expect(page.lastTop == 0 || page.hidden(top: 0).below > 0)
    }
  }

  @Test("searching leaves the rows that hold every word")
  func search() {
    let page = HelpPage(size: Size(rows: 24, columns: 80), search: "STAGE move")
    #expect(page.places.allSatisfy { $0.entry.isHeading || $0.entry.text.contains("stage") })
    #expect(page.listed > 0)
    #expect(HelpPage(size: Size(rows: 24, columns: 80), search: "zzz").listed == 0)
  }
}

extension HelpPage.Entry {
  fileprivate var text: String {
    switch self {
    case .heading(let name): name
    case .keys(let keys, let words): keys + " " + words
    }
  }
}
