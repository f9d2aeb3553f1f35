import Support
import Testing

@testable import Sales
@testable import Storage

@Suite("The past in the file") struct PastTests {
  @Test("is that of the reference after the same random changes", arguments: 1...4)
  func samePast(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    for _ in 1...4 {
      pair.change(times: 20)
      let (found, expected) = (described(try pair.store.salesPast()), described(pair.reference.salesPast()))
      #expect(found == expected, "\(pair.story)")
    }
  }

  /// Every deal in words, in no order of its own.
  private func described(_ past: SalesPast) -> [String] {
    past.spells.map { spell in
      let days = [0, 1, 7, 30, 400].map { Int(spell.origin) + $0 }
      let stages = days.map { day in
        past.visit(of: spell.deal, at: day).map { "\(past.stages[Int($0.stage)].name) \($0.day)" } ?? "-"
      }
      let values = days.map { past.value(of: spell, at: $0) ?? 0 }
      return
        "\(past.pipelines[Int(spell.pipeline)]) \(spell.origin) \(spell.from) \(spell.to) \(spell.isWon) \(spell.expected) "
        + "\(spell.owner < 0 ? "-" : past.owners[Int(spell.owner)].name) \(past.currencies[Int(spell.currency)]) "
        + "\(stages) \(values)"
    }.sorted()
  }
}
