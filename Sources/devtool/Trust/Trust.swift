import Foundation
import Glibc
import Sales
import Samples

/// Runs the real program beside this one until it breaks a promise, and prints what was done as a table.
enum Trust {
  private struct Wish {
    var seed: UInt64 = 1
    var size = TrialSize.short
    var trials = Trial.allCases
  }

  static func run(_ words: [String]) throws {
    let wish = try read(words)
    // Programs that were killed leave pipes without readers.
    signal(SIGPIPE, SIG_IGN)
    print("| trial | done | how many | seed | broken promises |")
    print("| --- | --- | ---: | ---: | ---: |")
    var faults = 0
    for trial in wish.trials {
      let start = ContinuousClock.now
      // Its own numbers, so that one alone does what it does among the others.
      var seeds = Randomness(seed: wish.seed)
      for _ in 0..<(Trial.allCases.firstIndex(of: trial) ?? 0) { _ = seeds.next() }
      for row in try trial.rows(wish.size, Randomness(seed: seeds.next())) {
        faults += row.faults.count
        let cells = [trial.rawValue, row.what, grouped(row.count), "\(wish.seed)", grouped(row.faults.count)]
        print("| " + cells.joined(separator: " | ") + " |")
      }
      note("\(trial.rawValue): \((ContinuousClock.now - start).components.seconds) s")
    }
    if faults > 0 { throw Trouble("\(faults) promises were broken; the same seed tries the same again") }
  }

  private static func read(_ words: [String]) throws -> Wish {
    var wish = Wish()
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--long": wish.size = .long
      case "--seed":
        guard let seed = rest.popFirst().flatMap({ UInt64($0) }) else { throw usage }
        wish.seed = seed
      case "--only":
        guard let trial = rest.popFirst().flatMap({ Trial(rawValue: $0) }) else { throw usage }
        wish.trials = [trial]
      default: throw usage
      }
    }
    return wish
  }

  private static var usage: Trouble {
    let names = Trial.allCases.map(\.rawValue).joined(separator: "|")
    return Trouble("trust takes --seed N, --long and --only \(names)")
  }
}
