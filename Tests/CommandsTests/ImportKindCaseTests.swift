import Sales
import Support
import Testing

@testable import Commands

/// Other files of the kinds of the cases: what newcomers brought along.
@Suite("Imports of real files: more of each kind") struct ImportKindCaseTests {
  @Test("an amount that says no currency is one in the deal's own, with its decimals")
  func ownCurrency() throws {
    let it = ImportCase()
    it.run("Record ID,Deal Name,Amount,Currency\n1,Alder,100,JPY\n2,Birch,90.55,USD\n3,Cedar,2.755,KWD\n")
    #expect(
      it.run("Record ID,Deal Name,Amount\n1,Alder,120\n2,Birch,90.75\n3,Cedar,3.125\n", "--amounts 1,234.56") == 0)
    let values = Dictionary(it.deals.map { ($0.name, $0.value) }) { first, _ in first }
    #expect(values == ["Alder": 120, "Birch": 9075, "Cedar": 3125], "\(values)")
  }

  @Test("amounts of which each could have decimals or thousands are named with the option that says which")
  func openMarks() {
    let it = ImportCase()
    it.run("Name,Stage,Amount\nA,Talk,900.125\nB,Talk,450.750\n")
    #expect(it.said.contains("900.125 is read as 900125; as decimals: --amounts 1,234.56"), "\(it.said)")
    let other = ImportCase()
    other.run("Name,Amount,Currency\nA,1.500,KWD\n")
    #expect(other.deals.first?.value == 1500)
  }

  @Test(
    "the currency of an amount is read in any language",
    arguments: [
      "Betrag Währung;Betrag", "Deal - Währung von Wert;Deal - Wert", "Affaire - Devise de Valeur;Affaire - Valeur",
    ])
  func currencyColumns(header: String) {
    let it = ImportCase()
    it.run("Name;\(header)\nAlder;EUR;100\n")
    #expect(it.deals.first?.currency == .eur && it.deals.first?.value == 10_000, "\(it.said)")
  }

  @Test("what a report says below its table is no deal, whichever of its lines there are")
  func footers() {
    let rows = "Opportunity Name,Stage,Amount,Currency\nAlder,Talk,100,EUR\nBirch,Talk,200,EUR\n"
    for footer in [
      "Grand Totals (2 records),,300,EUR\n",
      "\n\n\"My Pipeline\"\n\"Copyright (c) 2026 A program\"\n\"Confidential Information - Do Not Distribute\"\n\"Southmere Ltd\"\n",
      "\n\n\"My Pipeline\"\n\"Copyright (c) 2026 A program\"\n",
    ] {
      let it = ImportCase()
      it.run(rows + footer)
      #expect(it.deals.map(\.name) == ["Alder", "Birch"], "\(it.said)")
    }
    // Deals without a value after a blank line are deals.
    let it = ImportCase()
    it.run(rows + "\nCedar\nElm\n")
    #expect(it.deals.map(\.name) == ["Alder", "Birch", "Cedar", "Elm"], "\(it.said)")
  }

  @Test(
    "a stage whose name begins with how deals ended is an end",
    arguments: [
      ("Closed-Lost to Competition", StageType.lost), ("Closed Lost - price", .lost), ("Lost to competitor", .lost),
      ("Won - signed", .won), ("Order Won", .won), ("Verloren (Preis)", .lost), ("Gagné - signé", .won),
      ("Cancelled", .lost), ("Disqualified", .lost), ("Abgelehnt", .lost), ("C2:WON", .won), ("C2:LOSE", .lost),
      ("Likely to be won", .open), ("Won or lost", .open), ("Talk", .open),
    ])
  func ends(name: String, type: StageType) {
    let it = ImportCase()
    it.run("Name,Stage\nAlder,Talk\nBirch,\(name)\n")
    #expect(it.stages.first { $0.name == name }?.type == type, "\(it.said)")
  }

  @Test("a stage that says closed and not how is named with the options that do")
  func closedStage() {
    let it = ImportCase()
    it.run("Name,Stage\nAlder,Talk\nBirch,Closed\n")
    #expect(it.said.contains("says closed; --won Closed or --lost Closed says how"), "\(it.said)")
  }

  @Test("an archived deal with a reason of loss is lost")
  func archived() {
    let it = ImportCase()
    it.run("External ID,Opportunity,Stage,Lost Reason,Active\na,Alder,New,,TRUE\nb,Birch,New,Too expensive,FALSE\n")
    #expect(it.deals.map(\.status) == [.open, .lost] && it.deals.last?.lossReason == "Too expensive", "\(it.said)")
  }

  @Test("the one close date of a deal that is closed there is when it was closed")
  func closeDateAlone() throws {
    let it = ImportCase()
    it.run("Record ID,Deal Name,Stage,Close Date\n1,Alder,Closed Won,2026-03-01\n2,Birch,Talk,2027-03-01\n")
    #expect(it.run("Record ID,Close Date\n1,2026-04-01\n2,2027-04-01\n") == 0, "\(it.said)")
    #expect(it.deals[0].closedAt?.utcDay == Day("2026-04-01") && it.deals[0].expectedClose == nil)
    #expect(it.deals[1].expectedClose?.utcDay == Day("2027-04-01"))
    #expect(it.run("Record ID,Close Date\n1,2027-04-01\n") != 0)
    #expect(it.said.contains("cannot be won or lost on a day to come"), "\(it.said)")
    #expect(it.deals[0].closedAt?.utcDay == Day("2026-04-01"))
  }

  @Test("a midnight with an offset is that day, wherever it stands")
  func midnight() {
    let it = ImportCase()
    it.run("Name,Stage,Close Date\nAlder,Closed Won,2026-04-20T00:00:00+03:00\n")
    #expect(it.deals.first?.closedAt?.utcDay == Day("2026-04-20"), "\(it.said)")
  }

  @Test("a pipeline that is called like a new file's own takes its place")
  func sameName() {
    let it = ImportCase()
    #expect(it.run("Deal Name,Deal Stage,Pipeline\nAlder,Appointment Scheduled,Sales Pipeline\n") == 0, "\(it.said)")
    #expect(it.stages.map(\.name) == ["Appointment Scheduled"], "\(it.stages.map(\.name))")
  }

  @Test("rows about a deal find it by its name, whatever its company, as long as it is the only one")
  func dealByName() {
    let it = ImportCase()
    it.run("Deal Name,Company\nAlder,Northwold\nBirch,Northwold\nBirch,Southmere\n")
    #expect(it.run("Deal,Task,Due Date\nAlder,Call,2026-12-20\n") == 0, "\(it.said)")
    #expect(it.run("Deal,Task,Due Date\nBirch,Call,2026-12-20\n") != 0)
    #expect(it.said.contains("several called “Birch”"), "\(it.said)")
    #expect(it.run("Deal Name,Amount\nAlder,200\n", "--match name,company") == 0)
    #expect(it.deals.count == 3 && it.deals.first?.value == 20_000)
  }

  @Test("rows that the database refuses are told together, and skipped where that is asked for")
  func refusedRows() {
    let it = ImportCase()
    it.run("Deal Name,Stage\nAlder,Talk\n")
    let text = "Deal,Task,Due Date\nAlder,Call,2026-12-20\nYew,Call,2026-12-20\nElm,Call,2026-12-20\n"
    #expect(it.run(text) == 1)
    #expect(it.said.contains("“Yew”") && it.said.contains("“Elm”") && it.said.contains("2 rows of 3"), "\(it.said)")
    #expect(it.records?.all(FollowUp.self).isEmpty == true)
    #expect(it.run(text, "--skip-bad=left.csv") == 0, "\(it.said)")
    #expect(it.records?.all(FollowUp.self).count == 1)
    let left = String(decoding: it.world.files["left.csv"] ?? [], as: UTF8.self)
    #expect(left.contains("Yew,Call") && left.contains("Elm,Call") && !left.contains("Alder"), "\(left)")
  }

  @Test("a status whose words are stages is the stage")
  func statusAsStage() {
    let it = ImportCase()
    #expect(it.run("Deal,Status,Value\nAlder,In talks,100\nBirch,Won,200\n") == 0, "\(it.said)")
    #expect(it.stages.map(\.name) == ["In talks", "Won"] && it.deals.map(\.status) == [.open, .won])
  }

  @Test("a status that says closed leaves to the stage how")
  func closedStatus() {
    let it = ImportCase()
    it.run("Name,Stage,Status\nAlder,Closed Won,Closed\nBirch,Talk,Open\n")
    #expect(it.deals.map(\.status) == [.won, .open], "\(it.said)")
    let other = ImportCase()
    #expect(other.run("Name,Stage,Status\nAlder,APOLOGIES,Closed\nBirch,Talk,Open\n") == 1)
    #expect(other.said.contains("--lost APOLOGIES"), "\(other.said)")
  }

  @Test("a sign that several currencies share needs one of them, and says so")
  func sharedSigns() {
    let it = ImportCase()
    #expect(it.run("Name,Amount\nAlder,100 kr\n") == 1)
    #expect(it.said.contains("can be in DKK, ISK, NOK, SEK. Say which, as in --currency DKK"), "\(it.said)")
    #expect(it.run("Name,Amount\nAlder,100 kr\n", "--currency SEK") == 0)
    #expect(it.deals.first?.value == 10_000 && it.deals.first?.currency.code == "SEK")
  }

  @Test("open deals in a stage that ends are pointed at")
  func contraryDeals() {
    let it = ImportCase()
    it.run("Name,Stage,Status\nAlder,Closed Won,Open\nBirch,Closed Won,Won\nCedar,Talk,Open\n", "--won 'Closed Won'")
    #expect(it.said.contains("1 open in it; --open 'Closed Won' keeps it open"), "\(it.said)")
  }

  @Test("an update is not counted as if its deals were new, and what was said before is said again")
  func updates() {
    let it = ImportCase()
    it.run("Record ID,Deal Name,Stage\n1,Alder,Closed Won\n2,Birch,Talk\n")
    it.run("Record ID,Owner\n1,ana\n2,ana\n")
    #expect(!it.world.out.contains("Outcome") && !it.world.out.contains("Without"), "\(it.world.out)")
    it.run("Record ID,Deal Name,Amount\n3,Elm,5\n", "--currency CHF --id-source other")
    #expect(!it.world.out.contains("As said before"))
    it.run("Record ID,Deal Name,Amount\n3,Elm,6\n")
    #expect(it.world.out.contains("As said before: --currency CHF --id-source other"), "\(it.world.out)")
  }

  @Test("a contact in two columns is one name, and what is planned is not done")
  func contactsAndPlans() {
    let it = ImportCase()
    it.run("Deal Name,First Name,Last Name,Email\nAlder,Mei,Ling,mei@n.example\n")
    #expect(it.contact(it.deals.first)?.displayName == "Mei Ling", "\(it.said)")
    #expect(
      it.run("ID,Subject,Type,Deal,Due date,Done\n7,Call back,Call,Alder,2026-12-20,To do\n") == 0, "\(it.said)")
    let activities = it.records?.all(Activity.self) ?? []
    #expect(it.deals.count == 1 && activities.map(\.status) == [.scheduled], "\(it.said)")
  }

  @Test("companies of one name stay apart in an export of our own, by their domains")
  func exportedCompanies() throws {
    let it = ImportCase()
    it.run(
      "name,external-id,value,company,company-domain\nA,1,1,Acme,one.example\nB,2,1,Acme,two.example\nC,3,1,Acme,\n")
    let companies = it.deals.compactMap {
      $0.companyID.flatMap { it.records?.rows[.company($0)] }.flatMap(Company.init(row:))
    }
    #expect(companies.map(\.domain) == ["one.example", "two.example", nil])
    #expect(Set(companies.map(\.id)).count == 3)
  }

  @Test("JSON lines of an export bring owners and metadata back")
  func exportedLines() throws {
    let it = ImportCase()
    it.run("name,external-id,owner,metadata\nAlder,1,bo,\"{\"\"a\"\":{\"\"b\"\":1}}\"\n")
    #expect(it.world.run("export --format ndjson --db deals.db") == 0)
    let other = ImportCase()
    #expect(other.run(it.world.out) == 0, "\(other.said)")
    #expect(other.owner(other.deals.first) == "bo" && other.deals.first?.metadata.text == "{\"a\":{\"b\":1}}")
  }
}
