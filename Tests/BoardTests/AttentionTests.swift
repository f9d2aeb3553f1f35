import Board
import Sales
import Screen
import Support
import Testing

/// `n` and `N`: keys, then which deal has the focus. Every deal without a next step needs attention.
@Suite("From deal to deal that needs attention") struct AttentionTests {
  /// Calm deals have a step, an owner, a value and a day; the others lack the step.
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([
      ("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"]),
      ("Negotiation", ["Hooli", "Umbrella"]),
    ])
    for name in ["Globex", "Soylent", "Hooli"] { try calm(rig, name) }
    return rig
  }

  private func calm(_ rig: BoardRig, _ name: String) throws {
    try rig.plan("Call", "2025-12-01", on: name)
    let deal = try #require(rig.deal(name))
    let close: [DealValue] = [.set(\.expectedClose, Timestamp("2025-12-31"))]
    _ = try rig.store.commit(.editDeal(deal.id, close), by: rig.user.id)
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  private func focused(_ canvas: Canvas) -> String {
    canvas.text[canvas.cursor.row].dropFirst(canvas.cursor.column).prefix { $0 != " " }.description
  }

  @Test("! says all that is the matter, in as many rows as it takes, until the next key", arguments: [80, 40])
  func reasons(columns: Int) throws {
    let rig = try rig()
    let acme = try #require(rig.deal("Acme"))
    let past = Timestamp("2025-11-14")
    let values: [DealValue] = [
      .set(\.name, "Acme renewal 2026"), .set(\.expectedClose, past), .set(\.value, 0), .set(\.ownerID, nil),
    ]
    _ = try rig.store.commit(.editDeal(acme.id, values), by: rig.user.id)
    rig.size = Size(rows: 24, columns: columns)
    let rows = rig.play("/ 'acme' enter !").text.dropLast()
    let said = rows.suffix(columns == 80 ? 2 : 3).map(\.trimmed).joined(separator: " ")
    #expect(
      said.hasPrefix("Acme renewal 2026: ") && said.contains("6 days ago; ") && said.hasSuffix("no owner."), "\(said)")
    #expect(said.contains("no next step planned; "), "\(said)")
    #expect(rig.play("/ 'acme' enter ! ctrl-l").text[21].trimmed == "")
  }

  @Test(
    "! on a deal that sleeps says that its alarms are silent, and without a deal that there is none",
    arguments: [
      ("= !", "Acme is stalled: its alarms are silent."),
      ("P '2w' enter !", "Acme sleeps until 4 Dec: its alarms are silent."),
      ("= P '2w' enter !", "Acme sleeps until 4 Dec: its alarms are silent."),
      ("w enter !", "Acme needs no attention."),
      ("j j !", "Globex needs no attention."), ("4 !", "There is no deal here."), ("V 4 !", "There is no deal here."),
      ("V 4 enter", "There is no deal here."), ("V 4 i", "There is no deal here."),
    ])
  func silent(keys: String, words: String) throws {
    let said = message(try rig().play(keys))
    #expect(said == words, "\(said)")
  }

  @Test(
    "the next and the one before are found across the stages, around the end of the board",
    arguments: [
      ("n", "Initech", ""), ("n n", "Umbrella", ""), ("n n n", "Acme", "On from the start of the board."),
      ("N", "Umbrella", "On from the end of the board."), ("N N", "Initech", ""), ("2 n", "Umbrella", ""),
      ("2 N", "Initech", ""), ("4 n", "Acme", "On from the start of the board."), ("4 N", "Umbrella", ""),
      ("/ 'i' enter n", "Initech", "Initech is the only one that needs attention."),
      ("/ 'soy' enter n", "Soylent", "No deal of the filter needs attention."),
    ])
  func ways(keys: String, name: String, words: String) throws {
    let picture = try rig().play(keys)
    #expect(focused(picture) == name && message(picture) == words)
  }

  @Test("a folded stage is unfolded for the deal in it")
  func folded() throws {
    let picture = try rig().play("3 z z 1 n n")
    #expect(focused(picture) == "Umbrella")
    #expect(picture.text.contains { $0.contains(" 3  Negotiation") })
  }

  @Test("where nothing needs attention that is said")
  func none() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    try calm(rig, "Acme")
    #expect(message(rig.play("n")) == "No deal needs attention.")
    #expect(message(try BoardRig().play("N")) == "No deal needs attention.")
  }

  @Test("the focus goes to a deal far down its stage, and back", arguments: [24, 9, 50])
  func far(rows: Int) throws {
    let rig = try BoardRig([("Qualified", (0..<150).map { "Deal\($0)" } + ["Last"])])
    for number in 0..<150 { try calm(rig, "Deal\(number)") }
    // The one without a step comes before those with one, unless it has a later one.
    try rig.plan("Call", "2026-02-01", on: "Last")
    rig.size = Size(rows: rows, columns: 80)
    #expect(focused(rig.play("n")) == "Last" && focused(rig.play("n k")) == "Deal149")
    #expect(message(rig.play("n n")) == "Last is the only one that needs attention.")
  }

  @Test("it can be stopped, and the next time goes on")
  func stopped() throws {
    let rig = try rig()
    let keys: [Input] = [.key(.character("n")), .key(.escape)]
    let picture = rig.play([.together(keys)])
    #expect(focused(picture) == "Acme" && message(picture) == "Stopped looking.")
    #expect(focused(rig.play([.together(keys), .input(.key(.character("n")))])) == "Initech")
  }
}
