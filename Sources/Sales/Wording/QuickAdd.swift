/// A line such as `Acme renewal 12k EUR @Acme close:2w do:call fri`, read piece by piece as it is typed.
package struct QuickAdd: Hashable, Sendable {
  package var name = ""
  /// Minor units of `currency`; nil when no amount was typed.
  package var value: Int64?
  package var currency: Currency
  package var company: String?
  package var close: Day?
  package var step: StepText?
  /// The pieces that were understood, as ranges of characters of the line, from 0.
  package var understood: [Range<Int>] = []
  /// The first piece that cannot be right; nothing is saved while there is one.
  package var fault: Fault?

  /// A piece that cannot be right, as characters of the line, and why.
  package struct Fault: Hashable, Sendable {
    package let range: Range<Int>
    package let sentence: String
  }

  /// Reads the line; the present gives dates and hours their meaning.
  package init(_ line: String, at present: Present, currency: Currency = .usd) {
    self.currency = currency
    var reader = WordReader(line)
    var nameWords: [Substring] = []
    while let word = reader.next() {
      if !take(word, &reader, present) { nameWords.append(word.text) }
    }
    name = nameWords.joined(separator: " ")
  }

  private mutating func take(_ word: WordReader.Word, _ reader: inout WordReader, _ present: Present) -> Bool {
    if word.text.hasPrefix("@"), word.text.count > 1 {
      let rest = reader.while { !Self.beginsPiece($0.text) && !AmountReader.isMarked(String($0.text)) }
      company = ([word.text.dropFirst()] + rest.map(\.text)).joined(separator: " ")
      understood.append(word.range.lowerBound..<(rest.last ?? word).range.upperBound)
      return true
    }
    if let key = ["close:", "do:"].first(where: { word.text.lowercased().hasPrefix($0) }) {
      let rest = reader.while { !Self.beginsPiece($0.text) }
      let text = ([word.text.dropFirst(key.count)] + rest.map(\.text)).joined(separator: " ")
      let range = word.range.lowerBound..<(rest.last ?? word).range.upperBound
      takeKeyed(key, text, range, present)
      return true
    }
    return takeAmount(word, &reader)
  }

  private mutating func takeKeyed(_ key: String, _ text: String, _ range: Range<Int>, _ present: Present) {
    understood.append(range)
    if key == "do:" {
      step = StepText(text, at: present)
      if let fault = step?.timeFault { fail(range, fault) }
      if step?.title.isEmpty == true { fail(range, "do: needs words, such as do:call fri") }
    } else {
      close = DateReader.read(text, today: present.today)
      if close == nil { fail(range, "close: needs a date, such as 2w, eom, fri or 12 apr") }
    }
  }

  private mutating func takeAmount(_ word: WordReader.Word, _ reader: inout WordReader) -> Bool {
    let text = String(word.text)
    guard value == nil, text.contains(where: \.isNumber) else { return false }
    let peek = reader.peek()
    let code = peek.flatMap { $0.text.count == 3 ? Currency($0.text.uppercased()) : nil }
    guard let amount = AmountReader.read(text, default: code ?? currency) else {
      return refuse(text, word.range, beside: code)
    }
    // A bare small number is part of a name ("Phase 2"), unless a currency stands beside it.
    let isLarge = text.filter(\.isNumber).count > 3 && !Self.isYear(text)
    guard AmountReader.isMarked(text) || code != nil || isLarge else { return false }
    var range = word.range
    if code != nil, (amount.currency ?? code) == code, let next = reader.next() {
      range = range.lowerBound..<next.range.upperBound
    }
    value = amount.minor
    currency = amount.currency ?? code ?? currency
    understood.append(range)
    return true
  }

  /// Whether it is an amount that nobody can read: `1,2,3 EUR`. `1.2.3` and `16.03.2026` are parts of names.
  private mutating func refuse(_ text: String, _ range: Range<Int>, beside code: Currency?) -> Bool {
    let isLarge = code != nil || text.filter(\.isNumber).count > 3
    let isMeant = AmountReader.isMarked(text) || AmountReader.isLike(text) && text.contains(",") && isLarge
    guard isMeant else { return false }
    understood.append(range)
    fail(range, "“\(text)” is no amount; write it as 9,500, 9.5k or €62,000.00")
    return true
  }

  private mutating func fail(_ range: Range<Int>, _ sentence: String) {
    if fault == nil { fault = Fault(range: range, sentence: sentence) }
  }

  private static func beginsPiece(_ text: Substring) -> Bool {
    text.hasPrefix("@") || ["close:", "do:"].contains { text.lowercased().hasPrefix($0) }
  }

  /// `Acme renewal 2026` names a year, no amount.
  private static func isYear(_ text: String) -> Bool {
    text.count == 4 && Int(text).map { (1950...2099).contains($0) } == true
  }
}

