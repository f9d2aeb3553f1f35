import Board
import Sales
import Screen
import Support
import Testing

/// What somebody else does to stages and pipelines while one edits them.
@Suite("Two people and one pipeline") struct StageConflictTests {
  private let rig: BoardRig
  private let bo: UserID

  init() throws {
    rig = try BoardRig([("Qualified", ["Acme"])])
    rig.size = Size(rows: 24, columns: 120)
    bo = try #require(try rig.store.user(named: "bo")).id
  }

  private var plan: PipelinePlan { rig.store.pipelines()[0] }
  private var names: [String] { plan.stages.map(\.name) }

  /// The last picture of the keys, bo's change, and further keys.
  private func play(_ opening: String, _ other: Change, _ then: String) -> String {
    let elsewhere = ScriptedDisplay.Step.aside { [rig, bo] in _ = try? rig.store.commit(other, by: bo) }
    let steps = ScriptedDisplay.Step.keys(opening) + [elsewhere] + ScriptedDisplay.Step.keys(then)
    return rig.play(steps).text.joined(separator: "\n")
  }

  private static let cells: [(String, Assignment<Stage>, String)] = [
    ("S enter ctrl-u 'Lead'", .set(\.name, "Fresh"), "now Fresh by bo; enter saves yours"),
    ("S tab tab enter ctrl-u '35'", .set(\.probability, 60), "now 60% by bo; enter saves yours"),
    ("S tab tab tab tab enter ctrl-u '90'", .set(\.stageLimitDays, nil), "now none by bo; enter saves yours"),
    ("S shift-tab enter ctrl-u 'violet'", .set(\.color, HexColor("#abc")), "now #aabbcc by bo; enter saves yours"),
  ]

  @Test("what somebody else made of a cell meanwhile is said, and only a second enter writes over it", arguments: cells)
  func cell(keys: String, other: Assignment<Stage>, said: String) throws {
    let stage = plan.stages[0]
    let first = play(keys, .editStage(stage.id, [other]), "enter")
    #expect(first.contains(said), "\(first)")
    let field = try #require(Stage.field(other.field))
    #expect(field.get(plan.stages[0]) == other.value)
    // Which was kept when the board ended over it.
    let again = rig.play("enter")
    #expect(field.get(plan.stages[0]) != other.value && field.get(plan.stages[0]) != field.get(stage), "\(again.text)")
  }

  @Test("a second enter in the same session writes over it, too") func secondEnter() throws {
    let other = Change.editStage(plan.stages[0].id, [.set(\.probability, 60)])
    _ = play("S tab tab enter ctrl-u '35'", other, "enter enter")
    #expect(plan.stages[0].probability == 35)
  }

  @Test("so is the name of the pipeline") func rename() throws {
    let other = Change.editPipeline(plan.pipeline.id, [.set(\.name, "Deals")])
    let first = play("S r ctrl-u 'Direct'", other, "enter")
    #expect(first.contains("now Deals by bo; enter saves yours") && plan.pipeline.name == "Deals", "\(first)")
    #expect(rig.play("enter").text.joined().contains("Deals is called Direct now"))
  }

  @Test("a cell that is being typed stays that of its stage, wherever somebody puts the stage") func moved() throws {
    let other = Change.reorderStages(plan.pipeline.id, plan.stages.map(\.id).reversed())
    let picture = play("S j enter ctrl-u 'Off'", other, "'er' enter")
    #expect(names == ["Closed Lost", "Closed Won", "Negotiation", "Offer", "Qualified"], "\(picture)")
    // So does the row: it was on the second stage, which is the last but one now.
    _ = play(
      "S j", .reorderStages(plan.pipeline.id, plan.stages.map(\.id).reversed()),
      "tab shift-tab enter ctrl-u 'Won' enter")
    #expect(names == ["Qualified", "Offer", "Negotiation", "Won", "Closed Lost"])
  }

  @Test("stages that somebody else has put into another order are not moved from where they were") func order() throws {
    let before = plan.stages.map(\.id)
    let other = Change.reorderStages(plan.pipeline.id, [before[1], before[0]] + before[2...])
    let first = play("S", other, "J")
    #expect(first.contains("Qualified: position is 2, was 1; bo changed it just now."), "\(first)")
    #expect(names.prefix(3) == ["Proposal Sent", "Qualified", "Negotiation"])
    rig.play("S j J")
    #expect(names.prefix(3) == ["Proposal Sent", "Negotiation", "Qualified"])
  }
}
