import Sales
import Screen

// The lines that are typed: quick add, reason, won.
extension Model {
  // MARK: Quick add

  mutating func typeQuickAdd(_ key: Key, _ form: QuickAddForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"): return leave(typed: form.editor)
    case .enter: return submit(form)
    case .tab:
      guard complete(&form) else {
        promptRefusal = "tab completes a known company after @"
        return []
      }
      return quickAddChanged(form)
    default:
      guard form.editor.handle(key) else { return [] }
      return quickAddChanged(form)
    }
  }

  mutating func leave(typed editor: LineEditor) -> [Effect] {
    mode = .board
    if !editor.isEmpty { say("Cancelled; nothing was changed.") }
    return []
  }

  mutating func quickAddChanged(_ form: QuickAddForm) -> [Effect] {
    mode = .quickAdd(form)
    let line = QuickAdd(form.editor.text, today: present.today)
    return [.ask(.facts(company: line.company, name: line.name, line: form.editor.text))]
  }

  private func complete(_ form: inout QuickAddForm) -> Bool {
    let text = form.editor.text
    let line = QuickAdd(text, today: present.today)
    guard let typed = line.company, let match = form.match(typed),
      let range = line.understood.first(where: { text.dropFirst($0.lowerBound).first == "@" })
    else { return false }
    let completed = text.prefix(range.lowerBound) + "@" + match.company.name + text.dropFirst(range.upperBound)
    guard completed != text else { return false }
    form.editor = LineEditor(String(completed) + " ")
    return true
  }

  private mutating func submit(_ form: QuickAddForm) -> [Effect] {
    let line = QuickAdd(form.editor.text, today: present.today)
    if line.fault != nil { return [] }
    guard !line.name.isEmpty else {
      promptRefusal = "a deal needs a name"
      return []
    }
    guard let pipeline else { return [] }
    var values: [DealValue] = [
      .set(\.name, line.name), .set(\.pipelineID, pipeline), .set(\.stageID, form.stage),
      .set(\.currency, line.currency), .set(\.ownerID, setting.user?.id),
    ]
    if let value = line.value { values.append(.set(\.value, value)) }
    if let close = line.close { values.append(.set(\.expectedClose, close.midnightUTC)) }
    let steps: [[Assignment<FollowUp>]] =
      line.step.map { step in
        [[.set(\.title, step.title), .set(\.dueAt, step.dueAt(in: setting.zone)), .set(\.ownerID, setting.user?.id)]]
      } ?? []
    let company = line.company.map { form.match($0)?.company.name ?? $0 }
    return [.commit(.createDeal(DealDraft(values: values, company: company, followUps: steps)), .add)]
  }

  // MARK: Lost and won

  mutating func typeLost(_ key: Key, _ form: LostForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      guard form.isNote else { return leave(typed: form.editor) }
      form.isNote = false
      form.editor = LineEditor()
    case .enter:
      let typed = form.editor.text
      guard typed.contains(where: { !$0.isWhitespace }) else {
        promptRefusal = form.isNote ? "the note needs words" : "a digit, or your own words"
        return []
      }
      return lose(form, reason: form.isNote ? "other: " + typed : typed)
    case .character(let character) where form.editor.isEmpty && !form.isNote && "123456789".contains(character):
      let index = (character.wholeNumberValue ?? 1) - 1
      let reasons = lossReasons.prefix(LostForm.mostReasons)
      if index < reasons.count { return lose(form, reason: reasons[index]) }
      guard index == reasons.count else {
        promptRefusal = "there are \(reasons.count + 1) reasons"
        return []
      }
      form.isNote = true
    default:
      guard form.editor.handle(key) else { return [] }
    }
    mode = .lost(form)
    return []
  }

  /// The reasons that stand on digits, as one line.
  var reasonsLine: String { lossReasons.joined(separator: ", ") }

  mutating func typeReasons(_ key: Key, _ editor: LineEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .escape, .control("c"): return leave(typed: LineEditor())
    case .enter: return saveReasons(editor.text.split(separator: ",").map { String($0).trimmed })
    default: if editor.handle(key) { mode = .reasons(editor) }
    }
    return []
  }

  private mutating func saveReasons(_ typed: [String]) -> [Effect] {
    let reasons = typed.filter { !$0.isEmpty }
    guard reasons.count <= LostForm.mostReasons else {
      promptRefusal = "\(reasons.count) reasons, and there are digits for \(LostForm.mostReasons)"
      return []
    }
    mode = .board
    lossReasons = reasons.isEmpty ? Model.defaultLossReasons : reasons
    say(reasons.isEmpty ? "The usual reasons are back." : "Saved; x shows them on digits.")
    return [.set(.lossReasons, reasons.isEmpty ? nil : reasons.joined(separator: "\n"))]
  }

  private mutating func lose(_ form: LostForm, reason: String) -> [Effect] {
    var values: [DealValue] = [.set(\.status, .lost), .set(\.lossReason, reason)]
    let stage = form.stage.flatMap(anyStage)
    if let stage { values += entering(stage) }
    guard let other = stage.flatMap(otherPipeline) else { return close(form.deals, values, " are lost, \(reason)") }
    let verb = cards(of: form.deals).count == 1 ? "is" : "are"
    return close(form.deals, values, " \(verb) lost in \(other.name), \(reason)", isToldWhole: true)
  }

  /// Each deal must still have the stage and status that the person had before their eyes.
  private mutating func close(
    _ deals: [DealID], _ values: [DealValue], seen: [DealValue] = [], _ event: String, isToldWhole: Bool = false
  ) -> [Effect] {
    let deals = cards(of: deals).map(\.deal)
    guard !deals.isEmpty else {
      promptRefusal = "the deal is not in sight any more"
      return []
    }
    let changes = deals.map { deal in
      Change.editDeal(deal.id, values, seen: seen + [.set(\.stageID, deal.stageID), .set(\.status, deal.status)])
    }
    return commit(changes, deals.map(\.id), event, isToldWhole: isToldWhole)
  }

  mutating func typeWon(_ key: Key, _ form: WonForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      mode = .board
      return []
    case .enter: return submit(form)
    default: if form.editor.handle(key) { mode = .won(form) }
    }
    return []
  }

  private mutating func submit(_ form: WonForm) -> [Effect] {
    var words = form.editor.text.split(separator: " ").map(String.init)
    guard form.deals.count == 1 else { return winMarked(form, on: words) }
    guard let deal = form.seen ?? cards(of: form.deals).first?.deal else { return close(form.deals, [], "") }
    let code = words.count > 1 ? Currency(words[1].uppercased()) : nil
    guard let first = words.first, let amount = AmountReader.read(first, default: code ?? deal.currency) else {
      promptRefusal = "an amount, then a day: 12k EUR today"
      return []
    }
    words.removeFirst(code == nil ? 1 : 2)
    guard var values = outcome(form, on: words) else { return [] }
    var seen: [DealValue] = []
    let currency = amount.currency ?? code ?? deal.currency
    if amount.minor != deal.value || currency != deal.currency {
      values += [.set(\.value, amount.minor), .set(\.currency, currency)]
      seen = [.set(\.value, deal.value), .set(\.currency, deal.currency)]
    }
    return close([deal.id], values, seen: seen, "")
  }

  private mutating func winMarked(_ form: WonForm, on words: [String]) -> [Effect] {
    guard let values = outcome(form, on: words) else { return [] }
    return close(form.deals, values, " are won")
  }

  /// Won, in its stage, on the day that the words mean; nil, with the reason said, when they mean none.
  private mutating func outcome(_ form: WonForm, on words: [String]) -> [DealValue]? {
    let day = words.isEmpty ? present.today : DateReader.read(words.joined(separator: " "), today: present.today)
    // Words such as `fri` mean the next one; winning is never in the future.
    guard let day, day <= present.today else {
      promptRefusal = "a day up to today, such as today or 2025-11-14"
      return nil
    }
    var values: [DealValue] = [.set(\.status, .won)]
    if let stage = form.stage { values.append(.set(\.stageID, stage)) }
    if day != present.today { values.append(.set(\.closedAt, setting.zone.moment(of: day, hour: 12))) }
    return values
  }
}
