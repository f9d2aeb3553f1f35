import Foundation
import Glibc
import Sales
import Samples

/// What people type, read by the program's own readers in a process of its own, so that a trap is seen from outside.
enum TypedTexts: String, CaseIterable {
  case filters, amounts, dates, deals

  var what: String {
    switch self {
    case .filters: "lines of filter terms"
    case .amounts: "amounts"
    case .dates: "days, periods and hours"
    case .deals: "lines that add a deal"
    }
  }

  /// Reads so many random texts: `devtool typed KIND SEED COUNT FILE`, where the file always holds the newest text.
  static func run(_ words: [String]) throws {
    guard words.count == 4, let kind = TypedTexts(rawValue: words[0]), let seed = UInt64(words[1]),
      let count = Int(words[2])
    else { throw Trouble("typed takes a kind, a seed, a count and a file") }
    let file = open(words[3], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    var fuzzer = Fuzzer(Randomness(seed: seed), seeds: kind.seeds)
    for _ in 0..<count {
      let text = fuzzer.text()
      var shown = Array(text.utf8.prefix(4095))
      shown += [UInt8](repeating: 0x0a, count: 4096 - shown.count)
      pwrite(file, shown, shown.count, 0)
      kind.read(text)
    }
  }

  private var seeds: [String] {
    switch self {
    case .filters:
      FilterKey.all.map(\.example) + [
        "acme renewal", "-\"phase two\"", "value>€10k -status:lost close<eom", "due:\"next month\"", "closed:2017-05",
        "created:2025-11-03", "idle>=14 age<90", "owner:\"bo\" is:overdue",
      ]
    case .amounts:
      ["9,5k", "1.234.567,89", "$12k", "12 EUR", "1_000_000", "12,34,567.00", "1'234.50", "€1,5m", "0.005", "5"]
    case .dates:
      [
        "2w", "+1m", "in 3 days", "eom", "fri", "next mon", "q1 2027", "15th of jan", "12 apr", "20.12.", "12/20",
        "2026-04-12", "9am fri", "15:30", "yesterday", "3d ago", "end of next month", "start of q1", "dec 1, 2026",
      ]
    case .deals:
      [
        "Acme renewal 12k EUR @Acme close:2w do:call fri", "\"4K displays\" 12k", "Acme $500 setup 12k", "401k plan",
        "Acme 1.234,50 @\"Acme Corp\" close:eom", "do:send quote by friday Acme",
      ]
    }
  }

  private func read(_ text: String) {
    // Thursday, 20 November 2025.
    let present = Present(now: Timestamp(seconds: 1_763_640_000), zone: .utc)
    let notation = text.utf8.count.isMultiple(of: 2) ? Notation.unknown : Notation(environment: ["LANG": "de_DE.UTF-8"])
    switch self {
    case .filters:
      _ = FilterText(text, FilterContext(present: present, user: UserID(bits: 7), stages: [], notation: notation))
    case .amounts:
      for currency in [Currency.usd, Currency("JPY"), Currency("KWD")].compactMap(\.self) {
        _ = AmountReader.read(text, default: currency)
        _ = AmountReader.question(text, default: currency, notation)
      }
    case .dates:
      _ = DateReader.read(text, today: present.today)
      _ = DateReader.read(text, today: present.today, notation, .end)
      _ = DateReader.question(text, today: present.today, notation)
      _ = DateReader.time(text)
      _ = DaysReader.pastDay(text, today: present.today)
    case .deals: _ = QuickAdd(text, at: present)
    }
  }
}
