import Sales
import Screen

extension Model {
  /// The keys of the screen in sight, while nothing is typed and no menu is open.
  mutating func pressOnScreen(_ key: Key) -> [Effect] {
    today.verb = nil
    if let effects = pressBeforeScreen(key) { return effects }
    // What is begun is left before the board is.
    if key == .control("c"), view == .board, unmark() { return [] }
    if let verb = keys.verbs[[key]] { return perform(verb) }
    if !keys.bindings(after: key).isEmpty {
      mode = .prefix(key)
      return []
    }
    let refusal = Keymap.board.verbs[[key]].flatMap(triageRefusal)
    say(refusal ?? "\(key.name) does nothing here; ? shows the keys.")
    return []
  }

  /// What comes before the screen's own keys: a waiting change, and a banner.
  private mutating func pressBeforeScreen(_ key: Key) -> [Effect]? {
    if key == .escape, let waiting = pending {
      pending = nil
      mode = waiting.mode
      say("Withdrawn; nothing was changed.")
      return []
    }
    if banner != nil, key == .escape {
      (banner, isBannerWhole) = (nil, false)
      return []
    }
    // A banner is explained whatever stands under the focus.
    if banner != nil, Keymap.board.verbs[[key]] == .explain {
      isBannerWhole.toggle()
      return []
    }
    return nil
  }

  mutating func pressAfter(_ first: Key, _ key: Key) -> [Effect] {
    mode = .board
    if let verb = keys.verbs[[first, key]] { return perform(verb) }
    if key != .escape, key != .control("c") {
      say("\(first.name)\(key.name) is no command; \(first.name) shows what follows it.")
    }
    return []
  }

  /// Does what a key or the palette asks for, or says why not.
  mutating func perform(_ verb: Verb) -> [Effect] {
    if let refusal = refusal(of: verb) {
      say(refusal)
      return []
    }
    if let effects = performHere(verb) { return effects }
    switch verb {
    case .left, .right, .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .stage1, .stage2,
      .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9:
      return moveFocus(verb)
    case .moveBack, .moveOn: return moveDeal(by: verb == .moveOn ? 1 : -1)
    case .moveTo, .won, .lost, .reopen, .edit, .editOutside, .delete, .add, .undo, .redo: return performOnDeal(verb)
    case .mark, .markRange, .markStage, .markAll: return performOnMarks(verb)
    case .step, .doneAndNext, .log, .closeDate, .value, .owner, .park:
      guard let line = LineVerb(rawValue: verb.rawValue) else { return [] }
      return openLine(line)
    case .stall: return stall()
    case .copyLine, .copyName, .copyID: return copy(verb)
    case .nextAttention, .lastAttention: return [.attentive(attentiveQuestion(isBackward: verb == .lastAttention))]
    // Those of one screen only, which has done them.
    case .done, .drop, .dueDate, .skip, .back, .editField, .otherSide, .editCell, .addStage, .removeStage,
      .stageEarlier, .stageLater, .takeLesson, .renamePipeline, .addPipeline, .defaultPipeline, .deletePipeline:
      return []
    case .open, .record, .triage, .today, .filter, .filterMenu, .order, .lossReasons, .clear, .pipelines, .stages,
      .help, .palette, .explain:
      return openView(verb)
    case .fold, .foldAll, .unfoldAll, .cardSize: return changeShape(verb)
    case .redraw:
      say("Drawn anew.")
      return [.redraw]
    case .reload: return readAnew()
    case .suspend: return [.suspend]
    case .quit: return quit()
    }
  }

  private mutating func quit() -> [Effect] {
    guard pending?.isLeaving == false else { return keepingPlace() + [.quit(.asked)] }
    pending?.isLeaving = true
    say("A change is not saved yet; q again drops it. It waits for another writer.")
    return []
  }

  /// What the screen that has the keys makes of the verb; nil for one that is the same everywhere.
  private mutating func performHere(_ verb: Verb) -> [Effect]? {
    if case .stages(let editor) = mode { return performInStages(verb, editor) }
    if pane != nil, let effects = performInPane(verb) { return effects }
    switch view {
    case .board: return nil
    case .triage: return performInTriage(verb)
    case .today: return pane == nil ? performInToday(verb) : nil
    }
  }

  private mutating func readAnew() -> [Effect] {
    banner = nil
    say("Read anew.")
    return reload()
  }

  private mutating func moveFocus(_ verb: Verb) -> [Effect] {
    switch verb {
    case .left: return focusNeighbour(-1)
    case .right: return focusNeighbour(1)
    case .up: return moveFocus(by: -1)
    case .down: return moveFocus(by: 1)
    case .halfPageDown: return moveFocus(by: max(1, layout.capacity / 2))
    case .halfPageUp: return moveFocus(by: -max(1, layout.capacity / 2))
    case .pageDown: return moveFocus(by: layout.capacity)
    case .pageUp: return moveFocus(by: -layout.capacity)
    case .first: return focusEnd(.start)
    case .last: return focusEnd(.end)
    default: return focusStage(verb.stageIndex ?? 0)
    }
  }

  private mutating func openView(_ verb: Verb) -> [Effect] {
    switch verb {
    case .open:
      guard let deal = focusedCard?.deal.id else { return [] }
      pane = Pane(deal: deal)
      settleAll()
      return readPane(deal)
    case .record: return showRecord(pane.map { !$0.showsRecord } ?? true)
    case .triage: return openTriage()
    case .today: return openToday()
    case .filter:
      // A deal that was opened out of the list of today leaves it for good: a filter is the board's.
      view = .board
      mode = .filter(LineEditor(filterText))
      return [.whenIdle(.readAhead)]
    case .filterMenu:
      view = .board
      mode = .filterMenu(isForgetting: false)
    case .order: mode = .orders
    case .lossReasons: mode = .reasons(LineEditor(reasonsLine))
    case .clear: return clear()
    case .pipelines:
      mode = .pipelines(chosen: pipelines.firstIndex { $0.pipeline.id == pipeline } ?? 0, moving: nil)
    case .stages:
      var editor = StageEditor()
      editor.row = focusedColumn
      mode = .stages(editor)
      return learn()
    case .help: return openHelp()
    case .palette: (resting, mode) = (mode, .palette(LineEditor(), chosen: 0))
    case .explain: explain()
    default: break
    }
    return []
  }

  /// Out of triage the board beside the pane has not followed yet.
  private mutating func readPane(_ deal: DealID) -> [Effect] { view == .board ? [.ask(.detail(deal))] : reload() }

  private mutating func showRecord(_ showsRecord: Bool) -> [Effect] {
    guard let deal = focusedCard?.deal.id else { return [] }
    if pane == nil { pane = Pane(deal: deal) }
    pane?.showsRecord = showsRecord
    pane?.top = 0
    pane?.chosen = 1
    settleAll()
    return readPane(deal)
  }

  private mutating func clear() -> [Effect] {
    if unmark() { return [] }
    guard !filterText.isEmpty else {
      if tour != nil {
        tour = nil
        settleAll()
        return []
      }
      say("There is nothing to clear; q quits.")
      return []
    }
    return setFilter("")
  }

  private mutating func explain() {
    // The chosen task of a deal need not be its next step.
    guard let deal = focusedCard?.deal.id, let card = card(deal), let stage = focusedStage else { return }
    isMessageWhole = true
    let reasons = card.attention(in: stage, at: present).map(\.sentence)
    if reasons.isEmpty {
      say("", subject: card.deal.name, " needs no attention.")
    } else {
      say("", subject: card.deal.name, ": " + reasons.joined(separator: "; ") + ".")
    }
  }
}
