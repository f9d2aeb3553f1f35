import Board
import Sales
import Screen
import Support
import Testing

@Suite("Where reading a filter takes long")
struct SlowReadingTests {
  @Test(
    "the column with the focus stands before the others are read",
    arguments: [
      (keys: "/ 'a'", last: "Proposal Sent", stands: "Globex", waits: "Soylent"),
      (keys: "2 / 'a'", last: "Qualified", stands: "Soylent", waits: "Globex"),
    ])
  func focusFirst(keys: String, last: String, stands: String, waits: String) throws {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Umbrella", "Soylent"])])
    let stage = try #require(rig.store.pipelines()[0].stages.first { $0.name == last })
    var before = Canvas(size: rig.size)
    rig.store.beforeWindow = { query in
      guard !query.filter.isAll else { return }
      let end = ContinuousClock.now + .milliseconds(6)
      while ContinuousClock.now < end {}
      if query.stage == stage.id, let picture = rig.display?.picture { before = picture }
    }
    let after = rig.play(keys).text.joined()
    #expect(!before.text.joined().contains(stands), "it does not match")
    #expect(before.text.joined().contains(waits), "it does not match either, but that is not known yet")
    #expect(before.text.joined().contains("/a"), "what was typed stands")
    #expect(!after.contains(stands) && !after.contains(waits))
    #expect(after.contains("Acme") && after.contains("Umbrella"))
  }

  @Test("a picture before the end changes nothing of the answer")
  func answerWhole() throws {
    func board(isSlow: Bool) throws -> [String] {
      let rig = try BoardRig([("Qualified", ["Acme", "Globex", "Ada"]), ("Proposal Sent", ["Umbrella", "Soylent"])])
      rig.store.beforeWindow = { _ in
        let end = ContinuousClock.now + .milliseconds(isSlow ? 6 : 0)
        while ContinuousClock.now < end {}
      }
      return rig.play("j v j v / 'a' backspace 'umb' backspace backspace backspace 'a' enter").text
    }
    #expect(try board(isSlow: true) == board(isSlow: false))
  }
}
