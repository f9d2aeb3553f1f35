import Board
import Sales
import Screen
import Support
import Testing

/// What somebody else removes while a form, a line or a menu is bound to it.
@Suite("What has the keys is bound to something that goes") struct BoundTests {
  private let rig: BoardRig
  private let bo: UserID

  init() throws {
    rig = try BoardRig([("Qualified", ["Acme"]), ("Negotiation", ["Globex"])])
    rig.size = Size(rows: 24, columns: 140)
    bo = try #require(try rig.store.user(named: "bo")).id
    let second: [[Assignment<Stage>]] = [[.set(\.name, "Due")], [.set(\.name, "Renewed"), .set(\.type, .won)]]
    _ = try rig.store.commit(.createPipeline([.set(\.name, "Renewals")], stages: second), by: bo)
  }

  private var plan: PipelinePlan { rig.store.pipelines()[0] }
  private func stage(_ name: String) throws -> StageID {
    try #require(rig.store.pipelines().flatMap(\.stages).first { $0.name == name }).id
  }

  /// The last picture of the keys, bo's changes, a look, and further keys.
  private func play(_ opening: String, _ others: [Change], _ then: String = "") -> String {
    let elsewhere = ScriptedDisplay.Step.aside { [rig, bo] in
      for other in others { _ = try? rig.store.commit(other, by: bo) }
    }
    let look = ScriptedDisplay.Step.input(.resize(rig.size))
    let steps = ScriptedDisplay.Step.keys(opening) + [elsewhere, look] + ScriptedDisplay.Step.keys(then)
    return rig.play(steps).text.joined(separator: "\n")
  }

  @Test("Quick add names the stage that is gone and adds to the nearest one; what is typed stays")
  func quickAdd() throws {
    let gone = Change.removeStage(try stage("Proposal Sent"))
    let said = play("l a 'Umbrella 5k'", [gone])
    #expect(said.contains("Proposal Sent is gone; Enter adds the deal to Negotiation"), "\(said)")
    #expect(said.contains("Umbrella 5k"))
    rig.play("enter")
    #expect(rig.board()["Negotiation"]?.contains("Umbrella") == true)
  }

  @Test("The menu of stages goes on with the nearest one")
  func moveMenu() throws {
    let said = play("m j", [.removeStage(try stage("Proposal Sent"))])
    #expect(said.contains("Proposal Sent is gone. Negotiation is chosen."), "\(said)")
    let moved = play("m p", [.deletePipeline(rig.store.pipelines()[1].pipeline.id)])
    #expect(moved.contains("Renewals is gone. These are the stages of Sales Pipeline."), "\(moved)")
  }

  @Test("The list of pipelines goes on with the nearest one")
  func pipelines() throws {
    let said = play("p j", [.deletePipeline(rig.store.pipelines()[1].pipeline.id)])
    #expect(said.contains("Renewals is gone. Sales Pipeline is chosen."), "\(said)")
  }

  @Test(
    "A line that closes a deal says that its stage is gone, and closes it where it can",
    arguments: [("w", "Closed Won"), ("x", "Closed Lost")])
  func closing(key: String, stage name: String) throws {
    let said = play(key, [.removeStage(try stage(name))])
    #expect(said.contains("\(name) is gone; Enter leaves the deal in its stage"), "\(said)")
    rig.play("1 \(key) \(key == "w" ? "enter" : "1")")
    #expect(rig.deal("Acme")?.status.isClosed == true && rig.board()["Qualified"] == ["Acme"])
  }

  @Test("A cell of a stage that is gone is saved on the nearest stage, knowingly")
  func stageCell() throws {
    let said = play("S j enter ctrl-u 'Offer'", [.removeStage(try stage("Proposal Sent"))])
    #expect(said.contains("Proposal Sent is gone; Enter changes"), "\(said)")
    #expect(said.contains("Offer"))
  }

  @Test("Removing a stage that somebody else has removed touches no other stage")
  func stageRemoval() throws {
    let said = play("S j j d", [.removeStage(try stage("Negotiation"), dealsTo: try stage("Qualified"))], "1")
    #expect(said.contains("Negotiation") == false || !said.contains("Remove Negotiation"), "\(said)")
    #expect(plan.stages.map(\.name) == ["Qualified", "Proposal Sent", "Closed Won", "Closed Lost"])
  }

  @Test("The line about a pipeline that is gone names it and the next one")
  func pipelineLine() throws {
    let renewals = rig.store.pipelines()[1].pipeline.id
    let said = play("p 2 S r ctrl-u 'Partners'", [.deletePipeline(renewals)])
    #expect(said.contains("Renewals is gone; Enter renames Sales Pipeline"), "\(said)")
    #expect(said.contains("Partners"))
  }

  @Test(
    "A line about a deal that is gone names it, keeps what is typed, and goes on with the focused deal on tab",
    arguments: [("s", "call fri price"), ("A", "call About the price"), ("$", "9k")])
  func dealLine(key: String, line: String) throws {
    let acme = try #require(rig.deal("Acme"))
    let said = play("\(key) '\(line)'", [.deleteDeal(acme.id)], "enter")
    #expect(said.contains("Acme is not in sight any more"), "\(said)")
    #expect(said.contains(line))
  }
}
