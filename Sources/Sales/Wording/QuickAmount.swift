/// The words of a quick line that are the deal's value, or would be if they could be read.
struct QuickAmount {
  private(set) var words: [WordReader.Word] = []
  private(set) var minor: Int64?
  /// Nil where the words name none.
  private(set) var currency: Currency?
  /// Why nobody can read it.
  private(set) var fault: String?
  /// The last word before it that looks like an amount and is not one here.
  private(set) var declined: String?

  typealias Word = WordReader.Word

  /// The last amount among runs of words; nil when no word looks like one.
  ///
  /// With a currency it counts anywhere. Without one it counts where no words follow it in its run: `4K displays` is a
  /// name, and so is `401k plan`. A number of three digits, which may be part of a name, counts only at the end of a run
  /// that began with such a word, as in `3M tape 100`; a year and a smaller number never do.
  static func last(in runs: [[Word]], _ currency: Currency, _ notation: Notation) -> QuickAmount? {
    var (found, declined): (QuickAmount?, String?)
    for run in runs {
      var index = 0
      while index < run.count {
        guard let phrase = Phrase(in: run, at: index, notation) else {
          index += 1
          continue
        }
        index = phrase.numberEnd
        guard phrase.counts || found == nil && declined != nil && phrase.isShortEnd else {
          if phrase.isMarked { declined = phrase.text }
          continue
        }
        if let amount = phrase.amount(currency, notation) { found = amount }
      }
    }
    guard found != nil || declined != nil else { return nil }
    var result = found ?? QuickAmount()
    result.declined = declined
    return result
  }

  /// A number with a currency beside it, if there is one.
  private struct Phrase {
    let words: [Word]
    private let numberWords: [Word]
    /// The number as it was typed.
    let text: String
    /// The currency that stands beside it as a word.
    let beside: Currency?
    /// Whether it says by itself that it is money.
    let isMarked: Bool
    let counts: Bool
    /// Whether it is the run's last word, of three digits.
    let isShortEnd: Bool

    /// Where the run goes on after the number.
    let numberEnd: Int

    init?(in run: [Word], at index: Int, _ notation: Notation) {
      guard !run[index].isLiteral, AmountReader.isLike(run[index].text) else { return nil }
      let isYear = run[index].text.count == 4 && Int(run[index].text).map { (1950...2099).contains($0) } == true
      let before = isYear ? nil : Self.currency(in: run, at: index - 1)
      var numberEnd = Self.thousandsEnd(in: run, from: index)
      var after = Self.currency(in: run, at: numberEnd)
      // Before a sign `2 500` may be a number after a name. It is one amount where people write so.
      let isOneNumber = notation.decimalMark == "," || run[numberEnd - 1].text.contains(",")
      if before == nil, after == nil || !isOneNumber {
        numberEnd = index + 1
        after = Self.currency(in: run, at: numberEnd)
      }
      let number = run[index..<numberEnd].map(\.text).joined(separator: " ")
      let own = AmountReader.currency(of: number)
      // An amount with a sign of its own does not take another one's code.
      let (start, end) = (after == nil && before != nil ? index - 1 : index, after == nil ? numberEnd : numberEnd + 1)
      let beside = after ?? before
      words = own == nil || beside == own ? Array(run[start..<end]) : Array(run[index..<numberEnd])
      numberWords = Array(run[index..<numberEnd])
      self.beside = own == nil ? beside : nil
      self.numberEnd = numberEnd
      text = number
      isMarked = AmountReader.isMarked(number)
      let digits = number.count(where: \.isNumber)
      let isFollowed = run[end...].contains { Self.isWord($0) }
      counts = beside != nil || own != nil || (isMarked || digits > 3 && !isYear) && !isFollowed
      isShortEnd = digits == 3 && end == run.count
    }

    /// Nil for what looks like an amount and is rather a part of a name, such as `1.2.3`.
    func amount(_ currency: Currency, _ notation: Notation) -> QuickAmount? {
      var amount = QuickAmount()
      amount.words = words
      if let read = AmountReader.read(text, default: beside ?? currency, notation) {
        amount.minor = read.minor
        amount.currency = read.currency ?? beside
        return amount
      }
      let question = AmountReader.question(text, default: beside ?? currency, notation)
      guard question != nil || isMarked || text.contains(",") else { return nil }
      amount.words = numberWords
      amount.fault = question ?? "\"\(text)\" is not an amount. Try 9,500, 9.5k or €62,000.00"
      return amount
    }

    /// Codes that in lower case are words.
    private static let words: Set<String> = [
      "all", "bam", "cop", "cup", "gel", "mad", "mop", "pen", "rub", "sos", "top", "try",
    ]

    private static func currency(in run: [Word], at index: Int) -> Currency? {
      guard run.indices.contains(index), !run[index].isLiteral, !words.contains(run[index].text) else { return nil }
      return Currency.beside(run[index].text)
    }

    /// Where a number ends whose thousands may be parted by spaces, `14 500,00`.
    private static func thousandsEnd(in run: [Word], from index: Int) -> Int {
      var end = index + 1
      guard (1...3).contains(run[index].text.count), run[index].text.utf8.allSatisfy(\.isDigit) else { return end }
      while end < run.count, !run[end].isLiteral, AmountReader.isLike(run[end].text),
        run[end].text.prefix(while: \.isNumber).count == 3
      { end += 1 }
      return end
    }

    /// Whether it is a word of a name rather than another number.
    private static func isWord(_ word: Word) -> Bool {
      !word.isLiteral && word.text.contains(where: \.isLetter) && !AmountReader.isLike(word.text)
    }
  }
}
