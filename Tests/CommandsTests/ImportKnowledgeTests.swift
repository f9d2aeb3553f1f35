import Sales
import Testing

@testable import Commands

private func profiles(_ columns: [[String]]) -> [ColumnProfile] {
  columns.map { $0.reduce(into: ColumnProfile()) { $0.add($1) } }
}

/// `name = Deal Name` for each field of a header, with the values of one row to tell what the columns hold.
private func lines(_ header: String, row: String = "") throws -> [String] {
  let titles = header.split(separator: ",").map(String.init)
  let cells = row.split(separator: ",", omittingEmptySubsequences: false).map { [String($0)] }
  return try ColumnMap(header: titles, stated: [], profiles: profiles(cells)).lines
}

@Suite("What headers mean") struct HeaderKnowledgeTests {
  @Test(
    "headers of each program and language map themselves",
    arguments: [
      ("dealname", ImportField.name), ("dealstage", .stage), ("closedate", .closed), ("createdate", .created),
      ("hubspot_owner_id", .owner), ("Deal - Titel", .name), ("Deal - Wert", .value), ("Deal - Phase", .stage),
      ("Deal - Besitzer", .owner), ("Deal - Verlustgrund", .lossReason), ("Affaire - Titre", .name),
      ("Affaire - Étape", .stage), ("Trato - Título", .name), ("Trato - Valor", .value), ("Trato - Estado", .status),
      ("Negócio - Título", .name), ("Deal - Currency of Value", .currency), ("Deal - Deal closed on", .closed),
      ("Organization - Name", .company), ("Person - Email", .contactEmail), ("STAGENAME", .stage), ("ISWON", .isWon),
      ("ISCLOSED", .isClosed), ("ISDELETED", .isDeleted), ("CLOSEDATE", .closed),
      ("Account Name: Account Name", .company), ("Opportunity Owner: Full Name", .owner),
      ("Amount Currency", .currency), ("Amount (converted)", .value), ("Sales Stage", .stage),
      ("Est. Revenue", .value), ("Est. Close Date", .expectedClose), ("Actual Close Date", .closed),
      ("Closing Date", .closed), ("Created Time", .created), ("Deal Owner", .owner), ("TITLE", .name),
      ("CURRENCY_ID", .currency), ("status_label", .stage), ("date_won", .wonDate), ("Expected Revenue", .value),
      ("Salesperson", .owner), ("Probability (%)", .probability), ("Next Step", .nextStep), ("NextStep", .nextStep),
      ("Next Activity Date", .nextStepDate), ("Last Activity Date", .lastActivity), ("Contact Email", .contactEmail),
      ("Phone", .contactPhone), ("Job Title", .contactTitle), ("Tags", .label), ("Notes", .note),
      ("Deal-Phase", .stage), ("Abschlussdatum", .closed), ("Betrag", .value), ("Nom de la transaction", .name),
      ("Fecha de cierre", .closed), ("Data de fechamento", .closed), ("Sluitingsdatum", .closed),
      ("Data di chiusura", .closed), ("Amount (USD)", .value), ("Value in EUR", .value), ("Betrag in €", .value),
    ])
  func header(title: String, field: ImportField) {
    #expect(ImportField.matching(title)?.field == field)
  }

