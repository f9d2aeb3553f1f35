import Board
import Sales
import Screen
import Support
import Testing

/// What is said of a change that the store refuses, because of what somebody else did meanwhile.
@Suite("Refused changes") struct RefusalTests {
  private let rig: BoardRig
  private let bo: User

  init() throws {
    rig = try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
    bo = try #require(try rig.store.user(named: "bo"))
    rig.size = Size(rows: 24, columns: 120)
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  /// All that is said: the message row, and a form's own words.
  private func said(_ canvas: Canvas) -> String { canvas.text.suffix(5).map(\.trimmed).joined(separator: " ") }

  /// Plays the first keys, lets bo make the change, and plays the rest before the board has a moment to look.
  private func play(_ before: String, _ change: Change, _ after: String) -> String {
    let elsewhere = ScriptedDisplay.Step.aside { [rig, bo] in _ = try? rig.store.commit(change, by: bo.id) }
    let steps = ScriptedDisplay.Step.keys(before) + [elsewhere] + ScriptedDisplay.Step.keys(after)
    let picture = rig.play(steps)
    return picture.text.contains { $0.contains("Edit Acme") } ? said(picture) : message(picture)
  }

  @Test(
    "a deal that somebody has deleted is called by its name, whatever was to be done with it",
    arguments: [
      ("k", "L", ""), ("D '2w'", "enter", ""), ("$ '12k'", "enter", ""), ("k", "=", ""), ("A 'call'", "enter", ""),
      ("w", "enter", ""), ("x", "1", ""), ("d", "y", ""), ("i enter 'x'", "enter", ""), ("e 'x'", "enter", ""),
      ("V", "L", "Nothing was changed: "),
    ])
  func deleted(before: String, after: String, start: String) throws {
    let acme = try #require(rig.deal("Acme"))
    let said = play(before, .deleteDeal(acme.id), after)
    #expect(!said.contains("deal_"), "\(said)")
    #expect(said.contains(start + "Acme is not there any more: it may have been deleted."), "\(said)")
  }

  @Test("a task and a stage too, and what has no name that the board knows is called what it is")
  func others() throws {
    try rig.plan("Call Priya", "2025-11-17", on: "Acme")
    let task = try #require(rig.store.records.all(FollowUp.self).first)
    #expect(play("T D 'fri'", .deleteFollowUp(task.id), "enter").contains("Call Priya is not there any more"))
    rig.play("esc esc")
    let stage = try #require(rig.store.records.all(Stage.self).first { $0.name == "Negotiation" })
    let said = play("m", .removeStage(stage.id), "3")
    #expect(said.contains("Negotiation") && !said.contains("stg_"), "\(said)")
    let ada = "Ada Ito <ada@acme.example>"
    let acme = try #require(rig.deal("Acme"))
    for (deal, contact) in [(acme, ada), (try #require(rig.deal("Globex")), "Kim <kim@globex.example>")] {
      _ = try rig.store.commit(.editDeal(deal.id, [], links: LinkNames(contact: contact)), by: bo.id)
    }
    let contact = try #require(rig.store.records.all(Contact.self).first { $0.email == "ada@acme.example" })
    let error = StoreError.refused(Refusal(.duplicate(.contact(contact.id)), field: "email"))
    #expect(error.sentence(at: nil).contains(contact.id.description))
    let words = error.sentence(at: nil, .byTitle { _ in nil })
    #expect(words == "email is already that of a contact: choose another, or edit that one.")
    #expect(error.sentence(at: nil, .byTitle { _ in "Ada Ito" }).contains("a contact (Ada Ito):"))
  }

  @Test("a refused undo says that nothing was undone, and why")
  func undo() throws {
    let acme = try #require(rig.deal("Acme"))
    let stages = rig.store.pipelines()[0].stages
    #expect(
      play("L", .moveDeal(acme.id, to: stages[2].id), "u")
        == "Not undone: Acme: stage is Negotiation, was Proposal Sent; bo changed it just now.")
    #expect(play("$ '9k' enter", .deleteDeal(try #require(rig.deal("Soylent")).id), "u").hasPrefix("Undone: "))
  }

  @Test("a refused undo of what was done to a deal that is gone names it, and who deleted it; a redo too")
  func undoOfDeleted() throws {
    let acme = try #require(rig.deal("Acme"))
    #expect(play("L", .deleteDeal(acme.id), "u") == "Not undone: Acme has been deleted since, by bo.")
    let globex = try #require(rig.deal("Globex"))
    #expect(play("L u", .deleteDeal(globex.id), "U") == "Not redone: Globex has been deleted since, by bo.")
  }
}
