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
    (resting, words) = rebound(resting, plans)
    let (rebound, news) = rebound(mode, plans)
    mode = rebound
    if let news = news ?? words, notices.message.isEmpty || mode.editor != nil {
      say(news)
    } else if notices.message.isEmpty, let home = plans.old(plans.home), !plans.isThere(home.pipeline.id) {
      say("\(home.pipeline.name) is gone. This is \(board.pipelines[0].pipeline.name).")
    }
  }

  private func rebound(_ mode: Mode, _ plans: Replanned) -> (Mode, String?) {
    switch mode {
    case .quickAdd(var form):
      guard let (gone, next) = plans.replacement(of: form.stage), let next else { return (mode, nil) }
      form.stage = next.id
      return (.quickAdd(form), "\(gone.name) is gone; Enter adds the deal to \(next.name)")
    case .won(var form):
      guard let stage = form.stage, let (gone, _) = plans.replacement(of: stage) else { return (mode, nil) }
      let next = plans.stage(meaning: .won, as: gone)
      form.stage = next?.id
      return (.won(form), words(closing: gone, next))
    case .lost(var form):
      guard let stage = form.stage, let (gone, _) = plans.replacement(of: stage) else { return (mode, nil) }
      let next = plans.stage(meaning: .lost, as: gone)
      form.stage = next?.id
      return (.lost(form), words(closing: gone, next))
    case .moveTo(let form): return rebound(form, plans)
    case .pipelines(let chosen, let moving):
      func choices(_ all: [PipelinePlan]) -> [PipelinePlan] {
        all.filter { moving == nil || $0.pipeline.id != plans.home }
      }
      let (before, now) = (choices(plans.old), choices(plans.new))
      guard before.indices.contains(chosen), !now.isEmpty else { return (mode, nil) }
      let wanted = before[chosen].pipeline
      if let place = now.firstIndex(where: { $0.pipeline.id == wanted.id }) {
        return (.pipelines(chosen: place, moving: moving), nil)
      }
      let place = min(chosen, now.count - 1)
      return (
        .pipelines(chosen: place, moving: moving),
        "\(wanted.name) is gone. \(now[place].pipeline.name) is chosen."
      )
    case .stages(let editor): return rebound(editor, plans)
    default: return (mode, nil)
    }
  }

  private func words(closing gone: Stage, _ next: Stage?) -> String {
    "\(gone.name) is gone; Enter " + (next.map { "puts the deal into \($0.name)" } ?? "leaves the deal in its stage")
  }

  private func rebound(_ before: MoveForm, _ plans: Replanned) -> (Mode, String?) {
    var form = before
    guard let old = plans.old(form.pipeline) else { return (.moveTo(form), nil) }
    guard let now = plans.new.first(where: { $0.pipeline.id == form.pipeline }) else {
      let next = plans.new[0].pipeline
      (form.pipeline, form.chosen) = (next.id, nil)
      return (.moveTo(form), "\(old.pipeline.name) is gone. These are the stages of \(next.name).")
    }
    guard let chosen = form.chosen, old.stages.indices.contains(chosen), !now.stages.isEmpty else {
      return (.moveTo(form), nil)
    }
    let wanted = old.stages[chosen]
    if let place = now.stages.firstIndex(where: { $0.id == wanted.id }) {
      form.chosen = place
      return (.moveTo(form), nil)
    }
    let place = min(chosen, now.stages.count - 1)
    form.chosen = place
    return (.moveTo(form), "\(wanted.name) is gone. \(now.stages[place].name) is chosen.")
  }

  private func rebound(_ before: StageEditor, _ plans: Replanned) -> (Mode, String?) {
    var editor = before
    if let home = plans.home.flatMap(plans.old), !plans.isThere(home.pipeline.id) {
      let next = plans.new[0]
      switch editor.line {
      case .rename: editor.rebind(to: nil, in: next.pipeline)
      case .stage: editor.rebind(to: nil, in: next.pipeline)
      case .cell, .color: editor.rebind(to: next.stages.first, in: next.pipeline)
      case .remove, .deletePipeline: editor.line = nil
      case .pipeline, nil: break
      }
      editor.row = 0
      let doing =
        switch editor.line {
        case .rename: "Enter renames \(next.pipeline.name)"
        case .stage: "Enter adds the stage to \(next.pipeline.name)"
        case .cell, .color: "Enter changes \(next.stages.first?.name ?? next.pipeline.name)"
        case .remove, .deletePipeline, .pipeline, nil: "these are the stages of \(next.pipeline.name)"
        }
      return (.stages(editor), "\(home.pipeline.name) is gone; \(doing)")
    }
    guard let home = plans.home.flatMap(plans.old), home.stages.indices.contains(editor.row),
      let (gone, next) = plans.replacement(of: home.stages[editor.row].id), let line = editor.line
    else { return (.stages(editor), nil) }
    switch line {
    case .remove:
      editor.line = nil
      return (.stages(editor), "\(gone.name) is gone already.")
    case .cell, .color:
      guard let next else { return (.stages(editor), nil) }
      editor.rebind(to: next, in: editor.seenPipeline)
      editor.row = plans.new.first { $0.pipeline.id == next.pipelineID }?.stages.firstIndex { $0.id == next.id } ?? 0
      return (.stages(editor), "\(gone.name) is gone; Enter changes \(next.name)")
    case .stage, .rename, .pipeline, .deletePipeline: return (.stages(editor), nil)
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
  mutating func takeNextDeal() -> [Effect]? {
    guard let next = nextDeal else { return nil }
    switch mode {
    case .line(var form):
      guard !form.deals.isEmpty, form.deals.allSatisfy({ card($0) == nil }) else { return nil }
      (form.deals, form.seen, form.task) = ([next.deal.id], [DealID: Card]([next]), nil)
      mode = .line(form)
      return []
    case .won(var form):
      guard cards(of: form.deals).isEmpty else { return nil }
      (form.deals, form.seen, form.rest) = ([next.deal.id], [DealID: Card]([next]), ClosingRest())
      mode = .won(form)
    case .lost(var form):
      guard cards(of: form.deals).isEmpty else { return nil }
      (form.deals, form.seen, form.rest) = ([next.deal.id], [DealID: Card]([next]), ClosingRest())
      mode = .lost(form)
    default: return nil
    }
    return askForSteps(of: [next.deal.id])
  }
}

/// The pipelines before and after somebody else changed them.
private struct Replanned {
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
