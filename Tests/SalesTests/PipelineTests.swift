import Sales
import Support
import Testing

@Suite("Pipelines and stages, contract §4") struct PipelineTests {
  @Test("the first pipeline is the default one, with the five stages in order")
  func first() throws {
    let fixture = try Fixture()
    #expect(fixture.pipeline.isDefault && fixture.pipeline.name == "Sales Pipeline")
    #expect(fixture.stages.map(\.name) == ["Qualified", "Proposal Sent", "Negotiation", "Closed Won", "Closed Lost"])
    let colors = fixture.stages.map { $0.color?.description ?? "" }
    #expect(colors == ["#3b82f6", "#f59e0b", "#8b5cf6", "#10b981", "#ef4444"])
    #expect(fixture.stages.map(\.type) == [.open, .open, .open, .won, .lost])
    #expect(fixture.stages.map(\.probability) == [20, 50, 80, nil, nil])
    #expect(fixture.stages.map(\.idleLimitDays) == [14, 10, 7, nil, nil])
    #expect(fixture.stages.map(\.stageLimitDays) == [30, 30, 21, nil, nil])
  }

  @Test("there is exactly one default: a new one takes over, the last one stays, and a deleted one passes it on")
  func defaults() throws {
    let fixture = try Fixture()
    fixture.refuses(.editPipeline(fixture.pipeline.id, [.set(\.isDefault, false)]), .needsDefault, "is_default")
    let second = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "Second")], stages: []))
    let third = try fixture.make(
      Pipeline.self, .createPipeline([.set(\.name, "Third"), .set(\.isDefault, true)], stages: []))
    func defaults() -> [PipelineID] { fixture.store.records.pipelines().filter(\.isDefault).map(\.id) }
    #expect(defaults() == [third.id])
    try fixture.commit(.editPipeline(second.id, [.set(\.isDefault, true)]))
    #expect(defaults() == [second.id])
    #expect(try fixture.commit(.editPipeline(second.id, [.set(\.isDefault, true)])).changesNothing)
    try fixture.commit(.deletePipeline(second.id))
    #expect(defaults() == [fixture.pipeline.id])
    let plans = fixture.store.pipelines()
    #expect(plans.map(\.pipeline.id) == [fixture.pipeline.id, third.id])
  }

  @Test("a pipeline with deals stays, one without goes with its stages")
  func delete() throws {
    let fixture = try Fixture()
    fixture.refuses(.deletePipeline(fixture.pipeline.id), .holdsDeals)
    try fixture.commit(.deleteDeal(fixture.deal))
    try fixture.commit(.deletePipeline(fixture.pipeline.id))
    #expect(fixture.store.count(.stages) == 0 && fixture.store.count(.pipelines) == 0)
    let next = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "Again")], stages: []))
    #expect(next.isDefault)
  }

  @Test("stages are made in list order, or at the positions that they name")
  func positions() throws {
    let fixture = try Fixture()
    let lists: [[Assignment<Stage>]] = [
      [.set(\.name, "c"), .set(\.position, 2)], [.set(\.name, "a"), .set(\.position, 0)],
      [.set(\.name, "b"), .set(\.position, 1)],
    ]
    let made = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "P")], stages: lists))
    let stages = fixture.store.records.stages(of: made.id)
    #expect(stages.map(\.name) == ["a", "b", "c"] && stages.map(\.position) == [0, 1, 2])
  }

  @Test(
    "a stage is inserted at its position and the rest shift",
    arguments: [
      (nil, "01234n"), (0, "n01234"), (1, "0n1234"), (5, "01234n"),
    ] as [(Int?, String)])
  func insert(position: Int?, expected: String) throws {
    let fixture = try Fixture()
    try fixture.commit(.addStage(fixture.pipeline.id, [.set(\.name, "n")], at: position))
    #expect(fixture.order == expected)
    #expect(fixture.store.records.violations.isEmpty)
  }

  @Test(
    "a stage moved by its position shifts the rest",
    arguments: [(0, 4, "12340"), (4, 0, "40123"), (1, 3, "02314"), (3, 1, "03124"), (2, 2, "01234")])
  func shift(from: Int, to: Int, expected: String) throws {
    let fixture = try Fixture()
    try fixture.commit(.editStage(fixture.stages[from].id, [.set(\.position, to)]))
    #expect(fixture.order == expected)
    #expect(fixture.store.records.violations.isEmpty)
  }

  @Test("a position outside the pipeline is refused")
  func outside() throws {
    let fixture = try Fixture()
    let id = fixture.pipeline.id
    fixture.refuses(.addStage(id, [.set(\.name, "n")], at: 6), .invalid(.number(0...5)), "position")
    fixture.refuses(.addStage(id, [.set(\.name, "n")], at: -1), .invalid(.number(0...5)), "position")
    fixture.refuses(.editStage(fixture.stages[0].id, [.set(\.position, 5)]), .invalid(.number(0...4)), "position")
  }

  @Test("a new order names each stage exactly once")
  func reorder() throws {
    let fixture = try Fixture()
    let ids = fixture.stages.map(\.id)
    let id = fixture.pipeline.id
    for order in [[], Array(ids.dropLast()), ids + [ids[0]], Array(ids.dropLast()) + [ids[0]], [StageID(bits: 5)]] {
      fixture.refuses(.reorderStages(id, order), .incompleteOrder, "stage_ids")
    }
    #expect(try fixture.commit(.reorderStages(id, ids)).changesNothing)
    fixture.passes(days: 1)
    try fixture.commit(.reorderStages(id, [ids[4], ids[2], ids[0], ids[1], ids[3]]))
    #expect(fixture.order == "42013")
    #expect(try fixture.row(id).updatedAt == fixture.now)
  }

  @Test("what was seen of a stage, of a pipeline and of the order of stages must still be so")
  func seen() throws {
    let fixture = try Fixture()
    let (id, ids) = (fixture.pipeline.id, fixture.stages.map(\.id))
    func conflicts(_ change: Change, _ key: Key, _ field: String, was: Scalar, is found: Scalar) {
      #expect {
        try fixture.commit(change)
      } throws: { error in
        guard case .conflict(let conflict)? = error as? StoreError else { return false }
        return conflict.key == key && conflict.field == field && (conflict.expected, conflict.found) == (was, found)
      }
    }
    conflicts(
      .editStage(ids[1], [.set(\.probability, 60)], seen: [.set(\.probability, 40)]), .stage(ids[1]), "probability",
      was: .integer(40), is: .integer(50))
    conflicts(
      .editPipeline(id, [.set(\.name, "Direct")], seen: [.set(\.name, "Deals")]), .pipeline(id), "name",
      was: .text("Deals"), is: .text("Sales Pipeline"))
    let swapped = [ids[1], ids[0]] + ids[2...]
    conflicts(
      .reorderStages(id, ids.reversed(), seen: swapped), .stage(ids[1]), "position", was: .integer(0), is: .integer(1))
    #expect(fixture.order == "01234")
    try fixture.commit(.reorderStages(id, swapped, seen: ids))
    #expect(fixture.order == "10234")
    let new = try fixture.make(Stage.self, .addStage(id, [.set(\.name, "n")], at: nil))
    conflicts(
      .reorderStages(id, ids, seen: swapped), .stage(new.id), "position", was: .null, is: .integer(5))
    try fixture.commit(.removeStage(ids[4]))
    let gone = StoreError.notFound(.stage(ids[4]))
    #expect(throws: gone) { try fixture.commit(.reorderStages(id, ids + [new.id], seen: swapped + [new.id])) }
    #expect(fixture.order == "1023n")
  }

  @Test("a stage with deals stays, an empty one goes, the rest close up, and history keeps its name")
  func remove() throws {
    let fixture = try Fixture()
    try fixture.move(to: 1)
    fixture.refuses(.removeStage(fixture.stages[1].id), .holdsDeals)
    fixture.refuses(.removeStage(fixture.stages[1].id, dealsTo: fixture.stages[1].id), .holdsDeals)
    try fixture.commit(.removeStage(fixture.stages[0].id))
    #expect(fixture.order == "1234")
    #expect(fixture.store.records.violations.isEmpty)
    #expect(fixture.history.map(\.toStageName) == ["Qualified", "Proposal Sent"])
  }

  @Test("a stage is renamed, recoloured and retyped; the status of its deals stays")
  func edit() throws {
    let fixture = try Fixture()
    let id = fixture.stages[0].id
    try fixture.commit(.editStage(id, [.set(\.name, "Lead"), .set(\.color, HexColor("#ABC")), .set(\.type, .won)]))
    let stage = try fixture.row(id)
    #expect(stage.name == "Lead" && stage.color?.description == "#aabbcc" && stage.type == .won)
    #expect(try fixture.acme.status == .open)
    fixture.refuses(.editStage(id, [.set(\.probability, 101)]), .invalid(.number(0...100)), "probability")
    fixture.refuses(.editStage(id, [.set(\.pipelineID, fixture.pipeline.id)]), .readOnlyField, "pipeline_id")
    fixture.refuses(.editStage(id, [Assignment(field: "color", value: .text("red"))]), .invalid(.color), "color")
  }
}

extension Fixture {
  /// The stages by their first place in the pipeline, in their present order; other ones by name.
  fileprivate var order: String {
    store.records.stages(of: pipeline.id).map { stage in
      stages.firstIndex { $0.id == stage.id }.map(String.init) ?? stage.name
    }.joined()
  }
}
