import Board
import Sales
import Screen
import Support
import Testing

/// What holds on every screen, whichever it is.
@Suite("Every screen") struct ScreenTests {
  private func rig() throws -> BoardRig {
    try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
  }

  @Test(
    "the title names every state that changes what is shown",
    arguments: [
      ("", ["read-only", "demo"]), ("T", ["read-only", "demo"]),
      ("t", ["read-only", "demo"]), ("t j j j", ["read-only", "demo"]), ("/ 'ac' enter", ["/ac", "read-only", "demo"]),
      ("/ 'ac' enter t", ["/ac", "read-only", "demo"]),
      ("z s v", ["by value", "read-only", "demo"]), ("z s v t", ["read-only", "demo"]),
    ])
  func chips(keys: String, chips: [String]) throws {
    let rig = try rig()
    (rig.readOnly, rig.isDemo) = (.file, true)
    #expect(found(rig.play(keys)) == chips)
  }

  @Test("a board of another day says so, and how it is ordered only where that shows", arguments: ["", "T", "S", "t"])
  func dated(keys: String) throws {
    let rig = try rig()
    rig.isDated = true
    #expect(found(rig.play(keys)) == ["as of 20 Nov 2025"])
  }

  @Test("the table of stages counts the deals of the filter, and says of which")
  func stages() throws {
    let rig = try rig()
    rig.isDemo = true
    #expect(found(rig.play("/ 'ac' enter S")) == ["/ac", "demo"])
    #expect(rig.play("/ 'ac' enter S").text[0].hasPrefix(" Stages of Sales Pipeline   /ac "))
  }

  @Test("where there is little room the filter is shortened before a state is left out")
  func narrow() throws {
    let rig = try rig()
    rig.readOnly = .file
    rig.size = Size(rows: 20, columns: 45)
    #expect(found(rig.play("/ 'value>1 acme' enter t")) == ["/value>1…", "read-only"])
    rig.size = Size(rows: 20, columns: 40)
    rig.readOnly = nil
    #expect(rig.play("S").text[0] == " Stages of Sales Pip…  default pipeline")
    #expect(rig.play("/ 'acme' enter S").text[0] == " Stages of Sales Pipeline   /acme")
  }

  @Test("who is at the keyboard is said quietly", arguments: ["", "t", "T", "t j j j"])
  func user(keys: String) throws {
    let picture = try rig().play(keys)
    let row = picture.description.split(separator: "\n").first { $0.hasPrefix("0: ") } ?? ""
    #expect(picture.text[0].hasSuffix("   ana") && row.hasSuffix("muted 76-78"), "\(picture.text[0]) \(row)")
  }

  /// The chips of the title row.
  private func found(_ picture: Canvas) -> [String] {
    let runs = picture.description.split(separator: "\n").first { $0.hasPrefix("0: ") } ?? ""
    let row = Array(picture.text[0].padded(to: picture.size.columns))
    return runs.dropFirst(3).split(separator: ",").compactMap { run in
      let words = run.split(separator: " ")
      guard words[0] == "chip" else { return nil }
      let ends = words[1].split(separator: "-").compactMap { Int($0) }
      return String(row[ends[0] + 1..<ends[1]])
    }
  }

  @Test(
    "a screen that is too small says so in words that fit",
    arguments: [
      (5, 18, "needs 20x6"), (5, 40, "dealboard needs 20x6, this is 40x5"), (5, 19, "needs 20x6, is 19x5"),
      (3, 6, "20x6"),
    ])
  func small(rows: Int, columns: Int, words: String) throws {
    let rig = try rig()
    rig.size = Size(rows: rows, columns: columns)
    #expect(rig.play("").text[0] == words)
  }

  @Test("the form stands still, whatever is typed", arguments: [(24, 80), (36, 120), (50, 200), (20, 40)])
  func form(rows: Int, columns: Int) throws {
    let rig = try rig()
    rig.size = Size(rows: rows, columns: columns)
    func edges(_ keys: String) -> [Int] {
      let lines = rig.play(keys + " esc esc").text
      #expect(!lines.contains { $0.contains("┌ Edit") })
      let picture = rig.play(keys).text
      guard let top = picture.first(where: { $0.contains("┌ Edit") }) else { return [] }
      let characters = Array(top)
      return [characters.firstIndex(of: "┌") ?? -1, characters.lastIndex(of: "┐") ?? -1]
    }
    let long = String(repeating: "long name ", count: 12)
    #expect(edges("e").count == 2)
    for keys in ["e 'x'", "e '\(long)'", "e tab tab tab ctrl-u 'nonsense, and more of it'"] {
      #expect(edges(keys) == edges("e"), "\(keys)")
    }
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - self.count)) }
}
