import Sales
import Support
import Testing

@testable import Board

/// Every verb by every key that asks for it, on one deal and on many.
@Suite("Transcripts of all verbs") struct TranscriptTests {
  @Test("every verb has its transcript, once")
  func whole() {
    #expect(VerbTranscript.all.map(\.verb.rawValue).sorted() == Verb.allCases.map(\.rawValue).sorted())
  }

  @Test(
    "a verb does what its transcript says: on the screen, in the rows, in the journal, and back in one step",
    arguments: VerbTranscript.all.map(\.verb), [false, true])
  func plays(verb: Verb, isMany: Bool) throws {
    let transcript = try #require(VerbTranscript.all.first { $0.verb == verb })
    let outcome = isMany ? transcript.many : transcript.one
    let keys = VerbTranscript.keys(of: verb)
    #expect(!keys.isEmpty && transcript.keys.contains("@" as Character))
    for key in keys {
      let result = try transcript.play(key, isMany: isMany)
      #expect(result.screen.contains(outcome.words), "\(key)\n\(result.screen)")
      let ledger = Ledger(old: result.states[0], new: result.states[1])
      #expect(ledger.lines == outcome.rows, "\(key)")
      #expect(result.states.allSatisfy { $0.violations == [] })
      expectOneStep(ledger, key)
      if !outcome.rows.isEmpty { try expectBackAndForth(result.states, key) }
    }
  }

  /// The journal tells just what the rows tell, as one action; what changes nothing is none.
  private func expectOneStep(_ ledger: Ledger, _ key: String) {
    #expect(Set(ledger.journaled) == ledger.entries && ledger.journaled.count == ledger.entries.count, "\(key)")
    #expect(ledger.new.actions.count - ledger.old.actions.count == (ledger.entries.isEmpty ? 0 : 1), "\(key)")
  }

  /// One undo gives everything back but for the trace it leaves, and one redo does it again; history only grows.
  private func expectBackAndForth(_ states: [DictionaryRecords], _ key: String) throws {
    try #require(states.count == 4, "\(key)")
    #expect(states[2].actions.map(\.id).dropLast() == states[1].actions.map(\.id)[...], "\(key)")
    #expect(states[2].actions.last?.reverts == states[1].actions.last?.id, "\(key)")
    #expect(states[3].actions.last?.reverts == states[2].actions.last?.id, "\(key)")
    let (before, after) = (states[0].rowsWithoutTrace, states[1].rowsWithoutTrace)
    #expect(states[2].rowsWithoutTrace == before, "\(key): \(Ledger(old: states[0], new: states[2]).lines)")
    #expect(states[3].rowsWithoutTrace == after, "\(key): \(Ledger(old: states[1], new: states[3]).lines)")
    for deal in states[0].all(Deal.self) {
      let (old, new) = (states[0].history(of: deal.id), states[2].history(of: deal.id))
      #expect(new.starts(with: old), "\(key): \(deal.name)")
    }
  }
}
