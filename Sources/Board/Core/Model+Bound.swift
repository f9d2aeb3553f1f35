import Sales
import Screen

// What has the keys may be bound to a stage, a pipeline or a deal that somebody else removes meanwhile. Then it says what
// is gone and goes on with the nearest one; nothing typed is lost.
extension Model {
  /// Binds what has the keys, and what waits beneath help or palette, to what is there now. `old` are the pipelines as they
  /// were when it was bound.
  mutating func rebind(from old: [PipelinePlan]) {
    guard !old.isEmpty, !board.pipelines.isEmpty, old != board.pipelines else { return }
    let plans = Replanned(old: old, new: board.pipelines, home: board.pipeline)
    var words: String?
    if let feature = resting.feature { (resting, words) = feature.rebound(to: plans) }
    var news: String?
    if let feature = mode.feature { (mode, news) = feature.rebound(to: plans) }
    if let news = news ?? words, notices.message.isEmpty || mode.editor != nil {
      say(news)
    } else if notices.message.isEmpty, let home = plans.old(plans.home), !plans.isThere(home.pipeline.id) {
      say("\(home.pipeline.name) is gone. This is \(board.pipelines[0].pipeline.name).")
    }
  }

  // MARK: Deals

  /// The deal that a line goes on with whose own deals are out of sight: the one that has the focus.
  private var nextDeal: Card? { focusedCard }

  /// What is said of a line whose deals are out of sight, with the way on.
  func outOfSight(_ deals: [DealID], _ seen: [DealID: Card]) -> String {
    let name = deals.count == 1 ? seen[deals[0]].map { glyphs.shown($0.deal.name) } : nil
    let what = name.map { "\($0) is" } ?? (deals.count == 1 ? "the deal is" : "the deals are")
    let way = nextDeal.map { "; Tab goes on with \(glyphs.shown($0.deal.name))" } ?? ""
    return "\(what) not in sight any more\(way)"
  }

  /// Goes on with the deal that has the focus, where none of the line's own is in sight; nil where that is not so.
  mutating func goOnWithNextDeal() -> [Effect]? {
    guard let next = nextDeal, let mode = mode.feature?.goingOn(with: next, in: self) else { return nil }
    self.mode = mode
    return mode.closingRest == nil ? [] : askForSteps(of: [next.deal.id])
  }
}

/// The pipelines before and after somebody else changed them.
struct Replanned {
  let old: [PipelinePlan]
  let new: [PipelinePlan]
  /// The pipeline that was in sight before.
  let home: PipelineID?

  func old(_ id: PipelineID?) -> PipelinePlan? { old.first { $0.pipeline.id == id } }
  func isThere(_ id: PipelineID) -> Bool { new.contains { $0.pipeline.id == id } }

  /// The stage that is gone, and the nearest one of its pipeline, first of its own type; of a pipeline that is gone the
  /// first stage of the first one. Nil for a stage that is there.
  func replacement(of id: StageID) -> (gone: Stage, next: Stage?)? {
    guard !new.contains(where: { $0.stages.contains { $0.id == id } }),
      let plan = old.first(where: { $0.stages.contains { $0.id == id } }),
      let place = plan.stages.firstIndex(where: { $0.id == id })
    else { return nil }
    let gone = plan.stages[place]
    guard let stages = new.first(where: { $0.pipeline.id == plan.pipeline.id })?.stages else {
      return (gone, new[0].stages.first)
    }
    let alike = stages.enumerated().filter { $0.element.type == gone.type }
    let nearest = (alike.isEmpty ? Array(stages.enumerated()) : alike).min {
      abs($0.offset - place) < abs($1.offset - place)
    }
    return (gone, nearest?.element)
  }

  /// Where a deal goes now that would have gone to that stage.
  func stage(meaning status: DealStatus, as gone: Stage) -> Stage? {
    new.first { $0.pipeline.id == gone.pipelineID }?.stage(meaning: status)
  }
}
