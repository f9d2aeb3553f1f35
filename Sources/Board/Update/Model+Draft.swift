import Sales
import Screen

// What was being typed at the end of one session is there at the start of the next.
extension Model {
  /// What must be done before the board ends without having been asked to by its user.
  func keepingDraft() -> [Effect] {
    (Draft(pending?.mode ?? ground, in: self) ?? Draft(ground, in: self)).map { [.set(.draft, $0.text)] } ?? []
  }

  /// Opens what was kept, once the board is there to open it on.
  mutating func openDraft() -> [Effect] {
    guard let kept = draft else { return [] }
    draft = nil
    // Without a stage to add a deal to, the line waits for another start.
    if case .quickAdd = kept, stages.isEmpty { return [] }
    return [.set(.draft, nil)] + reopen(kept)
  }

  private mutating func reopen(_ kept: Draft) -> [Effect] {
    switch kept {
    case .form(let deal, let texts): return [.ask(.edit(deal, .kept(texts)))]
    case .quickAdd(let stage, let text):
      // Of a stage that has gone, the line still makes a deal in the first one.
      guard let stage = self.stage(stage) ?? stages.first else { return [] }
      return quickAddChanged(QuickAddForm(editor: LineEditor(text), stage: stage.id))
    case .lost(let deal, let stage, let text):
      var form = LostForm(deal: deal, stage: stage)
      form.editor = LineEditor(text)
      mode = .lost(form)
      return reload(following: deal)
    case .line(let verb, let deals, let text):
      mode = .line(LineForm(verb: verb, deals: deals, editor: LineEditor(text)))
      let read = reload(following: deals.first, marking: deals.count > 1 ? deals : [])
      return read + (verb == .owner ? [.ask(.users)] : [])
    case .field(let deal, let place, let text):
      pane = Pane(deal: deal, showsRecord: true, kept: KeptField(place: place, text: text))
      return reload(following: deal)
    case .task(let verb, let task, let text):
      view = .today
      (today.wanted, today.kept) = (task, Today.KeptLine(verb: verb, text: text))
      return [readToday()]
    case .won(let deal, let stage, let text):
      mode = .won(WonForm(deal: deal, stage: stage, editor: LineEditor(text)))
      return reload(following: deal)
    case .filter(let text):
      mode = .filter(LineEditor(text))
      return setFilter(text)
    case .filterName(let filter, let text):
      mode = .saveFilter(LineEditor(text))
      return setFilter(filter)
    case .reasons(let text):
      mode = .reasons(LineEditor(text))
      return []
    case .stages(let place, let what, let text): return openStages(at: place, what, text, of: kept)
    }
  }

  private mutating func openStages(
    at place: Draft.StagePlace, _ what: StageEditor.What, _ text: String, of kept: Draft
  ) -> [Effect] {
    guard pipelines.contains(where: { $0.pipeline.id == place.pipeline }) else { return [] }
    guard place.pipeline == pipeline else {
      // Once its stages have been read.
      draft = kept
      show(place.pipeline)
      return reload()
    }
    var editor = StageEditor()
    let row = stages.firstIndex { $0.id == place.stage }
    if case .cell = what, row == nil { return [] }
    editor.row = row ?? 0
    editor.open(what, text)
    mode = .stages(editor)
    return learn()
  }
}

extension Draft {
  /// Nil where nothing is being typed that would be missed.
  init?(_ mode: Mode, in model: Model) {
    switch mode {
    case .filter(let editor) where !editor.isEmpty: self = .filter(editor.text)
    case .saveFilter(let editor) where !editor.isEmpty: self = .filterName(filter: model.filterText, editor.text)
    case .reasons(let editor) where editor.text != model.reasonsLine: self = .reasons(editor.text)
    case .stages(let stages):
      guard let what = stages.what, let text = stages.editor?.text, text != model.untyped(what, in: stages),
        let pipeline = model.pipeline
      else { return nil }
      let stage = model.stages.indices.contains(stages.row) ? model.stages[stages.row].id : nil
      self = .stages(StagePlace(pipeline: pipeline, stage: stage), what, text)
    case .form(let form) where form.isChanged:
      var changed = form.entries.filter(\.isChanged).map { ($0.field, $0.editor.text) }
      changed += form.strays.enumerated().map { ("\(Draft.stray)\($0)", LineEditor($1).text) }
      self = .form(form.seen.id, Dictionary(uniqueKeysWithValues: changed))
    case .quickAdd(let form) where !form.editor.isEmpty: self = .quickAdd(form.stage, form.editor.text)
    case .lost(let form) where !form.editor.isEmpty: self = .lost(form.deal, form.stage, form.editor.text)
    case .won(let form) where !form.editor.isEmpty && form.editor.text != form.seen.map(model.wonLine(of:)):
      self = .won(form.deal, form.stage, form.editor.text)
    case .field(let form) where form.entry.isChanged: self = .field(form.deal, form.place, form.entry.editor.text)
    case .line(let form) where !form.editor.isEmpty && form.task != nil:
      guard let task = form.task else { return nil }
      self = .task(form.verb, task.id, form.editor.text)
    case .line(let form) where !form.editor.isEmpty: self = .line(form.verb, form.deals, form.editor.text)
    default: return nil
    }
  }
}
