import Sales
import Screen
import Support
import Testing

@testable import Board

/// Pipelines and stages edited by keys; each change is one undo.
@Suite("Stages by keys") struct StageTests {
  private func rig() throws -> BoardRig {
    try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
  }

  private func stages(_ rig: BoardRig) -> [Stage] { rig.store.pipelines().first?.stages ?? [] }

  private func text(_ canvas: Canvas) -> String { canvas.text.joined(separator: "\n") }

  @Test(
    "a cell typed and saved changes its field, and u takes it back",
    arguments: [
      ("S enter ctrl-u 'Lead' enter", StageCell.name, Scalar.text("Lead")),
      ("S tab enter ctrl-u 'won' enter", .type, .text("won")),
      ("S tab tab enter ctrl-u '35%' enter", .probability, .integer(35)),
      ("S tab tab tab enter ctrl-u enter", .idle, .null),
      ("S tab tab tab tab enter ctrl-u '90' enter", .limit, .integer(90)),
      ("S shift-tab enter ctrl-u 'violet' enter", .color, .text("#8b5cf6")),
      ("S shift-tab enter l right enter", .color, .text("#8b5cf6")),
      ("S shift-tab enter ctrl-u 'teal' left enter", .color, .text("#10b981")),
      ("S shift-tab enter ctrl-u 'teal' right enter", .color, .text("#0ea5e9")),
      ("S shift-tab enter ctrl-u '#abc' enter", .color, .text("#aabbcc")),
    ])
  func cells(keys: String, cell: StageCell, value: Scalar) throws {
    let rig = try rig()
    let before = try #require(stages(rig).first)
    rig.play(keys)
    let field = try #require(Stage.field(cell.rawValue))
    #expect(stages(rig).first.map(field.get) == value)
    rig.play("u y")
    #expect(stages(rig).first == before)
  }

  @Test("what the stage's past teaches stands beside its cell, labelled, and t takes it as one undo")
  func lessons() throws {
    let rig = try rig()
    let stage = try #require(stages(rig).first)
    let keys = "S tab tab tab tab"
    #expect(text(rig.play(keys)).contains("Nothing is learned yet: it takes 5 won deals that were here."))
    try close(rig, won: [18, 20, 2, 1, 300], lost: [3])
    #expect(text(rig.play(keys)).contains("learned: 27 days, from 5 won deals · t takes it"))
    #expect(text(rig.play("S tab tab")).contains("learned: 83%, from 6 closed deals · t takes it"))
    #expect(text(rig.play(keys + " enter")).contains("learned: 27 days, from 5 won deals"))
    #expect(stages(rig).first == stage)
    rig.size = Size(rows: 36, columns: 120)
    #expect(text(rig.play("S")).contains("83% of 6        27d of 5 won"))
    rig.play(keys + " t")
    #expect(stages(rig).first?.stageLimitDays == 27)
    rig.play("u y")
    #expect(stages(rig).first == stage)
    rig.play("S tab tab t")
    #expect(stages(rig).first?.probability == 83)
    #expect(text(rig.play("S t")).contains("Only the chance and the limit of an open stage are learned"))
    #expect(text(rig.play("S j j j tab tab t")).contains("Only the chance and the limit of an open stage"))
  }

  /// Deals that were in the first stage for so many days, then won or lost.
  private func close(_ rig: BoardRig, won: [Int], lost: [Int]) throws {
    let fates = won.map { ($0, "Closed Won") } + lost.map { ($0, "Closed Lost") }
    let drafts = fates.enumerated().map { index, fate in
      let entered = BoardRig.noon.advanced(bySeconds: Int64(-86_400 * fate.0))
      let visits = [("Qualified", entered), (fate.1, BoardRig.noon)].map { name, moment in
        DealDraft.Visit(stage: StageName(pipeline: nil, stage: name), enteredAt: moment)
      }
      return DealDraft(values: [.set(\.name, "Closed \(index)")], visits: visits, closing: .at(BoardRig.noon))
    }
    _ = try rig.store.commit(.importDeals(ImportBatch(deals: drafts)), by: rig.user.id)
  }

