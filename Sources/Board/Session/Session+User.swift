import Sales

// Who is at the keyboard, and what is kept for them.
extension Session {
  /// Whoever makes the change: a login that the file does not know is entered before its first one, which is then
  /// theirs. Nil where nothing can be written.
  func writer(of change: inout Change) throws(StoreError) -> UserID? {
    if let user = model.world.setting.user { return user.id }
    guard model.world.setting.readOnly == nil, let user = try store.user(named: model.world.setting.login) else {
      return nil
    }
    tell(.entered(user))
    change = change.owned(by: user.id)
    return user.id
  }

  /// A preference that cannot be read is as if it had not been kept.
  func remember() {
    var texts: [Preference: String] = [:]
    if let user = model.world.setting.user?.id {
      for name in Preference.allCases { texts[name] = (try? store.setting(name.rawValue, of: user)) ?? nil }
    }
    if texts[.drafts] == nil, let spareDrafts, spareDrafts.exist() { texts[.drafts] = "" }
    tell(.remembered(texts))
  }

  /// A preference that cannot be saved is no reason to stop anybody: the board goes on with it until it ends.
  func set(_ name: Preference, _ value: String?) {
    guard let user = model.world.setting.user?.id, model.world.setting.readOnly == nil else { return }
    try? store.set(name.rawValue, of: user, to: value)
  }
}
