import Sales

// What was being typed when boards were ended. All boards of the login share one list.
extension Session {
  /// How long what was typed waits for another writer, in milliseconds: a dropped line ends all boards behind it at once,
  /// and a board that was told to end has no time to wait for an import.
  private static let draftPatience = 300

  /// Keeps it in the file of deals, or beside it where that cannot be written now.
  func keep(_ draft: Draft) {
    do {
      if try updateDrafts({ $0 + [draft] }) { return }
    } catch {}
    spareDrafts?.update { ([Draft](setting: $0 ?? "") + [draft]).setting }
  }

  /// Reading the list and taking from it is one step, so of two boards that start at one moment each gets another one.
  /// Nil when others have taken them all, or the file cannot be written now: then it waits for the next start.
  func claimDraft() -> Message? {
    var claimed: Message?
    if let spareDrafts, spareDrafts.exist() {
      spareDrafts.update { text in
        let spare = [Draft](setting: text ?? "")
        claimed = claim(with: spare)
        if claimed != nil { return nil }
        // Those in the file of deals stay there.
        claimed = spare.first.map { .claimed($0, others: spare.count - 1) }
        return [Draft](spare.dropFirst()).setting
      }
    }
    return claimed ?? claim(with: [])
  }

  /// Takes the first of those in the file of deals and of the others, and leaves the rest of both there.
  private func claim(with spare: [Draft]) -> Message? {
    var drafts: [Draft] = []
    do {
      let isDone = try updateDrafts {
        drafts = $0 + spare
        return Array(drafts.dropFirst())
      }
      guard isDone else { return nil }
    } catch {
      return nil
    }
    return drafts.first.map { .claimed($0, others: drafts.count - 1) }
  }

  /// False where nothing can be written for this login.
  private func updateDrafts(_ change: ([Draft]) -> [Draft]) throws(StoreError) -> Bool {
    guard let user = model.world.setting.user?.id, model.world.setting.readOnly == nil else { return false }
    let patience = store.patience
    store.patience = Self.draftPatience
    defer { store.patience = patience }
    try store.update(Preference.drafts.rawValue, of: user) { change([Draft](setting: $0 ?? "")).setting }
    return true
  }
}
