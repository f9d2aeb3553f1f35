import Sales
import Screen

// What was being typed at the end of one session is there at the start of the next.
extension Model {
  /// What must be done before the board ends without having been asked to by its user. While the change of one line
  /// waits for another writer, another line can be typed.
  func keepingDraft() -> [Effect] {
    ([unfinished.draft]
      + [notices.pending?.mode, ground, mode == ground ? nil : mode].map { $0?.feature?.draft(in: self) })
      .compactMap(\.self).map { .keep($0) }
  }

  /// Opens what was kept, once the board is there to open it on: one at a start, so that two boards that were ended
  /// together go on side by side.
  mutating func openDraft() -> [Effect] {
    guard !board.columns.isEmpty else { return [] }
    if unfinished.hasDrafts {
      unfinished.hasDrafts = false
      return [.claimDraft]
    }
    guard let kept = unfinished.draft else { return [] }
    if let home = kept.pipeline, home != board.pipeline, board.pipelines.contains(where: { $0.pipeline.id == home }) {
      // Once its stages have been read.
      switchTo(home)
      return reload()
    }
    guard kept.deals.isEmpty else { return [.ask(.kept(kept))] }
    unfinished.draft = nil
    let effects = reopen(kept)
    tellLater(missing: 0)
    return effects
  }

  /// Opens what is about deals, of which these are still there.
  mutating func open(_ kept: Draft, on cards: [Card]) -> [Effect] {
    unfinished.draft = nil
    guard let first = cards.first else {
      tellTyped(kept.typed, kept.deals.count == 1 ? "The deal is gone." : "The deals are gone.")
      return []
    }
    guard first.deal.pipelineID == board.pipeline else {
      // Once its stages have been read.
      unfinished.draft = kept
      switchTo(first.deal.pipelineID)
      return reload()
    }
    let deals = cards.map(\.deal.id)
    var effects: [Effect] = []
    switch kept {
    case .form(_, let texts):
      let form = form(first, kept: texts)
      mode = .form(form)
      effects = form.entries.flatMap(\.question)
    case .closing(.won, _, let stage, let text):
      mode = .won(WonForm(deals: deals, stage: stage, editor: LineEditor(text)))
      effects = askForSteps(of: deals)
    case .closing(let kind, _, let stage, let text):
      mode = .lost(LostForm(deals: deals, stage: stage, editor: LineEditor(text), isNote: kind == .note))
      effects = askForSteps(of: deals)
    case .line(let verb, _, let text):
      mode = .line(LineForm(verb: verb, deals: deals, editor: LineEditor(text)))
      if verb == .owner { effects = [.ask(.users)] }
    case .field(let deal, let place, let text):
      pane = Pane(deal: deal, showsRecord: true, kept: KeptField(place: place, text: text))
    case .quickAdd, .task, .filter, .filterName, .reasons, .palette, .stages: break
    }
    tellLater(missing: kept.deals.count - deals.count)
    return reload(following: deals[0], marking: deals.count > 1 ? deals : []) + effects
  }

  private mutating func reopen(_ kept: Draft) -> [Effect] {
    switch kept {
    case .quickAdd(let stage, let text):
      // Of a stage that has gone, the line still makes a deal in the first one.
      let known = self.stage(stage)
      let effects = quickAddChanged(QuickAddForm(editor: LineEditor(text), stage: (known ?? board.columns[0].stage).id))
      if known == nil { say("its stage is gone; Enter adds the deal to \(board.columns[0].stage.name)") }
      return effects
    case .task(let verb, let task, let text):
      view = .today
      (today.wanted, today.kept) = (task, Today.KeptLine(verb: verb, text: text))
      return [readToday()]
    case .filter(let text):
      mode = .filter(FilterLine(LineEditor(text)))
      return setFilter(text)
    case .filterName(let filter, let text):
      mode = .saveFilter(FilterNameLine(LineEditor(text)))
      return setFilter(filter)
    case .reasons(let text): mode = .reasons(ReasonsLine(LineEditor(text)))
    case .palette(let text): (resting, mode) = (mode, .palette(CommandPalette(LineEditor(text), chosen: 0)))
    case .stages(let place, let what, let text): return openStages(at: place, what, text)
    case .form, .closing, .line, .field: break
    }
    return []
  }

  private mutating func openStages(
    at place: Draft.StagePlace, _ what: StageEditor.What, _ text: String
  ) -> [Effect] {
    guard place.pipeline == board.pipeline else {
      tellTyped(text, "The pipeline is gone.")
      return []
    }
    var editor = StageEditor()
    let row = stages.firstIndex { $0.id == place.stage }
    if case .cell = what, row == nil {
      tellTyped(text, "The stage is gone.")
      return []
    }
    editor.row = row ?? 0
    editor.open(what, text, of: row.map { stages[$0] }, in: plan?.pipeline)
    mode = .stages(editor)
    return learn()
  }

  // MARK: Words

  var keptNotice: String {
    "Typed before the board was ended: enter saves it, esc twice drops it."
      + (unfinished.laterDrafts > 0 ? " \(laterWords)" : "")
  }

  private var laterWords: String {
    unfinished.laterDrafts == 1
      ? "Another line that was typed opens at the next start."
      : "\(unfinished.laterDrafts) more lines open at the next starts."
  }

  /// What is not to be seen in the line itself: deals that are gone, and what else was typed.
  private mutating func tellLater(missing: Int) {
    var words: [String] = []
    if missing > 0 { words.append("\(counted(missing, "deal")) of them \(missing == 1 ? "is" : "are") gone.") }
    if unfinished.laterDrafts > 0 { words.append(laterWords) }
    if !words.isEmpty { say(words.joined(separator: " ")) }
  }

  /// What was typed about something that is gone stays in sight until it has been copied or is not wanted.
  mutating func tellTyped(_ text: String, _ why: String) {
    notices.banner = "\(why) What was typed about it: \(text)"
    notices.isBannerWhole = true
  }
}
