import Sales
import Screen

// Deals that move: to the neighbour, to a stage that is chosen, into another pipeline.
extension Model {
  mutating func moveDeal(by step: Int) -> [Effect] {
    let (cards, closedMarks) = openTargets
    var moves: [(deal: Deal, stage: Stage)] = []
    for card in cards {
      guard let target = columnIndex(of: card.deal.stageID).map({ $0 + step }), board.columns.indices.contains(target)
      else {
        guard cards.count > 1 else { return [] }
        say("", subject: card.deal.name, " cannot go further; unmark it, or move all with m.")
        return []
      }
      moves.append((card.deal, board.columns[target].stage))
    }
    let closed = moves.first { $0.stage.type.closes($0.deal) }
    // What is asked before a deal is closed is asked of one stage.
    let isTogether = closed != nil && moves.allSatisfy { $0.stage.id == closed?.stage.id }
    if let stage = moves.first?.stage, cards.count == 1 || isTogether {
      return move(cards, to: stage, seen: [DealID: Card](cards), leftOut: closedMarks)
    }
    if let closed {
      let verb = closed.stage.type == .won ? "won; w marks deals won." : "lost; x marks deals lost, with a reason."
      say("", subject: closed.deal.name, " would be \(verb)")
      return []
    }
    let event = step > 0 ? " moved on one stage" : " moved back one stage"
    return commitEffect(
      moves.map { $0.deal.moved(to: $0.stage) }, cards.map(\.deal.id), event + leftOut(closedMarks),
      isToldWhole: closedMarks > 0)
  }

  /// Moves the deals as they were seen. A lost stage asks for the reason first, a won one for the day, and of a single
  /// deal for the value.
  private mutating func move(
    _ cards: [Card], to stage: Stage, seen: [DealID: Card], leftOut closedMarks: Int
  ) -> [Effect] {
    let moved = cards.filter { $0.deal.stageID != stage.id || seen.asSeen($0).deal.stageID != stage.id }
      .map { seen.asSeen($0).deal }
    guard !moved.isEmpty else {
      mode = .board
      say(
        "", subject: subject(of: cards.map(\.deal.id)), " \(cards.count == 1 ? "is" : "are") in \(stage.name) already.")
      return []
    }
    if moved.contains(where: stage.type.closes) {
      mode =
        stage.type == .won
        ? .won(wonForm(of: moved, in: stage.id, seen: seen))
        : .lost(LostForm(deals: moved.map(\.id), stage: stage.id, seen: seen))
      mode.closingRest?.leftOut = closedMarks
      return askForSteps(of: moved.map(\.id))
    }
    guard let other = otherPipeline(of: stage) else {
      let event = " moved to \(stage.name)" + leftOut(closedMarks)
      return commitEffect(moved.map { $0.moved(to: stage) }, moved.map(\.id), event, isToldWhole: closedMarks > 0)
    }
    let changes = moved.map { Change.editDeal($0.id, entering(stage), seen: $0.place) }
    let event = " moved to \(stage.name) of \(other.name)" + leftOut(closedMarks)
    return commitEffect(changes, moved.map(\.id), event, isToldWhole: true)
  }

  mutating func openMoveMenu() -> [Effect] {
    let cards = openTargets.cards
    guard let deal = cards.first?.deal else { return [] }
    let leftOut = Set(targets.map(\.deal.id)).subtracting(cards.map(\.deal.id))
    mode = .moveTo(
      MoveForm(deal: deal.id, pipeline: deal.pipelineID, leftOut: leftOut, seen: [DealID: Card](cards)))
    return []
  }

  /// The stages of that pipeline by digit; `p` goes on to the other pipelines.
  mutating func chooseStage(_ key: Key, _ form: MoveForm) -> [Effect] {
    let cards = group(of: form)
    guard !cards.isEmpty, let stages = board.pipelines.first(where: { $0.pipeline.id == form.pipeline })?.stages else {
      mode = .board
      say("", subject: form.seen[form.deal]?.deal.name ?? "The deal", " is not in sight any more.")
      return []
    }
    switch key {
    case .control("c"): mode = .board
    case .escape, .character("q"):
      let others = choices(isMove: true)
      guard let place = others.firstIndex(where: { $0.pipeline.id == form.pipeline }) else {
        mode = .board
        return []
      }
      mode = others.count > 1 ? .pipelines(PipelineMenu(chosen: place, moving: form)) : ownStages(for: form)
    case .character("p"): return leavePipeline(with: form)
    case .down, .character("j"), .up, .character("k"):
      let step = key == .down || key == .character("j") ? 1 : -1
      let from = form.chosen ?? stages.firstIndex { $0.id == card(form.deal)?.deal.stageID } ?? 0
      choose(min(stages.count - 1, max(0, from + step)), form)
    case .enter where form.chosen != nil:
      return move(
        cards, to: stages[min(form.chosen ?? 0, stages.count - 1)], seen: form.seen, leftOut: form.leftOut.count)
    case .character(let character):
      guard let digit = character.wholeNumberValue, stages.indices.contains(digit - 1) else { fallthrough }
      // The menu is there until the deal has moved, so that enter can say it again after a conflict.
      choose(digit - 1, form)
      return move(cards, to: stages[digit - 1], seen: form.seen, leftOut: form.leftOut.count)
    default: say("\(key.name) is no stage; 1-\(min(9, stages.count)) are, and j k choose.")
    }
    return []
  }