  @Test("a cell that has no room on the screen is said in the message row while it is chosen")
  func narrow() throws {
    let rig = try rig()
    rig.size = Size(rows: 20, columns: 40)
    func message(_ keys: String) -> String { rig.play(keys).text[18].trimmed }
    #expect(message("S") == "" && message("S tab tab tab") == "Idle  14d")
    #expect(text(rig.play("S tab tab tab tab")).contains("In stage 30d · Nothing is learned yet:"))
    #expect(message("S shift-tab") == "Colour  #3b82f6")
    #expect(message("S j j j tab tab tab") == "Idle  -")
  }

  @Test("what is no value is refused beside the line, and nothing is written")
  func refusals() throws {
    for (keys, words) in [
      ("S tab tab enter ctrl-u '120' enter", "whole number from 0 to 100"),
      ("S shift-tab enter ctrl-u 'mauve' enter", "a name, #rgb or #rrggbb; the names: red, orange,"),
      ("S enter ctrl-u enter", "name is needed"),
    ] {
      let rig = try rig()
      let before = stages(rig)
      rig.size = Size(rows: 24, columns: 120)
      #expect(text(rig.play(keys)).contains(words), "\(keys)")
      #expect(stages(rig) == before)
    }
  }

  @Test("stages are reordered, added before the closed ones, and removed when empty")
  func order() throws {
    let rig = try rig()
    rig.play("S J")
    #expect(stages(rig).map(\.name).prefix(2) == ["Proposal Sent", "Qualified"])
    rig.play("S K u y")
    rig.play("S a 'Legal' enter")
    #expect(stages(rig).map(\.name)[3...] == ["Legal", "Closed Won", "Closed Lost"])
    rig.play("S j j j d")
    #expect(!stages(rig).map(\.name).contains("Legal"))
  }

