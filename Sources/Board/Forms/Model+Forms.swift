import Sales
import Screen

// The lines that are typed: quick add, the reasons on digits.
extension Model {
  // MARK: Quick add

  mutating func typeQuickAdd(_ key: Key, _ form: QuickAddForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"): return leave(typed: form.editor)
    case .enter: return submit(form)
    case .tab:
      guard complete(&form) else {
        notices.promptRefusal = "tab completes a known company after @"
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
    let line = quickAdd(form.editor.text)
    return [.ask(.facts(company: line.company, name: line.name, line: form.editor.text))]
  }

  private func complete(_ form: inout QuickAddForm) -> Bool {
    let text = form.editor.text
    let line = quickAdd(text)
    guard let typed = line.company, let match = form.match(typed),
      let range = line.understood.first(where: { text.dropFirst($0.lowerBound).first == "@" })
    else { return false }
    let completed = text.prefix(range.lowerBound) + "@" + match.company.name + text.dropFirst(range.upperBound)
    guard completed != text else { return false }
    form.editor = LineEditor(String(completed) + " ")
    return true
  }

  private mutating func submit(_ form: QuickAddForm) -> [Effect] {
    let line = quickAdd(form.editor.text)
    if let fault = line.fault {
      notices.promptRefusal = fault.sentence
      return []
    }
    guard !line.name.isEmpty else {
      notices.promptRefusal = "a deal needs a name"
      return []
    }
    guard let pipeline = board.pipeline else { return [] }
    var values: [DealValue] = [
      .set(\.name, line.name), .set(\.pipelineID, pipeline), .set(\.stageID, form.stage),
      .set(\.currency, line.currency), .set(\.ownerID, world.setting.user?.id),
    ]
    if let value = line.value { values.append(.set(\.value, value)) }
    if let close = line.close { values.append(.set(\.expectedClose, close.midnightUTC)) }
    let steps: [[Assignment<FollowUp>]] =
      line.step.map { step in
        [
          [
            .set(\.title, step.title), .set(\.dueAt, step.dueAt(in: world.setting.zone)),
            .set(\.ownerID, world.setting.user?.id),
          ]
        ]
      } ?? []
    let company = line.company.map { form.match($0)?.company.name ?? $0 }
    return [.commit(.createDeal(DealDraft(values: values, company: company, followUps: steps)), .add)]
  }

  // MARK: Reasons

  /// The reasons that stand on digits, as one line.
  var reasonsLine: String { board.lossReasons.joined(separator: ", ") }

  mutating func typeReasons(_ key: Key, _ editor: LineEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .escape, .control("c"): return leave(typed: LineEditor())
    case .enter: return saveReasons(editor.text.split(separator: ",").map { String($0).trimmed })
    default: if editor.handle(key) { mode = .reasons(ReasonsLine(editor)) }
    }
    return []
  }

  private mutating func saveReasons(_ typed: [String]) -> [Effect] {
    let reasons = typed.filter { !$0.isEmpty }
    guard reasons.count <= LostForm.mostReasons else {
      notices.promptRefusal = "\(reasons.count) reasons, and there are digits for \(LostForm.mostReasons)"
      return []
    }
    mode = .board
    board.lossReasons = reasons.isEmpty ? Model.defaultLossReasons : reasons
    say(reasons.isEmpty ? "The usual reasons are back." : "Saved; x shows them on digits.")
    return [.set(.lossReasons, reasons.isEmpty ? nil : reasons.joined(separator: "\n"))]
  }
}
