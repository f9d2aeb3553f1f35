import Sales
import Screen
import Support
import Testing

@testable import Board

/// Keys without sense, on every screen and in every mode.
@Suite("Random keys") struct RandomKeyTests {
  /// Where the keys of a seed have led.
  private struct Places {
    var modes: Set<ModeKind> = []
    var tables: Set<String> = []
  }

  @Test("leave a picture of the right size and a store that keeps its rules, and reach every mode and table of keys")
  func random() throws {
    var reached = Places()
    for (seed, way) in KeyTests.ways.enumerated() { try play(way.keys, UInt64(seed), &reached) }
    #expect(reached.modes == Set(ModeKind.allCases), "never: \(Set(ModeKind.allCases).subtracting(reached.modes))")
    let titles = Set(Keymap.all.map(\.title))
    #expect(reached.tables == titles, "never: \(titles.subtracting(reached.tables))")
  }

  /// Begins where the way leads.
  private func play(_ way: String, _ seed: UInt64, _ reached: inout Places) throws {
    var generator = SeededGenerator(seed: seed)
    let rig = try BoardRig([("Qualified", ["Acme", "Globex 東京"]), ("Proposal Sent", ["Soylent e\u{301}"])])
    let partners = Change.createPipeline([.set(\.name, "Partners")], stages: [[.set(\.name, "Lead")]])
    _ = try rig.store.commit(partners, by: rig.user.id)
    for day in 10...28 { try rig.plan("Call \(day)", "2025-11-\(day)", on: day.isMultiple(of: 3) ? nil : "Acme") }
    var places = Places()
    let look = ScriptedDisplay.Step.aside {
      guard let model = rig.session?.model else { return }
      places.modes.insert(model.mode.kind)
      places.tables.insert(model.keys.title)
    }
    var script = [way]
    var steps = ScriptedDisplay.Step.keys(way) + [look]
    for _ in 0..<50 {
      let (words, inputs) = Self.inputs(&generator)
      script.append(words)
      for input in inputs { steps += [.input(input), look] }
    }
    let canvas = rig.play(steps)
    #expect(canvas.size == rig.display?.size, "seed \(seed): \(script.joined(separator: " "))")
    #expect(rig.store.records.violations.isEmpty, "seed \(seed): \(script.joined(separator: " "))")
    reached.modes.formUnion(places.modes)
    reached.tables.formUnion(places.tables)
  }

  /// A size, a step back, any key, or the keys of a binding, which lead further.
  private static func inputs(_ generator: inout SeededGenerator) -> (words: String, inputs: [Input]) {
    if generator.oneIn(12) {
      let rows = Int.random(in: 1...60, using: &generator)
      let size = Size(rows: rows, columns: Int.random(in: 1...220, using: &generator))
      return ("\(size.columns)x\(size.rows)", [.resize(size)])
    }
    if generator.oneIn(6) { return ("esc", [.key(.escape)]) }
    let keys = generator.oneIn(2) ? generator.pick(staying).map { [$0] } : generator.pick(bound)
    guard let keys else { return ("", []) }
    return (keys.map(\.name).joined(separator: " "), keys.map { .key($0) })
  }

  /// Keys that do not end the board.
  private static let staying = KeyTests.keys.filter { $0 != .character("q") && $0 != .control("c") }

  /// What is bound to anything on any screen, always in the same order.
  private static let bound = Set(Keymap.all.flatMap(\.verbs.keys)).filter { $0.allSatisfy(staying.contains) }
    .sorted { $0.map(\.name).joined(separator: " ") < $1.map(\.name).joined(separator: " ") }
}
