import Sales
import Support
import Testing

@Suite("What an undo and a redo say") struct RevertTextTests {
  /// How the store's commit is told.
  private func words(of commit: Commit, in store: DictionaryStore) -> CommitText {
    let values = ScalarText(
      present: Present(now: Timestamp(seconds: 1_763_640_000), zone: .utc), money: MoneyText(hasSigns: true)
    ) { commit.names[$0] }
    let names = Dictionary(store.records.all(Stage.self).map { ($0.id, $0.name) }) { first, _ in first }
    return commit.text(stageName: { names[$0] }, values: values)
  }

  @Test(
    "a redo of whatever change is told as the first doing was, and each undo as the first undo",
    arguments: [2001...2040, 2041...2080])
  func random(seeds: ClosedRange<UInt64>) throws {
    var told: Set<ChangeKind> = []
    for seed in seeds {
      let transcript = try Transcript(seed: seed)
      let store = transcript.store
      for _ in 0..<40 {
        let change = transcript.next()
        guard change.kind != .revert, change.kind != .createUser,
          let first = try? store.commit(change, by: transcript.user), var last = first.action
        else { continue }
        var texts = [words(of: first, in: store)]
        for isUndo in [true, false, true, false] {
          let next = try store.commit(.revert(last.id), by: transcript.user)
          guard let action = next.action else { break }
          #expect(next.isUndo == isUndo)
          last = action
          texts.append(words(of: next, in: store))
        }
        guard texts.count == 5 else { continue }
        told.insert(change.kind)
        #expect(Set([texts[0], texts[2], texts[4]]).count == 1 && texts[1] == texts[3], "\(change)\n\(texts)")
      }
    }
    #expect(told.count > 15, "\(told)")
  }
}
