package import Sales
package import Screen

/// A line that becomes a deal.
package struct QuickAddForm: Hashable, Sendable {
  package var editor = LineEditor()
  package var stage: StageID
  /// What the store knows of the company and the name in the line.
  package var facts: QuickAddFacts?
}

extension QuickAddForm {
  /// The known company that the typed one means: the same name, else the only or the shortest that begins so.
  func match(_ typed: String) -> QuickAddFacts.CompanyMatch? {
    guard let companies = facts?.companies else { return nil }
    return companies.first { folded($0.company.name) == folded(typed) }
      ?? companies.first { folded($0.company.name).hasPrefix(folded(typed)) }
  }
}

extension QuickAddForm: TypedFeature {
  var mode: Mode { .quickAdd(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeQuickAdd(key, self) }
  func pasted(in model: inout Model) -> [Effect] { model.quickAddChanged(self) }

  var afterCommit: Mode { .board }
  func draft(in model: Model) -> Draft? { editor.isEmpty ? nil : .quickAdd(stage, editor.text) }

  func rebound(to plans: Replanned) -> (mode: Mode, words: String?) {
    guard let (gone, next) = plans.replacement(of: stage), let next else { return (mode, nil) }
    var form = self
    form.stage = next.id
    return (form.mode, "\(gone.name) is gone; Enter adds the deal to \(next.name)")
  }
}
