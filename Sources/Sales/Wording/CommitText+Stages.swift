// Commits of stages in words: what moved with them is not what they were about.

extension Commit {
  /// Of a stage that was removed or brought back, with what became of its deals; nil for other commits.
  func removalText(_ stageName: (StageID) -> String?) -> CommitText? {
    let stages = edits.filter { $0.isOfStage && ($0.before == nil || $0.after == nil) }
    let moved = dealEdits
    guard stages.count == 1, let edit = stages.first, let stage = edit.after ?? edit.before, let first = moved.first,
      moved.allSatisfy({ $0.before != nil && $0.after != nil })
    else { return nil }
    let deals = counted(moved.count, "deal")
    if edit.after != nil {
      return isRevert ? CommitText(subject: stage.title, event: "is back with its \(deals)") : nil
    }
    let place = (first.after?.stageID).flatMap(stageName) ?? "another stage"
    let event = "\(isRevert ? "is gone again" : "was deleted"), and its \(deals) moved to \(place)"
    return CommitText(subject: stage.title, event: event)
  }

  /// Of stages that only changed places; nil for other commits.
  var reorderText: CommitText? {
    let moved = edits.filter(\.isOnlyMoved)
    // What else there may be, is the pipeline that they belong to, as changed with them.
    guard !moved.isEmpty, edits.allSatisfy({ $0.isOnlyMoved || $0.isOnlyDated }) else { return nil }
    guard moved.count == 2 else {
      return CommitText(subject: "The stages", event: isRevert ? "are in their old order again" : "are in a new order")
    }
    let names = moved.compactMap { edit -> Stage? in edit.after.flatMap(Stage.init(row:)) }
      .sorted { $0.position < $1.position }.map(\.name)
    return CommitText(
      subject: names.joined(separator: " and "), event: isRevert ? "are back in their places" : "have changed places")
  }
}

extension Edit {
  fileprivate var isOfStage: Bool { key.table == .stages }

  /// A stage that has another place and is the same otherwise.
  var isOnlyMoved: Bool {
    guard case (.stage(var old)?, .stage(let new)?) = (before, after), old.position != new.position else {
      return false
    }
    old.position = new.position
    return old == new
  }

  /// A pipeline that was written anew because its stages were.
  fileprivate var isOnlyDated: Bool {
    guard case (.pipeline(var old)?, .pipeline(let new)?) = (before, after) else { return false }
    old.updatedAt = new.updatedAt
    return old == new
  }
}
