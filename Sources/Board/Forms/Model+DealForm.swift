import Sales
import Screen

// The form over a deal's fields, the same lines in an editor, and what comes back when they are refused.
extension Model {
  /// Opens the form on the deal as the file has it now, or goes on with the one that is open.
  mutating func edit(_ card: Card?, _ purpose: FormPurpose) -> [Effect] {
    guard let card else {
      // What was typed stays in sight: it may be wanted elsewhere.
      if case .form(var form) = mode {
        form.notice = "\(form.seen.name) was deleted meanwhile. What you typed stays here until Esc twice."
        mode = .form(form)
      } else {
        say("The deal is not there any more.")
      }
      return []
    }
    switch purpose {
    case .form: mode = .form(DealForm(card))
    case .editor:
      mode = .form(DealForm(card))
      return openEditor()
    case .rebase(let name):
      guard case .form(var form) = mode, form.seen.id == card.deal.id else { return [] }
      form.rebase(onto: card, by: name)
      mode = .form(form)
    }
    return []
  }

  /// The form with the lines that were typed before the board was ended.
  func form(_ card: Card, kept texts: [String: String]) -> DealForm {
    var form = DealForm(card)
    for index in form.entries.indices {
      guard let text = texts[form.entries[index].field] else { continue }
      form.entries[index].editor = LineEditor(text)
    }
    form.strays = texts.filter { Draft.isStray($0.key) }.sorted { $0.key < $1.key }.map(\.value)
    form.notice = keptNotice
    return form
  }

  mutating func typeForm(_ key: Key, _ form: DealForm) -> [Effect] {
    var form = form
    form.isAwaitingOwner = false
    let count = form.entries.count
    switch key {
    case .escape, .control("c"):
      mode = .board
      if form.isChanged { say("Left; nothing was changed.") }
      return []
    case .enter: return submit(form)
    case .tab, .down: form.chosen = (form.chosen + 1) % count
    case .backTab, .up: form.chosen = (form.chosen + count - 1) % count
    case .control("o"):
      mode = .form(form)
      return openEditor()
    case .control("x") where !form.strays.isEmpty:
      form.strays = []
      form.notice = nil
    default:
      guard form.entries[form.chosen].editor.handle(key) else {
        mode = .form(form)
        return []
      }
      form.notice = nil
      mode = .form(form)
      return form.entries[form.chosen].question
    }
    mode = .form(form)
    return []
  }

  /// Saves what was changed, or goes to the first line that cannot be.
  mutating func submit(_ form: DealForm) -> [Effect] {
    var form = form
    form.isAwaitingOwner = false
    guard form.strays.isEmpty else {
      notices.promptRefusal = "not saved: ctrl-o goes to the line, ctrl-x drops it"
      form.notice = "“\(form.strays[0])” names no field: ctrl-o goes back to the editor, ctrl-x drops it."
      mode = .form(form)
      return []
    }
    // From an editor a line comes that nobody has been asked about yet.
    if let owner = form.entries.first(where: { $0.field == "owner_id" }), owner.meaning == nil,
      !owner.question.isEmpty
    {
      form.isAwaitingOwner = true
      mode = .form(form)
      return owner.question
    }
    // The amount is read by the currency, which may be the one that was changed.
    for entry in form.entries where entry.isChanged || entry.field == "value" {
      guard let fault = entry.fault(currency: form.currency, today: world.present.today, notation) else { continue }
      form.refuse(fault + ".", field: entry.field)
      notices.promptRefusal = "not saved"
      mode = .form(form)
      return []
    }
    guard let change = form.change(today: world.present.today, notation) else {
      mode = .board
      say("Nothing was changed.")
      return []
    }
    mode = .form(form)
    return [.commit(followingStatus(change, of: form.seen), .edit(form.seen.id))]
  }

  /// A refused form stays as it was typed, on the field at fault; after a conflict it shows both values.
  mutating func refuseForm(_ error: StoreError) -> [Effect]? {
    guard case .form(var form) = mode else { return nil }
    switch error.cause {
    case .conflict(let conflict): return [.ask(.edit(form.seen.id, .rebase(by: conflict.by)))] + reload()
    case .refused(let refusal): form.refuse(sentence(of: error), field: refusal.field)
    case .refusedAt, .notFound, .busy, .readOnly, .replaced, .newerSchema, .foreign, .damaged, .full, .interrupted,
      .unusable, .failed:
      form.refuse(sentence(of: error), field: nil)
    }
    mode = .form(form)
    return reload()
  }

  // MARK: The editor

  private mutating func openEditor() -> [Effect] {
    guard case .form(let form) = mode else { return [] }
    return [.editText(form.page())]
  }

  /// The page as it came back from the editor is saved like a form that was typed. Where the board was asked to end
  /// meanwhile nobody says that it is meant to be saved: it is left as typed, and kept as that.
  mutating func received(page: String, isEnding: Bool) -> [Effect] {
    guard case .form(var form) = mode else { return [] }
    form.read(page: page)
    guard form.isChanged else {
      mode = .board
      say("Nothing was changed.")
      return []
    }
    guard !isEnding else {
      mode = .form(form)
      return []
    }
    return submit(form)
  }

  mutating func received(editorFailure sentence: String) {
    if case .form(var form) = mode {
      form.notice = sentence
      mode = .form(form)
    } else {
      say(sentence)
    }
  }
}
