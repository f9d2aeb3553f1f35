package import Sales
import Screen

/// What was being typed when a signal or a hang-up ended the board: kept in the file for the person who typed it, and
/// opened again at the next start.
package enum Draft: Hashable, Sendable {
  /// The changed lines of a form by field.
  case form(DealID, [String: String])
  case quickAdd(StageID, String)
  case lost(DealID, StageID?, String)
  case won(DealID, StageID?, String)
  case line(LineVerb, [DealID], String)
  case field(DealID, FieldPlace, String)
  /// A line about a task of today's list.
  case task(LineVerb, FollowUpID, String)

  /// The name of the setting that holds it.
  package static let setting = "draft"

  /// Nil where nothing is being typed that would be missed.
  init?(_ mode: Mode) {
    switch mode {
    case .form(let form) where form.isChanged:
      let changed = form.entries.filter(\.isChanged).map { ($0.field, $0.editor.text) }
      self = .form(form.seen.id, Dictionary(uniqueKeysWithValues: changed))
    case .quickAdd(let form) where !form.editor.isEmpty: self = .quickAdd(form.stage, form.editor.text)
    case .lost(let form) where !form.editor.isEmpty: self = .lost(form.deal, form.stage, form.editor.text)
    case .won(let form) where !form.editor.isEmpty: self = .won(form.deal, form.stage, form.editor.text)
    case .field(let form) where form.entry.isChanged: self = .field(form.deal, form.place, form.entry.editor.text)
    case .line(let form) where !form.editor.isEmpty && form.task != nil:
      guard let task = form.task else { return nil }
      self = .task(form.verb, task.id, form.editor.text)
    case .line(let form) where !form.editor.isEmpty: self = .line(form.verb, form.deals, form.editor.text)
    default: return nil
    }
  }

  /// One line for what it is, then a line for each text. Typed lines hold neither line ends nor tabs.
  package var text: String {
    switch self {
    case .form(let deal, let texts):
      (["form\t\(deal)"] + texts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }).joined(separator: "\n")
    case .quickAdd(let stage, let text): "add\t\(stage)\n\t\(text)"
    case .line(let verb, let deals, let text):
      "line\t\(verb.rawValue)\t\(deals.map(\.description).joined(separator: " "))\n\t\(text)"
    case .field(let deal, let place, let text): "field\t\(deal)\t\(place.row.id) \(place.field)\n\t\(text)"
    case .task(let verb, let task, let text): "task\t\(verb.rawValue)\t\(task)\n\t\(text)"
    case .lost(let deal, let stage, let text): "lost\t\(deal)\t\(stage?.description ?? "")\n\t\(text)"
    case .won(let deal, let stage, let text): "won\t\(deal)\t\(stage?.description ?? "")\n\t\(text)"
    }
  }

  /// Reads what `text` wrote; nil for anything else.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first, head.count >= 2, let typed = lines.dropFirst().first?.dropFirst().first else {
      return nil
    }
    let stage = head.count == 3 ? StageID(head[2]) : nil
    switch head[0] {
    case "form":
      guard let deal = DealID(head[1]) else { return nil }
      var texts: [String: String] = [:]
      for line in lines.dropFirst() where line.count == 2 { texts[line[0]] = line[1] }
      self = .form(deal, texts)
    case "add":
      guard let stage = StageID(head[1]) else { return nil }
      self = .quickAdd(stage, typed)
    case "line":
      guard let verb = LineVerb(rawValue: head[1]), head.count == 3 else { return nil }
      self = .line(verb, head[2].split(separator: " ").compactMap { DealID(String($0)) }, typed)
    case "field":
      let place = head.count == 3 ? head[2].split(separator: " ").map(String.init) : []
      guard let deal = DealID(head[1]), place.count == 2, let row = Sales.Key(id: place[0]) else { return nil }
      self = .field(deal, FieldPlace(row, place[1]), typed)
    case "task":
      guard let verb = LineVerb(rawValue: head[1]), head.count == 3, let task = FollowUpID(head[2]) else { return nil }
      self = .task(verb, task, typed)
    case "lost":
      guard let deal = DealID(head[1]) else { return nil }
      self = .lost(deal, stage, typed)
    case "won":
      guard let deal = DealID(head[1]) else { return nil }
      self = .won(deal, stage, typed)
    default: return nil
    }
  }
}

extension Model {
  /// What must be done before the board ends without having been asked to by its user.
  func keepingDraft() -> [Effect] {
    (Draft(pending?.mode ?? mode) ?? Draft(mode)).map { [.set(Draft.setting, $0.text)] } ?? []
  }

  /// Opens what was kept, once the board is there to open it on.
  mutating func openDraft() -> [Effect] {
    guard let kept = draft else { return [] }
    draft = nil
    let forget = Effect.set(Draft.setting, nil)
    switch kept {
    case .form(let deal, let texts): return [forget, .ask(.edit(deal, .kept(texts)))]
    case .quickAdd(let stage, let text):
      // Of a stage that has gone, the line still makes a deal in the first one.
      guard let stage = columnIndex(of: stage).map({ columns[$0].stage.id }) ?? stages.first?.id else { return [] }
      var form = QuickAddForm(stage: stage)
      form.editor = LineEditor(text)
      return [forget] + quickAddChanged(form)
    case .lost(let deal, let stage, let text):
      var form = LostForm(deal: deal, stage: stage)
      form.editor = LineEditor(text)
      mode = .lost(form)
      return [forget] + reload(following: deal)
    case .line(let verb, let deals, let text):
      mode = .line(LineForm(verb: verb, deals: deals, editor: LineEditor(text)))
      let users: [Effect] = verb == .owner ? [.ask(.users)] : []
      return [forget] + reload(following: deals.first, marking: deals.count > 1 ? deals : []) + users
    case .field(let deal, let place, let text):
      pane = Pane(deal: deal, showsRecord: true, kept: KeptField(place: place, text: text))
      return [forget] + reload(following: deal)
    case .task(let verb, let task, let text):
      view = .today
      (today.wanted, today.kept) = (task, Today.KeptLine(verb: verb, text: text))
      return [forget, readToday()]
    case .won(let deal, let stage, let text):
      mode = .won(WonForm(deal: deal, stage: stage, editor: LineEditor(text)))
      return [forget] + reload(following: deal)
    }
  }
}
