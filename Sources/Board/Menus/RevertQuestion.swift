package import Sales
import Screen

/// Asks before reverting what another session of the login did.
package struct RevertQuestion: Hashable, Sendable {
  package let commit: Commit
  /// Whether it was undone, and is to be done again.
  package let redo: Bool
}

extension RevertQuestion: Feature {
  var mode: Mode { .confirmRevert(self) }
  var keepsHelpKeys: Bool { true }
  var liesOver: Bool { true }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.answerRevert(key, commit, redo: redo) }
}
