import Board
import Sales
import Screen
import Support
import Testing

/// Tasks that two people change at the same moment.
@Suite("A task changed meanwhile") struct TaskConflictTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    try rig.plan("Send contract", "2025-11-16", on: "Globex")
    try rig.plan("Call Priya", "2025-11-17", on: "Acme")
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  private func task(_ rig: BoardRig, _ title: String) -> FollowUp? {
    rig.store.records.all(FollowUp.self) { $0.title == title }.first
  }

  @Test(
    "what somebody else made of the task meanwhile is said, and written over only by a second enter",
    arguments: [
      ("D 'mon'", Assignment<FollowUp>.set(\.dueAt, Timestamp("2025-12-24")), "now 24 Dec by bo; enter saves yours"),
      ("D 'mon'", .set(\.status, .completed), "now completed by bo; enter saves yours"),
      ("c 'sign fri'", .set(\.status, .completed), "Send contract is completed by bo already"),
    ])
  func conflict(keys: String, other: Assignment<FollowUp>, said: String) throws {
    let rig = try rig()
    let bo = try #require(try rig.store.user(named: "bo"))
    let before = try #require(task(rig, "Send contract"))
    let elsewhere = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.editFollowUp(before.id, [other]), by: bo.id)
    }
    let steps = ScriptedDisplay.Step.keys("T " + keys) + [elsewhere]
    let refused = rig.play(steps + ScriptedDisplay.Step.keys("enter"))
    #expect(message(refused).contains(said) && message(refused).contains(keys.hasPrefix("D") ? "mon" : "sign fri"))
    let theirs = try #require(task(rig, "Send contract"))
    #expect(FollowUp.field(other.field)?.get(theirs) == other.value)
    #expect(theirs.dueAt != Timestamp("2025-11-24") && task(rig, "sign") == nil)
  }

  @Test("a second enter saves the day that was typed, and the step after one that somebody else has done")
  func conflictSaved() throws {
    for keys in ["D 'mon'", "c 'sign fri'"] {
      let rig = try rig()
      let bo = try #require(try rig.store.user(named: "bo"))
      let before = try #require(task(rig, "Send contract"))
      let other: Assignment<FollowUp> = keys.hasPrefix("D") ? .set(\.dueAt, nil) : .set(\.status, .cancelled)
      let elsewhere = ScriptedDisplay.Step.aside {
        _ = try? rig.store.commit(.editFollowUp(before.id, [other]), by: bo.id)
      }
      rig.play(ScriptedDisplay.Step.keys("T " + keys) + [elsewhere] + ScriptedDisplay.Step.keys("enter enter"))
      let after = try #require(task(rig, "Send contract"))
      if keys.hasPrefix("D") {
        #expect(after.dueAt == Timestamp("2025-11-24"))
      } else {
        #expect(after.status == .cancelled && task(rig, "sign")?.status == .pending)
      }
    }
  }

  @Test("a task that somebody else has dropped is not done over that", arguments: ["T C", "T x"])
  func settledElsewhere(keys: String) throws {
    let rig = try rig()
    let bo = try #require(try rig.store.user(named: "bo"))
    let before = try #require(task(rig, "Send contract"))
    let other = keys == "T C" ? FollowUpStatus.cancelled : .completed
    let elsewhere = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.editFollowUp(before.id, [.set(\.status, other)]), by: bo.id)
    }
    let steps = ScriptedDisplay.Step.keys(keys)
    let picture = rig.play([steps[0], elsewhere] + steps.dropFirst())
    #expect(message(picture).hasPrefix("Send contract: status is \(other.rawValue), was pending; bo changed it"))
    #expect(task(rig, "Send contract")?.status == other)
  }

  @Test("c of a deal completes the step that was seen, not the one that somebody has planned after it")
  func stepSeen() throws {
    let rig = try rig()
    let bo = try #require(try rig.store.user(named: "bo"))
    let (step, deal) = (try #require(task(rig, "Send contract")), try #require(rig.deal("Globex")))
    let elsewhere = ScriptedDisplay.Step.aside {
      let next: [Assignment<FollowUp>] = [
        .set(\.title, "Sign"), .set(\.dueAt, Timestamp("2025-11-28")), .set(\.dealID, deal.id),
      ]
      let both = Change.bulk([.editFollowUp(step.id, [.set(\.status, .completed)]), .createFollowUp(next)])
      _ = try? rig.store.commit(both, by: bo.id)
    }
    let picture = rig.play(ScriptedDisplay.Step.keys("c") + [elsewhere] + ScriptedDisplay.Step.keys("enter enter"))
    #expect(task(rig, "Sign")?.status == .pending, "\(message(picture))")
  }
}
