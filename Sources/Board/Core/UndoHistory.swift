package import Sales

/// What this session did, for undo and redo.
package struct UndoHistory: Equatable, Sendable {
  /// The actions that `u` takes back, the last one last.
  package var done: [ActionID] = []
  /// The actions that `U` does again, the last one last.
  package var undone: [ActionID] = []
  /// The marked deals that these actions deleted, to be marked again when an undo brings them back.
  var deletedMarks: [ActionID: [DealID]] = [:]
  /// Undos that others' later changes forbid, and which the next `u` passes over.
  package var refusedUndos: Set<ActionID> = []
}