  @Test("a header can name the currency of its amounts")
  func currencies() throws {
    #expect(HeaderKnowledge.match("Amount (USD)")?.currency == .usd)
    #expect(HeaderKnowledge.match("Value in EUR")?.currency == .eur)
    #expect(HeaderKnowledge.match("Deal value [£]")?.currency == .gbp)
    #expect(
      HeaderKnowledge.match("Amount ($)")?.field == .value && HeaderKnowledge.match("Amount ($)")?.currency == nil)
    #expect(HeaderKnowledge.match("Amount")?.currency == nil)
    #expect(HeaderKnowledge.match("Stage (USD)") == nil)
    #expect(try ColumnMap(header: ["Name", "Amount (JPY)"], stated: []).currency == .jpy)
  }

  @Test("a value that is expected or converted counts only where no amount stands beside it")
  func fallbacks() throws {
    #expect(try lines("Opportunity,Stage,Expected Revenue").contains("value = Expected Revenue"))
    #expect(try lines("Opportunity,Expected Revenue,Amount").contains("value = Amount"))
    let report = "Opportunity Name,Amount Currency,Amount,Amount (converted) Currency,Amount (converted)"
    #expect(try lines(report) == ["name = Opportunity Name", "value = Amount", "currency = Amount Currency"])
  }

  @Test("one header means different fields for different values")
  func kinds() throws {
    #expect(
      try lines("TITLE,OPPORTUNITY,CLOSED,CLOSEDATE", row: "Alder,90000.00,N,2026-12-20")
        == ["name = TITLE", "value = OPPORTUNITY", "closed = CLOSEDATE", "is-closed = CLOSED"])
    #expect(try lines("Opportunity,Closed", row: "Alder,2026-12-20") == ["name = Opportunity", "closed = Closed"])
    #expect(try lines("Name,Won", row: "Alder,yes") == ["name = Name", "is-won = Won"])
    #expect(try lines("OPPORTUNITY", row: "90000.00") == ["value = OPPORTUNITY"], "numbers are no names")
  }

  @Test("a title beside a contact and an e-mail may be a job, so that it is not taken for the name")
  func jobs() throws {
    let header = ["Contact", "Company", "Title", "Email"]
    #expect(HeaderDoubt.all(in: header) == [.titleOrJob(column: 2)])
    #expect(HeaderDoubt.all(in: ["Contact", "Deal Name", "Title", "Email"]) == [])
    #expect(HeaderDoubt.all(in: ["Title", "Contact"]) == [])
    #expect(try ColumnMap(header: header, stated: []).isRead(.name) == false)
    let stated = try ColumnMap(header: header, stated: [FieldMapping(field: .name, template: "Title")])
    #expect(stated.text(.name, ["", "", "Pump"]) == "Pump" && stated.doubts == [])
  }

  @Test("a field can be left unread")
  func unread() throws {
    let map = try ColumnMap(
      header: ["Name", "Currency"], stated: [FieldMapping(field: .currency, template: "")])
    #expect(map.text(.currency, ["a", "EUR"]) == "" && map.unused == ["Currency"] && map.lines == ["name = Name"])
  }

  @Test("words for nothing are empty cells, except in a deal's name and in our own exports")
  func nulls() throws {
    func text(_ field: ImportField, _ header: [String], _ cells: [String], isLiteral: Bool = false) throws -> String {
      let map = try ColumnMap(header: header, stated: [])
      return FieldText(map, answers: ValueAnswers([]), isLiteral: isLiteral)(field, TableRow(line: 2, cells: cells))
    }
    let header = ["Name", "Company", "Amount", "Account"]
    #expect(try text(.name, header, ["None", "", ""]) == "None")
    #expect(try text(.company, header, ["", "N/A", ""]) == "")
    #expect(try text(.company, header, ["", "N/A", "", "Acme"]) == "Acme", "the next column is asked")
    #expect(try text(.value, header, ["", "", "#N/A"]) == "")
    #expect(try text(.company, header, ["", "None", ""], isLiteral: true) == "None")
  }
}

@Suite("Likeliest columns") struct LikeliestColumnTests {
  private func likeliest(_ header: [String], _ rows: [[String]]) -> LikeliestColumn {
    let columns = header.indices.map { column in rows.map { $0[column] } }
    return LikeliestColumn(header: header, profiles: profiles(columns))
  }

  @Test("the name is the text that differs most, never an id")
  func names() {
    let one = likeliest(["deal_id", "account", "stage", "amount"], [["D1", "Northwold", "Qualified", "100"]])
    #expect(one.name == 1)
    let shop = likeliest(
      ["ref", "rep", "item", "total"],
      [["A1", "Mo", "Basic plan", "1054"], ["A2", "Mo", "Plus plan", "99"], ["A3", "Di", "Pro plan", "4514"]])
    #expect(shop.name == 2)
    #expect(likeliest(["ref", "total"], [["1", "2"]]).name == nil)
  }

  @Test("the stage is the text with few different values, the value the numbers that read like money")
  func stagesAndValues() {
    let rows = (1...12).map {
      ["\(1000 + $0)", "Deal \($0)", $0 % 3 == 0 ? "Talking" : "New", "\($0 * 100).50", "ana"]
    }
    let sheet = likeliest(["Ref", "Project", "Where", "Total", "Owner"], rows)
    #expect(sheet.name == 1 && sheet.stage == 2 && sheet.value == 3)
    #expect(likeliest(["Ref", "Project"], [["1", "a"], ["2", "b"], ["3", "c"], ["4", "d"]]).stage == nil)
    #expect(likeliest(["Customer No", "Total"], [["1", "7"], ["2", "7"]]).value == 1)
  }

