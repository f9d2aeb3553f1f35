import Board
import Sales
import Screen
import Support
import Testing

/// Which deals a range, and `*`, take in: keys, then the screen.
@Suite("What is marked") struct RangeTests {
  private func rig() throws -> BoardRig {
    try BoardRig([
      ("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"]), ("Negotiation", ["Hooli"]),
    ])
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test(
    "while a range is open, the cards from its beginning to the focus are marked, on the screen and for verbs",
    arguments: [
      ("v", ["Acme"]), ("v j", ["Acme", "Globex"]), ("G v k", ["Globex", "Initech"]), ("v j j k", ["Acme", "Globex"]),
      ("v j v j", ["Acme", "Globex"]), ("v j v G space", ["Acme", "Globex", "Initech"]), ("v j esc", []),
      ("v j space", ["Acme"]), ("v j a 'Vandelay 9k' enter", ["Acme", "Globex"]),
      ("v j ? esc j", ["Acme", "Globex", "Initech"]),
      ("v j / 'glo' enter", ["Globex"]), ("v j l", ["Acme", "Globex"]), ("v j l h j", ["Acme", "Globex"]),
      ("v j 2", ["Acme", "Globex"]), ("v n", ["Acme"]),
    ])
  func range(keys: String, names: [String]) throws {
    let rig = try rig()
    let rows = rig.play(keys).text
    #expect(rows[0].contains(names.isEmpty ? "open" : "\(names.count) marked"), "\(rows[0])")
    #expect(rows[0].contains("marked") == !names.isEmpty)
    let shown = ["Acme", "Globex", "Initech", "Soylent", "Hooli"].filter { name in
      rows.dropFirst().contains { $0.contains("*\(name)") }
    }
    #expect(shown == names, "\(rows)")
    guard !names.isEmpty else { return }
    rig.play(keys + " P '2w' enter")
    #expect(Set(rig.store.records.all(Deal.self).filter { $0.parkedUntil != nil }.map(\.name)) == Set(names))
  }

  @Test("a verb where the range cannot be seen says so and does nothing")
  func lostRange() throws {
    let rig = try rig()
    let acme = try #require(rig.deal("Acme"))
    let deletion = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(.deleteDeal(acme.id), by: rig.user.id) }
    let picture = rig.play(ScriptedDisplay.Step.keys("v j") + [deletion] + ScriptedDisplay.Step.keys("R L"))
    #expect(message(picture) == "Where the range began is out of reach; v begins another.")
    #expect(rig.board()["Proposal Sent"] == ["Soylent"])
  }

  @Test(
    "a range is as long as the focus goes, however far that is out of sight of where it began",
    arguments: [
      ("v G", 60), ("G v g g", 60), ("g g 1 j j j v ctrl-d ctrl-d ctrl-d ctrl-d ctrl-d ctrl-d ctrl-u", 16),
      ("v G g g j", 2), ("G k v g g G", 2), ("v G R", 60),
    ])
  func longRange(keys: String, count: Int) throws {
    let rig = try BoardRig([("Qualified", (1...60).map { "Deal \($0)" }), ("Proposal Sent", [])])
    #expect(message(rig.play(keys + " v")).hasPrefix("Marked \(count) deals"))
    rig.play(keys + " P '2w' enter")
    #expect(rig.store.records.all(Deal.self).count { $0.parkedUntil != nil } == count)
  }

  @Test("all of the filter are marked from an empty stage too, and where there is none it is said")
  func fromEmptyStage() throws {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", [])])
    #expect(message(rig.play("l *")) == "Marked 2 deals; verbs act on them, esc unmarks.")
    #expect(message(rig.play("/ 'glo' enter *")) == "Marked 1 deal; verbs act on it, esc unmarks.")
    #expect(message(rig.play("/ 'nobody' enter *")) == "There is no deal to mark.")
    #expect(message(rig.play("l V")) == "There is no deal here.")
  }

  @Test(
    "marked deals in the first or last stage go no further, and the stage is named",
    arguments: [("V H", "Qualified is the first stage."), ("v j H", "Qualified is the first stage.")])
  func atTheEnd(keys: String, words: String) throws {
    let rig = try rig()
    #expect(message(rig.play(keys)) == words)
    let last = try #require(rig.store.pipelines()[0].stages.last?.name)
    rig.play("V x 1")
    #expect(message(rig.play("5 V L")) == "\(last) is the last stage.")
    #expect(message(rig.play("V l V H")) != words)
  }
}
