import Board
import Sales
import Screen
import Support
import Testing

@Suite("Heads, outcomes and open steps on the board") struct OutcomeTests {
  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }
  private func text(_ canvas: Canvas) -> String { canvas.text.joined(separator: "\n") }

  /// Three deals of $5,000 in the first stage, one of them won there.
  private func rigWithWon() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["One", "Two", "Three"])])
    let three = try #require(rig.deal("Three"))
    _ = try rig.store.commit(.editDeal(three.id, [.set(\.status, .won)]), by: rig.user.id)
    return rig
  }

  @Test("The head of an open stage counts and sums open deals only, and the closed one stands below them")
  func head() throws {
    let rig = try rigWithWon()
    rig.size = Size(rows: 24, columns: 120)
    let picture = rig.play("")
    #expect(picture.text[0].contains("2 open"))
    let (name, sum) = (picture.text[1], picture.text[2])
    #expect(name.contains("Qualified") && name.prefix(24).contains(" 2"), "\(text(picture))")
    #expect(sum.prefix(24).contains("$10K") || sum.prefix(24).contains("$10,000"), "\(text(picture))")
    #expect(text(picture).contains("Three"))
    // The table of stages says the same, and asks about all that would go.
    let table = rig.play("S").text.first { $0.contains("Qualified") } ?? ""
    #expect(table.contains(" 2 "), "\(table)")
    #expect(text(rig.play("S d")).contains("Its 3 deals go"))
  }

  @Test(
    "won and lost typed as a status in the form move the deal as w and x do",
    arguments: [("won", "Closed Won"), ("lost", "Closed Lost")])
  func typedStatus(status: String, stage: String) throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    let tabs = try #require(DealForm(card(rig)).entries.firstIndex { $0.field == "status" })
    rig.play("e " + String(repeating: "tab ", count: tabs) + "ctrl-u '\(status)' enter")
    #expect(rig.board()[stage] == ["Acme"])
    #expect(rig.deal("Acme")?.status.rawValue == status)
    // Open again, it goes back to where it was.
    rig.play("\(stage == "Closed Won" ? 4 : 5) e " + String(repeating: "tab ", count: tabs) + "ctrl-u 'open' enter")
    #expect(rig.board()["Qualified"] == ["Acme"] && rig.deal("Acme")?.status == .open)
  }

  private func card(_ rig: BoardRig) throws -> Card {
    let acme = try #require(rig.deal("Acme"))
    return try #require(rig.store.card(acme.id, order: .urgency, present: rig.present))
  }

  @Test("A win on a past day ends the stay in the stage on that day")
  func pastWin() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])], daysAgo: 91)
    rig.size = Size(rows: 40, columns: 120)
    rig.play("w ctrl-u '1000 USD 28 aug' enter")
    #expect(rig.deal("Acme")?.closedAt?.utcDay == Day("2025-08-28"))
    let picture = text(rig.play("/ 'closed:2025' enter 4 enter"))
    #expect(!picture.contains("91d") && picture.contains("7d"), "\(picture)")
  }

  @Test("A win on a day before the deal was created is refused, with that day; on the day itself it is not")
  func winBeforeCreation() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])], daysAgo: 10)
    let refused = message(rig.play("w ctrl-u '1000 USD 9 nov' enter"))
    #expect(refused.contains("Acme was created on 10 Nov: give that day or a later one"), "\(refused)")
    #expect(rig.deal("Acme")?.status == .open)
    rig.play("esc esc w ctrl-u '1000 USD 10 nov' enter")
    #expect(rig.deal("Acme")?.status == .won)
  }

  @Test("The question whether to delete counts open steps, which go and come back with the deal")
  func deletion() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    try rig.plan("Call", "2025-11-19", on: "Acme")
    try rig.plan("Visit", "2025-11-21", on: "Acme")
    #expect(text(rig.play("d")).contains("Its history and 2 open steps go too; u brings all back."))
    let today = text(rig.play("d y T"))
    #expect(!today.contains("Call"), "\(today)")
    #expect(rig.store.records.all(FollowUp.self).allSatisfy { $0.status == .cancelled })
    rig.play("u y")
    #expect(rig.store.records.all(FollowUp.self) { $0.status == .pending && $0.dealID != nil }.count == 2)
  }

  @Test("The line that closes a deal says what becomes of its open steps, and tab changes it", arguments: ["w", "x"])
  func closing(key: String) throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    try rig.plan("Call", "2025-11-19", on: "Acme")
    rig.size = Size(rows: 24, columns: 120)
    let confirm = key == "w" ? "enter" : "1"
    #expect(text(rig.play(key)).contains("1 open step kept silent"))
    #expect(text(rig.play("\(key) tab")).contains("1 open step dropped"))
    let kept = message(rig.play("\(key) \(confirm)"))
    #expect(kept.contains("1 open step kept silent"), "\(kept)")
    #expect(!text(rig.play("T")).contains("Call"))
    // Reopened, the step speaks again.
    rig.play("u y")
    #expect(text(rig.play("T")).contains("Call"))
    let dropped = message(rig.play("\(key) tab \(confirm)"))
    #expect(dropped.contains("1 open step dropped"), "\(dropped)")
    #expect(rig.store.records.all(FollowUp.self).allSatisfy { $0.status == .cancelled })
    rig.play("u y")
    #expect(rig.deal("Acme")?.status == .open)
    #expect(rig.store.records.all(FollowUp.self).allSatisfy { $0.status == .pending })
  }

  @Test(
    "Verbs for open deals leave the closed ones among marked deals out, and say how many",
    arguments: ["L", "m 2", "s 'call fri price' enter", "D '2w' enter", "P '2w' enter", "="])
  func mixedMarks(keys: String) throws {
    let rig = try rigWithWon()
    rig.size = Size(rows: 24, columns: 160)
    let before = rig.deal("Three")
    let said = message(rig.play("V " + keys))
    #expect(said.contains("1 closed deal left out"), "\(said)")
    #expect(rig.deal("Three") == before)
  }

  @Test("A filter about the close date shows open deals, unless closed ones are asked for")
  func closeFilter() throws {
    let rig = try rigWithWon()
    for name in ["One", "Three"] {
      let id = try #require(rig.deal(name)).id
      _ = try rig.store.commit(.editDeal(id, [.set(\.expectedClose, Timestamp("2025-11-01"))]), by: rig.user.id)
    }
    let open = text(rig.play("/ 'close<today' enter"))
    #expect(open.contains("One") && !open.contains("Three"), "\(open)")
    let won = text(rig.play("/ 'close<today is:won' enter"))
    #expect(!won.contains("One") && won.contains("Three"), "\(won)")
  }

  @Test("A file that is ahead of the clock is said once")
  func ahead() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    rig.present = Present(now: BoardRig.noon.advanced(byDays: -3650), zone: .utc)
    rig.size = Size(rows: 24, columns: 160)
    #expect(message(rig.play("")).contains("The last change is dated 20 Nov 2025, later than this clock says."))
    #expect(!message(rig.play("j")).contains("later than this clock"))
  }
}