  @Test("stages that change places are said to, and one that comes between others is what was added")
  func orderWords() throws {
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 120)
    #expect(text(rig.play("S J")).contains("Proposal Sent and Qualified have changed places · u undoes it"))
    #expect(text(rig.play("S u y")).contains("Undone: Qualified and Proposal Sent are back in their places"))
    #expect(text(rig.play("S a 'Legal' enter")).contains("Legal was added"))
    #expect(text(rig.play("S j j j d")).contains("Legal was removed"))
    let plan = try #require(rig.store.pipelines().first)
    let order = Array(plan.stages.map(\.id).reversed())
    _ = try rig.store.commit(.reorderStages(plan.pipeline.id, order), by: rig.user.id)
    #expect(text(rig.play("S u")).contains("The stages are in a new order? y does it"))
    #expect(text(rig.play("S u y")).contains("Undone: The stages are in their old order again"))
  }

  @Test("the table counts every deal of a stage, those closed long ago and those that the filter hides, too")
  func counts() throws {
    let rig = try rig()
    let entered = BoardRig.noon.advanced(bySeconds: -86_400 * 400)
    let old = (1...3).map { number in
      let visit = DealDraft.Visit(stage: StageName(pipeline: nil, stage: "Closed Lost"), enteredAt: entered)
      return DealDraft(values: [.set(\.name, "Old \(number)")], visits: [visit], closing: .at(entered))
    }
    _ = try rig.store.commit(.importDeals(ImportBatch(deals: old)), by: rig.user.id)
    #expect(rig.board()["Closed Lost"] == nil)
    func row(_ keys: String, _ name: String) -> String { rig.play(keys).text.first { $0.contains(name) } ?? "" }
    #expect(row("S", "Closed Lost").contains(" 3   #ef4444"))
    #expect(row("/ 'acme' enter S", "Qualified").contains(" 2   #3b82f6"))
    _ = try rig.store.commit(
      .addStage(rig.store.pipelines()[0].pipeline.id, [.set(\.name, "Dropped"), .set(\.type, .lost)], at: nil),
      by: rig.user.id)
    #expect(text(rig.play("S j j j j d")).contains("Remove Closed Lost; its 3 deals go to …"))
    #expect(row("S j j j j d 6", "Dropped").contains(" 3   "))
  }

  @Test("a stage with deals is removed once its deals have a place, and one undo brings all back")
  func remove() throws {
    let rig = try rig()
    let before = stages(rig)
    let asked = text(rig.play("S d"))
    #expect(asked.contains("Remove Qualified; its 2 deals go to …"), "\(asked)")
    #expect(
      asked.contains("┌ Its 2 deals go to ─") && asked.contains("│  2  Proposal Sent") && asked.contains("│  3  Neg"))
    #expect(!asked.contains("│  4  Closed Won"))
    rig.size = Size(rows: 20, columns: 40)
    let narrow = text(rig.play("S d"))
    #expect(narrow.contains("its 2 deals go to …") && narrow.contains("│  3  Negotiation"), "\(narrow)")
    #expect(text(rig.play("S j d")).contains("┌ Its deal goes to ─"))
    rig.play("S d enter esc")
    #expect(stages(rig) == before)
    rig.size = Size(rows: 24, columns: 80)
    let unchosen = rig.play("S d enter")
    #expect(text(unchosen).contains("Where do its deals go? j k choose a stage, esc keeps Qualified."))
    #expect(!text(unchosen).contains("enter remove") && text(rig.play("S d j")).contains("enter remove"))
    let done = text(rig.play("S d 3"))
    #expect(done.contains("Qualified was removed; its 2 deals are in Negotiation now · u undoes it"), "\(done)")
    #expect(stages(rig).map(\.name) == ["Proposal Sent", "Negotiation", "Closed Won", "Closed Lost"])
    #expect(rig.board()["Negotiation"]?.count == 2)
    #expect(text(rig.play("S u y")).contains("Undone: Qualified is back, with its 2 deals · U redoes it"))
    #expect(stages(rig) == before)
    #expect(rig.board()["Qualified"]?.count == 2)
    #expect(text(rig.play("S j d k enter")).contains("Proposal Sent was removed; its deal is in Qualified now"))
  }

  @Test("deals go only to a stage of the same type, closed ones of long ago too")
  func types() throws {
    let rig = try rig()
    rig.play("w enter")
    let refused = text(rig.play("4 S d"))
    #expect(refused.contains("Closed Won has 1 deal and is the only won stage"))
    #expect(text(try self.rig().play("S d 4")).contains("4 is no open stage"))
    let own = text(try self.rig().play("S d 1"))
    #expect(own.contains("Qualified is the stage that goes; j k choose another, esc keeps Qualified."), "\(own)")
    #expect(stages(rig).count == 5)
  }

  @Test("pipelines are made, renamed, made the default and deleted")
  func pipelines() throws {
    let rig = try rig()
    rig.play("S r ctrl-u 'Direct' enter")
    #expect(rig.store.pipelines().map(\.pipeline.name) == ["Direct"])
    rig.play("S A 'Partners' enter")
    #expect(rig.store.pipelines().map(\.pipeline.name) == ["Direct", "Partners"])
    rig.play("p 2 S *")
    #expect(rig.store.pipelines().first?.pipeline.name == "Partners")
    rig.play("S X y")
    #expect(rig.store.pipelines().map(\.pipeline.name) == ["Direct"])
    let asked = text(rig.play("S X"))
    #expect(asked.contains("Direct holds 3 deals: move or delete them first.") && !asked.contains("y deletes it"))
  }

  @Test("a question about an undo leaves the table where it is", arguments: ["y", "esc", "x"])
  func undoFromTable(answer: String) throws {
    let rig = try rig()
    rig.play("S A 'Partners' enter")
    let asking = rig.play("S u")
    #expect(text(asking).hasPrefix(" Stages of") && text(asking).contains("? y does it"))
    #expect(text(rig.play("S u " + answer)).hasPrefix(" Stages of"))
    #expect(rig.store.pipelines().count == (answer == "y" ? 1 : 2))
  }

  @Test("what was done to a pipeline is said of the pipeline, not of its stages or of another one")
  func pipelineWords() throws {
    let rig = try rig()
    let added = text(rig.play("S A 'Partners' enter"))
    #expect(added.contains("Partners was added") && added.hasPrefix(" Stages of Partners"), "\(added)")
    #expect(text(rig.play("p 2 S *")).contains("Partners is the default pipeline now"))
    #expect(text(rig.play("S u y")).contains("Undone: Sales Pipeline is the default pipeline again"))
    #expect(text(rig.play("p 2 S X y")).contains("Partners was deleted"))
    #expect(text(rig.play("S u y")).contains("Undone: Partners is back"))
  }
}
