import Sales
import Support
import Testing

@Suite("Random changes") struct ApplyPropertyTests {
  @Test(
    "200 sequences of 50 changes keep every invariant, cover every case, and each can be undone and redone",
    arguments: [1...50, 51...100, 101...150, 151...200])
  func sequences(seeds: ClosedRange<UInt64>) throws {
    var accepted: [ChangeKind: Int] = [:]
    var refused = 0
    for seed in seeds {
      let transcript = try Transcript(seed: seed)
      for _ in 0..<50 {
        let change = transcript.next()
        let before = transcript.store.records
        let commit: Commit
        do {
          commit = try transcript.store.commit(change, by: transcript.user)
        } catch {
          refused += 1
          if case .failed(let words) = error.innermost { Issue.record("\(words)\n\(transcript.story)") }
          let isUntouched = transcript.store.records.rows == before.rows
          #expect(isUntouched, "a refused change changed rows")
          continue
        }
        accepted[change.kind, default: 0] += commit.action == nil ? 0 : 1
        let violations = transcript.store.records.violations
        try #require(violations.isEmpty, "\(violations.joined(separator: "\n"))\n\(transcript.story)")
        let shortened = transcript.store.records.shortenedHistories(since: before)
        #expect(shortened.isEmpty, "history is only added to: \(shortened)\n\(transcript.story)")
        if let action = commit.action, change.kind != .createUser {
          try requireUndo(of: action, since: before, transcript)
        }
      }
    }
    // Every sequence begins with the first pipeline; after that there is nothing to make.
    for kind in ChangeKind.allCases where kind != .createFirstPipeline {
      #expect(accepted[kind, default: 0] > 0, "\(kind) was never accepted")
    }
    #expect(refused > 100, "the changes are too tame: \(refused) refused")
  }

  @Test(
    "undo walks a login's actions all the way back, and redo all the way forward",
    arguments: [1001...1030, 1031...1060])
  func walk(seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      let transcript = try Transcript(seed: seed)
      let store = transcript.store
      var states = [store.records.rowsWithoutTrace]
      while states.count < 25 {
        let change = transcript.next()
        guard change.kind != .revert, change.kind != .createUser,
          let commit = try? store.commit(change, by: transcript.user), commit.action != nil
        else { continue }
        states.append(store.records.rowsWithoutTrace)
      }
      for state in states.dropLast().reversed() {
        let done = try #require(store.lastDone(by: transcript.user)?.action, "\(transcript.story)")
        _ = try store.commit(.revert(done.id), by: transcript.user)
        let isBack = store.records.rowsWithoutTrace == state
        try #require(isBack, "undo of \(done.id) does not lead back\n\(transcript.story)")
      }
      for state in states.dropFirst() {
        let undone = try #require(store.lastUndone(by: transcript.user)?.action, "\(transcript.story)")
        _ = try store.commit(.revert(undone.id), by: transcript.user)
        let isAgain = store.records.rowsWithoutTrace == state
        try #require(isAgain, "redo of \(undone.id) does not lead forward\n\(transcript.story)")
      }
      #expect(store.lastUndone(by: transcript.user) == nil && store.records.violations.isEmpty)
    }
  }

  /// Undoes and redoes the change on a copy of the rows.
  private func requireUndo(of action: Action, since before: DictionaryRecords, _ transcript: Transcript) throws {
    var records = transcript.store.records
    let after = records
    let undo = try records.perform(.revert(action.id), transcript)
    let undone = difference(records.rowsWithoutTrace, before.rowsWithoutTrace)
    try #require(undone.isEmpty, "not undone: \(undone)\n\(transcript.story)")
    try #require(records.violations.isEmpty, "\(records.violations)\n\(transcript.story)")
    guard let undo else { return }
    _ = try records.perform(.revert(undo.id), transcript)
    let redone = difference(records.rowsWithoutTrace, after.rowsWithoutTrace)
    try #require(redone.isEmpty, "not redone: \(redone)\n\(transcript.story)")
    try #require(records.violations.isEmpty, "\(records.violations)\n\(transcript.story)")
  }

  private func difference(_ found: [Key: Row], _ expected: [Key: Row]) -> String {
    let keys = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }
    return keys.map { "\($0.id)\n  is \(found[$0]?.scalars ?? [])\n  not \(expected[$0]?.scalars ?? [])" }.joined(
      separator: "\n")
  }
}

extension DictionaryRecords {
  /// Makes the change a second after the last action; a refusal is told with the story.
  fileprivate mutating func perform(_ change: Change, _ transcript: Transcript) throws -> Action? {
    let last = actions.last
    begin(milliseconds: (last.map { Int64($0.id.bits >> 80) } ?? 0) + 1000)
    let now = (last?.at ?? Timestamp(seconds: 0)).advanced(bySeconds: 1)
    do {
      try apply(change, to: &self, at: now, by: transcript.user)
    } catch {
      Issue.record("\(error)\n\(transcript.story)")
      throw error
    }
    guard case .revert(let action) = change else { return end(at: now, by: transcript.user, reverting: nil) }
    return end(at: now, by: transcript.user, reverting: action)
  }
}

extension StoreError {
  /// Without the places in bulks and imports.
  fileprivate var innermost: StoreError {
    guard case .refusedAt(_, let inner) = self else { return self }
    return inner.innermost
  }
}