  @Test("a profile keeps the first different values and knows what all values are")
  func kinds() throws {
    let columns = profiles([
      ["", "a", "a", "b", "c", "d"], ["1", "2.5", "-"], ["Y", "N"], ["2026-01-02", "n/a"], [""],
    ])
    #expect(columns.map(\.kind) == [.text, .numbers, .booleans, .dates, nil])
    #expect(columns[0].samples == ["a", "b", "c"] && columns[0].filled == 5)
  }
}

@Suite("What cells mean") struct ValueWordsTests {
  @Test(
    "words for nothing",
    arguments: ["#N/A", "NA", "n/a", "-", "—", "null", "NULL", "\\N", " $-   ", "$ -", "- €", "none", "#REF!", "EUR -"])
  func null(text: String) {
    #expect(NullWords.isNull(text, in: .value))
  }

  @Test("words that only look like nothing", arguments: ["Na", "0", "Nonesuch", "$", "-5", "x"])
  func notNull(text: String) {
    #expect(!NullWords.isNull(text, in: .contact) && !NullWords.isNull(text, in: .name))
    #expect(!NullWords.isNull("-", in: .name) && !NullWords.isNull("NA", in: .name))
  }

  @Test("yes and no, in the languages of the programs that write them")
  func booleans() {
    for text in ["Y", "true", "TRUE", "1", "yes", "Ja", "oui", "Sí", "WAHR", "vrai"] {
      #expect(Booleans.read(text) == true)
    }
    for text in ["N", "False", "0", "no", "nein", "Non", "FALSCH", "não"] { #expect(Booleans.read(text) == false) }
    for text in ["", "maybe", "2", "2026-01-01"] { #expect(Booleans.read(text) == nil) }
  }

  @Test(
    "status words, in the languages of the programs that write them",
    arguments: [
      ("Won", DealStatus.won), ("Gewonnen", .won), ("Gagnée", .won), ("Ganado", .won), ("Closed Won", .won),
      ("closedwon", .won), ("S", .won), ("Lost", .lost), ("Verloren", .lost), ("Perdue", .lost), ("Perdido", .lost),
      ("Dead", .lost), ("Abandoned", .lost), ("Open", .open), ("Offen", .open), ("En cours", .open),
      ("Abierto", .open), ("In progress", .open), ("active", .open), ("On Hold", .stalled), ("on-hold", .stalled),
      ("stalled", .stalled), ("Suspended", .stalled),
    ])
  func status(text: String, status: DealStatus) {
    #expect(StatusWords.read(text) == .status(status))
  }

  @Test("a deleted row is known, and other words are no status")
  func otherStatuses() {
    #expect(StatusWords.read("Deleted") == .deleted && StatusWords.read("gelöscht") == .deleted)
    #expect(StatusWords.read("Lead") == nil && StatusWords.read("") == nil)
    #expect(DealStatus.allCases.allSatisfy { StatusWords.read($0.rawValue) == .status($0) })
  }

  @Test("names of stages that say won or lost")
  func stageWords() {
    for name in ["Closed Won", "closedwon", "Won", "6. Gewonnen", "Fermée gagnée", "Cierre ganado", "Closed - Won"] {
      #expect(StageWords.type(of: name) == .won, "\(name)")
    }
    for name in ["Closed Lost", "Lost", "Geschlossen und verloren", "Fermé perdu", "Chiuso perso", "Dead"] {
      #expect(StageWords.type(of: name) == .lost, "\(name)")
    }
    for name in ["Negotiation", "Likely to be won", "Won Kim", "Close", "Closed", "Won or lost", ""] {
      #expect(StageWords.type(of: name) == nil, "\(name)")
    }
  }

  @Test(
    "currencies by code, sign and name",
    arguments: [
      ("usd", "USD"), ("US Dollar", "USD"), ("U.S. Dollars", "USD"), ("Euro", "EUR"), ("euros", "EUR"), ("€", "EUR"),
      ("Pound Sterling", "GBP"), ("Schweizer Franken", "CHF"), ("Canadian Dollar", "CAD"), ("EUR - Euro", "EUR"),
      ("Japanese Yen (JPY)", "JPY"), ("Indian Rupees", "INR"), ("C$", "CAD"),
    ])
  func currency(text: String, code: String) {
    #expect(CurrencyName.read(text)?.code == code)
  }

  @Test("what names no currency, or two, is none", arguments: ["", "dollar bill", "XXX", "USD or EUR", "$", "12"])
  func noCurrency(text: String) {
    #expect(CurrencyName.read(text) == nil)
  }
}
