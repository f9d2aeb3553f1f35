import Sales

// What was being typed when boards were ended. All boards of the login share one list.
extension Session {
  /// How long what was typed waits for another writer, in milliseconds: a dropped line ends all boards behind it at once.
  private static let draftPatience = 2_000

  func keep(_ draft: Draft) {
    try? updateDrafts { $0 + [draft] }
  }

  /// Reading the list and taking from it is one step, so of two boards that start at one moment each gets another one.
  /// Nil when others have taken them all, or the file cannot be written now: then it waits for the next start.
  func claimDraft() -> Message? {
    var drafts: [Draft] = []
    do {
      try updateDrafts {
        drafts = $0
        return Array($0.dropFirst())
      }
    } catch {
      return nil
    }
    return drafts.first.map { .claimed($0, others: drafts.count - 1) }
  }

  private func updateDrafts(_ change: ([Draft]) -> [Draft]) throws(StoreError) {
    guard let user = model.setting.user?.id, model.setting.readOnly == nil else { return }
    let patience = store.patience
    store.patience = Self.draftPatience
    defer { store.patience = patience }
    try store.update(Preference.drafts.rawValue, of: user) { change([Draft](setting: $0 ?? "")).setting }
  }
}
