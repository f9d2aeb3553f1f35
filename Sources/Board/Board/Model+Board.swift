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
      mode = .prefix(PrefixMenu(key))
      return []
    }
    let refusal = Keymap.board.verbs[[key]].flatMap(triageRefusal)
    say(refusal ?? "\(key.name) does nothing here; ? shows the keys.")
    return []
  }

  /// What comes before the screen's own keys: a waiting change, and a banner.
  private mutating func pressBeforeScreen(_ key: Key) -> [Effect]? {
    if key == .escape, let waiting = notices.pending {
      notices.pending = nil
      mode = waiting.mode
      say("Withdrawn; nothing was changed.")
      return []
    }
    if notices.banner != nil, key == .escape {
      (notices.banner, notices.isBannerWhole) = (nil, false)
      return []
    }
    // A banner is explained whatever stands under the focus.
    if notices.banner != nil, Keymap.board.verbs[[key]] == .explain {
      notices.isBannerWhole.toggle()
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
    // A verb means what is marked as it asks for it, however the board is read anew meanwhile.
    if board.rangeStart != nil, !verb.leavesRange, !endRange(), Verb.ofDeal.contains(verb) { return [] }
    return performOnScreen(verb) ?? performAnywhere(verb)
  }

  /// What the screen that has the keys makes of the verb; nil for one that is the same everywhere.
  private mutating func performOnScreen(_ verb: Verb) -> [Effect]? {
    if case .stages(let editor) = mode { return performInStages(verb, editor) }
    if pane != nil, let effects = performInPane(verb) { return effects }
    switch view {
    case .triage: return performInTriage(verb)
    case .today where pane == nil: return performInToday(verb)
    case .board, .today: return performOnBoard(verb)
    }
  }

  private mutating func performOnBoard(_ verb: Verb) -> [Effect]? {
    switch verb {
    case .left, .right: return focusNeighbour(verb == .left ? -1 : 1)
    case .up, .down: return moveFocus(by: verb == .up ? -1 : 1)
    case .halfPageUp: return moveFocus(by: -max(1, layout.capacity / 2))
    case .halfPageDown: return moveFocus(by: max(1, layout.capacity / 2))
    case .pageUp, .pageDown: return moveFocus(by: verb == .pageUp ? -layout.capacity : layout.capacity)
    case .first, .last: return focusEnd(verb == .first ? .start : .end)
    case .mark: return markFocused()
    case .markRange: return markRange()
    case .markStage: return [.ask(.mark(column.map { [$0.stage.id] } ?? [], board.filter, board.order))]
    case .markAll: return [.ask(.mark(board.columns.map(\.stage.id), board.filter, board.order))]
    case .add: return openQuickAdd()
    case .filter: return openFilter()
    case .filterMenu: return openFilterMenu()
    case .nextAttention, .lastAttention: return [.attentive(attentiveQuestion(isBackward: verb == .lastAttention))]
    case .clear: return clear()
    case .order: return open(.orders(OrderMenu()))
    case .pipelines: return openPipelines()
    case .stages: return openStages()
    case .fold: return foldFocused()
    case .foldAll: return foldClosed()
    case .unfoldAll: return unfoldAll()
    case .cardSize: return changeCardSize()
    case .tour: return resumeTour()
    case .stage1, .stage2, .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9:
      return verb.stageIndex.map { focusStage($0) }
    case .moveBack, .moveOn, .moveTo, .undo, .redo, .won, .lost, .reopen, .edit, .editOutside, .delete, .open, .record,
      .editField, .step, .doneAndNext, .log, .closeDate, .value, .owner, .park, .stall, .done, .drop, .dueDate, .skip,
      .back, .editCell, .addStage, .removeStage, .stageEarlier, .stageLater, .takeLesson, .renamePipeline, .addPipeline,
      .defaultPipeline, .deletePipeline, .copyLine, .copyName, .copyID, .lossReasons, .triage, .today, .otherSide,
      .help, .palette, .explain, .redraw, .reload, .suspend, .quit:
      return nil
    }
  }

  /// The verbs that are the same on every screen that has them; the last ones are those of one screen only.
  private mutating func performAnywhere(_ verb: Verb) -> [Effect] {
    switch verb {
    case .moveBack, .moveOn: return moveDeal(by: verb == .moveOn ? 1 : -1)
    case .moveTo: return openMoveMenu()
    case .won, .lost: return openClosing(verb == .won ? .won : .lost)
    case .reopen: return reopen()
    case .edit, .editOutside: return askToEdit(for: verb == .edit ? .form : .editor)
    case .delete: return askToDelete()
    case .undo, .redo: return revertLast(redo: verb == .redo)
    case .step, .doneAndNext, .log, .closeDate, .value, .owner, .park:
      return LineVerb(rawValue: verb.rawValue).map { openLine($0) } ?? []
    case .stall: return stall()
    case .copyLine: return copy("line", line(of:))
    case .copyName: return copy("name", \.deal.name)
    case .copyID: return copy("id", \.deal.id.description)
    case .open: return openPane()
    case .record: return showRecord(pane.map { !$0.showsRecord } ?? true)
    case .explain: return explain()
    case .triage: return openTriage()
    case .today: return openToday()
    case .lossReasons: return open(.reasons(ReasonsLine(LineEditor(reasonsLine))))
    case .help: return openHelp()
    case .palette: return openPalette()
    case .redraw: return redraw()
    case .reload: return readAnew()
    case .suspend: return [.suspend]
    case .quit: return quit()
    case .left, .right, .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .stage1, .stage2,
      .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9, .mark, .markRange, .markStage, .markAll, .add,
      .filter, .filterMenu, .nextAttention, .lastAttention, .clear, .order, .pipelines, .stages, .fold, .foldAll,
      .unfoldAll, .cardSize, .tour, .done, .drop, .dueDate, .skip, .back, .editField, .otherSide, .editCell, .addStage,
      .removeStage, .stageEarlier, .stageLater, .takeLesson, .renamePipeline, .addPipeline, .defaultPipeline,
      .deletePipeline:
      return []
    }
  }

  /// Opens what needs nothing but to be opened.
  private mutating func open(_ mode: Mode) -> [Effect] {
    self.mode = mode
    return []
  }

  private mutating func quit() -> [Effect] {
    guard notices.pending?.isLeaving == false else { return keepingPlace() + [.quit(.asked)] }
    notices.pending?.isLeaving = true
    say("A change is not saved yet; q again drops it. It waits for another writer.")
    return []
  }

  private mutating func redraw() -> [Effect] {
    say("Drawn anew.")
    return [.redraw]
  }

  private mutating func readAnew() -> [Effect] {
    notices.banner = nil
    say("Read anew.")
    return reload()
  }

  private mutating func openPane() -> [Effect] {
    guard let deal = focusedCard?.deal.id else { return [] }
    pane = Pane(deal: deal)
    settleAll()
    return readPane(deal)
  }

  /// Out of triage the board beside the pane has not followed yet.
  private mutating func readPane(_ deal: DealID) -> [Effect] { view == .board ? [readDetail(of: deal)] : reload() }

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
      if let left = tour {
        (unfinished.tour, tour) = (left.isOver ? nil : left, nil)
        settleAll()
        say("The tour is over; zt goes on with it.")
        return []
      }
      say("There is nothing to clear; q quits.")
      return []
    }
    return setFilter("")
  }

  /// Why a deal raises no alarm.
  private func restingWords(of card: Card) -> String {
    if let until = card.deal.parkedUntil, card.deal.isActive, card.isParked(at: world.present) {
      let day = DateText.short(world.setting.zone.calendarDay(of: until), today: world.present.today)
      return "sleeps until \(day): its alarms are silent"
    }
    return card.deal.status == .stalled ? "is stalled: its alarms are silent" : "needs no attention"
  }

  private mutating func explain() -> [Effect] {
    // The chosen task of a deal need not be its next step.
    guard let deal = focusedCard?.deal.id, let card = card(deal), let stage = focusedStage else { return [] }
    notices.isMessageWhole = true
    let reasons = card.attention(in: stage, at: world.present).map(\.sentence)
    if reasons.isEmpty {
      say("", subject: card.deal.name, " " + restingWords(of: card) + ".")
    } else {
      say("", subject: card.deal.name, ": " + reasons.joined(separator: "; ") + ".")
    }
    return []
  }
}