/// A next step in one line: `call fri 10:00 price` is "call price", due Friday at ten. Day and time stand anywhere; of
/// several words that could be the day, the longest and then the last is it, since "Sat" may be the name of somebody who is to be called.
package struct StepText: Hashable, Sendable {
  package var title: String
  package var day: Day?
  package var hour: Int?
  package var minute: Int?
  /// A word that looks like a time and is none, such as `24:00`: it is no part of what is to be done.
  package private(set) var noTime: String?
  /// Why such a word cannot be taken; nil without one.
  package var timeFault: String? { noTime.map { "“\($0)” is no time; write 9am, 9:30 or 16:00" } }

  /// An hour without a day is the next such hour.
  package init(_ text: String, at present: Present) {
    var words = text.split(separator: " ").map(String.init)
    noTime = words.first { DateReader.isLikeTime($0) && DateReader.time($0) == nil }
    if let index = words.firstIndex(where: { DateReader.time($0) != nil }), let time = DateReader.time(words[index]) {
      (hour, minute) = (time.hour, time.minute)
      words.remove(at: index)
    }
    search: for length in [3, 2, 1] where words.count >= length {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        let phrase = words[start..<start + length].joined(separator: " ")
        if let found = DateReader.read(phrase, today: present.today) {
          day = found
          words.removeSubrange(start..<start + length)
          break search
        }
      }
    }
    title = words.joined(separator: " ")
    if let hour, let minute, day == nil {
      let isPast = present.zone.dueMoment(of: present.today, hour: hour, minute: minute) < present.now
      day = present.today.advanced(byDays: isPast ? 1 : 0)
    }
  }

  /// When it is due: with an hour that local moment, without one the whole day.
  package func dueAt(in zone: Zone) -> Timestamp? {
    guard let day else { return nil }
    guard let hour, let minute else { return day.midnightUTC }
    return zone.dueMoment(of: day, hour: hour, minute: minute)
  }
}

extension Zone {
  /// The local time on the day as a moment that is due at that time. Exactly midnight UTC stands for a whole day, so a
  /// local time that falls on it is due a second later.
  package func dueMoment(of day: Day, hour: Int, minute: Int) -> Timestamp {
    let moment = moment(of: day, hour: hour, minute: minute)
    return moment.isAllDay ? moment.advanced(bySeconds: 1) : moment
  }
}

/// Walks over the words of a line, with the range of characters of each.
struct WordReader {
  struct Word {
    let text: Substring
    let range: Range<Int>
  }

  private var words: [Word] = []
  private var index = 0

  init(_ line: String) {
    var offset = 0
    for part in line.split(separator: " ", omittingEmptySubsequences: false) {
      if !part.isEmpty { words.append(Word(text: part, range: offset..<offset + part.count)) }
      offset += part.count + 1
    }
  }

  func peek() -> Word? { index < words.count ? words[index] : nil }

  mutating func next() -> Word? {
    guard let word = peek() else { return nil }
    index += 1
    return word
  }

  mutating func `while`(_ belongs: (Word) -> Bool) -> [Word] {
    var taken: [Word] = []
    while let word = peek(), belongs(word) {
      taken.append(word)
      index += 1
    }
    return taken
  }
}
