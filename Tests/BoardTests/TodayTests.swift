import Board
import Sales
import Screen
import Support
import Testing

/// The list of tasks: keys, then the tasks as the store has them, and what the screen says. The day is Thu 20 Nov 2025.
@Suite("Today") struct TodayTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
    try rig.plan("Send contract", "2025-11-16", on: "Globex")
    try rig.plan("Call Priya", "2025-11-17", on: "Acme")
    try rig.plan("Demo", "2025-11-20T15:00:00Z", on: "Acme")
    try rig.plan("Buy stamps", "2025-11-20")
    try rig.plan("Redlines", "2025-11-21T10:00:00Z", on: "Soylent")
    try rig.plan("Next week", "2025-11-24", on: "Soylent")
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  /// The titles in sight, without their signs and deals.
  private func titles(_ canvas: Canvas) -> [String] {
    let known = ["Send contract", "Call Priya", "Demo", "Buy stamps", "Redlines", "Next week", "Sign"]
    return canvas.text.dropFirst(2).dropLast(2).compactMap { row in
      known.first { row.dropFirst(12).hasPrefix($0) }
    }
  }

  private func chosen(_ canvas: Canvas) -> String? {
    guard canvas.cursor.row > 1, canvas.cursor.column == 12 else { return nil }
    let rest = canvas.text[canvas.cursor.row].dropFirst(12).prefix(22).description
    return rest.firstRange(of: "  ").map { String(rest[..<$0.lowerBound]) } ?? rest.trimmed
  }

  private func task(_ rig: BoardRig, _ title: String) -> FollowUp? {
    rig.store.records.all(FollowUp.self) { $0.title == title }.first
  }

  @Test("shows the open tasks by the day, and leaves out what comes later")
  func list() throws {
    let picture = try rig().play("T")
    #expect(titles(picture) == ["Send contract", "Call Priya", "Demo", "Buy stamps", "Redlines"])
    #expect(picture.text[0].hasPrefix(" Today  Thu 20 Nov · 2 overdue · 2 today · 1 tomorrow "))
    #expect(chosen(picture) == "Send contract")
  }

  @Test("a closed deal's tasks are silent until it is reopened", arguments: ["T w enter", "T m 5 1"])
  func closed(keys: String) throws {
    let rig = try rig()
    let picture = rig.play(keys)
    #expect(picture.text[0].contains("1 overdue") && !titles(picture).contains("Send contract"))
    rig.present = Present(now: BoardRig.noon.advanced(byDays: 15), zone: .utc)
    #expect(!titles(rig.play("T")).contains("Send contract"))
    rig.play("u y")
    #expect(titles(rig.play("T")).contains("Send contract"))
  }

  @Test(
    "a parked deal's tasks wait for the day it sleeps until; those of a stalled deal stay",
    arguments: [
      ("T P '2w' enter", "1 overdue", false), ("T P '2w' enter u", "2 overdue", true), ("T =", "2 overdue", true),
    ])
  func asleep(keys: String, count: String, isShown: Bool) throws {
    let rig = try rig()
    let picture = rig.play(keys)
    #expect(picture.text[0].contains(count), "\(picture.text[0])")
    #expect(titles(picture).contains("Send contract") == isShown)
    #expect(isShown || chosen(picture) == "Call Priya")
    rig.present = Present(now: BoardRig.noon.advanced(byDays: 15), zone: .utc)
    #expect(titles(rig.play("T")).contains("Send contract"))
  }

  @Test(
    "a task is done, dropped or moved, and what comes after it takes its row",
    arguments: [
      ("T c enter", "Send contract", FollowUpStatus.completed, "Globex: Send contract is done · u undoes it"),
      ("T C", "Send contract", .completed, "Send contract is done · u undoes it"),
      ("T x", "Send contract", .cancelled, "Send contract is dropped · u undoes it"),
      ("T D 'mon' enter", "Send contract", .pending, "Send contract is for Mon now · u undoes it"),
      ("T D 'none' enter", "Send contract", .pending, "Send contract has no day now · u undoes it"),
    ])
  func verbs(keys: String, title: String, status: FollowUpStatus, words: String) throws {
    let rig = try rig()
    let picture = rig.play(keys)
    #expect(task(rig, title)?.status == status)
    #expect(message(picture) == words)
    #expect(chosen(picture) == "Call Priya" && picture.cursor.row == 3)
  }

  @Test("c completes the chosen task, not what is next on its deal, and plans the next one in the same step")
  func planNext() throws {
    let rig = try rig()
    #expect(message(rig.play("T j j c")).hasSuffix("done: Demo · Acme"))
    let picture = rig.play("T j j c 'sign fri 9:00' enter")
    #expect(message(picture) == "Acme: Demo is done; sign, tomorrow 09:00 · u undoes it")
    #expect(task(rig, "Demo")?.status == .completed && task(rig, "Call Priya")?.status == .pending)
    #expect(task(rig, "sign")?.dealID == rig.deal("Acme")?.id)
    #expect(chosen(picture) == "Buy stamps")
    rig.play("u y")
    #expect(task(rig, "Demo")?.status == .pending && task(rig, "sign") == nil)
  }

  @Test("a task about no deal is done by a line as any other, is followed by one about no deal, and opens none")
  func alone() throws {
    let rig = try rig()
    #expect(message(rig.play("T j j j enter")) == "Buy stamps is about no deal.")
    let line = message(rig.play("T j j j c"))
    #expect(line.hasPrefix("done; next step ") && line.hasSuffix("done: Buy stamps"), "\(line)")
    #expect(message(rig.play("T j j j c 'sign fri' enter")) == "Buy stamps is done; sign, tomorrow · u undoes it")
    #expect(task(rig, "Buy stamps")?.status == .completed && task(rig, "sign")?.dueAt == Timestamp("2025-11-21"))
    #expect(task(rig, "sign")?.dealID == nil && task(rig, "sign")?.ownerID == rig.user.id)
    #expect(message(rig.play("u y T j j j c enter")) == "Buy stamps is done · u undoes it")
    #expect(task(rig, "sign") == nil && task(rig, "Buy stamps")?.status == .completed)
  }

  @Test(
    "the hour of a task stays unless it is named or taken away",
    arguments: [
      ("fri", "2025-11-21T15:00:00Z"), ("fri 9:30", "2025-11-21T09:30:00Z"), ("fri any", "2025-11-21"),
      ("17:00", "2025-11-20T17:00:00Z"), ("any", "2025-11-20"), ("12 apr", "2026-04-12T15:00:00Z"),
    ])
  func hours(words: String, due: String) throws {
    let rig = try rig()
    rig.play("T j j D '\(words)' enter")
    #expect(task(rig, "Demo")?.dueAt == Timestamp(due))
  }

  @Test("what is no day is refused beside the line, and stays there", arguments: ["soon", "2025-11-01", ""])
  func noDay(words: String) throws {
    let rig = try rig()
    let picture = rig.play("T D '\(words)' enter")
    #expect(message(picture).hasPrefix("move to \(words)") && message(picture).contains("! "))
    #expect(task(rig, "Send contract")?.dueAt == Timestamp("2025-11-16"))
  }

  @Test(
    "what the board does with a deal is done with that of the chosen task, which stays chosen",
    arguments: [
      ("L", "Globex moved to Proposal Sent"), ("m 3", "Globex moved to Negotiation"),
      ("s 'sign fri' enter", "Globex: "), ("A 'call asked' enter", "Globex: "), ("$ '9k' enter", "Globex: "),
      ("O 'none' enter", "Globex: "), ("=", "Globex"), ("y y", "The line of Globex"),
      ("e tab ctrl-u '12k' enter", "Globex"), ("!", "Globex: "),
    ])
  func deals(keys: String, words: String) throws {
    let rig = try rig()
    let picture = rig.play("T " + keys)
    let said = picture.text.dropFirst(picture.size.rows - 4).joined(separator: " ")
    #expect(said.contains(words), "\(said)")
    #expect(picture.text[0].hasPrefix(" Today  ") && chosen(picture) == "Send contract")
    if !["y y", "!"].contains(keys) { #expect(said.contains("u undoes it")) }
  }

  @Test("verbs of a deal say what a task has none of, and what the deal refuses")
  func noDeal() throws {
    let rig = try rig()
    for key in ["s", "A", "$", "O", "P", "w", "L", "H", "m", "=", "e", "E", "d", "o", "i", "!"] {
      #expect(message(rig.play("T j j j " + key)) == "Buy stamps is about no deal.", "\(key)")
    }
    #expect(message(rig.play("T H")) == "Qualified is the first stage.")
    #expect(message(rig.play("T o")) == "Globex is open, not closed.")
    #expect(
      rig.play("T i ?").text[0].hasPrefix(" Keys of the deal's fields") && rig.play("T i").text[0].contains("Globex"))
    #expect(rig.play("T E").text.joined().contains("There is no editor here"))
    #expect(message(rig.play("T d y j")) == "" && rig.deal("Globex") == nil)
  }

  @Test("a deal of another pipeline goes through its own stages, and the board is the old one afterwards")
  func otherPipeline() throws {
    let rig = try rig()
    let stages: [[Assignment<Stage>]] = [
      [.set(\.name, "Lead")], [.set(\.name, "Pilot")], [.set(\.name, "Signed"), .set(\.type, .won)],
    ]
    _ = try rig.store.commit(.createPipeline([.set(\.name, "Partners")], stages: stages), by: rig.user.id)
    rig.play("m p 1")
    #expect(message(rig.play("T L")).hasPrefix("Globex moved to Pilot"))
    #expect(rig.board()["Pilot"] == ["Globex"])
    #expect(message(rig.play("T H H")) == "Lead is the first stage.")
    rig.play("T w enter")
    #expect(rig.board()["Signed"] == ["Globex"] && rig.board()["Closed Won"] == nil)
    #expect(rig.play("T $ '9k' enter esc").text[0].hasPrefix(" Sales Pipeline "))
    #expect(rig.play("T enter esc esc").text[0].hasPrefix(" Sales Pipeline "))
  }

  @Test("an undone task is back, and chosen")
  func undo() throws {
    let rig = try rig()
    let picture = rig.play("T j C j j u")
    #expect(chosen(picture) == "Call Priya" && titles(picture).count == 5)
    #expect(message(picture) == "Undone: Call Priya of Acme is open again · U redoes it")
    #expect(message(rig.play("T c 'sign fri' enter u")).hasPrefix("Undone: Send contract of Globex is open again"))
    #expect(titles(rig.play("T j C u U")).count == 4)
  }

  @Test("what another program does to the tasks leaves the chosen one chosen, and its row to the next when it is gone")
  func elsewhere() throws {
    let rig = try rig()
    func play(_ change: @escaping () throws -> Void) -> Canvas {
      let aside = ScriptedDisplay.Step.aside { try? change() }
      // A key that only redraws gives the board the quiet moment in which it looks.
      return rig.play(ScriptedDisplay.Step.keys("T j j") + [aside] + ScriptedDisplay.Step.keys("ctrl-l"))
    }
    let first = try #require(task(rig, "Send contract"))
    let gone = play {
      _ = try rig.store.commit(.editFollowUp(first.id, [.set(\.status, .completed)]), by: rig.user.id)
    }
    #expect(chosen(gone) == "Demo" && titles(gone) == ["Call Priya", "Demo", "Buy stamps", "Redlines"])
  }

  @Test("enter opens the deal on the board, and closing it comes back to the same task")
  func open() throws {
    let rig = try rig()
    let opened = rig.play("T j enter")
    #expect(opened.text[0].contains("Sales Pipeline") && opened.text[0].contains("Acme"))
    #expect(chosen(rig.play("T j enter esc")) == "Call Priya")
    rig.play("T j enter L")
    #expect(rig.board()["Proposal Sent"]?.contains("Acme") == true)
    #expect(chosen(rig.play("T j enter L esc")) == "Call Priya")
  }

  @Test("a deal of another pipeline is opened there; one that the board does not show is said to be hidden")
  func openElsewhere() throws {
    let rig = try rig()
    let partners = Change.createPipeline([.set(\.name, "Partners")], stages: [[.set(\.name, "Lead")]])
    _ = try rig.store.commit(partners, by: rig.user.id)
    rig.play("m p 1")
    #expect(rig.play("T enter").text[0].hasSuffix("1  Lead"))
    let hidden = rig.play("/ 'soylent' enter T enter")
    #expect(message(hidden) == "The board's filter hides Globex; esc there ends the filter.")
    #expect(chosen(hidden) == "Send contract")
  }

  @Test("long lists are read in pages, and both ends are reached", arguments: [(24, 80), (9, 40), (50, 200)])
  func pages(rows: Int, columns: Int) throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    let days = (0..<700).map { Timestamp("2025-11-21")?.advanced(byDays: -$0) }
    let changes = days.enumerated().map { number, due in
      Change.createFollowUp([.set(\.title, "Task \(number)"), .set(\.dueAt, due)])
    }
    _ = try rig.store.commit(.bulk(changes), by: rig.user.id)
    rig.size = Size(rows: rows, columns: columns)
    #expect(chosen(rig.play("T")) == "Task 699" && chosen(rig.play("T G")) == "Task 0")
    #expect(chosen(rig.play("T G g g")) == "Task 699")
    #expect(rig.play("T pgdn pgdn").text[1].hasPrefix(" Overdue ") && rig.play("T").text[1] == "")
    let down = [String](repeating: "pgdn", count: 700 / max(1, rows - 4) + 3).joined(separator: " ")
    #expect(chosen(rig.play("T " + down)) == "Task 0")
    let up = down.split(separator: " ").map { _ in "k" }.joined(separator: " ")
    #expect(chosen(rig.play("T G " + up)) == "Task \(down.split(separator: " ").count)")
    #expect(message(rig.play("T G j")) == "This is the last task.")
  }

  @Test("what was being typed about a task when the board ended is open again at the next start")
  func kept() throws {
    let rig = try rig()
    rig.play("T j D 'fri 1'")
    let picture = rig.play("")
    #expect(message(picture).hasPrefix("move to fri 1") && chosen(rig.play("esc esc")) == "Call Priya")
    rig.play("T j D 'fri 1'")
    rig.play("'0:00' enter")
    #expect(task(rig, "Call Priya")?.dueAt == Timestamp("2025-11-21T10:00:00Z"))
  }

  @Test("without tasks it says so, and esc goes back to the board")
  func empty() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    #expect(rig.play("T").text[2].contains("Nothing is overdue"))
    #expect(message(rig.play("T j")).contains("There is no task here"))
    #expect(rig.play("T esc").text[0].contains("Sales Pipeline"))
    #expect(rig.play("T ?").text[0].hasPrefix(" Keys of today's tasks"))
  }

  @Test("a file that cannot be written shows the tasks, and says why they stay")
  func readOnly() throws {
    let rig = try rig()
    rig.readOnly = .file
    let picture = rig.play("T C")
    #expect(message(picture).hasPrefix("The file is read-only") && picture.text[0].contains("read-only"))
  }
}
