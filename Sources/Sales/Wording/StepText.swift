/// A next step in one line: `call fri 10:00 price` is "call price", due Friday at ten. Day and time stand anywhere; of
/// several words that could be the day, the longest and then the last is it, since "Sat" may be the name of somebody who is to be called.
package struct StepText: Hashable, Sendable {
  package var title: String
  package var day: Day?
  package var hour: Int?
  package var minute: Int?
  /// A word that looks like a time and is none, such as `24:00`: it is no part of what is to be done.
  package private(set) var noTime: String?
  /// Why such a word, or one that can be two days, cannot be taken; nil without one.
  package private(set) var fault: String?

  /// An hour without a day is the next such hour. Words between quotes are as they are.
  package init(_ text: String, at present: Present, _ notation: Notation = .unknown) {
    var words = WordReader(text).words
    noTime = words.first { !$0.isLiteral && DateReader.isLikeTime($0.text) && DateReader.time($0.text) == nil }?.text
    fault = noTime.map { "\"\($0)\" is not a time. Try 9am, 9:30 or 16:00" }
    if let index = words.firstIndex(where: { !$0.isLiteral && DateReader.time($0.text) != nil }),
      let time = DateReader.time(words[index].text)
    {
      (hour, minute) = (time.hour, time.minute)
      let before = index > 0 ? words[index - 1] : nil
      let isAt = before?.isWord(in: ["at"]) == true
      if before?.isWord(in: DatePhrase.kept) != true { words.removeSubrange((isAt ? index - 1 : index)...index) }
    }
    if let phrase = DatePhrase(in: words, today: present.today, notation) {
      day = phrase.day
      words.removeSubrange(phrase.removed)
    } else {
      fault = fault ?? DatePhrase.question(in: words, today: present.today, notation)
    }
    title = words.map(\.text).joined(separator: " ")
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

/// The words of a step that say its day.
private struct DatePhrase {
  let day: Day
  /// What is no part of the title: `on friday` goes whole. After another preposition, as in `send quote by friday`, the
  /// words are needed to say what is meant, and all stay.
  let removed: Range<Int>

  private static let dropped: Set<String> = ["on", "due"]
  static let kept: Set<String> = ["by", "before", "until", "till", "after", "from", "since", "for", "of"]

  private static let connecting: Set<String> = ["about", "and", "at", "for", "on", "re", "to", "with"]

  init?(in words: [WordReader.Word], today: Day, _ notation: Notation) {
    for length in (1...4).reversed() where words.count >= length {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        let phrase = words[start..<start + length]
        guard let first = phrase.first, let last = phrase.last, !phrase.contains(where: \.isLiteral),
          !first.isWord(in: ["of"]), !last.isWord(in: ["of", "the"]),
          let day = DateReader.read(phrase.map(\.text).joined(separator: " "), today: today, notation)
        else { continue }
        let before = start > 0 ? words[start - 1] : nil
        let isPeriod = PeriodReader.read(phrase.map { $0.text.lowercased() }, today: today, .ahead) != nil
        let hasPreposition = before?.isWord(in: Self.dropped.union(Self.kept)) == true
        let next = start + length < words.count ? words[start + length] : nil
        guard hasPreposition || Self.isDate(phrase, isPeriod: isPeriod, before: next) else { continue }
        self.day = day
        if before?.isWord(in: Self.kept) == true {
          removed = start..<start
        } else {
          removed = (before?.isWord(in: Self.dropped) == true ? start - 1 : start)..<start + length
        }
        return
      }
    }
    return nil
  }

  /// Both meanings of a word that stands where a day does and can be two; nil without one.
  static func question(in words: [WordReader.Word], today: Day, _ notation: Notation) -> String? {
    for (index, word) in words.enumerated() where !word.isLiteral {
      let isPlace = index == words.count - 1 || index > 0 && words[index - 1].isWord(in: dropped.union(kept))
      if isPlace, let question = DateReader.question(word.text, today: today, notation) { return question }
    }
    return nil
  }

  /// Whether the words are a day by themselves. `Jan`, `may` and `q1` may be a name, a verb and a report; `15th`, `1/3`
  /// and `end of year` are days at the end only, and `next month` where it does not describe what follows.
  private static func isDate(
    _ phrase: ArraySlice<WordReader.Word>, isPeriod: Bool, before next: WordReader.Word?
  ) -> Bool {
    guard let first = phrase.first else { return false }
    let word = first.text.lowercased()
    guard phrase.count == 1 else {
      if first.isWord(in: ["end", "start", "beginning"]) { return next == nil }
      return !isPeriod || next.map { $0.isWord(in: connecting) } ?? true
    }
    if isPeriod { return false }
    if DateReader.ordinal(word) != nil { return next == nil }
    guard let numbers = NumericDate(word), numbers.year == nil, word.last != "." else { return true }
    return next == nil && word.contains("/") && word != "24/7"
  }
}

extension WordReader.Word {
  fileprivate func isWord(in words: Set<String>) -> Bool { !isLiteral && words.contains(text.lowercased()) }
}
