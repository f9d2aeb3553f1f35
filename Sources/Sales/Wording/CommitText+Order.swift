// Stages in a new order, in words.

extension Commit {
  /// Of stages that only changed places; nil for other commits.
  var reorderText: CommitText? {
    let moved = edits.filter(\.isOnlyMoved)
    // What else there may be, is the pipeline that they belong to, as changed with them.
    guard !moved.isEmpty, edits.allSatisfy({ $0.isOnlyMoved || $0.isOnlyDated }) else { return nil }
    guard moved.count == 2 else {
      return CommitText(subject: "The stages", event: isUndo ? "are in their old order again" : "are in a new order")
    }
    let names = moved.compactMap { edit -> Stage? in edit.after.flatMap(Stage.init(row:)) }
      .sorted { $0.position < $1.position }.map(\.name)
    return CommitText(
      subject: names.joined(separator: " and "), event: isUndo ? "are back in their places" : "have changed places")
  }
}

extension Edit {
  /// A stage that has another place and is the same otherwise.
  fileprivate var isOnlyMoved: Bool {
    guard case (.stage(var old)?, .stage(let new)?) = (before, after), old.position != new.position else {
      return false
    }
    old.position = new.position
    return old == new
  }

  /// A pipeline that was written anew because its stages were.
  var isOnlyDated: Bool {
    guard case (.pipeline(var old)?, .pipeline(let new)?) = (before, after) else { return false }
    old.updatedAt = new.updatedAt
    return old == new
  }
}
