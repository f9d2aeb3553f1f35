import Sales
import Screen
import Support
import Testing

@testable import Board

/// Answers that come when the board has gone on: a change that waited, cards of a filter that has been changed since.
@Suite("Answers that come late") struct LateTests {
  private func model() throws -> Model { try BoardFixture.full().model(rows: 24, columns: 80) }

  /// The model after `D 2w enter`, whose change another writer's lock holds up, and that change's intent.
  private func waiting() throws -> (Model, Intent) {
    var model = try model()
    var effects: [Effect] = []
    for key in [Key.character("D"), .character("2"), .character("w"), .enter] {
      effects = model.update(.input(.key(key)))
    }
    guard case .commit(let change, let intent)? = effects.first else {
      Issue.record("\(effects)")
      return (model, .undo)
    }
    _ = model.update(.held(change, intent))
    #expect(model.notices.pending?.change == change && model.mode == .board)
    return (model, intent)
  }

  @Test("a change that waits and is withdrawn leaves its line as it was typed")
  func withdrawn() throws {
    var (model, _) = try waiting()
    #expect(model.update(.input(.key(.escape))) == [])
    #expect(model.notices.pending == nil && model.mode.editor?.text == "2w")
  }

  @Test("a change that waited and could not be saved leaves its line too, and says why")
  func unsaved() throws {
    var (model, intent) = try waiting()
    _ = model.update(.notCommitted(.full, intent))
    #expect(model.notices.pending == nil && model.mode.editor?.text == "2w")
    #expect(model.notices.banner == "Not saved: " + StoreError.full.sentence)
  }

  @Test("cards and sums of another filter than the present one are not taken")
  func overtaken() throws {
    var model = try model()
    let all = model
    model.filterText = "soylent"
    let before = model
    let question = BoardQuestion(
      pipeline: model.board.pipeline, filter: all.board.filter, order: model.board.order, anchors: [:], before: 9,
      after: 9)
    #expect(
      model.update(.loaded(BoardAnswer(question: question, pipelines: model.board.pipelines, windows: [:]))) == [])
    #expect(model.update(.totals([:], filter: all.board.filter)) == [])
    #expect(model == before)
  }
}
