/// A made-up firm with its people; the same number is always the same firm.
struct Firm: Sendable {
  let name: String
  /// Without trade and legal form, as a deal's name has it.
  let shortName: String
  let isJapanese: Bool
  private let domain: String
  private let number: Int

  init(number: Int) {
    self.number = number
    let special = number % 25
    if special == 7 || special == 13 {
      let names = special == 7 ? Wordlists.accentedFirms : Wordlists.japaneseFirms
      let round = number / 25 / names.count
      name = names[number / 25 % names.count] + (round == 0 ? "" : " \(round + 1)")
      shortName = name
      isJapanese = special == 13
      domain = "firm\(number).example"
      return
    }
    // The steps share no factor with the length of the lists, so that neighbours differ in every part.
    let heads = Wordlists.firmHeads
    let tails = Wordlists.firmTails
    let stem = number * 1_009 % (heads.count * tails.count)
    let head = heads[stem % heads.count]
    shortName = head + tails[stem / heads.count]
    let kind = number / (heads.count * tails.count) + number % Wordlists.trades.count
    let trade = Wordlists.trades[kind % Wordlists.trades.count]
    let form = Wordlists.forms[number / 7 % Wordlists.forms.count]
    name = "\(shortName) \(trade)\(form)"
    isJapanese = false
    domain = "\(shortName.lowercased())\(number).example"
  }

  /// `Name <address>` of one of its people, under a domain that RFC 2606 keeps from ever existing.
  func contact(number person: Int) -> String {
    var random = Randomness(seed: UInt64(number) << 8 | UInt64(person))
    let first = random.pick(Wordlists.firstNames)
    let last = random.pick(Wordlists.surnameHeads) + random.pick(Wordlists.surnameTails)
    return "\(first) \(last) <\(last.lowercased()).\(person + 1)@\(domain)>"
  }
}
