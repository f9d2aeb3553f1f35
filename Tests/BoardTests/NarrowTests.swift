import Board
import Sales
import Screen
import Support
import Testing

/// What stays where there is little room: what matters most, whole, and of long names both ends.
@Suite("Little room") struct NarrowTests {
  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test("beside an open deal at 80 columns the title names the filter before it counts what needs attention")
  func filterBesidePane() throws {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    let title = rig.play("/ 'value>1k' enter enter").text[0]
    #expect(title.contains(" /value>1k ") && !title.contains("!"), "\(title)")
    #expect(rig.play("enter").text[0].contains("! 2"))
  }

  @Test(
    "on narrow screens the name goes before the slips do, and the slips before what the date means",
    arguments: [
      (120, "'4m'", "Fri 20 Mar 2026, in 4 months · moved later 2 times · "),
      (80, "'4m'", "Fri 20 Mar 2026, in 4 months · 2 slips · "), (80, "", "none · moved later 2 times · "),
      (70, "'4m'", "Fri 20 Mar 2026, in 4 months · moved later 2 times"),
      (60, "'4m'", "Fri 20 Mar 2026, in 4 months · 2 slips"), (40, "'4m'", "20 Mar 26 · 2 slips"),
      (40, "", "2w, eom, fri · 2 slips"),
    ])
  func narrowSlips(columns: Int, typed: String, words: String) throws {
    let name = "Group-wide roll-out after the pilot, with single sign-on"
    let rig = try BoardRig([("Qualified", [name])])
    rig.size = Size(rows: 24, columns: columns)
    let said = message(rig.play("D '1w' enter D '2w' enter D '3w' enter D \(typed)"))
    #expect(said.contains(words), "\(said)")
    #expect(!words.hasSuffix("· ") || said.hasSuffix("on"), "the end of a name tells it from others: \(said)")
  }

  @Test(
    "what is to be closed is named on narrow screens, and no value is cut",
    arguments: [
      (80, "x", "Group-wide"), (40, "x", "Group-wide"), (40, "w", "Gro"), (80, "x", "· $5"), (40, "x", "· $5"),
    ])
  func narrowClosing(columns: Int, keys: String, words: String) throws {
    let name = "Group-wide roll-out after the pilot, with single sign-on, audit log export and more of it"
    let rig = try BoardRig([("Qualified", [name])])
    rig.size = Size(rows: 24, columns: columns)
    let said = message(rig.play(keys))
    #expect(said.contains(words) && !said.hasSuffix("…"), "\(said)")
  }

  @Test("where a menu or a title has too little room, no word and no number is cut, and what is left out is counted")
  func narrowMenus() throws {
    let name = "Group-wide roll-out after the pilot, with single sign-on"
    func picture(_ keys: String, _ rows: Int, _ columns: Int) throws -> [String] {
      let rig = try BoardRig([("Qualified", [name, "Acme", "Globex"])])
      rig.size = Size(rows: rows, columns: columns)
      return rig.play(keys).text
    }
    let box = try picture("d", 20, 40)
    #expect(box.contains { $0.contains("sign-on · $5") }, "\(box)")
    let menu = try picture("z", 7, 20)
    #expect(menu.contains { $0.contains("▼ 6 more") }, "\(menu)")
    let title = try picture("t L j", 24, 36)[0]
    #expect(title.contains("1 done") && !title.contains("…"), "\(title)")
    let add = try picture("a '\(name) 12k' ", 24, 40)
    #expect(add.contains { $0.contains("Name") && $0.contains("sign-on") }, "\(add)")
  }
}