  private mutating func choose(_ place: Int, _ form: MoveForm) {
    var form = form
    form.chosen = place
    mode = .moveTo(form)
  }

  /// Asks which other pipeline, unless there is but one.
  private mutating func leavePipeline(with form: MoveForm) -> [Effect] {
    let others = choices(isMove: true)
    guard let first = others.first else {
      say("There is no other pipeline; one is made with A on the screen that S opens.")
      return []
    }
    guard others.count > 1 else { return openStages(of: first, for: form) }
    mode = .pipelines(PipelineMenu(chosen: 0, moving: form))
    return []
  }

  private mutating func openStages(of plan: PipelinePlan, for form: MoveForm) -> [Effect] {
    if plan.stages.isEmpty {
      say("\(plan.pipeline.name) has no stage.")
    } else if case .moveTo(let open) = mode, open.pipeline == plan.pipeline.id {
      say("These are the stages of \(plan.pipeline.name), the only other pipeline.")
    } else {
      mode = Self.stages(of: plan.pipeline.id, for: form)
    }
    return []
  }

  private func ownStages(for form: MoveForm) -> Mode {
    board.pipeline.map { Self.stages(of: $0, for: form) } ?? .board
  }

  private static func stages(of pipeline: PipelineID, for form: MoveForm) -> Mode {
    .moveTo(MoveForm(deal: form.deal, pipeline: pipeline, leftOut: form.leftOut, seen: form.seen))
  }

  /// The pipelines that the menu offers: all, or those that a deal can move into.
  func choices(isMove: Bool) -> [PipelinePlan] {
    isMove ? board.pipelines.filter { $0.pipeline.id != board.pipeline } : board.pipelines
  }

  mutating func openPipelines() -> [Effect] {
    let chosen = board.pipelines.firstIndex { $0.pipeline.id == board.pipeline } ?? 0
    mode = .pipelines(PipelineMenu(chosen: chosen, moving: nil))
    return []
  }

  mutating func choosePipeline(_ key: Key, _ before: PipelineMenu) -> [Effect] {
    var menu = before
    let plans = choices(isMove: menu.moving != nil)
    switch key {
    case .control("c"): mode = .board
    case .escape, .character("q"): mode = menu.moving.map(ownStages) ?? .board
    case .down, .character("j"):
      menu.chosen = min(max(0, plans.count - 1), menu.chosen + 1)
      mode = .pipelines(menu)
    case .up, .character("k"):
      menu.chosen = max(0, menu.chosen - 1)
      mode = .pipelines(menu)
    case .enter: return choosePipeline(plans, menu.chosen, moving: menu.moving)
    case .character(let character):
      guard let digit = character.wholeNumberValue, plans.indices.contains(digit - 1) else { fallthrough }
      return choosePipeline(plans, digit - 1, moving: menu.moving)
    default: say("\(key.name) is no pipeline here.")
    }
    return []
  }

  private mutating func choosePipeline(_ plans: [PipelinePlan], _ index: Int, moving: MoveForm?) -> [Effect] {
    guard plans.indices.contains(index) else {
      mode = .board
      return []
    }
    if let moving { return openStages(of: plans[index], for: moving) }
    mode = .board
    let pipeline = plans[index].pipeline
    guard pipeline.id != self.board.pipeline else {
      say("\(pipeline.name) is the pipeline in sight.")
      return []
    }
    switchTo(pipeline.id)
    return [.set(.openPipeline, pipeline.id.description)] + reload()
  }

  /// Puts the board on that pipeline, which is still to be read.
  mutating func switchTo(_ pipeline: PipelineID) {
    if view == .today, self.board.pipeline == today.home { today.homeMarks = Array(board.marks.keys) }
    (board.marks, board.rangeStart) = ([:], nil)
    self.board.pipeline = pipeline
    board.shownFilter = nil
    adoptShape(of: pipeline)
    board.columns = []
    (board.attention, board.lessons) = (nil, nil)
    (board.focusedColumn, board.firstColumn) = (0, 0)
  }

  /// The pipeline that the stage is in; nil when it is the one in sight.
  func otherPipeline(of stage: Stage) -> Pipeline? {
    stage.pipelineID == board.pipeline ? nil : board.pipelines.first { $0.pipeline.id == stage.pipelineID }?.pipeline
  }

  /// What a deal gets by entering the stage, whichever pipeline it comes from.
  func entering(_ stage: Stage) -> [DealValue] {
    [.set(\.pipelineID, stage.pipelineID), .set(\.stageID, stage.id)]
  }

  /// A stage of any pipeline.
  func anyStage(_ id: StageID) -> Stage? {
    stage(id) ?? board.pipelines.lazy.flatMap(\.stages).first { $0.id == id }
  }
}

extension Deal {
  /// Its move within its pipeline, from where it was seen.
  fileprivate func moved(to stage: Stage) -> Change { .editDeal(id, [.set(\.stageID, stage.id)], seen: place) }

  /// Where it was seen.
  var place: [DealValue] { [.set(\.stageID, stageID)] }
}

extension StageType {
  /// Whether the deal is won or lost by entering such a stage, which is asked about first.
  fileprivate func closes(_ deal: Deal) -> Bool { self != .open && self.status != deal.status }
}
